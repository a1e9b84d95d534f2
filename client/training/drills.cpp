// See drills.hpp.
#include "client/training/drills.hpp"

#include <algorithm>
#include <vector>

#include "client/screens/settings_words.hpp"
#include "client/screens/wording.hpp"
#include "client/training/scoreboard.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/playbooks.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/drill_plan.hpp"

namespace oasis {
namespace {

using namespace ui;

const Drill* find_drill(const Workspace& workspace, const Id& id) {
  const auto found =
      std::find_if(workspace.drills.begin(), workspace.drills.end(), [&](const Drill& one) { return one.id == id; });
  return found == workspace.drills.end() ? nullptr : &*found;
}

std::string names_of(const Workspace& workspace, const std::vector<Id>& people) {
  std::string words;
  for (const Id& id : people) words += (words.empty() ? "" : ", ") + wording::name_of_user(workspace, id);
  return words;
}

/// The drill through the same core with a clock of its own: nobody answers, and nothing is sent.
void play_dry(Desk& desk, const Policies& policies, const Drill& drill, DrillsPanel& panel) {
  WhatIf what_if;
  what_if.at = desk.now;
  what_if.priority = drill.priority;
  what_if.subject = drill.subject;
  what_if.text = drill.text;
  what_if.by_hand = drill.chain;
  if (const Chain* chain = policies.chain(drill.chain)) what_if.length = drill_length(*chain);
  auto played = play(what_if, desk.replica.confirmed.versions.back(), *desk.zones);
  panel.played = played.ok() ? std::optional(*played) : std::nullopt;
  panel.dry_on = policies.version();
}

/// "Ann Ek by e-mail, Bob Okafor by SMS"; messages from `from` on, before `to`.
std::string told_between(const Workspace& workspace, const Played& played, Instant from, Instant to) {
  std::string told;
  for (const PlayedMessage& message : played.told) {
    if (!message.sent || message.at < from || message.at >= to) continue;
    told += (told.empty() ? "" : ", ") +
            phrase("{1} by {2}"_tr, wording::name_of_user(workspace, message.user), wording::name_of_via(message.via));
  }
  return told;
}

void draw_dry_run(Desk& desk, const Policies& policies, const Drill& drill, DrillsPanel& panel) {
  Ui& ui = desk.ui;
  if (panel.dry_on != policies.version() || !panel.played) play_dry(desk, policies, drill, panel);
  if (!panel.played) return text(ui, "This drill cannot be played"_tr, {.tone = Tone::danger});
  text(ui, "If it began now and nobody answered; nobody is told by this:"_tr,
       {.size = TextSize::small, .tone = Tone::secondary});
  const Rect area = ui.area();
  ui.open_node(ui::Role::list, ui.id("dry run"), phrase("Dry run of {1}"_tr, drill.name), {area.x, area.y, area.w, 0});
  const Instant begin = panel.played->during.from;
  const auto& steps = panel.played->steps;
  const Instant end = panel.played->exhausted.value_or(panel.played->during.to);
  const std::string resort = told_between(policies.workspace(), *panel.played, end, panel.played->during.to + milliseconds(1));
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Instant from = steps[i].during.from;
    const std::string told =
        told_between(policies.workspace(), *panel.played, from, i + 1 < steps.size() ? steps[i + 1].during.from : end);
    const bool nobody = told.empty();
    const std::string title = nobody ? phrase("Tier {1}: nobody is reached"_tr, steps[i].tier)
                                     : phrase("Tier {1}: {2}"_tr, steps[i].tier, told);
    const std::string when = from == begin ? "at once"_tr : phrase("after {1}"_tr, wording::say(from - begin));
    timeline_entry(ui, {nobody ? Icon::warning : Icon::bell, nobody ? Tone::breached : Tone::secondary, title, when,
                        nobody ? retold(steps[i].reason) : std::string(),
                        i + 1 == steps.size() && resort.empty()});
  }
  if (!resort.empty())
    timeline_entry(ui, {Icon::bell, Tone::warning, phrase("Last resort: {1}"_tr, resort),
                        phrase("after {1}"_tr, wording::say(end - begin)), {}, true});
  ui.close_node();
}

void draw_plan_words(Desk& desk, const Policies& policies, const Drill& drill, const TrainingRequests& requests) {
  std::string words = wording::name_of_chain(policies.workspace(), drill.chain) + " · " + name_of_word(word(drill.every)) +
                      " · " + (drill.announced ? "Announced a day before"_tr : "Not announced"_tr) + " · " +
                      (drill.outside_hours ? "At any hour"_tr : "In working hours only"_tr);
  for (const PlannedDrill& one : requests.planned()) {
    if (one.drill == drill.id && one.next)
      words += " · " + phrase("Next {1}"_tr, wording::say_moment(*one.next, desk.zone, desk.now));
  }
  paragraph(desk.ui, words, {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_planned(Desk& desk, const Policies& policies, const Drill& drill, DrillsPanel& panel,
                  const TrainingRequests& requests) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, drill.id);
  const std::string& name = drill.name.empty() ? drill.id : drill.name;
  Card card(ui, {.padding = 14, .gap = 6, .label = name});
  {
    Row row(ui, {.height = 26, .wrap = true});
    heading(ui, name, 3);
    priority_sign(ui, static_cast<PrioritySign>(drill.priority));
  }
  paragraph(ui, drill.subject, {.tone = Tone::secondary});
  draw_plan_words(desk, policies, drill, requests);
  {
    Row row(ui, {.wrap = true});
    const auto& held = requests.held();
    const bool runs = std::any_of(held.begin(), held.end(), [&](const HeldDrill& one) { return one.drill == drill.id && !one.over; });
    if (button(ui, "Hold it now…"_tr, {.disabled = runs, .tooltip = runs ? "It is being held just now"_tr : ""})) {
      panel.asked = drill.id;
      panel.asking = true;
      panel.outside_hours = false;
      panel.trouble.clear();
    }
    const bool dry = panel.dry == drill.id;
    if (button(ui, dry ? "Hide the dry run"_tr : "Dry run"_tr, {.kind = ButtonKind::quiet, .icon = Icon::play})) {
      panel.dry = dry ? Id() : drill.id;
      panel.played.reset();
      ui.again();
    }
    if (desk.replica.me.role == oasis::Role::admin) link(ui, "Change"_tr, "#/settings/drills/" + drill.id);
  }
  if (panel.dry == drill.id) draw_dry_run(desk, policies, drill, panel);
}

void draw_history(Desk& desk, DrillsPanel& panel, const TrainingRequests& requests) {
  Ui& ui = desk.ui;
  std::vector<const HeldDrill*> over;
  const auto& teams = desk.workspace.teams;
  panel.team = std::min(panel.team, static_cast<int>(teams.size()));
  for (const HeldDrill& held : requests.held()) {
    const Drill* drill = find_drill(desk.workspace, held.drill);
    const bool shown = panel.team == 0 || (drill != nullptr && concerns_team(desk.workspace, drill->chain,
                                                                              teams[static_cast<std::size_t>(panel.team - 1)]));
    if (held.over && shown) over.push_back(&held);
  }
  if (over.empty() && panel.team == 0) return;
  space(ui, 8);
  {
    Row row(ui, {.wrap = true});
    heading(ui, "Held so far"_tr, 2);
    spacer(ui);
    std::vector<std::string> names = {"Every team"_tr};
    for (const Team& team : teams) names.push_back(wording::name_of_team(desk.workspace, team.id));
    combo(ui, "Team"_tr, names, panel.team, {.width = 180, .show_label = false});
  }
  if (over.empty()) text(ui, "No drill has reached this team yet"_tr, {.tone = Tone::secondary});
  for (const HeldDrill* held : over) draw_scoreboard(desk, *held);
}

}  // namespace

bool concerns_team(const Workspace& workspace, const Id& chain, const Team& team) {
  Workspace only_this;
  only_this.teams = workspace.teams;
  only_this.schedules = workspace.schedules;
  for (const Chain& one : workspace.chains) {
    if (one.id == chain) only_this.chains.push_back(one);
  }
  return std::any_of(team.members.begin(), team.members.end(), [&](const Id& id) {
    User member;
    member.id = id;
    return !tiers_of(only_this, member).empty();
  });
}

bool draw_drills(Desk& desk, DrillsPanel& panel, TrainingRequests& requests) {
  Ui& ui = desk.ui;
  const Policies* policies = current_policies(desk.replica.confirmed);
  for (const HeldDrill& held : requests.held()) {
    if (!held.over) draw_scoreboard(desk, held);
  }
  const auto& drills = desk.workspace.drills;
  if (drills.empty()) {
    const bool may_add = desk.replica.me.role == oasis::Role::admin;
    const bool asked = empty_state(ui, Icon::bell, "No drills yet"_tr,
                                   "A drill sends a scripted incident through a real chain, marked DRILL everywhere, and shows "
                                   "who answers and where it gets stuck."_tr,
                                   may_add ? "Add from the library"_tr : "");
    draw_history(desk, panel, requests);
    return asked;
  }
  if (policies != nullptr) {
    for (const Drill& drill : drills) draw_planned(desk, *policies, drill, panel, requests);
  }
  draw_history(desk, panel, requests);
  return false;
}

void draw_drill_dialog(Desk& desk, DrillsPanel& panel, TrainingRequests& requests) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Hold a drill now"_tr, panel.asking, 480);
  const Drill* drill = find_drill(desk.workspace, panel.asked);
  const Policies* policies = current_policies(desk.replica.confirmed);
  if (!dialog || drill == nullptr || policies == nullptr) return;
  paragraph(ui, phrase("“{1}” begins at once. Its messages are real and begin with DRILL."_tr,
                     name_of_drill(desk.workspace, drill->id)));
  const std::vector<Id> people = drill_participants(*policies, *drill, desk.now);
  property(ui, "Would be told"_tr, people.empty() ? "Nobody"_tr : names_of(desk.workspace, people));
  if (!may_drill(*policies, *drill, desk.now))
    checkbox(ui, "Also though not all of them are at work"_tr, panel.outside_hours);
  if (!panel.trouble.empty()) paragraph(ui, panel.trouble, {.tone = Tone::danger});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) panel.asking = false;
  if (!button(ui, "Hold it"_tr, {.kind = ButtonKind::primary, .busy = panel.sending})) return;
  panel.sending = true;
  panel.trouble.clear();
  requests.hold(drill->id, panel.outside_hours, [&panel](const std::string& why) {
    panel.sending = false;
    panel.trouble = why;
    if (why.empty()) panel.asking = false;
  });
}

}  // namespace oasis
