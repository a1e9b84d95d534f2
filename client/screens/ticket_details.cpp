// See ticket_details.hpp.
#include "client/screens/ticket_details.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "client/screens/chain_picture.hpp"
#include "client/screens/chain_progress.hpp"
#include "client/screens/clocks.hpp"
#include "client/screens/later_rooms.hpp"
#include "client/screens/ticket_ties.hpp"
#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float label_width = 84;
constexpr std::size_t shown_history = 5;

/// Label and choice in one line; what was chosen, if it changed.
bool choose(Ui& ui, Name name, const std::vector<std::string>& labels, int& selected, bool disabled) {
  Row row(ui, {.gap = 4});
  text(ui, name.label,
       {.size = TextSize::small, .tone = Tone::secondary, .width = label_width, .hidden = true});
  return combo(ui, name, labels, selected, {.width = ui.area().w, .disabled = disabled, .quiet = true});
}

std::optional<Id> choose_id(Ui& ui, Name name, const std::vector<Id>& ids,
                            const std::vector<std::string>& labels, const Id& now, bool disabled) {
  int selected = static_cast<int>(std::find(ids.begin(), ids.end(), now) - ids.begin());
  if (selected == static_cast<int>(ids.size())) selected = -1;
  if (!choose(ui, name, labels, selected, disabled)) return std::nullopt;
  return ids[static_cast<std::size_t>(selected)];
}

void choose_people(Desk& desk, const Ticket& ticket, bool locked, SetFields& set) {
  std::vector<Id> ids = {""};
  std::vector<std::string> labels = {"Nobody"_tr};
  for (const User& user : desk.workspace.users) {
    if (user.role == oasis::Role::viewer) continue;
    ids.push_back(user.id);
    labels.push_back(user.id == desk.replica.me.id ? phrase("{1} (me)"_tr, user.name) : user.name);
  }
  set.assignee = choose_id(desk.ui, "Assignee"_tr, ids, labels, ticket.assignee, locked);
  ids = {""};
  labels = {"left empty|None"_tr};
  for (const Team& team : desk.workspace.teams) {
    ids.push_back(team.id);
    labels.push_back(wording::name_of_team(desk.workspace, team.id));
  }
  set.team = choose_id(desk.ui, "Team"_tr, ids, labels, ticket.team, locked);
}

void choose_state(Desk& desk, const Ticket& ticket, bool locked, SetFields& set) {
  Ui& ui = desk.ui;
  static const std::vector<std::string> priorities = {"Low"_tr, "Normal"_tr, "High"_tr, "Urgent"_tr};
  int priority = static_cast<int>(ticket.priority);
  if (choose(ui, "Priority"_tr, priorities, priority, locked)) set.priority = static_cast<Priority>(priority);
  if (is_finished(ticket.status)) return;
  constexpr Status states[] = {Status::fresh, Status::open, Status::pending, Status::on_hold};
  std::vector<std::string> names;
  for (const Status state : states) names.emplace_back(wording::name_of(state));
  int status =
      static_cast<int>(std::find(std::begin(states), std::end(states), ticket.status) - std::begin(states));
  if (choose(ui, "Status"_tr, names, status, locked)) set.status = states[status];
}

void draw_facts(Desk& desk, const Ticket& ticket) {
  const bool locked = desk.replica.me.role == oasis::Role::viewer || ticket.status == Status::closed;
  SetFields set;
  set.ticket = ticket.id;
  choose_state(desk, ticket, locked, set);
  choose_people(desk, ticket, locked, set);
  if (set.priority || set.status || set.assignee || set.team) desk.give(set);
}

void set_tags(Desk& desk, const Ticket& ticket, std::vector<std::string> tags) {
  SetFields set;
  set.ticket = ticket.id;
  set.tags = std::move(tags);
  desk.give(set);
}

void draw_tags(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const bool locked = desk.replica.me.role == oasis::Role::viewer || ticket.status == Status::closed;
  if (!ticket.tags.empty()) {
    Row row(ui, {.gap = 4, .wrap = true});
    for (std::size_t i = 0; i < ticket.tags.size(); ++i) {
      const std::string& tag = ticket.tags[i];
      if (locked) {
        chip(ui, tag, Tone::secondary, Icon::tag);
      } else if (removable_chip(ui, {tag, tag}, phrase("Remove tag {1}"_tr, tag))) {
        std::vector<std::string> rest = ticket.tags;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
        return set_tags(desk, ticket, std::move(rest));
      }
    }
  }
  if (locked) return;
  const FieldResult field = text_field(ui, "New tag"_tr, room.tag,
                                       {.placeholder = "Add a tag"_tr, .icon = Icon::tag, .show_label = false});
  if (!field.submitted || room.tag.empty()) return;
  std::vector<std::string> tags = ticket.tags;
  if (std::find(tags.begin(), tags.end(), room.tag) == tags.end()) tags.push_back(room.tag);
  room.tag.clear();
  set_tags(desk, ticket, std::move(tags));
}

/// Why a clock stands as it does, in words.
std::string explain(const Desk& desk, const Ticket& ticket, const Clock& clock) {
  std::string words;
  const auto add = [&words](const std::string& part) { words += (words.empty() ? "" : " · ") + part; };
  if (clock.due)
    add(phrase(clock.phase == Clock::Phase::running ? "due {1}"_tr : "was due {1}"_tr,
             wording::say_moment(*clock.due, desk.zone, desk.now)));
  if (clock.target) add(phrase("{1} allowed"_tr, wording::say(*clock.target)));
  if (clock.phase == Clock::Phase::paused)
    add(phrase("{1} used, rests while {2}"_tr, wording::say(clock.spent), wording::name_of(ticket.status)));
  const Policies* policies = policies_of(desk.replica.confirmed, ticket.version);
  if (policies == nullptr) return words;
  const Customer* customer = policies->customer(ticket.customer);
  const Sla* sla = policies->sla(
      customer != nullptr && !customer->sla.empty() ? customer->sla : policies->workspace().default_sla);
  if (sla != nullptr) add(sla->name.empty() ? sla->id : sla->name);
  return words;
}

void draw_clocks(Desk& desk, const Ticket& ticket) {
  Ui& ui = desk.ui;
  ClockWords clocks;
  say_clocks(ticket, desk.now, true, clocks);
  if (clocks.count == 0) text(ui, "No promised times"_tr, {.tone = Tone::secondary});
  for (std::size_t i = 0; i < static_cast<std::size_t>(clocks.count); ++i) {
    if (i > 0) space(ui, 4);
    clock_chip(ui, clocks.texts[i]);
    const std::string why = explain(desk, ticket, ticket.clocks[static_cast<std::size_t>(clocks.kinds[i])]);
    if (!why.empty()) paragraph(ui, why, {.size = TextSize::small, .tone = Tone::secondary});
  }
}

/// "Next update by 15:30", while the customer waits for one.
void draw_promise(Desk& desk, const Ticket& ticket) {
  if (!ticket.promise) return;
  const bool late = ticket.promise->broken || ticket.promise->due <= desk.now;
  chip(desk.ui, phrase("Next update by {1}"_tr, wording::say_moment(ticket.promise->due, desk.zone, desk.now)),
       late ? Tone::breached : Tone::accent, late ? Icon::warning : Icon::send);
  const bool by_hand = !ticket.promise->by.empty();
  paragraph(desk.ui,
            by_hand ? phrase("promised by {1}"_tr, wording::name_of_user(desk.workspace, ticket.promise->by))
                    : std::string("by the update cadence of the escalation"_tr),
            {.size = TextSize::small, .tone = Tone::secondary});
}

/// The four lines that the last escalation came with.
void draw_context(Ui& ui, const EscalationContext& context) {
  const auto line = [&ui](std::string_view label, const std::string& words) {
    if (words.empty()) return;
    text(ui, label, {.size = TextSize::small, .weight = Weight::semibold, .tone = Tone::secondary});
    paragraph(ui, words);
  };
  line("Summary"_tr, context.summary);
  line("Impact"_tr, context.impact);
  line("Tried"_tr, context.tried);
  line("Expected"_tr, context.expected);
  space(ui, 8);
}

void draw_chain(Desk& desk, TicketRoom& room, const Ticket& ticket) {
  Ui& ui = desk.ui;
  if (ticket.context) {
    draw_context(ui, *ticket.context);
  } else if (active_run(ticket) != nullptr && desk.replica.me.role != oasis::Role::viewer) {
    // A rule escalated it, so nobody was asked what the next tier must know.
    if (button(ui, "Brief the next tier…"_tr, {.icon = Icon::edit})) open_context(room, ticket);
    space(ui, 4);
  }
  const auto details = desk.replica.details.find(ticket.id);
  const ChainProgress progress =
      chain_progress(ticket, details == desk.replica.details.end() ? nullptr : &details->second,
                     desk.replica.confirmed, desk.zone, desk.now);
  if (progress.steps.empty()) {
    const bool held = !ticket.acknowledged_by.empty();
    paragraph(ui,
              held ? phrase("{1} has it in hand"_tr, wording::name_of_user(desk.workspace, ticket.acknowledged_by))
                   : std::string("Nobody was escalated to yet"_tr),
              {.tone = Tone::secondary});
    return;
  }
  draw_chain_picture(ui, progress);
  if (progress.out_dated && desk.replica.me.role >= oasis::Role::manager) {
    text(ui, "The chain was edited since"_tr, {.size = TextSize::small, .tone = Tone::warning});
    if (button(ui, "Apply the new version now"_tr, {.icon = Icon::refresh}))
      desk.give(ApplyChain{ticket.id, progress.chain});
  }
}

/// A ticket of the list by number and subject.
void draw_reference(Desk& desk, const Ticket& ticket, std::string_view how) {
  Ui& ui = desk.ui;
  const ui::Scope part(ui, how), scope(ui, ticket.id);  // it may stand with the linked ones, too
  Row row(ui, {.height = 26});
  link(ui, {"#" + std::to_string(ticket.number), ticket.id}, "#" + address_of(ticket), TextSize::small);
  const float when = ui.text_width(how, TextSize::small) + 8;
  text(ui, ticket.subject, {.size = TextSize::small, .width = std::max(40.f, ui.area().w - when)});
  text(ui, how, {.size = TextSize::small, .tone = Tone::faint});
}

void draw_history(Desk& desk, const Ticket& ticket) {
  Ui& ui = desk.ui;
  if (const Ticket* into = find_ticket(desk.replica, ticket.merged_into); !ticket.merged_into.empty() && into)
    draw_reference(desk, *into, "merged into"_tr);
  if (const Ticket* before = find_ticket(desk.replica, ticket.follows); !ticket.follows.empty() && before)
    draw_reference(desk, *before, "follows"_tr);
  std::vector<const Ticket*> others;
  for_each_ticket(desk.replica, [&](const Ticket& other) {
    if (other.merged_into == ticket.id) draw_reference(desk, other, "merged in"_tr);
    const bool same = (!ticket.customer.empty() && other.customer == ticket.customer) ||
                      (!ticket.contact_email.empty() && other.contact_email == ticket.contact_email);
    if (same && other.id != ticket.id) others.push_back(&other);
  });
  const std::size_t most = std::min(shown_history, others.size());
  std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(most), others.end(),
                    [](const Ticket* a, const Ticket* b) {
                      return a->created != b->created ? a->created > b->created : a->id < b->id;
                    });
  for (std::size_t i = 0; i < most; ++i)
    draw_reference(desk, *others[i], wording::name_of(others[i]->status));
  if (others.empty())
    text(ui, "Nothing else from this customer"_tr, {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_customer(Desk& desk, const Ticket& ticket) {
  Ui& ui = desk.ui;
  const std::string name = ticket.contact_name.empty() ? ticket.contact_email : ticket.contact_name;
  Row row(ui, {.height = 36});
  avatar(ui, name.empty() ? "?" : name, 28);
  Column column(ui, {.gap = 0});
  text(ui, name.empty() ? "Unknown sender"_tr : name);
  if (!ticket.customer.empty()) {
    link(ui, wording::name_of_customer(desk.workspace, ticket.customer), "#/customers/" + ticket.customer,
         TextSize::small);
  } else {
    text(ui, "Not one of our customers"_tr, {.size = TextSize::small, .tone = Tone::secondary});
  }
}

/// An answer by mail would not reach the customer.
void draw_contact_trouble(Desk& desk, const Ticket& ticket) {
  const auto details = desk.replica.details.find(ticket.id);
  if (details == desk.replica.details.end() || details->second.contact_trouble.empty()) return;
  paragraph(desk.ui, details->second.contact_trouble, {.size = TextSize::small, .tone = Tone::breached});
}

void section(Ui& ui, std::string_view name) {
  space(ui, 10);
  heading(ui, name, 2);
}

}  // namespace

void draw_ticket_details(Desk& desk, TicketRoom& room, const Ticket& ticket, Rect area, bool closable) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Details", area,
              {.padding = 16,
               .gap = 4,
               .fill = ui.palette().sidebar,
               .scroll = true,
               .border_left = true,
               .role = ui::Role::complementary,
               .label = "Details"_tr});
  ui::Scope scope(ui, ticket.id);
  if (closable && icon_button(ui, Icon::close, "Close details"_tr)) room.details_open = false;
  draw_customer(desk, ticket);
  draw_contact_trouble(desk, ticket);
  space(ui, 6);
  draw_facts(desk, ticket);
  draw_tags(desk, room, ticket);
  section(ui, "Clocks"_tr);
  draw_clocks(desk, ticket);
  draw_promise(desk, ticket);
  section(ui, "Escalation"_tr);
  draw_chain(desk, room, ticket);
  if (!desk.workspace.playbooks.empty() && ui.platform().has_later_part())
    later_rooms.playbooks_beside(desk, room.playbook, ticket);
  section(ui, "Watchers"_tr);
  draw_watchers(desk, room, ticket);
  section(ui, "Linked tickets"_tr);
  draw_links(desk, room, ticket);
  section(ui, "From this customer"_tr);
  draw_history(desk, ticket);
  section(ui, "About"_tr);
  if (!ticket.contact_email.empty()) property(ui, "E-mail", ticket.contact_email);
  if (!ticket.channel.empty()) property(ui, "Came by"_tr, wording::name_of_via(ticket.channel));
  property(ui, "Created"_tr, wording::say_moment(ticket.created, desk.zone, desk.now));
}

}  // namespace oasis
