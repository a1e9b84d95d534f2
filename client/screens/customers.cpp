// See customers.hpp.
#include "client/screens/customers.hpp"

#include <algorithm>
#include <unordered_map>

#include "client/screens/clocks.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/locale.hpp"
#include "client/words/translated.hpp"
#include "shared/time/civil.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t shown_tickets = 30;

void count_promises(const Ticket& ticket, CustomerFigures& figures) {
  for (const Clock& clock : ticket.clocks) {
    const bool missed = clock.breached;
    const bool kept = clock.phase == Clock::Phase::met && !missed;
    figures.decided += missed || kept ? 1 : 0;
    figures.kept += kept ? 1 : 0;
  }
}

std::string share_of(const CustomerFigures& figures) {
  if (figures.decided == 0) return "–";
  return phrase("{1} %"_tr, figures.kept * 100 / figures.decided);
}

void draw_bar(Desk& desk, CustomersRoom& room, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Customers bar", area,
              {.padding = 12, .border_bottom = true, .role = ui::Role::search, .label = "Find customers"_tr});
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr))
    *navigation_open = !*navigation_open;
  heading(ui, "Customers"_tr, 1);
  spacer(ui);
  if (ui.shortcut("ctrl+f") || ui.shortcut("/")) ui.focus(ui.id("Find"_tr));
  text_field(ui, "Find"_tr, room.filter,
             {.width = std::min(260.f, area.w * 0.45f),
              .placeholder = "Find"_tr,
              .icon = Icon::search,
              .show_label = false});
}

void draw_customer_row(Desk& desk, const Customer& customer, const CustomerFigures& figures,
                       const ListRow& row) {
  Ui& ui = desk.ui;
  Painter paint(ui);
  const Palette& colors = ui.palette();
  const Color quiet = colors.tone(Tone::secondary).text;
  Rect rest = inset(row.rect, 16, 0);
  const std::string& name = wording::name_of_customer(desk.workspace, customer.id);
  const Rect face = cut_left(rest, 24);
  draw_avatar(ui, paint, name, {face.x, face.center().y - 12, 24, 24});
  cut_left(rest, 12);
  const bool wide = rest.w > 520;
  if (wide) {
    paint.text(cut_right(rest, 90), phrase("{1} kept"_tr, share_of(figures)), TextSize::small, quiet, Weight::regular,
               Align::right);
    cut_right(rest, 16);
  }
  if (rest.w > 360) {  // on a phone the name has that room
    const std::string open = count_of(figures.open, "{1} open"_kept, "{1} open"_kept);
    paint.text(cut_right(rest, 64), open, TextSize::small, quiet, Weight::regular, Align::right);
    cut_right(rest, 10);
  }
  if (figures.breached > 0) {
    const float width = draw_chip(ui, paint, rest, phrase("tickets|{1} over"_tr, figures.breached), Tone::breached);
    cut_right(rest, width + 6);
  }
  if (figures.escalated > 0) {
    const std::string escalated = count_of(figures.escalated, "{1} escalated"_kept, "{1} escalated"_kept);
    const float width = draw_chip(ui, paint, rest, escalated, Tone::warning);
    cut_right(rest, width + 6);
  }
  const float width = std::min(ui.text_width(name, TextSize::body), rest.w);
  paint.text(cut_left(rest, width), name, TextSize::body, colors.tone(Tone::normal).text);
  cut_left(rest, 12);
  std::string tags;
  for (const std::string& tag : customer.tags) tags += (tags.empty() ? "" : " · ") + tag;
  if (wide) paint.text(rest, tags, TextSize::small, colors.tone(Tone::faint).text);
}

void draw_no_customers(Desk& desk, CustomersRoom& room) {
  if (!room.filter.empty()) {
    if (empty_state(desk.ui, Icon::search, "Nothing matches"_tr, "No customer is called so."_tr, "Clear filter"_tr))
      room.filter.clear();
    return;
  }
  const bool may_add = desk.replica.me.role == oasis::Role::admin;
  if (empty_state(desk.ui, Icon::star, "No customers yet"_tr,
                  "A customer has a name, domains by which its mail is known, a service level and contacts. Without one, mail still "
                  "becomes tickets, and nobody sees whose they are."_tr,
                  may_add ? "Add a customer…"_tr : ""))
    go(desk, "/settings/customers");
}

void draw_list(Desk& desk, CustomersRoom& room, Rect area) {
  Ui& ui = desk.ui;
  std::vector<std::size_t> shown;
  const std::vector<FilterTerm> words = read_filter(room.filter);
  for (std::size_t i = 0; i < desk.workspace.customers.size(); ++i) {
    const std::string& name = wording::name_of_customer(desk.workspace, desk.workspace.customers[i].id);
    if (std::all_of(words.begin(), words.end(),
                    [&](const FilterTerm& t) { return contains_folded(name, t.value); }))
      shown.push_back(i);
  }
  if (shown.empty()) {
    Panel panel(ui, "No customers", area, {.padding = 24});
    draw_no_customers(desk, room);
    return;
  }
  VirtualList list(ui, "Customers"_tr, area, {.count = static_cast<int>(shown.size()), .row_height = 52},
                   room.list, true);
  while (list.next()) {
    const std::size_t at = shown[static_cast<std::size_t>(list.index())];
    const Customer& customer = desk.workspace.customers[at];
    const CustomerFigures& figures = room.figures[at];
    const std::string name = wording::name_of_customer(desk.workspace, customer.id) + ", " +
                             count_of(figures.open, "{1} open"_kept, "{1} open"_kept) + ", " +
                             phrase("tickets|{1} over"_tr, figures.breached);
    draw_customer_row(desk, customer, figures, list.row(name, std::hash<Id>{}(customer.id)));
  }
  if (list.opened() >= 0)
    go(desk, "/customers/" + desk.workspace.customers[shown[static_cast<std::size_t>(list.opened())]].id);
}

void draw_figure(Ui& ui, std::string_view number, std::string_view label, Tone tone) {
  const Rect rect = ui.place(108, 60);
  Painter paint(ui);
  paint.text({rect.x, rect.y, rect.w, 32}, number, TextSize::title, ui.palette().tone(tone).text,
             Weight::semibold);
  paint.text({rect.x, rect.y + 32, rect.w, 20}, label, TextSize::small,
             ui.palette().tone(Tone::secondary).text);
  ui.node(ui::Role::text, ui.nameless(), phrase("{1} {2}"_tr, number, label), rect);
}

void draw_figures(Ui& ui, const CustomerFigures& figures) {
  Row row(ui, {.height = 60, .wrap = true});
  draw_figure(ui, write_number(figures.open), "open"_tr, Tone::normal);
  draw_figure(ui, write_number(figures.breached), "over their time"_tr,
              figures.breached > 0 ? Tone::breached : Tone::normal);
  draw_figure(ui, write_number(figures.escalated), "escalated"_tr,
              figures.escalated > 0 ? Tone::warning : Tone::normal);
  draw_figure(ui, share_of(figures), "promises kept"_tr, Tone::normal);
}

void draw_facts(Desk& desk, const Customer& customer) {
  Ui& ui = desk.ui;
  const Id& sla = customer.sla.empty() ? desk.workspace.default_sla : customer.sla;
  std::string level = "None: no times are promised"_tr;
  for (const Sla& one : desk.workspace.slas) {
    if (one.id != sla) continue;
    const std::string& name = one.name.empty() ? one.id : one.name;
    level = customer.sla.empty() ? phrase("{1} (everybody’s)"_tr, name) : name;
  }
  property(ui, "Service level"_tr, level);
  std::string domains;
  for (const std::string& domain : customer.domains) domains += (domains.empty() ? "" : ", ") + domain;
  property(ui, "Mail from"_tr, domains.empty() ? "Known people only"_tr : domains);
  if (!customer.calendar.empty()) property(ui, "Calendar"_tr, customer.calendar);
  for (const CustomerContact& contact : customer.contacts) property(ui, contact.name, contact.email);
}

/// "To Gina Roth and board@globex.example on the first business day of each month at 08:00"
std::string mailing_words(const Customer& customer) {
  if (!customer.service_report) return "Not mailed: Settings say who gets it"_tr;
  std::string to;
  for (const std::string& one : customer.service_report->to) {
    const auto contact = std::find_if(customer.contacts.begin(), customer.contacts.end(),
                                      [&one](const CustomerContact& who) { return who.id == one; });
    to += (to.empty() ? "" : ", ") + (contact == customer.contacts.end() || contact->name.empty() ? one : contact->name);
  }
  const std::optional<std::int32_t>& day = customer.service_report->day;
  const std::string time = write_clock(at_clock(0, ClockTime{customer.service_report->at}));
  return day ? phrase("To {1} on day {2} of each month at {3}"_tr, to, *day, time)
             : phrase("To {1} on the first business day of each month at {2}"_tr, to, time);
}

/// The month's report as the customer gets it; not for those who see only some teams' tickets.
void draw_service_report(Desk& desk, const Customer& customer) {
  Ui& ui = desk.ui;
  const Id& me = desk.replica.me.id;
  const bool only_some = std::any_of(desk.workspace.users.begin(), desk.workspace.users.end(),
                                     [&me](const User& one) { return one.id == me && one.scope.teams; });
  if (only_some) return;
  heading(ui, "Service report"_tr, 2);
  Row row(ui, {.wrap = true});
  link(ui, "Last month’s report"_tr, "/customers/" + customer.id + "/report");
  text(ui, mailing_words(customer), {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_tickets(Desk& desk, const CustomerFigures& figures) {
  Ui& ui = desk.ui;
  if (figures.tickets.empty()) {
    text(ui, "No tickets that this browser knows"_tr, {.tone = Tone::secondary});
    return;
  }
  for (std::size_t i = 0; i < std::min(shown_tickets, figures.tickets.size()); ++i) {
    const Ticket& ticket = *figures.tickets[i];
    ui::Scope scope(ui, ticket.id);
    Row row(ui);
    priority_sign(ui, static_cast<PrioritySign>(ticket.priority));
    const std::string_view status = wording::name_of(ticket.status);
    const std::string when = wording::say_moment(ticket.updated, desk.zone, desk.now);
    const std::string number = "#" + std::to_string(ticket.number), label = number + " " + ticket.subject;
    const float aside = ui.text_width(status, TextSize::small) + ui.text_width(when, TextSize::small) + 52;
    const float width = ui.area().w - aside;
    if (ui.text_width(label, TextSize::body) < width) {
      link(ui, {label, ticket.id}, "#" + address_of(ticket));
    } else {
      link(ui, {number, ticket.id}, "#" + address_of(ticket));
      text(ui, ticket.subject, {.width = std::max(40.f, width - ui.text_width(number, TextSize::body) - 16)});
    }
    spacer(ui);
    chip(ui, status, is_finished(ticket.status) ? Tone::success : Tone::secondary);
    text(ui, when, {.size = TextSize::small, .tone = Tone::faint});
  }
}

void draw_page(Desk& desk, const Customer& customer, const CustomerFigures& figures, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Customer", area,
              {.padding = 20, .scroll = true, .role = ui::Role::region, .label = "Customer"_tr});
  const std::string& name = wording::name_of_customer(desk.workspace, customer.id);
  Column column(ui, {.width = std::min(760.f, ui.area().w), .gap = 12});
  {
    Row row(ui);
    if (icon_button(ui, Icon::arrow_left, "Back to customers"_tr,
                    {.kind = ButtonKind::quiet, .shortcut = "Escape"}))
      go(desk, "/customers");
    avatar(ui, name, 32);
    heading(ui, name, 1);
    for (const std::string& tag : customer.tags) chip(ui, tag, Tone::accent, Icon::tag);
  }
  draw_figures(ui, figures);
  {
    Card card(ui, {.gap = 0, .label = "What was agreed"_tr});
    draw_facts(desk, customer);
  }
  draw_service_report(desk, customer);
  heading(ui, "Tickets"_tr, 2);
  draw_tickets(desk, figures);
}

}  // namespace

std::vector<CustomerFigures> count_customers(const Replica& replica, const Workspace& workspace,
                                             Instant now) {
  std::vector<CustomerFigures> all(workspace.customers.size());
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].customer = workspace.customers[i].id;
    places[workspace.customers[i].id] = i;
  }
  for_each_ticket(replica, [&](const Ticket& ticket) {
    const auto place = places.find(ticket.customer);
    if (place == places.end() || ticket.drill) return;
    CustomerFigures& figures = all[place->second];
    const bool finished = is_finished(ticket.status);
    figures.finished += finished ? 1 : 0;
    figures.open += finished ? 0 : 1;
    figures.breached += !finished && has_breached(ticket, now) ? 1 : 0;
    figures.escalated += escalated_to(ticket) > 0 ? 1 : 0;
    count_promises(ticket, figures);
    figures.tickets.push_back(&ticket);
  });
  for (CustomerFigures& figures : all) {
    std::sort(figures.tickets.begin(), figures.tickets.end(), [](const Ticket* a, const Ticket* b) {
      return a->updated != b->updated ? a->updated > b->updated : a->id < b->id;
    });
  }
  return all;
}

void draw_customers(Desk& desk, CustomersRoom& room, Rect area, bool* navigation_open) {
  if (room.counted_revision != desk.replica.revision ||
      room.figures.size() != desk.workspace.customers.size()) {
    room.figures = count_customers(desk.replica, desk.workspace, desk.now);
    room.counted_revision = desk.replica.revision;
  }
  for (std::size_t i = 0; i < room.figures.size(); ++i) {
    if (room.figures[i].customer == room.customer && !room.customer.empty())
      return draw_page(desk, desk.workspace.customers[i], room.figures[i], area);
  }
  draw_bar(desk, room, cut_top(area, desk.ui.metrics().control + 24), navigation_open);
  draw_list(desk, room, area);
}

}  // namespace oasis
