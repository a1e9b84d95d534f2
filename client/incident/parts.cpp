// See parts.hpp.
#include "client/incident/parts.hpp"

#include <algorithm>

#include "client/review/place.hpp"
#include "client/screens/day_words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/words.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t most_of_them = 20;
constexpr float beside_each_other = 620;

std::string name_of_clock(const std::string& clock) {
  const auto kind = value_of<ClockKind>(clock);
  return kind ? std::string(wording::name_of(*kind)) : clock;
}

void draw_told(Desk& desk, const IncidentAnswer::Told& told) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, told.user);
  const std::string name = wording::name_of_user(desk.workspace, told.user);
  std::string words = (told.tier > 0 ? phrase("tier {1}"_tr, told.tier) + ", " : std::string()) +
                      wording::say_moment(told.at, desk.zone, desk.now);
  if (told.times > 1) words += ", " + count_of(told.times, "{1} time"_kept, "{1} times"_kept);
  Row row(ui, {.height = 28, .wrap = true});
  avatar(ui, name, 22);
  text(ui, name, {.weight = Weight::semibold});
  text(ui, words, {.tone = Tone::secondary});
  if (told.acknowledged_after)
    chip(ui, phrase("acknowledged after {1}"_tr, wording::say(*told.acknowledged_after)), Tone::success, Icon::check);
}

void draw_one_cause(Desk& desk, const IncidentPage::Cause& cause) {
  Ui& ui = desk.ui;
  paragraph(ui, cause.what, {.weight = Weight::semibold});
  if (!cause.evidence.empty()) paragraph(ui, cause.evidence, {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_way(Desk& desk, const IncidentPage::Cause& cause) {
  const EditorPlace editor = editor_of(cause.place, desk.workspace);
  if (!editor.address.empty()) link(desk.ui, {editor.name, cause.what}, "#" + editor.address);
}

bool is_named(const IncidentPage& page, const IncidentPage::Cause& cause) {
  return std::any_of(page.causes.begin(), page.causes.end(),
                     [&](const IncidentPage::Cause& one) { return one.what == cause.what; });
}

void draw_suggested(Desk& desk, const IncidentAnswer& incident, IncidentForm& form, bool writes) {
  Ui& ui = desk.ui;
  std::vector<const IncidentPage::Cause*> left;
  for (const IncidentPage::Cause& cause : incident.suggested) {
    if (!is_named(form.page, cause)) left.push_back(&cause);
  }
  if (left.empty()) return;
  heading(ui, "What the log suggests"_tr, 3);
  for (const IncidentPage::Cause* cause : left) {
    ui::Scope scope(ui, "suggested/" + cause->what);
    draw_one_cause(desk, *cause);
    Row row(ui, {.height = 30, .wrap = true});
    const bool full = form.page.causes.size() >= most_of_them;
    if (writes && button(ui, {"It contributed"_tr, cause->what}, {.icon = Icon::plus, .disabled = full})) {
      form.page.causes.push_back(*cause);
      form.changed = true;
      ui.again();
    }
    draw_way(desk, *cause);
  }
}

bool draw_one_action(Desk& desk, IncidentPage::Action& action, std::size_t place) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, place);
  Card card(ui, {.padding = 12, .gap = 8, .label = phrase("Action {1}"_tr, place + 1)});
  bool changed = text_field(ui, "What we change"_tr, action.what).changed;
  std::vector<std::string> names = {"Nobody yet"_tr};
  int owner = 0;
  for (const User& user : desk.workspace.users) {
    names.push_back(wording::name_of_user(desk.workspace, user.id));
    if (user.id == action.owner) owner = static_cast<int>(names.size()) - 1;
  }
  const auto take_owner = [&] {
    action.owner = owner == 0 ? Id() : desk.workspace.users[static_cast<std::size_t>(owner - 1)].id;
    changed = true;
  };
  const bool is_day = action.due.empty() || parse_date(action.due).ok();
  const FieldOptions day{.placeholder = "2026-12-01", .error = is_day ? "" : "Write the day as 2026-12-01"_tr};
  if (ui.area().w < beside_each_other) {
    if (combo(ui, "Owner"_tr, names, owner)) take_owner();
    changed = text_field(ui, "Due on"_tr, action.due, day).changed || changed;
  } else {
    Row row(ui, {.center = false});
    {
      Column left(ui, {.width = 240});
      if (combo(ui, "Owner"_tr, names, owner)) take_owner();
    }
    Column right(ui, {.width = 200});
    changed = text_field(ui, "Due on"_tr, action.due, day).changed || changed;
  }
  return changed;
}

void draw_written_action(Desk& desk, const IncidentPage::Action& action) {
  Ui& ui = desk.ui;
  paragraph(ui, action.what, {.weight = Weight::semibold});
  std::string words = action.owner.empty() ? "Nobody yet"_tr : wording::name_of_user(desk.workspace, action.owner);
  if (!action.due.empty()) words = phrase("until a day|{1}, by {2}"_tr, words, wording::say_date(action.due));
  paragraph(ui, action.done ? phrase("{1}, done"_tr, words) : words, {.size = TextSize::small, .tone = Tone::secondary});
}

}  // namespace

void draw_incident_facts(Desk& desk, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 8, .label = "Facts"_tr});
  heading(ui, "Facts"_tr, 2);
  property(ui, "Escalated"_tr, wording::say_moment(incident.escalated, desk.zone, desk.now));
  if (!incident.reason.empty()) property(ui, "Because"_tr, incident.reason);
  property(ui, "Went up to"_tr, phrase("Tier {1}"_tr, incident.highest_tier));
  property(ui, "Acknowledged"_tr,
           incident.acknowledged ? phrase("after {1}"_tr, wording::say(*incident.acknowledged - incident.escalated))
                                 : "by nobody"_tr,
           incident.acknowledged ? Tone::normal : Tone::breached);
  property(ui, "Ended"_tr, incident.ended ? wording::say_moment(*incident.ended, desk.zone, desk.now) : "not yet"_tr);
  property(ui, "Customer"_tr,
           count_of(incident.customer_messages, "{1} message"_kept, "{1} messages"_kept) + ", " +
               count_of(incident.public_replies, "{1} reply of ours"_kept, "{1} replies of ours"_kept));
  for (const IncidentAnswer::Breach& breach : incident.breaches)
    property(ui, name_of_clock(breach.clock),
             phrase("overdue since {1}"_tr, wording::say_moment(breach.due, desk.zone, desk.now)), Tone::breached);
  heading(ui, "Who was told"_tr, 3);
  if (incident.told.empty()) paragraph(ui, "Nobody: no step reached anybody."_tr, {.tone = Tone::breached});
  for (const IncidentAnswer::Told& told : incident.told) draw_told(desk, told);
}

void draw_incident_timeline(Desk& desk, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 4, .label = "Timeline"_tr});
  heading(ui, "Timeline"_tr, 2);
  const Rect area = ui.area();
  ui.open_node(ui::Role::list, ui.id("timeline entries"), "Timeline"_tr, {area.x, area.y, area.w, 0});
  for (std::size_t i = 0; i < incident.timeline.size(); ++i) {
    const IncidentAnswer::Line& line = incident.timeline[i];
    const std::string when = wording::say_moment(line.at, desk.zone, desk.now);
    timeline_entry(ui, {Icon::clock, Tone::secondary, wording::begin_line(line.what), when, {}, i + 1 == incident.timeline.size()});
  }
  ui.close_node();
}

void draw_causes(Desk& desk, const IncidentAnswer& incident, IncidentForm& form, bool writes) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 8, .label = "Contributing causes"_tr});
  heading(ui, "Contributing causes"_tr, 2);
  if (form.page.causes.empty())
    paragraph(ui, "None are named yet. Name things, not people."_tr, {.tone = Tone::secondary});
  for (std::size_t i = 0; i < form.page.causes.size(); ++i) {
    ui::Scope scope(ui, "named/" + std::to_string(i));
    draw_one_cause(desk, form.page.causes[i]);
    Row row(ui, {.height = 30, .wrap = true});
    draw_way(desk, form.page.causes[i]);
    if (writes &&
        button(ui, {"Leave out"_tr, form.page.causes[i].what}, {.kind = ButtonKind::quiet, .icon = Icon::close})) {
      form.page.causes.erase(form.page.causes.begin() + static_cast<std::ptrdiff_t>(i));
      form.changed = true;
      ui.again();
      break;
    }
  }
  draw_suggested(desk, incident, form, writes);
  if (!writes || form.page.causes.size() >= most_of_them) return;
  const bool entered =
      text_field(ui, "Another cause"_tr, form.own_cause, {.placeholder = "What made it possible"_tr}).submitted;
  Row row(ui);
  if ((button(ui, "Add the cause"_tr, {.icon = Icon::plus, .disabled = form.own_cause.empty()}) || entered) &&
      !form.own_cause.empty()) {
    form.page.causes.push_back({std::move(form.own_cause), "", ""});
    form.own_cause.clear();
    form.changed = true;
    ui.again();
  }
}

void draw_incident_actions(Desk& desk, IncidentForm& form, bool writes) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 10, .label = "What we change"_tr});
  heading(ui, "What we change"_tr, 2);
  auto& actions = form.page.actions;
  if (actions.empty()) paragraph(ui, "Nothing is decided yet."_tr, {.tone = Tone::secondary});
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!writes) {
      draw_written_action(desk, actions[i]);
      continue;
    }
    if (draw_one_action(desk, actions[i], i)) form.changed = true;
    ui::Scope scope(ui, "action/" + std::to_string(i));
    Row row(ui, {.height = 30});
    if (checkbox(ui, "Done"_tr, actions[i].done)) form.changed = true;
    spacer(ui);
    if (button(ui, {phrase("Remove action {1}"_tr, i + 1)}, {.kind = ButtonKind::quiet, .icon = Icon::trash})) {
      actions.erase(actions.begin() + static_cast<std::ptrdiff_t>(i));
      form.changed = true;
      ui.again();
      break;
    }
  }
  if (!writes || actions.size() >= most_of_them) return;
  Row row(ui);
  if (button(ui, "Add an action"_tr, {.icon = Icon::plus})) {
    actions.emplace_back();
    form.changed = true;
    ui.again();
  }
}

}  // namespace oasis
