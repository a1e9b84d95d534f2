// See ticket_details.hpp.
#include "client/screens/ticket_details.hpp"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

#include "client/screens/clocks.hpp"
#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

/// A choice among ids with "nobody" first; what was chosen, if it changed.
std::optional<Id> choose(Ui& ui, Name name, const std::vector<Id>& ids,
                         const std::vector<std::string>& labels, const Id& now, bool disabled) {
  int selected = 0;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] == now) selected = static_cast<int>(i);
  }
  if (!combo(ui, name, labels, selected, {.disabled = disabled})) return std::nullopt;
  return ids[static_cast<std::size_t>(selected)];
}

void draw_facts(Desk& desk, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const bool locked = desk.replica.me.role == oasis::Role::viewer || ticket.status == Status::closed;
  SetFields set;
  set.ticket = ticket.id;
  bool changed = false;

  int priority = static_cast<int>(ticket.priority);
  if (combo(ui, "Priority", {"Low", "Normal", "High", "Urgent"}, priority, {.disabled = locked})) {
    set.priority = static_cast<Priority>(priority);
    changed = true;
  }
  std::vector<Id> ids = {""};
  std::vector<std::string> labels = {"Nobody"};
  for (const User& user : desk.workspace.users) {
    if (user.role == oasis::Role::viewer) continue;
    ids.push_back(user.id);
    labels.push_back(user.id == desk.replica.me.id ? user.name + " (me)" : user.name);
  }
  if (auto assignee = choose(ui, "Assignee", ids, labels, ticket.assignee, locked)) {
    set.assignee = *assignee;
    changed = true;
  }
  ids = {""};
  labels = {"None"};
  for (const Team& team : desk.workspace.teams) {
    ids.push_back(team.id);
    labels.push_back(team.name.empty() ? team.id : team.name);
  }
  if (auto team = choose(ui, "Team", ids, labels, ticket.team, locked)) {
    set.team = *team;
    changed = true;
  }
  const std::vector<Status> states = {Status::fresh, Status::open, Status::pending, Status::on_hold};
  if (!is_finished(ticket.status)) {
    int status = static_cast<int>(std::find(states.begin(), states.end(), ticket.status) - states.begin());
    std::vector<std::string> names;
    for (Status state : states) names.emplace_back(wording::name_of(state));
    if (combo(ui, "Status", names, status, {.disabled = locked})) {
      set.status = states[static_cast<std::size_t>(status)];
      changed = true;
    }
  }
  if (changed) desk.give(set);
}

void draw_clocks(Desk& desk, const Ticket& ticket) {
  Ui& ui = desk.ui;
  ClockWords clocks;
  say_clocks(ticket, desk.now, true, clocks);
  if (clocks.count == 0) {
    text(ui, "No promised times", {.tone = Tone::secondary});
    return;
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(clocks.count); ++i) {
    const Clock& clock = ticket.clocks[static_cast<std::size_t>(clocks.kinds[i])];
    clock_chip(ui, clocks.texts[i]);
    std::string detail;
    if (clock.due) detail = "due " + wording::say_moment(*clock.due, desk.zone, desk.now);
    if (clock.target) detail += (detail.empty() ? "" : ", ") + ("allowed " + wording::say(*clock.target));
    if (!detail.empty()) text(ui, detail, {.size = TextSize::small, .tone = Tone::secondary});
  }
}

/// Who was told at a step of the run's present round and how, newest last: "Ann Ek by e-mail".
std::vector<std::string> told_at(const Desk& desk, const Ticket& ticket, const Run& run, std::int32_t step) {
  std::vector<std::string> told;
  const auto details = desk.replica.details.find(ticket.id);
  if (details == desk.replica.details.end()) return told;
  bool inside = false;
  for (const Event& event : details->second.events) {
    if (const auto* fired = std::get_if<Escalated>(&event.fact)) {
      inside = fired->chain == run.chain && fired->step == step && fired->round == run.round &&
               event.at >= run.started;
      if (inside) told.clear();
    } else if (const auto* sent = std::get_if<Notified>(&event.fact); sent != nullptr && inside) {
      told.push_back(wording::name_of_user(desk.workspace, sent->user) + " by " +
                     (sent->via == "email" ? "e-mail" : sent->via));
    } else if (const auto* skipped = std::get_if<StepSkipped>(&event.fact);
               skipped != nullptr && skipped->step == step) {
      told.push_back("nobody: " + skipped->reason);
    }
  }
  return told;
}

std::string names_of(const Desk& desk, const std::vector<Target>& targets) {
  std::string names;
  for (const Target& target : targets) {
    std::string name = target.id;
    if (target.kind == Target::Kind::user) name = wording::name_of_user(desk.workspace, target.id);
    if (target.kind == Target::Kind::schedule) name = "on call in " + target.id;
    if (target.kind == Target::Kind::team) name = "team " + target.id;
    names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

struct StepLook {
  Icon icon = Icon::clock;
  Tone tone = Tone::faint;
  std::string when;
};

StepLook look_of(const Desk& desk, const Run* run, std::int32_t step) {
  if (run == nullptr) return {};
  if (step < run->step) return {Icon::check, Tone::secondary, "done"};
  if (step == run->step) {
    if (run->phase == Run::Phase::acknowledged) {
      return {Icon::check, Tone::success,
              "acknowledged by " + wording::name_of_user(desk.workspace, run->acknowledged_by)};
    }
    return {Icon::bell, Tone::warning, "since " + wording::say_moment(run->step_at, desk.zone, desk.now)};
  }
  if (run->phase == Run::Phase::waiting && step == run->step + 1 && run->next_at) {
    const bool ahead = *run->next_at > desk.now;
    return {Icon::clock, Tone::warning, ahead ? "in " + wording::say(*run->next_at - desk.now) : "now"};
  }
  return {};
}

void draw_chain(Desk& desk, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const Run* run = active_run(ticket);
  if (run == nullptr && !ticket.runs.empty()) run = &ticket.runs.back();
  if (run == nullptr) {
    text(ui,
         ticket.acknowledged_by.empty()
             ? "Nobody was escalated to yet"
             : wording::name_of_user(desk.workspace, ticket.acknowledged_by) + " has it in hand",
         {.tone = Tone::secondary});
    return;
  }
  const auto chain = std::find_if(desk.workspace.chains.begin(), desk.workspace.chains.end(),
                                  [run](const Chain& candidate) { return candidate.id == run->chain; });
  if (chain == desk.workspace.chains.end()) return;
  std::string state = chain->name.empty() ? chain->id : chain->name;
  if (run->round > 1) state += ", round " + std::to_string(run->round);
  if (run->phase == Run::Phase::exhausted) state += ": everybody was told, nobody acted";
  if (run->phase == Run::Phase::ended) state += ": ended";
  text(ui, state, {.size = TextSize::small, .tone = Tone::secondary});
  const bool over = run->phase == Run::Phase::ended || run->phase == Run::Phase::exhausted;
  for (std::size_t i = 0; i < chain->steps.size(); ++i) {
    const Step& step = chain->steps[i];
    const auto index = static_cast<std::int32_t>(i);
    StepLook look = look_of(desk, run, index);
    if (over && index <= run->step) look = {Icon::check, Tone::secondary, "done"};
    std::string detail = names_of(desk, step.notify);
    if (index <= run->step) {
      const std::vector<std::string> told = told_at(desk, ticket, *run, index);
      if (!told.empty()) detail.clear();
      for (const std::string& line : told) detail += (detail.empty() ? "Told " : ", ") + line;
    }
    const std::string title =
        "Tier " + std::to_string(step.tier) + (step.name.empty() ? "" : ": " + step.name);
    timeline_entry(ui, {look.icon, look.tone, title, look.when, detail, i + 1 == chain->steps.size()});
  }
  if (run->phase == Run::Phase::waiting && run->next_at && *run->next_at > desk.now)
    ui.again_after(seconds(1));
}

}  // namespace

void draw_ticket_details(Desk& desk, const Ticket& ticket, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Details", area,
              {.padding = 16,
               .gap = 6,
               .fill = ui.palette().sidebar,
               .scroll = true,
               .border_left = true,
               .role = ui::Role::complementary,
               .label = "Details"});
  Scope scope(ui, ticket.id);
  heading(ui, "Clocks", 2);
  draw_clocks(desk, ticket);
  space(ui, 12);
  heading(ui, "Escalation", 2);
  draw_chain(desk, ticket);
  space(ui, 12);
  heading(ui, "Ticket", 2);
  draw_facts(desk, ticket);
  space(ui, 8);
  property(ui, "Customer", ticket.customer.empty() ? "Unknown" : sender_of(ticket, desk.workspace));
  if (!ticket.contact_email.empty()) property(ui, "E-mail", ticket.contact_email);
  if (!ticket.channel.empty()) property(ui, "Came by", ticket.channel);
  property(ui, "Created", wording::say_moment(ticket.created, desk.zone, desk.now));
  for (const std::string& tag : ticket.tags) chip(ui, tag, Tone::secondary, Icon::tag);
}

}  // namespace oasis
