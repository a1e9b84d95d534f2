// A desk on the null platform: a small workspace with tickets made by the real core, every room drawn by the
// shell. May not: know a room, or a test runner.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/platform/null/driver.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/shell.hpp"
#include "shared/command/decide.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis {

/// Ann (admin), Bob and Olga, the customer Globex, a service level, a chain of two tiers, a template.
std::shared_ptr<const Policies> small_workspace(const Zones& zones);

class DeskStage {
 public:
  DeskStage() : driver(platform, [this] { frame(); }) {
    replica.me = {Actor::Kind::user, "ann", Role::admin};
    replica.confirmed.versions = {small_workspace(zones)};
    drafts.keep = [this](const std::string& key, const std::string& text) { drafts.texts[key] = text; };
    marks.keep = [this](const TicketId& ticket, Instant at) { marks.read[ticket] = at; };
    marks.since = platform.clock;
    saved.keep = [this] { ++saves; };
    shell.oncall.link.leave_note = [this](const Id&, const std::string& text) {
      handoff_notes.push_back(text);
    };
    shell.oncall.link.change = [this](const ScheduleChange& change) { schedule_changes.push_back(change); };
    started = true;
  }
  /// Lets it happen on the server's side, as if its rows had arrived.
  void happen(const Command& command, const Actor& by) {
    auto events = decide(replica.confirmed, command, by, platform.clock);
    if (!events.ok()) return driver.complaints.push_back("refused: " + events.error().what);
    for (const Event& event : events.value()) {
      apply(replica.confirmed, event);
      replica.details[event.ticket].events.push_back(event);
    }
    ++replica.revision;
    platform.wake();
  }

  /// A message of Gina's that opens ticket `id`, with number `replica.confirmed.last_number` afterwards.
  void open_ticket(const TicketId& id, const std::string& subject, Priority priority = Priority::normal) {
    CreateTicket create;
    create.ticket = id;
    create.subject = subject;
    create.priority = priority;
    create.from_name = "Gina Roth";
    create.from_email = "gina@globex.example";
    create.channel = "email";
    create.message.id = id + "-m";
    create.message.text = "Please help with " + subject;
    happen(create, {Actor::Kind::customer, "", Role::viewer});
  }

  void go(const std::string& address) {
    platform.go(address, platform::Visit::push);
    platform.wake();
    driver.settle();
  }

  void draw_frame() {
    platform.frame([this] { frame(); });
  }
  /// As the page does between two frames; how often it was called.
  int work_ahead() {
    int times = 0;
    if (!std::exchange(platform.wants_work_ahead, false)) return times;
    Desk here = desk();
    for (bool more = true; more; ++times) more = draw_ahead(here, shell.inbox);
    return times;
  }

  const Ticket& ticket(const TicketId& id) const { return *find_ticket(replica, id); }

  platform::NullPlatform platform;
  ui::Ui ui{platform};
  ui::Toasts toasts;
  Zones zones;
  Replica replica;
  Drafts drafts;
  ReadMarks marks;
  SavedViews saved;
  WorkspaceEdit edit{platform};
  std::vector<WaitingReply> sending;
  std::vector<Onlooker> onlookers;
  std::vector<Found> found;                                         ///< what the server finds for any words
  std::vector<Found> found_for_list;                                ///< the same for the inbox's filter
  std::vector<Reply> replies;                                       ///< that were sent
  std::vector<std::pair<std::string, std::vector<Command>>> dones;  ///< what was said, and how to undo it
  std::vector<ScheduleChange> schedule_changes;                     ///< asked of the server
  std::vector<std::string> handoff_notes;
  int saves = 0;
  int ids = 0;
  int keys = 0;
  bool started = false;
  Shell shell;
  Zone zone = Zone::utc();
  platform::Driver driver;

 private:
  void frame() {
    ui.begin_frame();
    if (started) draw();
    toasts.draw(ui);
    ui.end_frame();
  }

  Desk desk() {
    return {ui,
              toasts,
              drafts,
              marks,
              saved,
              replica,
              replica.confirmed.versions.back()->workspace(),
              zone,
              platform.clock,
              Connection::live,
              [this](Command command) {
                const auto refused =
                    submit(replica, "k" + std::to_string(++keys), std::move(command), platform.clock);
                if (refused) toasts.say(ui, refused->what, ui::Tone::danger);
                return !refused;
              },
              [this](Reply reply) { replies.push_back(std::move(reply)); },
              sending,
              onlookers,
              [this](const std::string&) -> const std::vector<Found>& { return found; },
              [this](const std::string&) -> const std::vector<Found>& { return found_for_list; },
              [this] { platform.go("/inbox/all", platform::Visit::push); },
              [this](std::string what, std::vector<Command> back) {
                dones.emplace_back(std::move(what), std::move(back));
              },
              [](const TicketId&) {},
              [] {},
              [this] { return "id-" + std::to_string(++ids); },
              &edit,
              &zones};
  }

  void draw() {
    Desk here = desk();
    draw_shell(here, shell);
  }
};

}  // namespace oasis
