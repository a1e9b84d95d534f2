// See views.hpp.
#include "client/screens/views.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

/// "Due soon" looks this far ahead.
constexpr Duration soon = minutes(60);

bool is_in(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_word_in(const Ticket& ticket, const std::string& word, const Workspace& workspace) {
  if (contains_folded(ticket.subject, word) || contains_folded(ticket.contact_name, word) ||
      contains_folded(ticket.contact_email, word) || contains_folded(ticket.category, word) ||
      contains_folded(ticket.last_customer_text, word))
    return true;
  char number[24] = "#";
  const auto end = std::to_chars(number + 1, number + sizeof number, ticket.number).ptr;
  const std::string_view written(number, static_cast<std::size_t>(end - number));
  if (written == word || written.substr(1) == word) return true;
  if (std::any_of(ticket.tags.begin(), ticket.tags.end(),
                  [&](const std::string& tag) { return contains_folded(tag, word); }))
    return true;
  return !ticket.customer.empty() &&
         contains_folded(wording::name_of_customer(workspace, ticket.customer), word);
}

/// An id or what it is called.
bool is_called(std::string_view id, std::string_view name, const std::string& value) {
  return (!id.empty() && contains_folded(id, value)) || (!name.empty() && contains_folded(name, value));
}

/// The words of a filter are the same in every language, so that links lead to the same everywhere; the reader's are
/// understood, too.
bool is_priority(Priority priority, const std::string& value) {
  constexpr std::string_view words[] = {"low", "normal", "high", "urgent"};
  return is_called(words[static_cast<std::size_t>(priority)], wording::name_of(priority), value);
}

bool is_status(Status status, const std::string& value) {
  constexpr std::string_view words[] = {"new", "open", "pending", "on hold", "resolved", "closed"};
  return is_called(words[static_cast<std::size_t>(status)], wording::name_of(status), value);
}

bool is_assigned(const Ticket& ticket, const std::string& value, const Reader& reader) {
  if (value == "none" || value == "nobody") return ticket.assignee.empty();
  if (value == "me") return ticket.assignee == reader.me;
  return is_called(ticket.assignee, wording::name_of_user(reader.workspace, ticket.assignee), value);
}

bool is_so(const Ticket& ticket, const std::string& value, const Reader& reader) {
  if (value == "unread") return is_unread(reader.marks, ticket);
  if (value == "breached") return has_breached(ticket, reader.now);
  if (value == "escalated") return escalated_to(ticket) > 0;
  if (value == "unanswered") return ticket.unanswered_since.has_value() && !is_finished(ticket.status);
  if (value == "assigned") return !ticket.assignee.empty();
  return true;  // still being typed
}

bool holds(const Ticket& ticket, const FilterTerm& term, const Reader& reader) {
  using Field = FilterTerm::Field;
  switch (term.field) {
    case Field::word:
      return is_word_in(ticket, term.value, reader.workspace);
    case Field::priority:
      return is_priority(ticket.priority, term.value);
    case Field::status:
      return is_status(ticket.status, term.value);
    case Field::assignee:
      return is_assigned(ticket, term.value, reader);
    case Field::team:
      return is_called(ticket.team, wording::name_of_team(reader.workspace, ticket.team), term.value);
    case Field::customer:
      return is_called(ticket.customer, wording::name_of_customer(reader.workspace, ticket.customer),
                       term.value);
    case Field::tag:
      return std::any_of(ticket.tags.begin(), ticket.tags.end(),
                         [&](const std::string& tag) { return contains_folded(tag, term.value); });
    case Field::category:
      return contains_folded(ticket.category, term.value);
    case Field::tier:
      return std::to_string(escalated_to(ticket)) == term.value;
    case Field::is:
      return is_so(ticket, term.value, reader);
  }
  return true;
}

/// What sorting needs of a ticket, side by side in memory: 100,000 of them sort without chasing pointers.
struct Key {
  std::uint32_t group;
  Priority priority;
  std::int64_t due, created, updated;
  const Ticket* ticket;
};

bool comes_before(const Key& a, const Key& b, Sort sort) {
  if (a.group != b.group) return a.group < b.group;
  const TicketId &a_id = a.ticket->id, &b_id = b.ticket->id;
  switch (sort) {
    case Sort::next_due:
      return std::tie(a.due, b.priority, b.created, a_id) < std::tie(b.due, a.priority, a.created, b_id);
    case Sort::newest:
      return std::tie(b.created, a_id) < std::tie(a.created, b_id);
    case Sort::oldest:
      return std::tie(a.created, a_id) < std::tie(b.created, b_id);
    case Sort::priority:
      return std::tie(b.priority, a.due, a_id) < std::tie(a.priority, b.due, b_id);
    case Sort::updated:
      return std::tie(b.updated, a_id) < std::tie(a.updated, b_id);
  }
  return false;
}

/// Gives every group the number at which it stands: most urgent, earliest status, highest tier, by name.
class Groups {
 public:
  Groups(Grouping by, const Workspace& workspace) : by_(by) {
    const auto add = [this](std::string id, std::string name) {
      ids_.push_back(std::move(id));
      names_.push_back(std::move(name));
    };
    if (by == Grouping::assignee)
      for (const User& user : workspace.users) add(user.id, user.name);
    if (by == Grouping::team)
      for (const Team& team : workspace.teams) add(team.id, wording::name_of_team(workspace, team.id));
    if (by == Grouping::customer)
      for (const Customer& customer : workspace.customers)
        add(customer.id, wording::name_of_customer(workspace, customer.id));
  }

  std::uint32_t of(const Ticket& ticket) const {
    switch (by_) {
      case Grouping::none:
        return 0;
      case Grouping::priority:
        return 3 - static_cast<std::uint32_t>(ticket.priority);
      case Grouping::status:
        return static_cast<std::uint32_t>(ticket.status);
      case Grouping::tier:
        return most_tiers - static_cast<std::uint32_t>(std::min(escalated_to(ticket), most_tiers));
      case Grouping::assignee:
        return place(ticket.assignee);
      case Grouping::team:
        return place(ticket.team);
      case Grouping::customer:
        return place(ticket.customer);
    }
    return 0;
  }

  std::string name(std::uint32_t group) const {
    switch (by_) {
      case Grouping::none:
        return {};
      case Grouping::priority:
        return std::string(wording::name_of(static_cast<Priority>(3 - group)));
      case Grouping::status:
        return std::string(wording::name_of(static_cast<Status>(group)));
      case Grouping::tier:
        return group == most_tiers ? "Not escalated"_tr
                                   : phrase("Tier {1}"_tr, most_tiers - static_cast<int>(group));
      default:
        return group < names_.size() ? names_[group] : nobody();
    }
  }

 private:
  static constexpr std::int32_t most_tiers = 99;

  std::uint32_t place(const Id& id) const {
    return static_cast<std::uint32_t>(std::find(ids_.begin(), ids_.end(), id) - ids_.begin());
  }
  std::string nobody() const {
    return by_ == Grouping::assignee ? "Nobody"_tr : by_ == Grouping::team ? "No team"_tr : "Unknown customer"_tr;
  }

  Grouping by_;
  std::vector<std::string> ids_, names_;
};

}  // namespace

bool is_unread(const ReadMarks& marks, const Ticket& ticket) {
  if (is_finished(ticket.status)) return false;
  const auto found = marks.read.find(ticket.id);
  return ticket.last_activity > (found == marks.read.end() ? marks.since : found->second);
}

Reader::Reader(const Workspace& document, const ReadMarks& read, Id reader, Instant at)
    : workspace(document), marks(read), me(std::move(reader)), now(at) {
  for (const Team& team : workspace.teams) {
    if (std::find(team.members.begin(), team.members.end(), me) != team.members.end())
      teams.push_back(team.id);
  }
}

std::optional<Instant> next_due(const Ticket& ticket) {
  std::optional<Instant> nearest;
  for (const Clock& clock : ticket.clocks) {
    if (clock.phase == Clock::Phase::running && clock.due && (!nearest || *clock.due < *nearest))
      nearest = clock.due;
  }
  return nearest;
}

bool has_breached(const Ticket& ticket, Instant now) {
  return std::any_of(ticket.clocks.begin(), ticket.clocks.end(), [now](const Clock& clock) {
    return clock.phase == Clock::Phase::running && (clock.breached || (clock.due && *clock.due <= now));
  });
}

const Run* active_run(const Ticket& ticket) {
  const Run* active = nullptr;
  for (const Run& run : ticket.runs) {
    if (run.phase == Run::Phase::waiting || run.phase == Run::Phase::acknowledged) active = &run;
  }
  return active;
}

std::int32_t escalated_to(const Ticket& ticket) {
  std::int32_t tier = 0;
  for (const Run& run : ticket.runs) {
    if (run.phase != Run::Phase::ended) tier = std::max(tier, run.highest_tier);
  }
  return is_finished(ticket.status) ? 0 : tier;
}

bool belongs(const Ticket& ticket, View view, const Reader& reader) {
  const bool finished = is_finished(ticket.status);
  if (view == View::finished) return finished;
  if (finished) return false;
  switch (view) {
    case View::mine:
      return ticket.assignee == reader.me;
    case View::my_teams:
      return !ticket.team.empty() && is_in(reader.teams, ticket.team);
    case View::unassigned:
      return ticket.assignee.empty();
    case View::due_soon: {
      const auto due = next_due(ticket);
      return due && *due < reader.now + soon;
    }
    case View::escalated:
      return escalated_to(ticket) > 0;
    case View::pending:
      return ticket.status == Status::pending;
    case View::all:
      return true;
    case View::finished:
      break;
  }
  return false;
}

bool matches(const Ticket& ticket, const std::vector<FilterTerm>& terms, const Reader& reader) {
  return std::all_of(terms.begin(), terms.end(), [&](const FilterTerm& term) {
    if (holds(ticket, term, reader) == term.wanted) return true;
    const bool is_word = term.field == FilterTerm::Field::word && term.wanted;
    return is_word &&
           std::binary_search(reader.found.begin(), reader.found.end(), std::string_view(ticket.id));
  });
}

InboxLines select_tickets(const Replica& replica, const InboxQuery& query, const Reader& reader) {
  const std::vector<FilterTerm> terms = read_filter(query.filter);
  const Groups groups(query.grouping, reader.workspace);
  std::vector<Key> keys;
  for_each_ticket(replica, [&](const Ticket& ticket) {
    if (!belongs(ticket, query.view, reader) || !matches(ticket, terms, reader)) return;
    keys.push_back({groups.of(ticket), ticket.priority, next_due(ticket).value_or(end_of_time).ms,
                    ticket.created.ms, ticket.updated.ms, &ticket});
  });
  std::sort(keys.begin(), keys.end(),
            [&query](const Key& a, const Key& b) { return comes_before(a, b, query.sort); });

  InboxLines shown;
  shown.tickets = static_cast<int>(keys.size());
  shown.lines.reserve(keys.size() + 16);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i == 0 || keys[i].group != keys[i - 1].group) {
      shown.groups.push_back({groups.name(keys[i].group), 0});
      if (query.grouping != Grouping::none) {
        shown.headings.push_back(static_cast<int>(shown.lines.size()));
        shown.lines.push_back({nullptr, static_cast<std::uint32_t>(shown.groups.size() - 1)});
      }
    }
    ++shown.groups.back().count;
    shown.lines.push_back({keys[i].ticket, static_cast<std::uint32_t>(shown.groups.size() - 1)});
  }
  return shown;
}

ViewCounts count_views(const Replica& replica, const Reader& reader) {
  ViewCounts counts;
  for_each_ticket(replica, [&](const Ticket& ticket) {
    for (std::size_t i = 0; i < view_count; ++i) {
      counts.views[i] += belongs(ticket, static_cast<View>(i), reader) ? 1 : 0;
    }
    const bool mine = ticket.assignee == reader.me && !is_finished(ticket.status);
    counts.waiting_for_me += mine && ticket.unanswered_since ? 1 : 0;
  });
  return counts;
}

}  // namespace oasis
