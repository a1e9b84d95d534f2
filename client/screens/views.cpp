// See views.hpp.
#include "client/screens/views.hpp"

#include <algorithm>
#include <tuple>

namespace oasis {
namespace {

constexpr std::array<std::string_view, view_count> names = {
    "Mine", "My teams", "Unassigned", "Due soon", "Escalated", "Pending", "All open", "Finished"};
constexpr std::array<std::string_view, view_count> slugs = {
    "mine", "my-teams", "unassigned", "due-soon", "escalated", "pending", "all", "finished"};

/// "Due soon" looks this far ahead.
constexpr Duration soon = minutes(60);

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return out;
}

std::vector<std::string> words_of(std::string_view filter) {
  std::vector<std::string> words;
  std::string word;
  for (char c : lower(filter)) {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool matches(const Ticket& ticket, const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::string hay = "#" + std::to_string(ticket.number) + " " + ticket.subject + " " + ticket.customer + " " +
                    ticket.contact_name + " " + ticket.contact_email + " " + ticket.category + " " +
                    ticket.last_customer_text;
  for (const std::string& tag : ticket.tags) hay += " " + tag;
  hay = lower(hay);
  return std::all_of(words.begin(), words.end(),
                     [&hay](const std::string& word) { return hay.find(word) != std::string::npos; });
}

bool is_member(const Workspace& workspace, const Id& team, const Id& user) {
  for (const Team& candidate : workspace.teams) {
    if (candidate.id != team) continue;
    return std::find(candidate.members.begin(), candidate.members.end(), user) != candidate.members.end();
  }
  return false;
}

bool comes_before(const Ticket& a, const Ticket& b, Sort sort) {
  const auto due = [](const Ticket& ticket) { return next_due(ticket).value_or(end_of_time); };
  switch (sort) {
    case Sort::next_due:
      return std::make_tuple(due(a), b.priority, b.created, a.id) <
             std::make_tuple(due(b), a.priority, a.created, b.id);
    case Sort::newest:
      return std::tie(b.created, a.id) < std::tie(a.created, b.id);
    case Sort::oldest:
      return std::tie(a.created, a.id) < std::tie(b.created, b.id);
    case Sort::priority:
      return std::make_tuple(b.priority, due(a), a.id) < std::make_tuple(a.priority, due(b), b.id);
  }
  return false;
}

}  // namespace

std::string_view name_of(View view) {
  return names[static_cast<std::size_t>(view)];
}
std::string_view slug_of(View view) {
  return slugs[static_cast<std::size_t>(view)];
}

std::optional<View> view_of(std::string_view slug) {
  for (std::size_t i = 0; i < view_count; ++i) {
    if (slugs[i] == slug) return static_cast<View>(i);
  }
  return std::nullopt;
}

std::optional<Instant> next_due(const Ticket& ticket) {
  std::optional<Instant> nearest;
  for (const Clock& clock : ticket.clocks) {
    if (clock.phase == Clock::Phase::running && clock.due && (!nearest || *clock.due < *nearest))
      nearest = clock.due;
  }
  return nearest;
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

bool belongs(const Ticket& ticket, View view, const Id& me, const Workspace& workspace, Instant now) {
  const bool finished = is_finished(ticket.status);
  if (view == View::finished) return finished;
  if (finished) return false;
  switch (view) {
    case View::mine:
      return ticket.assignee == me;
    case View::my_teams:
      return !ticket.team.empty() && is_member(workspace, ticket.team, me);
    case View::unassigned:
      return ticket.assignee.empty();
    case View::due_soon: {
      const auto due = next_due(ticket);
      return due && *due < now + soon;
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

std::vector<const Ticket*> select_tickets(const Replica& replica, const Workspace& workspace,
                                          const InboxQuery& query, Instant now) {
  const std::vector<std::string> words = words_of(query.filter);
  std::vector<const Ticket*> shown;
  for_each_ticket(replica, [&](const Ticket& ticket) {
    if (belongs(ticket, query.view, replica.me.id, workspace, now) && matches(ticket, words))
      shown.push_back(&ticket);
  });
  std::sort(shown.begin(), shown.end(),
            [&query](const Ticket* a, const Ticket* b) { return comes_before(*a, *b, query.sort); });
  return shown;
}

std::array<int, view_count> count_views(const Replica& replica, const Workspace& workspace, Instant now) {
  std::array<int, view_count> counts{};
  for_each_ticket(replica, [&](const Ticket& ticket) {
    for (std::size_t i = 0; i < view_count; ++i) {
      counts[i] += belongs(ticket, static_cast<View>(i), replica.me.id, workspace, now) ? 1 : 0;
    }
  });
  return counts;
}

}  // namespace oasis
