// See room.hpp.
#include "client/chains/room.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "client/chains/back_test.hpp"
#include "client/chains/compare.hpp"
#include "client/chains/document.hpp"
#include "client/chains/form.hpp"
#include "client/chains/overview.hpp"
#include "client/chains/picture.hpp"
#include "client/chains/proposal.hpp"
#include "client/chains/what_if.hpp"
#include "client/chains/words.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/change_bar.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/report/chain_picture.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float form_width = 328, form_beside = 860, back_test_seen = 180;
constexpr std::size_t no_step = static_cast<std::size_t>(-1);

}  // namespace

struct ChainsRoom {
  ChainDocument document;
  ChainPicture picture;
  ChainForm form;
  WhatIfPanel what_if;
  BackTestPanel back_test;
  ComparePanel compare;
  std::string shown;           ///< the id of the chain
  std::size_t open = no_step;  ///< whose form is beside the picture
  bool chain_open = false;     ///< the form of the chain itself is
  bool open_tickets = false;
  bool adding = false;
  std::string new_name;
  bool more_open = false;
  bool to_back_test = false;  ///< scrolls there once: a proposal was followed
  // What the cards say, and when that was found out.
  std::vector<StepNow> now;
  std::uint64_t now_of = 0;
  Instant now_at;
  // What is to become of the chains when the frame is drawn.
  std::optional<std::vector<Chain>> wished;
  std::string wished_what;
};

namespace {

std::string address_of_chain(const Id& id) {
  return "/chains/" + id;
}

void wish_for(ChainsRoom& room, std::size_t chain, ChainEdit edit, const std::string& what) {
  room.wished = room.document.chains;
  (*room.wished)[chain] = std::move(edit.chain);
  room.wished_what = what;
}

/// Text fields have an undo of their own.
bool types_text(const Desk& desk) {
  const platform::Node* node = desk.ui.tree().find(desk.ui.platform().input().focused);
  return node != nullptr && (node->role == ui::Role::textbox || node->role == ui::Role::multiline);
}

void draw_ways_back(Desk& desk, ChainsRoom& room) {
  if (!room.document.editable) return;
  Ui& ui = desk.ui;
  const ChainHistory& history = room.document.history;
  const bool keys = !types_text(desk);
  bool back =
      icon_button(ui, Icon::undo, "Undo"_tr,
                  {.kind = ButtonKind::quiet, .disabled = history.done.empty(), .tooltip = "Undo, Ctrl-Z"_tr});
  bool again = icon_button(ui, Icon::redo, "Do it again"_tr,
                           {.kind = ButtonKind::quiet,
                            .disabled = history.undone.empty(),
                            .tooltip = "Do it again, Ctrl-Shift-Z"_tr});
  if (keys && ui.shortcut("ctrl+z")) back = true;
  if (keys && (ui.shortcut("ctrl+shift+Z") || ui.shortcut("ctrl+shift+z") || ui.shortcut("ctrl+y")))
    again = true;
  if ((back && undo(desk, room.document)) || (again && redo(desk, room.document))) {
    room.open = no_step;
    ui.again();
  }
}

void choose_chain(Desk& desk, const ChainsRoom& room, float width) {
  std::vector<std::string> names;
  int chosen = index_of_chain(room.document, room.shown);
  for (const Chain& chain : room.document.chains) names.push_back(chain.name.empty() ? chain.id : chain.name);
  if (combo(desk.ui, "Chain"_tr, names, chosen, {.width = width, .show_label = false}) && chosen >= 0)
    go(desk, address_of_chain(room.document.chains[static_cast<std::size_t>(chosen)].id));
}

/// As a file for other programs, unsaved changes included; and the page for the wall, of what is saved.
void draw_ways_out(Desk& desk, const ChainsRoom& room, Menu& menu) {
  const int index = room.shown.empty() ? 0 : index_of_chain(room.document, room.shown);
  if (index < 0) return;
  const Chain& chain = room.document.chains[static_cast<std::size_t>(index)];
  if (menu.item("Save as a picture (SVG)"_tr, {.icon = Icon::download})) {
    const std::string when = wording::say_moment_fully(desk.now, desk.zone);
    desk.ui.platform().save_file(chain.id + ".svg",
                                 chain_svg(chain, room.document.policies->workspace(), phrase("Drawn {1}"_tr, when)));
  }
  if (menu.item("Page for the wall"_tr, {.icon = Icon::external}))
    desk.ui.platform().open_link("/chains?chain=" + chain.id);
}

void draw_more_menu(Desk& desk, ChainsRoom& room, bool has_chain) {
  Ui& ui = desk.ui;
  if (icon_button(ui, Icon::more, "More"_tr,
                  {.kind = ButtonKind::quiet, .menu = true, .expanded = room.more_open}))
    room.more_open = true;
  Menu menu(ui, "Chains menu"_tr, ui.last(), room.more_open, 240);
  if (!menu) return;
  if (has_chain && room.document.chains.size() > 1 && menu.item("All chains"_tr, {.icon = Icon::chain}))
    go(desk, "/chains");
  if (room.document.editable && menu.item("New chain…"_tr, {.icon = Icon::plus})) room.adding = true;
  if (has_chain && room.document.editable && menu.item("Name, rounds, time-outs"_tr, {.icon = Icon::settings}))
    room.chain_open = true, room.open = no_step;
  if (has_chain) draw_ways_out(desk, room, menu);
  if (menu.item("Rules"_tr, {.icon = Icon::lightning})) go(desk, "/settings/rules");
  if (menu.item("Versions"_tr, {.icon = Icon::refresh})) go(desk, "/settings/versions");
}

void draw_room_bar(Desk& desk, ChainsRoom& room, Rect area, bool has_chain, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Chains bar", area, {.padding = 12, .border_bottom = true});
  const bool narrow = area.w < 560;
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr))
    *navigation_open = !*navigation_open;
  heading(ui, "Chains"_tr, 1);
  if (has_chain && room.document.chains.size() > 1 && !narrow) choose_chain(desk, room, 220);
  spacer(ui);
  if (has_chain) draw_ways_back(desk, room);
  draw_more_menu(desk, room, has_chain);
}

void draw_new_chain(Desk& desk, ChainsRoom& room) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "New chain"_tr, room.adding, 400);
  if (!dialog) return;
  const bool entered = text_field(ui, "Name"_tr, room.new_name, {.placeholder = "Out of hours"_tr}).submitted;
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.adding = false;
  const bool ready = !room.new_name.empty();
  if (!button(ui, "Add"_tr, {.kind = ButtonKind::primary, .disabled = !ready}) && !(entered && ready)) return;
  Chain chain;
  chain.id = id_for_chain(room.document.chains, room.new_name);
  chain.name = std::exchange(room.new_name, {});
  room.wished = room.document.chains;
  room.wished->push_back(with_new_step(chain, 1).chain);
  room.wished_what.clear();
  room.adding = false;
  go(desk, address_of_chain(chain.id));
}

// ---- one chain

void find_out_now(Desk& desk, ChainsRoom& room, std::size_t chain) {
  const Duration since = desk.now - room.now_at;
  const bool fits = room.now.size() == room.document.chains[chain].steps.size();
  if (fits && room.now_of == room.document.changes && since < minutes(1) && since.ms >= 0) return;
  room.now = steps_now(desk, room.document, chain);
  room.now_of = room.document.changes;
  room.now_at = desk.now;
}

void follow(Desk& desk, ChainsRoom& room, std::size_t chain, PictureWish wish) {
  if (wish.open) {
    room.open = *wish.open;
    room.chain_open = false;
    room.form.to_wait = wish.wait && room.document.editable;
    desk.ui.again();
  }
  if (!wish.edit) return;
  const std::size_t step = wish.edit->step;
  const bool added = wish.edit->chain.steps.size() > room.document.chains[chain].steps.size();
  if (added || room.open < room.document.chains[chain].steps.size()) room.open = step;
  room.picture.focus = step;
  wish_for(room, chain, *std::move(wish.edit), "");
}

void draw_notes(Desk& desk, const ChainsRoom& room, std::size_t chain) {
  Ui& ui = desk.ui;
  const Workspace& workspace = room.document.policies->workspace();
  const bool started = !starts_of(room.document.chains[chain], workspace).empty();
  if (!started) {
    Row row(ui, {.height = 24, .wrap = true});
    chip(ui, "No rule starts this chain: it is started by hand only"_tr, Tone::secondary, Icon::lightning);
  }
  if (!room.document.looping.empty()) {
    Row row(ui, {.height = 24, .wrap = true});
    chip(ui, phrase("Rules set each other off without end: {1}"_tr, room.document.looping.front()), Tone::danger,
         Icon::warning);
  }
}

/// The form beside the picture, or in its place.
void draw_side(Desk& desk, ChainsRoom& room, std::size_t chain, Rect area, bool beside) {
  Ui& ui = desk.ui;
  const Chain& shown = room.document.chains[chain];
  const bool step = room.open < shown.steps.size();
  Panel panel(ui, "Form", area,
              {.padding = 16,
               .gap = 12,
               .fill = beside ? ui.palette().sidebar : 0,
               .scroll = true,
               .border_left = beside,
               .role = ui::Role::form,
               .label = step ? wording::name_of_step(shown, room.open) : std::string_view("Chain"_tr)});
  FormWish wish = step ? draw_step_form(desk, room.document, room.form, chain, room.open, room.now[room.open])
                       : draw_chain_form(desk, room.document, room.form, chain);
  if (ui.shortcut("Escape")) wish.close = true;
  if (wish.edit) {
    room.open = step ? wish.edit->step : no_step;
    wish_for(room, chain, *std::move(wish.edit), wish.what);
  }
  if (wish.duplicate_chain) {
    Chain copy = shown;
    copy.name += copy.name.empty() ? "" : " (copy)";
    copy.id = id_for_chain(room.document.chains, copy.name.empty() ? copy.id : copy.name);
    room.wished = room.document.chains;
    room.wished->push_back(copy);
    go(desk, address_of_chain(copy.id));
  }
  if (wish.remove_chain) {
    room.wished = room.document.chains;
    room.wished->erase(room.wished->begin() + static_cast<std::ptrdiff_t>(chain));
    go(desk, "/chains");
  }
  if (!wish.close && !wish.remove_chain) return;
  if (step && room.open < shown.steps.size()) room.picture.focus = room.open;
  room.open = no_step;
  room.chain_open = false;
}

void draw_chain_page(Desk& desk, ChainsRoom& room, std::size_t chain, Rect area) {
  Ui& ui = desk.ui;
  find_out_now(desk, room, chain);
  const bool step = room.document.editable && room.open < room.document.chains[chain].steps.size();
  const bool form = step || (room.document.editable && room.chain_open);
  const bool beside = area.w >= form_beside;
  if (form) {
    const Rect side = beside ? cut_right(area, form_width) : area;
    draw_side(desk, room, chain, side, beside);
    if (!beside) return;
  }
  const float padding = area.w < 560 ? 12.f : 20.f;
  Panel panel(ui, "Picture", area,
              {.padding = padding, .gap = 16, .scroll = true, .role = ui::Role::region, .label = "Chain"_tr});
  if (area.w < 560 && room.document.chains.size() > 1) choose_chain(desk, room, ui.area().w);
  draw_notes(desk, room, chain);
  follow(desk, room, chain, draw_picture(desk, room.document, room.picture, chain, room.now, room.open));
  draw_what_if(desk, room.document, room.what_if, chain);
  if (std::exchange(room.to_back_test, false)) panel.reveal({ui.area().x, ui.area().y, ui.area().w, back_test_seen});
  draw_back_test(desk, room.document, room.back_test);
  draw_compare(desk, room.document, room.compare, chain);
}

void show_chain(ChainsRoom& room, const std::string& id) {
  if (room.shown == id) return;
  room.shown = id;
  room.open = no_step;
  room.chain_open = false;
  room.now.clear();
  room.picture = {};
}

/// What the address proposes is put into the draft, once: the address is then that of the chain alone. Who may not change
/// chains sees the chain as it is.
void follow_proposal(Desk& desk, ChainsRoom& room, std::size_t chain, const std::string& address) {
  const auto proposal = read_wait_proposal(address);
  if (!proposal || (desk.replica.me.role == oasis::Role::admin && !room.document.editable)) return;
  if (room.document.editable) {
    room.wished = room.document.chains;
    (*room.wished)[chain] = with_wait((*room.wished)[chain], *proposal);
    room.wished_what.clear();
    room.to_back_test = true;
  }
  desk.ui.platform().go(address_of_chain(proposal->chain), platform::Visit::replace);
}

/// The chain of the address; with one chain there is nothing to choose.
int chain_shown(const ChainsRoom& room) {
  if (room.shown.empty() && room.document.chains.size() == 1) return 0;
  return index_of_chain(room.document, room.shown);
}

void draw_nothing(Desk& desk, ChainsRoom& room, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Nothing", area, {.padding = 24});
  if (!room.shown.empty() && !room.document.chains.empty()) {
    if (empty_state(ui, Icon::chain, "There is no such chain"_tr, "It may have been removed or renamed."_tr,
                    "Show all chains"_tr))
      go(desk, "/chains");
    return;
  }
  if (empty_state(ui, Icon::chain, "No chains yet"_tr,
                  "A chain says who is told when nobody answers, step by step."_tr,
                  room.document.editable ? "Add a chain"_tr : ""))
    room.adding = true;
}

}  // namespace

void draw_chains(Desk& desk, std::shared_ptr<ChainsRoom>& kept, const std::string& address, Rect area,
                 bool* navigation_open) {
  if (kept == nullptr) kept = std::make_shared<ChainsRoom>();
  ChainsRoom& room = *kept;
  Ui& ui = desk.ui;
  const std::string place = address.substr(0, address.find('?'));
  show_chain(room, place.size() > 8 ? place.substr(8) : "");
  if (desk.replica.me.role == oasis::Role::admin)
    desk.edit->look(static_cast<std::int64_t>(desk.replica.confirmed.versions.back()->version()));
  refresh(desk, room.document);
  const int chain = room.document.policies == nullptr ? -1 : chain_shown(room);
  const std::size_t index = static_cast<std::size_t>(chain);
  draw_room_bar(desk, room, cut_top(area, ui.metrics().control + 24), chain >= 0, navigation_open);
  if (room.document.editable && desk.edit->has_changes())
    draw_change_bar(desk, room.open_tickets, cut_bottom(area, change_bar_height(ui, area.w)));
  // Undoing in the bar may have taken the chain away.
  if (chain >= 0 && index < room.document.chains.size()) {
    follow_proposal(desk, room, index, address);
    draw_chain_page(desk, room, index, area);
  } else if (room.shown.empty() && !room.document.chains.empty()) {
    draw_overview(desk, room.document, area);
  } else {
    draw_nothing(desk, room, area);
  }
  draw_new_chain(desk, room);
  if (room.wished) change(desk, room.document, *std::exchange(room.wished, std::nullopt), room.wished_what);
  ui.again_after(minutes(1));
}

}  // namespace oasis
