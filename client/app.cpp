// See app.hpp.
#include "client/app.hpp"

#include <algorithm>
#include <utility>

#include "client/platform/number_text.hpp"
#include "client/screens/refusal.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

constexpr const char* drafts_at = "draft/";
constexpr const char* marks_at = "read/";
constexpr std::size_t most_offers = 8;  // to undo something, more than toasts are ever shown

Connection connection_of(Sync::Link link) {
  switch (link) {
    case Sync::Link::starting:
      return Connection::starting;
    case Sync::Link::live:
      return Connection::live;
    case Sync::Link::polling:
      return Connection::polling;
    case Sync::Link::offline:
      return Connection::offline;
    case Sync::Link::signed_out:
      return Connection::signed_out;
  }
  return Connection::offline;
}

}  // namespace

App::App(platform::Platform& platform)
    : platform_(platform),
      ui_(platform),
      sync_(platform, replica_),
      sending_(platform),
      presence_(platform),
      search_(platform, 8),
      list_search_(platform, 50),
      edit_(platform),
      swaps_(platform, shell_.oncall.link.requests, shell_.oncall.link.notes) {
  keep_things();
  shell_.oncall.link.look = [this] { swaps_.tick(replica_.revision); };
  const auto say = [this](const char* done) {
    return [this, done](const std::string& why) {
      toasts_.say(ui_, why.empty() ? done : why, why.empty() ? ui::Tone::success : ui::Tone::danger);
    };
  };
  shell_.oncall.link.change = [this](const ScheduleChange& change) { change_schedule(change); };
  shell_.oncall.link.leave_note = [this, say](const Id& schedule, const std::string& text) {
    swaps_.leave_note(schedule, text, say("Kept for whoever is on call next"_tr));
  };
}

void App::change_schedule(const ScheduleChange& change) {
  swaps_.send(change, [this, change](const std::string& why) {
    if (!why.empty()) return void(toasts_.say(ui_, why, ui::Tone::danger));
    auto back = reverse_of(change);
    const auto toast = toasts_.say(ui_, "Saved; those whom it concerns are told"_tr, ui::Tone::success, back ? "Undo"_tr : "",
                                   back ? seconds(15) : seconds(6));
    if (back) schedule_undo_ = {toast, std::move(*back)};
  });
}

/// What the person at this browser leaves behind survives the page.
void App::keep_things() {
  drafts_.keep = [this](const std::string& key, const std::string& text) {
    typed_at_ = platform_.now();
    drafts_.texts[key] = text;
    if (text.empty()) {
      platform_.storage().remove(drafts_at + key);
    } else {
      platform_.storage().put(drafts_at + key, text);
    }
  };
  marks_.keep = [this](const TicketId& ticket, Instant at) {
    marks_.read[ticket] = at;
    platform_.storage().put(marks_at + ticket, std::to_string(at.ms));
  };
  saved_.keep = [this] { platform_.storage().set_setting("views", write_saved_views(saved_.views)); };
}

void App::load_things() {
  const std::string density = platform_.storage().setting("density");
  if (!density.empty()) ui_.choose_density(static_cast<ui::Density>((density[0] - '0') % 3));
  saved_.views = read_saved_views(platform_.storage().setting("views"));
  const std::string since = platform_.storage().setting("read-since");
  marks_.since = Instant{since.empty() ? platform_.now().ms : platform::read_whole(since)};
  if (since.empty()) platform_.storage().set_setting("read-since", std::to_string(marks_.since.ms));
  platform_.storage().list(marks_at, [this](platform::Storage::Entries entries) {
    for (auto& [key, at] : entries) marks_.read.emplace(key.substr(5), Instant{platform::read_whole(at)});
    platform_.wake();
  });
}

/// What is on the screen is read, as long as somebody may be looking.
void App::mark_as_read() {
  const Ticket* ticket = find_ticket(replica_, shell_.ticket.ticket);
  if (ticket != nullptr && shell_.room == Room::inbox && is_unread(marks_, *ticket))
    marks_.keep(ticket->id, std::max(sync_.now(), ticket->last_activity));
}

/// Colleagues see who else has the ticket open, and who is writing there.
void App::tell_presence() {
  constexpr Duration pause = seconds(6);
  const bool typing = typed_at_ && platform_.now() < *typed_at_ + pause;
  if (typing) platform_.wake_after(*typed_at_ + pause - platform_.now());
  presence_.tick(shell_.room == Room::inbox ? shell_.ticket.ticket : TicketId{}, typing);
  onlookers_.clear();
  const Workspace& workspace = replica_.confirmed.versions.back()->workspace();
  for (const Looker& looker : presence_.others())
    onlookers_.push_back({wording::name_of_user(workspace, looker.user), looker.typing});
}

void App::send_later(Reply reply) {
  const auto toast =
      toasts_.say(ui_, "The reply goes out in ten seconds"_tr, ui::Tone::normal, "Undo"_tr, Sending::grace);
  sending_.add(std::move(reply), toast);
}

void App::undo(std::uint64_t toast) {
  if (const auto reply = sending_.take_back(toast)) {
    return write_again(drafts_, reply->ticket, false, reply->message);
  }
  if (toast != 0 && toast == schedule_undo_.first) return change_schedule(std::exchange(schedule_undo_, {}).second);
  const auto offer = undoable_.find(toast);
  if (offer == undoable_.end()) return;
  for (Command& command : offer->second) give(std::move(command));
  undoable_.erase(offer);
}

/// What is said first is said in the reader's language; what cannot be read is said in plain English.
void App::learn_words() {
  const platform::Words& words = platform_.words();
  if (auto region = read_locale(words.region)) use_locale(*std::move(region));
  if (words.catalogue.empty()) return;
  if (auto catalogue = read_catalogue(words.catalogue); catalogue.ok()) speak(std::move(catalogue).value());
}

void App::start() {
  learn_words();
  const std::string scheme = platform_.storage().setting("scheme");
  if (!scheme.empty()) ui_.choose_scheme(scheme == "dark" ? ui::Scheme::dark : ui::Scheme::light);
  platform_.storage().list(drafts_at, [this](platform::Storage::Entries entries) {
    for (auto& [key, text] : entries) take_kept(drafts_, key.substr(6), std::move(text));
    platform_.wake();
  });
  load_things();
  sending_.start();
  sync_.start();
}

bool App::give(Command command) {
  const auto refusal = sync_.give(std::move(command));
  if (refusal) toasts_.say(ui_, say_refusal(replica_, refusal->what), ui::Tone::danger);
  return !refusal;
}

void App::sign_out() {
  platform_.network().send(
      {.method = "POST", .url = "/logout", .headers = {{"Content-Type", "application/json"}}},
      [this](platform::Response) { platform_.load_page("/login"); });
}

/// Says what the server refused after it was shown as done, and what nobody should have to look for.
void App::announce_changes() {
  if (sync_.ready()) {
    for (const std::string& sentence : alarms_.news(replica_))
      platform_.announce(sentence, platform::Urgency::assertive);
  }
  while (told_refusals_ < replica_.refused.size()) {
    const RefusedCommand& refused = replica_.refused[told_refusals_++];
    const Ticket* again = find_ticket(replica_, give_back(drafts_, replica_, refused.pending.command));
    std::string sentence = phrase("Not done: {1}"_tr, say_refusal(replica_, refused.what));
    if (again != nullptr) sentence = phrase("{1}. What you wrote is a draft of #{2}"_tr, sentence, std::to_string(again->number));
    toasts_.say(ui_, std::move(sentence), ui::Tone::danger, {}, minutes(1));
  }
}

Desk App::desk() {
  return {
      ui_,
      toasts_,
      drafts_,
      marks_,
      saved_,
      replica_,
      replica_.confirmed.versions.back()->workspace(),
      zone_,
      sync_.now(),
      connection_of(sync_.link()),
      [this](Command command) { return give(std::move(command)); },
      [this](Reply reply) { send_later(std::move(reply)); },
      sending_.waiting(),
      onlookers_,
      [this](const std::string& words) -> const std::vector<Found>& { return search_.look_for(words); },
      [this](const std::string& words) -> const std::vector<Found>& { return list_search_.look_for(words); },
      [this] { platform_.go(address_of(shell_.inbox.query), platform::Visit::push); },
      [this](std::string sentence, std::vector<Command> back) {
        const bool can_undo = !back.empty();
        const auto toast = toasts_.say(ui_, std::move(sentence), ui::Tone::normal, can_undo ? "Undo"_tr : "");
        if (can_undo) undoable_[toast] = std::move(back);
        while (undoable_.size() > most_offers) undoable_.erase(undoable_.begin());
      },
      [this](const TicketId& ticket) { sync_.look_at(ticket); },
      [this] { sign_out(); },
      [this] { return sync_.new_id(); },
      &edit_,
      &sync_.zones()};
}

void App::draw_rooms() {
  if (!sync_.ready() || replica_.confirmed.versions.empty()) {
    ui::Panel panel(ui_, "Loading", ui_.page(),
                    {.padding = 32, .role = ui::Role::main, .label = "Support Oasis"});
    if (sync_.link() == Sync::Link::offline) {
      ui::empty_state(ui_, ui::Icon::offline, "The server does not answer"_tr,
                      "This page tries again by itself and goes on as soon as it can."_tr);
    } else {
      ui::skeleton(ui_, "Loading the inbox"_tr, 8);
    }
    return;
  }
  const std::string& wanted = platform_.preferences().time_zone;
  if (zone_.name() != wanted) {
    sync_.want_zone(wanted);
    if (auto found = sync_.zones().find(wanted); found.ok()) zone_ = *found.value();
  }
  Desk here = desk();
  draw_shell(here, shell_);
  tell_presence();
  mark_as_read();
}

void App::frame() {
  sync_.tick();
  if (sync_.ready()) sending_.tick([this](Reply reply) { give(std::move(reply)); });
  ui_.begin_frame();
  draw_rooms();
  announce_changes();
  undo(toasts_.draw(ui_));
  ui_.end_frame();
}

bool App::work_ahead() {
  if (!sync_.ready()) return false;
  Desk here = desk();
  return draw_ahead(here, shell_.inbox);
}

}  // namespace oasis
