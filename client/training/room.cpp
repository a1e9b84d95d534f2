// See room.hpp.
#include "client/training/room.hpp"

#include <algorithm>

#include "client/replica/workspace_edit.hpp"
#include "client/screens/change_bar.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/training/drills.hpp"
#include "client/training/playbook_page.hpp"
#include "client/training/playbooks.hpp"
#include "client/training/requests.hpp"
#include "client/training/starters.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/playbooks.hpp"
#include "shared/policy/sight.hpp"

namespace oasis {

struct TrainingRoom {
  explicit TrainingRoom(platform::Platform& platform) : requests(platform) {}
  TrainingRequests requests;
  OpenPlaybook open;
  DrillsPanel drills;
  StartersDialog starters;
  bool more_open = false;
  bool open_tickets = false;
};

namespace {

using namespace ui;

constexpr std::string_view playbook_address = "/training/playbooks/", drills_address = "/training/drills";
constexpr std::size_t most_beside = 4;
constexpr float narrow = 560;

bool begins_with(const std::string& address, std::string_view start) {
  return address.compare(0, start.size(), start) == 0;
}

const Playbook* find_playbook(const Workspace& workspace, std::string_view id) {
  const auto found = std::find_if(workspace.playbooks.begin(), workspace.playbooks.end(),
                                  [&](const Playbook& one) { return one.id == id; });
  return found == workspace.playbooks.end() ? nullptr : &*found;
}

void draw_more(Desk& desk, TrainingRoom& room, bool drills) {
  Ui& ui = desk.ui;
  if (desk.replica.me.role != oasis::Role::admin) return;
  if (icon_button(ui, Icon::more, "More"_tr, {.kind = ButtonKind::quiet, .menu = true, .expanded = room.more_open}))
    room.more_open = true;
  Menu menu(ui, "Training menu"_tr, ui.last(), room.more_open, 250);
  if (!menu) return;
  if (menu.item(drills ? "Library of drills…"_tr : "Starter set of playbooks…"_tr, {.icon = Icon::plus}))
    room.starters = {true, drills};
  if (menu.item(drills ? "Change drills"_tr : "Change playbooks"_tr, {.icon = Icon::settings}))
    go(desk, drills ? "/settings/drills" : "/settings/playbooks");
}

void choose_part(Desk& desk, bool drills) {
  int shown = drills ? 1 : 0;
  if (segmented(desk.ui, "Part of training"_tr, {"Playbooks"_tr, "Drills"_tr}, shown))
    go(desk, shown == 1 ? std::string(drills_address) : "/training");
}

void draw_bar(Desk& desk, TrainingRoom& room, Rect area, bool with_drills, bool drills, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Training bar", area, {.padding = 12, .border_bottom = true});
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr)) *navigation_open = !*navigation_open;
  heading(ui, "Training"_tr, 1);
  if (with_drills && area.w >= narrow) choose_part(desk, drills);
  spacer(ui);
  draw_more(desk, room, drills);
}

void draw_one_playbook(Desk& desk, TrainingRoom& room, const Playbook& playbook) {
  Ui& ui = desk.ui;
  {
    Row row(ui);
    if (icon_button(ui, Icon::arrow_left, "Back to playbooks"_tr, {.kind = ButtonKind::quiet, .shortcut = "Escape"}))
      go(desk, "/training");
    heading(ui, playbook.name, 2);
    spacer(ui);
    if (desk.replica.me.role == oasis::Role::admin && ui.area().w >= narrow / 2)
      link(ui, "Change"_tr, "#/settings/playbooks/" + playbook.id);
  }
  draw_playbook_text(desk, playbook, room.open, 0);
  if (desk.replica.me.role != oasis::Role::viewer) draw_quiz(desk, playbook, room.open, room.requests);
}

void draw_content(Desk& desk, TrainingRoom& room, const std::string& address, bool with_drills, bool drills, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Training", area,
              {.padding = area.w < narrow ? 12.f : 20.f,
               .scroll = true,
               .role = ui::Role::region,
               .label = drills ? "Drills"_tr : "Playbooks"_tr});
  Column column(ui, {.width = std::min(760.f, ui.area().w), .gap = 12});
  if (with_drills && area.w < narrow) choose_part(desk, drills);
  if (room.requests.has_failed() && !room.requests.has_answered())
    banner(ui, Tone::warning, "The server does not answer: who has read what is not known here."_tr);
  if (!room.requests.has_answered() && !room.requests.has_failed()) return skeleton(ui, "Loading training"_tr, 6);
  if (drills) {
    if (draw_drills(desk, room.drills, room.requests)) room.starters = {true, true};
    return;
  }
  if (begins_with(address, playbook_address)) {
    const Playbook* playbook = find_playbook(desk.workspace, std::string_view(address).substr(playbook_address.size()));
    if (playbook != nullptr) return draw_one_playbook(desk, room, *playbook);
    if (empty_state(ui, Icon::note, "There is no such playbook"_tr, "It may have been removed or renamed."_tr,
                    "Show all playbooks"_tr))
      go(desk, "/training");
    return;
  }
  if (draw_playbooks(desk, room.requests)) room.starters = {true, false};
}

}  // namespace

void draw_training(Desk& desk, std::shared_ptr<TrainingRoom>& kept, const std::string& address, Rect area,
                   bool* navigation_open) {
  Ui& ui = desk.ui;
  if (kept == nullptr) kept = std::make_shared<TrainingRoom>(ui.platform());
  TrainingRoom& room = *kept;
  const Policies* policies = current_policies(desk.replica.confirmed);
  const std::uint32_t document = policies == nullptr ? 0 : policies->version();
  const bool with_drills = policies != nullptr && sees_settings(sight_of(*policies, desk.replica.me.id));
  const bool drills = with_drills && begins_with(address, drills_address);
  room.requests.tick(document, drills);
  const bool admin = desk.replica.me.role == oasis::Role::admin;
  if (admin) desk.edit->look(document);
  draw_bar(desk, room, cut_top(area, ui.metrics().control + 24), with_drills, drills, navigation_open);
  if (admin && desk.edit->has_changes())
    draw_change_bar(desk, room.open_tickets, cut_bottom(area, change_bar_height(ui, area.w)));
  draw_content(desk, room, address, with_drills, drills, area);
  draw_drill_dialog(desk, room.drills, room.requests);
  draw_starters(desk, room.starters, room.requests);
}

void draw_playbooks_beside(Desk& desk, PlaybookBeside& beside, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const std::vector<const Playbook*> fitting = playbooks_for(desk.workspace, ticket);
  if (fitting.empty()) return;
  space(ui, 10);
  heading(ui, "Playbooks"_tr, 2);
  ui::Scope scope(ui, "playbooks");
  for (std::size_t i = 0; i < std::min(most_beside, fitting.size()); ++i) {
    if (!button(ui, {fitting[i]->name, fitting[i]->id}, {.kind = ButtonKind::quiet, .icon = Icon::note}))
      continue;
    beside.playbook = fitting[i]->id;
    beside.open = true;
  }
  if (fitting.size() > most_beside) link(ui, "All playbooks"_tr, "#/training", TextSize::small);
  const Playbook* playbook = find_playbook(desk.workspace, beside.playbook);
  if (playbook == nullptr) return;
  Dialog dialog(ui, {playbook->name, "playbook"}, beside.open, 640);
  if (!dialog) return;
  if (beside.shown == nullptr) beside.shown = std::make_shared<OpenPlaybook>();
  draw_playbook_text(desk, *playbook, *beside.shown, 0);
  Row row(ui);
  link(ui, "Its questions"_tr, "#/training/playbooks/" + playbook->id);
  spacer(ui);
  if (button(ui, "Close"_tr)) beside.open = false;
}

}  // namespace oasis
