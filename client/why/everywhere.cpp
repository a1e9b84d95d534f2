// See everywhere.hpp.
#include "client/why/everywhere.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/platform/number_text.hpp"
#include "client/replica/question.hpp"
#include "client/replica/wire.hpp"
#include "client/screens/oncall_form.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/why/answer.hpp"
#include "client/why/dialog.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/rows.hpp"
#include "shared/report/why.hpp"
#include "shared/text/percent.hpp"

namespace oasis {

struct WhyEverywhere {
  Id user;             ///< empty: nobody in particular
  std::string moment;  ///< as it is written
  // What was asked, and what came so far.
  Id asked_user;
  std::optional<Instant> at;
  Question page;
  std::string next;
  bool all_loaded = false;
  std::map<TicketId, std::vector<Event>> tickets;
};

namespace {

using namespace ui;

constexpr Duration looked_back = days(1);
constexpr std::size_t most_shown = 10;  // tickets

/// Asked is about the whole minute that is written.
void ask(WhyEverywhere& why, Instant minute) {
  why.asked_user = why.user;
  why.at = minute + minutes(1) - milliseconds(1);
  why.page = {};
  why.next.clear();
  why.all_loaded = false;
  why.tickets.clear();
}

bool take_page(WhyEverywhere& why, const nlohmann::json& answer) {
  const auto events = answer.find("events");
  if (events == answer.end() || !events->is_array()) return false;
  for (const nlohmann::json& row : *events) {
    auto event = read_event(row);
    if (!event.ok()) return false;
    std::vector<Event>& known = why.tickets[event->ticket];
    known.push_back(*std::move(event));
  }
  why.next = wire::text_of(answer, "next");
  why.all_loaded = why.next.empty();
  return true;
}

void load_on(Desk& desk, WhyEverywhere& why) {
  if (!why.at || why.all_loaded || why.page.is_waiting() || !why.page.why().empty()) return;
  std::string url = "/api/v1/history?from=" + std::to_string((*why.at - looked_back).ms) +
                    "&to=" + std::to_string(why.at->ms + 1);
  if (!why.next.empty()) url += "&after=" + percent_encoded(why.next);
  why.page.ask(desk.ui.platform(), url, [&why](const nlohmann::json& answer) { return take_page(why, answer); });
}

void choose_whom(Desk& desk, WhyEverywhere& why) {
  std::vector<std::string> names = {"Nobody in particular"_tr};
  int chosen = 0;
  for (const User& user : desk.workspace.users) {
    if (user.id == why.user) chosen = static_cast<int>(names.size());
    names.push_back(user.name.empty() ? user.id : user.name);
  }
  if (!combo(desk.ui, "Person"_tr, names, chosen)) return;
  why.user = chosen <= 0 ? Id() : desk.workspace.users[static_cast<std::size_t>(chosen) - 1].id;
}

Events pointers_to(const std::vector<Event>& events) {
  Events pointers;
  for (const Event& event : events) pointers.push_back(&event);
  return pointers;
}

void draw_ticket_link(Desk& desk, const TicketId& id) {
  const auto found = desk.replica.confirmed.tickets.find(id);
  const bool known = found != desk.replica.confirmed.tickets.end();
  const std::string name = known ? "#" + std::to_string(found->second.number) + " " + found->second.subject : id;
  link(desk.ui, {name, id}, known ? "#" + address_of(found->second) : "#/tickets/" + id);
}

/// The tickets of which something concerned the person, the newest first.
void draw_person(Desk& desk, const WhyEverywhere& why) {
  std::vector<std::pair<Instant, TicketId>> concerned;
  for (const auto& [id, events] : why.tickets) {
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [&why](const Event& event) { return concerns(event, why.asked_user); });
    if (last != events.rend()) concerned.emplace_back(last->at, id);
  }
  std::sort(concerned.rbegin(), concerned.rend());
  const std::string name = wording::name_of_user(desk.workspace, why.asked_user);
  if (concerned.empty()) {
    paragraph(desk.ui, phrase("Nothing concerned {1} in the 24 hours before: no step of a chain and no rule named them."_tr, name),
              {.weight = Weight::semibold});
  }
  for (std::size_t i = 0; i < std::min(most_shown, concerned.size()); ++i) {
    const TicketId& id = concerned[i].second;
    ui::Scope scope(desk.ui, id);
    const WhyAnswer answer = why_person(desk, pointers_to(why.tickets.at(id)), why.asked_user, *why.at);
    draw_ticket_link(desk, id);
    paragraph(desk.ui, answer.words, {.weight = Weight::semibold});
    draw_why_lines(desk, "What led to it"_tr, answer.lines);
  }
  if (concerned.size() > most_shown)
    paragraph(desk.ui, phrase("And {1} more tickets before these."_tr, concerned.size() - most_shown),
              {.tone = Tone::secondary});
}

void draw_nobody(Desk& desk, const WhyEverywhere& why) {
  std::size_t shown = 0;
  for (const auto& [id, events] : why.tickets) {
    const std::vector<WhyLine> lines = when_nobody(desk, pointers_to(events));
    if (lines.empty() || shown++ >= most_shown) continue;
    ui::Scope scope(desk.ui, id);
    draw_ticket_link(desk, id);
    draw_why_lines(desk, "Steps that reached nobody"_tr, lines);
  }
  if (shown > most_shown)
    paragraph(desk.ui, phrase("And {1} more tickets."_tr, shown - most_shown), {.tone = Tone::secondary});
  if (shown > 0) return;
  paragraph(desk.ui,
            why.tickets.empty() ? "No ticket asked for anybody in the 24 hours before: nothing happened."_tr
                                : "Every step of the 24 hours before reached somebody."_tr,
            {.weight = Weight::semibold});
}

void draw_answer(Desk& desk, WhyEverywhere& why) {
  Ui& ui = desk.ui;
  const std::string refused = why.page.why();
  if (!refused.empty()) {
    paragraph(ui, refused + ".", {.tone = Tone::danger});
    return;
  }
  if (!why.all_loaded) {
    text(ui, "Asking the server for its log"_tr, {.tone = Tone::secondary});
    return;
  }
  heading(ui, phrase("Until {1}"_tr, wording::say_moment(*why.at, desk.zone, desk.now)), 2);
  why.asked_user.empty() ? draw_nobody(desk, why) : draw_person(desk, why);
  heading(ui, "On call at that moment"_tr, 2);
  const std::vector<WhyLine> lines = schedules_then(desk, why.asked_user, *why.at);
  if (lines.empty()) paragraph(ui, "There are no schedules."_tr, {.tone = Tone::secondary});
  draw_why_lines(desk, "Schedules"_tr, lines);
}

}  // namespace

std::string address_of_why(const Id& user, std::optional<Instant> until) {
  return "/oncall?why=" + user + (until ? "&until=" + std::to_string(until->ms) : "");
}

bool take_why(Desk& desk, std::shared_ptr<WhyEverywhere>& kept, const std::string& address) {
  constexpr std::string_view asks = "?why=", until = "&until=";
  const std::size_t begin = address.find(asks);
  if (begin == std::string::npos) return false;
  const std::size_t user = begin + asks.size(), end = std::min(address.find('&', user), address.size());
  kept = std::make_shared<WhyEverywhere>();
  kept->user = address.substr(user, end - user);
  const bool has_moment = address.compare(end, until.size(), until) == 0;
  const Instant at = has_moment ? Instant{platform::read_whole(address.substr(end + until.size()))} : desk.now;
  kept->moment = written_moment(std::min(at, desk.now), desk.zone);
  return true;
}

void draw_why_everywhere(Desk& desk, std::shared_ptr<WhyEverywhere>& kept, bool& open) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Why was somebody told, or nobody?"_tr, open, 560);
  if (!dialog) return;
  if (kept == nullptr) {
    kept = std::make_shared<WhyEverywhere>();
    kept->user = desk.replica.me.id;
    kept->moment = written_moment(desk.now, desk.zone);
  }
  WhyEverywhere& why = *kept;
  choose_whom(desk, why);
  const auto at = read_moment(why.moment, desk.zone);
  const bool entered = text_field(ui, "Moment"_tr, why.moment,
                                  {.placeholder = "2026-03-02 03:00",
                                   .error = at ? "" : "Write it like 2026-03-02 03:00"_tr,
                                   .hint = "The answer looks at the 24 hours before"_tr})
                           .submitted;
  load_on(desk, why);
  if (why.at) draw_answer(desk, why);
  Row row(ui);
  spacer(ui);
  if (button(ui, "Close"_tr, {.kind = ButtonKind::quiet})) open = false;
  const bool pressed = button(ui, "Find out"_tr, {.kind = ButtonKind::primary, .disabled = !at});
  if (at && (pressed || entered)) ask(why, *at), ui.again();
}

}  // namespace oasis
