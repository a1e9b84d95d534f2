// See shell_actions.hpp.
#include "client/screens/shell_actions.hpp"

#include <algorithm>

#include "client/screens/shell.hpp"
#include "client/screens/ticket_ties.hpp"
#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using ui::Icon;

constexpr std::size_t most_tickets_found = 8;
// Groups; translated where an action is added.
constexpr auto this_ticket = "This ticket"_kept, go_to = "Go to"_kept, create = "Create"_kept, inbox = "Inbox"_kept,
               look = "Appearance"_kept, account = "You"_kept, open_ticket = "Ticket"_kept,
               customer = "Customer"_kept, oncall = "On call"_kept, in_messages = "In messages"_kept,
               help = "Help"_kept, chains = "Chains"_kept;

class Collector {
 public:
  Collector(Desk& desk, Shell& shell) : desk_(desk), shell_(shell) {}

  std::vector<Action> take() { return std::move(actions_); }

  void ticket() {
    const Ticket* ticket = find_ticket(desk_.replica, shell_.ticket.ticket);
    if (ticket == nullptr || shell_.room != Room::inbox) return;
    TicketRoom& room = shell_.ticket;
    const TicketId id = ticket->id;
    const bool finished = is_finished(ticket->status);
    if (desk_.replica.me.role != Role::viewer) {
      if (!finished)
        add(this_ticket, Icon::check, "Acknowledge"_tr, "a",
            [&desk = desk_, id] { desk.give(Acknowledge{id}); });
      add(this_ticket, Icon::reply, "Reply to the customer"_tr, "r", [&room] { write(room, false); });
      add(this_ticket, Icon::note, "Write an internal note"_tr, "n", [&room] { write(room, true); });
      if (!finished) {
        add(this_ticket, Icon::escalate, "Escalate…"_tr, "e", [&desk = desk_, &room, id] {
          if (const Ticket* now = find_ticket(desk.replica, id)) open_escalation(room, *now);
        });
        add(this_ticket, Icon::flag, "Resolve…"_tr, "ctrl+shift+Enter", [&room] { room.resolving = true; });
      }
      add(this_ticket, Icon::user, "Take it over"_tr, "i",
          [&desk = desk_, id] { set(desk, id, [&desk](SetFields& s) { s.assignee = desk.replica.me.id; }); });
      const bool watching = is_watching(desk_, *ticket);
      add(this_ticket, Icon::eye, watching ? "Stop watching it"_tr : "Watch it"_tr, "",
          [&desk = desk_, id, watching] {
            if (const Ticket* now = find_ticket(desk.replica, id)) watch(desk, *now, !watching);
          });
      add(this_ticket, Icon::link, "Link another ticket…"_tr, "", [&room] { room.linking = true; });
      add(this_ticket, Icon::external, "Split off a message…"_tr, "", [&room] { room.splitting = true; });
      fields_of(*ticket);
    }
    add(this_ticket, Icon::link, "Copy its link"_tr, "", [&desk = desk_, id] { copy_link(desk, id); });
    if (desk_.replica.me.role != Role::viewer)
      add(this_ticket, Icon::send, "Send what is written"_tr, "ctrl+Enter", {});
    add(this_ticket, Icon::arrow_left, "Back to the list"_tr, "Escape",
        [&desk = desk_, &shell = shell_] { go(desk, address_of(shell.inbox.query)); });
  }

  void rooms() {
    for (std::size_t i = 0; i < view_count; ++i) {
      const View view = static_cast<View>(i);
      add(go_to, Icon::inbox, std::string(name_of(view)), "",
          [&desk = desk_, view] { go(desk, "/inbox/" + std::string(slug_of(view))); });
    }
    for (const SavedView& view : desk_.saved.views) {
      const std::string address = view.address;
      add(go_to, Icon::filter, view.name, "", [&desk = desk_, address] { go(desk, address); });
    }
    add(go_to, Icon::calendar, "On call"_tr, "", [&desk = desk_] { go(desk, "/oncall"); });
    add(go_to, Icon::bell, "Why was I told, or nobody…"_tr, "",
        [&desk = desk_] { go(desk, "/oncall?why=" + desk.replica.me.id); });
    for (const Schedule& one : desk_.workspace.schedules) {
      const Id id = one.id;
      add(go_to, Icon::calendar, phrase("On call: {1}"_tr, wording::name_of_schedule(desk_.workspace, id)), "",
          [&desk = desk_, id] { go(desk, "/oncall/" + id); });
    }
    add(go_to, Icon::chain, "Chains"_tr, "", [&desk = desk_] { go(desk, "/chains"); });
    for (const Chain& one : desk_.workspace.chains) {
      const Id id = one.id;
      add(go_to, Icon::chain, phrase("Chain: {1}"_tr, wording::name_of_chain(desk_.workspace, id)), "",
          [&desk = desk_, id] { go(desk, "/chains/" + id); });
    }
    add(go_to, Icon::clock, "Board"_tr, "", [&desk = desk_] { go(desk, "/board"); });
    add(go_to, Icon::chart, "Reports"_tr, "", [&desk = desk_] { go(desk, "/reports"); });
    if (desk_.replica.me.role >= oasis::Role::manager)
      add(go_to, Icon::flag, "Review of the month"_tr, "", [&desk = desk_] { go(desk, "/review"); });
    add(go_to, Icon::star, "Customers"_tr, "", [&desk = desk_] { go(desk, "/customers"); });
    add(go_to, Icon::note, "Training"_tr, "", [&desk = desk_] { go(desk, "/training"); });
    add(go_to, Icon::settings, "Settings"_tr, "", [&desk = desk_] { go(desk, "/settings"); });
    page(go_to, Icon::users, "People and roles"_tr, "/people");
    page(go_to, Icon::calendar, "Who can be reached in the next 14 days"_tr, "/readiness");
    add(create, Icon::plus, "New ticket"_tr, "c", [&shell = shell_] { shell.new_ticket.open = true; });
    add(inbox, Icon::search, "Filter the list"_tr, shell_.room == Room::inbox ? "/" : "",
        [&desk = desk_, &shell = shell_] { go(desk, address_of(shell.inbox.query)); });
    list_keys();
  }

  void rest() {
    scheme("Light theme"_tr, Icon::sun, ui::Scheme::light, "light");
    scheme("Dark theme"_tr, Icon::moon, ui::Scheme::dark, "dark");
    scheme("Theme as the system"_tr, Icon::settings, ui::Scheme::system, "");
    page(account, Icon::user, "Your account"_tr, "/account");
    page(account, Icon::bell, "How you are told"_tr, "/notifications");
    add(account, Icon::sign_out, "Sign out"_tr, "", [&desk = desk_] { desk.sign_out(); });
    add(help, Icon::search, "Search and commands"_tr, "ctrl+k",
        [&shell = shell_] { open_palette(shell.palette); });
    add(help, Icon::note, "Keyboard shortcuts"_tr, "?", [&shell = shell_] { shell.palette.sheet_open = true; });
  }

  void found(const std::string& words) {
    if (words.empty()) return;
    const std::vector<FilterTerm> terms = read_filter(words);
    const Reader reader(desk_.workspace, desk_.marks, desk_.replica.me.id, desk_.now);
    std::vector<const Ticket*> tickets;
    for_each_ticket(desk_.replica, [&](const Ticket& ticket) {
      if (matches(ticket, terms, reader)) tickets.push_back(&ticket);
    });
    const std::size_t most = std::min(most_tickets_found, tickets.size());
    std::partial_sort(tickets.begin(), tickets.begin() + static_cast<std::ptrdiff_t>(most), tickets.end(),
                      [](const Ticket* a, const Ticket* b) { return a->updated > b->updated; });
    for (std::size_t i = 0; i < most; ++i) {
      const std::string address = address_of(*tickets[i]);
      add(open_ticket, Icon::inbox, wording::name_of_ticket(*tickets[i]), "",
          [&desk = desk_, address] { go(desk, address); });
      actions_.back().found = true;
    }
    for (const Found& hit : desk_.search(words)) {
      const std::string address = "/tickets/" + std::to_string(hit.number);
      add(in_messages, Icon::mail,
          "#" + std::to_string(hit.number) + " " + (hit.snippet.empty() ? hit.subject : hit.snippet), "",
          [&desk = desk_, address] { go(desk, address); });
      actions_.back().found = true;
    }
    for (const Customer& one : desk_.workspace.customers) {
      const Id id = one.id;
      add(customer, Icon::star, wording::name_of_customer(desk_.workspace, id), "",
          [&desk = desk_, id] { go(desk, "/customers/" + id); });
    }
  }

 private:
  /// Keys of the room's list, which the palette does not offer.
  void list_keys() {
    if (shell_.room == Room::customers) add(customer, Icon::search, "Find a customer"_tr, "/", {});
    if (shell_.room == Room::customers && !shell_.customers.customer.empty())
      add(customer, Icon::arrow_left, "Back to customers"_tr, "Escape", {});
    if (shell_.room == Room::oncall) {
      add(oncall, Icon::chevron_left, "Earlier"_tr, "p", {});
      add(oncall, Icon::calendar, "Today"_tr, "t", {});
      add(oncall, Icon::chevron_right, "Later"_tr, "n", {});
    }
    if (shell_.room == Room::chains) {
      add(chains, Icon::undo, "Undo"_tr, "ctrl+z", {});
      add(chains, Icon::redo, "Do it again"_tr, "ctrl+shift+z", {});
      add(chains, Icon::arrow_left, "Move the step to the tier before"_tr, "shift+ArrowLeft", {});
      add(chains, Icon::arrow_right, "Move the step to the next tier"_tr, "shift+ArrowRight", {});
      add(chains, Icon::arrow_up, "Move the step up or down"_tr, "shift+ArrowUp", {});
      add(chains, Icon::plus, "Duplicate the step"_tr, "d", {});
      add(chains, Icon::trash, "Remove the step"_tr, "Delete", {});
    }
    if (shell_.room != Room::inbox) return;
    add(inbox, Icon::arrow_right, "Next ticket"_tr, "j", {});
    add(inbox, Icon::arrow_left, "Ticket before"_tr, "k", {});
    if (!shell_.ticket.ticket.empty()) return;
    add(inbox, Icon::arrow_right, "Open the highlighted ticket"_tr, "Enter", {});
    add(inbox, Icon::user, "Take the highlighted ticket over"_tr, "i", {});
    add(inbox, Icon::check, "Mark the highlighted ticket"_tr, "x", {});
    add(inbox, Icon::check, "Mark all tickets of the list"_tr, "ctrl+a", {});
    if (!shell_.inbox.bulk.marked.empty()) add(inbox, Icon::close, "Unmark all"_tr, "Escape", {});
  }

  static void write(TicketRoom& room, bool noting) {
    room.composer.noting = noting;
    room.composer.take_focus = true;
  }

  template <class Fill>
  static void set(Desk& desk, const TicketId& id, Fill fill) {
    SetFields fields;
    fields.ticket = id;
    fill(fields);
    desk.give(fields);
  }

  void fields_of(const Ticket& ticket) {
    const TicketId id = ticket.id;
    if (ticket.status == Status::closed) return;
    for (const Priority priority : {Priority::urgent, Priority::high, Priority::normal, Priority::low}) {
      if (priority == ticket.priority) continue;
      add(this_ticket, Icon::flag, phrase("Set priority to {1}"_tr, wording::name_of(priority)), "",
          [&desk = desk_, id, priority] {
            set(desk, id, [priority](SetFields& s) { s.priority = priority; });
          });
    }
    for (const Status status : {Status::open, Status::pending, Status::on_hold}) {
      if (status == ticket.status) continue;
      add(this_ticket, Icon::play, phrase("Set status to {1}"_tr, wording::name_of(status)), "",
          [&desk = desk_, id, status] { set(desk, id, [status](SetFields& s) { s.status = status; }); });
    }
    for (const User& user : desk_.workspace.users) {
      if (user.role == Role::viewer || user.id == ticket.assignee) continue;
      const Id assignee = user.id;
      add(this_ticket, Icon::user, phrase("Assign to {1}"_tr, user.name), "", [&desk = desk_, id, assignee] {
        set(desk, id, [&assignee](SetFields& s) { s.assignee = assignee; });
      });
    }
  }

  static void copy_link(Desk& desk, const TicketId& id) {
    const Ticket* ticket = find_ticket(desk.replica, id);
    if (ticket != nullptr) desk.ui.platform().copy("#" + address_of(*ticket));
  }

  void scheme(std::string name, Icon icon, ui::Scheme scheme, std::string setting) {
    add(look, icon, std::move(name), "", [&desk = desk_, scheme, setting] {
      desk.ui.choose_scheme(scheme);
      desk.ui.platform().storage().set_setting("scheme", setting);
    });
  }

  void page(const char* group, Icon icon, std::string name, std::string path) {
    add(group, icon, std::move(name), "", [&desk = desk_, path] { desk.ui.platform().load_page(path); });
  }

  void add(const char* group, Icon icon, std::string name, std::string_view keys,
           std::function<void()> run) {
    actions_.push_back({translated(group), icon, std::move(name), keys, std::move(run)});
  }

  Desk& desk_;
  Shell& shell_;
  std::vector<Action> actions_;
};

}  // namespace

std::vector<Action> actions_of(Desk& desk, Shell& shell, const std::string& words) {
  Collector collector(desk, shell);
  collector.ticket();
  collector.found(words);
  collector.rooms();
  collector.rest();
  return collector.take();
}

void go(Desk& desk, const std::string& address) {
  desk.ui.platform().go(address, platform::Visit::push);
}

}  // namespace oasis
