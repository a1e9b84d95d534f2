// See room.hpp.
#include "client/incident/room.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "client/incident/draft.hpp"
#include "client/incident/parts.hpp"
#include "client/incident/requests.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {

struct IncidentRoom {
  explicit IncidentRoom(platform::Platform& platform) : requests(platform) {}
  IncidentRequests requests;
  std::string ticket;
  IncidentForm form;
  std::string trouble;
  bool busy = false;
  bool sending = false;  ///< the dialog is open
  int text_template = 0;
  std::map<Id, bool> to;  ///< who was ticked or not; who is not here gets it
  bool more_open = false;
};

namespace {

using namespace ui;

constexpr float phone_under = 640, columns_from = 980, broadest = 1180;
constexpr std::string_view before = "/tickets/", behind = "/incident";

std::string ticket_in(const std::string& address) {
  return address.substr(before.size(), address.size() - before.size() - behind.size());
}

void begin_anew(IncidentRoom& room, const IncidentAnswer& incident) {
  room.form = {incident.revision, incident.page, "", false};
}

bool may_keep(const IncidentForm& form) {
  return form.changed && std::none_of(form.page.actions.begin(), form.page.actions.end(),
                                      [](const IncidentPage::Action& one) { return one.what.empty(); });
}

void keep(Desk& desk, IncidentRoom& room) {
  room.busy = true;
  room.trouble.clear();
  room.requests.keep(room.form.page, room.form.revision, [&room, &drafts = desk.drafts, of = room.ticket, &toasts = desk.toasts,
                                                            &ui = desk.ui](const std::string& why) {
    room.busy = false;
    if (why.empty()) drop_draft(drafts, of);
    if (room.ticket != of) return;
    room.trouble = why;
    if (!why.empty()) return;
    room.form.changed = false;  // what is kept now is what goes on
    toasts.say(ui, "The page is kept"_tr);
  });
}

void draw_more(Desk& desk, IncidentRoom& room) {
  Ui& ui = desk.ui;
  if (icon_button(ui, Icon::more, "More"_tr, {.kind = ButtonKind::quiet, .menu = true, .expanded = room.more_open}))
    room.more_open = true;
  Menu menu(ui, "Incident menu"_tr, ui.last(), room.more_open, 220);
  if (!menu) return;
  if (menu.item("Page to print"_tr, {.icon = Icon::external})) ui.platform().open_link("/incidents/" + room.ticket);
  if (menu.item("Copy its link"_tr, {.icon = Icon::link}))
    ui.platform().copy("#" + std::string(before) + room.ticket + std::string(behind));
}

void draw_bar(Desk& desk, IncidentRoom& room, const IncidentAnswer* incident, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Incident bar", area, {.padding = 12, .border_bottom = true});
  const bool narrow = area.w < phone_under;
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr)) *navigation_open = !*navigation_open;
  if (icon_button(ui, Icon::arrow_left, "Back to the ticket"_tr, {.kind = ButtonKind::quiet, .shortcut = "Escape"}))
    go(desk, std::string(before) + room.ticket);
  heading(ui, narrow ? "Incident"_tr : "After the incident"_tr, 1);
  if (incident != nullptr && !narrow)
    chip(ui, incident->is_sent ? "Sent"_tr : "Draft"_tr, incident->is_sent ? Tone::success : Tone::warning);
  spacer(ui);
  if (incident == nullptr) return;
  if (incident->may_write) {
    const bool can_keep = may_keep(room.form) && !room.busy;
    const ButtonOptions keeping{.kind = ButtonKind::primary, .disabled = !can_keep, .busy = room.busy, .shortcut = "ctrl+Enter"};
    const bool keeps = narrow ? icon_button(ui, Icon::check, "Keep"_tr, keeping) : button(ui, "Keep"_tr, keeping);
    if (keeps && can_keep) keep(desk, room);
    const bool ready = incident->revision > 0 && !room.form.changed;
    const ButtonOptions how{.icon = Icon::send, .disabled = !ready, .tooltip = ready ? "" : "Keep it first"_tr};
    const bool asks = narrow ? icon_button(ui, Icon::send, "Send…"_tr, how) : button(ui, "Send…"_tr, how);
    if (asks && ready) {
      room.sending = true;
      room.trouble.clear();
      room.to.clear();
    }
  }
  draw_more(desk, room);
}

void draw_head(Desk& desk, IncidentRoom& room, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  paragraph(ui, incident.subject, {.weight = Weight::semibold});
  {
    Row row(ui, {.height = 24});
    link(ui, phrase("Ticket #{1}"_tr, std::to_string(incident.number)), "#" + std::string(before) + room.ticket);
  }
  std::string words = "Nothing is written yet; what follows is from the log."_tr;
  if (incident.at) {
    words = phrase("Written by {1}, {2}."_tr, wording::name_of_user(desk.workspace, incident.by),
                 wording::say_moment(*incident.at, desk.zone, desk.now));
    if (incident.sent)
      words += " " + phrase(incident.is_sent ? "Sent by {1}, {2}."_tr : "Sent by {1}, {2}; changed since."_tr,
                          wording::name_of_user(desk.workspace, incident.sent_by),
                          wording::say_moment(*incident.sent, desk.zone, desk.now));
  }
  paragraph(ui, words, {.size = TextSize::small, .tone = Tone::secondary});
  if (room.trouble.empty() || room.sending) return;
  paragraph(ui, room.trouble, {.tone = Tone::danger});
  Row row(ui);
  if (button(ui, "Load what is kept"_tr,
             {.icon = Icon::refresh, .tooltip = "What is written here and not kept is lost"_tr})) {
    room.trouble.clear();
    room.form.changed = false;
    drop_draft(desk.drafts, room.ticket);
    room.requests.ask_again();
  }
}

void draw_written(Desk& desk, IncidentRoom& room, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  {
    Card card(ui, {.gap = 8, .label = "What happened"_tr});
    heading(ui, "What happened"_tr, 2);
    if (!incident.may_write) {
      paragraph(ui, room.form.page.summary.empty() ? "Not written yet."_tr : room.form.page.summary);
    } else if (text_area(ui, "Summary"_tr, room.form.page.summary,
                         {.placeholder = "In three sentences, for somebody who was not there."_tr,
                          .show_label = false})) {
      room.form.changed = true;
    }
  }
  draw_causes(desk, incident, room.form, incident.may_write);
  draw_incident_actions(desk, room.form, incident.may_write);
}

void draw_all(Desk& desk, IncidentRoom& room, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  draw_head(desk, room, incident);
  const float width = ui.area().w;
  if (width < columns_from) {
    draw_written(desk, room, incident);
    draw_incident_facts(desk, incident);
    draw_incident_timeline(desk, incident);
    return;
  }
  Row row(ui, {.gap = 16, .center = false});
  {
    Column left(ui, {.width = width * 0.56f, .gap = 14});
    draw_written(desk, room, incident);
  }
  Column right(ui, {.width = width * 0.44f - 16, .gap = 14});
  draw_incident_facts(desk, incident);
  draw_incident_timeline(desk, incident);
}

std::vector<Id> recipients(const IncidentRoom& room, const IncidentAnswer& incident) {
  std::vector<Id> to;
  for (const IncidentAnswer::Involved& one : incident.involved) {
    const auto ticked = room.to.find(one.user);
    if (one.mail && (ticked == room.to.end() || ticked->second)) to.push_back(one.user);
  }
  return to;
}

void draw_recipients(Desk& desk, IncidentRoom& room, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  heading(ui, "To those involved"_tr, 3);
  for (const IncidentAnswer::Involved& one : incident.involved) {
    bool on = one.mail && room.to.emplace(one.user, true).first->second;
    const std::string& name = wording::name_of_user(desk.workspace, one.user);
    const std::string label = one.mail ? name : phrase("{1} (has no e-mail address)"_tr, name);
    if (checkbox(ui, {label, one.user}, on, !one.mail)) room.to[one.user] = on;
  }
}

void send_page(Desk& desk, IncidentRoom& room, const Id& text_template, const std::vector<Id>& to) {
  room.busy = true;
  room.trouble.clear();
  room.requests.send(text_template, to, [&room, &toasts = desk.toasts, &ui = desk.ui, count = to.size()](const std::string& why) {
    room.busy = false;
    room.trouble = why;
    if (!why.empty()) return;
    room.sending = false;
    const std::string people = count_of(static_cast<std::int64_t>(count), "{1} person"_kept, "{1} people"_kept);
    toasts.say(ui, phrase("Sent to {1}"_tr, people));
  });
}

void draw_send_dialog(Desk& desk, IncidentRoom& room, const IncidentAnswer& incident) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Send to those involved"_tr, room.sending, 620);
  if (!dialog || incident.templates.empty()) return;
  std::vector<std::string> names;
  for (const IncidentAnswer::TextTemplate& one : incident.templates) names.push_back(one.name);
  room.text_template = std::clamp(room.text_template, 0, static_cast<int>(names.size()) - 1);
  if (names.size() > 1) combo(ui, "Template"_tr, names, room.text_template);
  draw_recipients(desk, room, incident);
  const Id& chosen = incident.templates[static_cast<std::size_t>(room.text_template)].id;
  heading(ui, "How it reads"_tr, 3);
  if (const IncidentRequests::Letter* letter = room.requests.letter(chosen)) {
    Card card(ui, {.padding = 12, .gap = 6, .label = "Preview"_tr});
    paragraph(ui, letter->subject, {.weight = Weight::semibold});
    paragraph(ui, letter->text);
  } else {
    skeleton(ui, "Loading the preview"_tr, 4);
  }
  if (!room.trouble.empty()) paragraph(ui, room.trouble, {.tone = Tone::danger});
  const std::vector<Id> to = recipients(room, incident);
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.sending = false;
  const ButtonOptions how{
      .kind = ButtonKind::primary, .icon = Icon::send, .disabled = to.empty(), .busy = room.busy};
  if (button(ui, "Send"_tr, how) && !to.empty()) send_page(desk, room, chosen, to);
}

void draw_missing(Desk& desk, IncidentRoom& room) {
  Ui& ui = desk.ui;
  if (room.requests.why().empty()) return skeleton(ui, "Loading the incident"_tr, 8);
  if (empty_state(ui, Icon::note, "There is no such page"_tr, room.requests.why(), "Try again"_tr))
    room.requests.ask_again(), ui.again();
}

}  // namespace

void draw_incident(Desk& desk, std::shared_ptr<IncidentRoom>& kept, const std::string& address, Rect area,
                   bool* navigation_open) {
  Ui& ui = desk.ui;
  if (kept == nullptr) kept = std::make_shared<IncidentRoom>(ui.platform());
  IncidentRoom& room = *kept;
  if (const std::string ticket = ticket_in(address); ticket != room.ticket) {
    room.ticket = ticket;
    room.form = {};
    room.trouble.clear();
    room.sending = false;
    room.requests.ask_again();
  }
  room.requests.tick(room.ticket);
  const IncidentAnswer* incident = room.requests.incident();
  if (incident != nullptr && incident->may_write && !room.busy) take_up_draft(desk.drafts, room.ticket, room.form);
  const bool other = incident != nullptr && room.form.revision != incident->revision;
  if (other && !room.form.changed) begin_anew(room, *incident);
  draw_bar(desk, room, incident, cut_top(area, ui.metrics().control + 24), navigation_open);
  Panel panel(ui, "Incident", area,
              {.padding = area.w < phone_under ? 12.f : 20.f,
               .scroll = true,
               .role = ui::Role::region,
               .label = "Incident"_tr});
  Column column(ui, {.width = std::min(broadest, ui.area().w), .gap = 14});
  if (incident == nullptr) return draw_missing(desk, room);
  draw_all(desk, room, *incident);
  keep_draft(desk.drafts, room.ticket, room.form);
  draw_send_dialog(desk, room, *incident);
}

}  // namespace oasis
