// See board_making.hpp.
#include "server/http/board_making.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "server/http/counting.hpp"
#include "server/store/board.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/behind.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/local_words.hpp"

namespace oasis::http {
namespace {

constexpr std::int64_t days_shown = 14;
constexpr std::size_t most_breaches = 12;
constexpr std::size_t most_parts = 8;        // of a split
constexpr std::size_t most_looked_at = 500;  // for a reader who sees few of all tickets

/// What was judged day by day, by the values of a dimension.
using DaysBy = std::map<std::string, std::vector<Attainment>>;

void add_day(DaysBy& by, const std::string& value, const Group& group, std::size_t day) {
  Attainment judged;
  for (const Attainment& clock : group.clocks) judged += clock;
  if (judged.count() == 0) return;
  auto& days = by.try_emplace(value, static_cast<std::size_t>(days_shown)).first->second;
  days[day] = judged;
}

template <typename NameOf>
Board::Split split_of(const char* dimension, const DaysBy& by, NameOf&& name_of_value) {
  Board::Split split{dimension, {}, std::ssize(by)};
  for (const auto& [value, days] : by) split.parts.push_back({name_of_value(value), value, days});
  std::stable_sort(split.parts.begin(), split.parts.end(), [](const Board::Part& a, const Board::Part& b) {
    const Attainment of_a = a.all(), of_b = b.all();
    return std::pair(of_a.breached, of_a.count()) > std::pair(of_b.breached, of_b.count());
  });
  split.parts.resize(std::min(split.parts.size(), most_parts));
  return split;
}

class BoardMaking {
 public:
  BoardMaking(store::Database& reading, const Reader& reader, const Slice& slice, Instant now)
      : reading_(reading), reader_(reader), slice_(slice), now_(now) {
    board_.zone = zone().name();
    board_.at = now_;
    board_.first_day = today() - days_shown + 1;
  }

  Board make() {
    add_levels();
    add_splits();
    add_numbers();
    add_breaches();
    add_on_call();
    return std::move(board_);
  }

 private:
  const Zone& zone() const { return reader_.policies->zone(); }
  std::int64_t today() const { return day_number(zone().to_local(now_)); }

  Figures figures_of_days(std::int64_t first, std::int64_t last) {
    slice_.period = days_between(first, last, zone());
    return figures_of(reading_, reader_, slice_);
  }

  /// Of today, beside yesterday.
  void add(const char* name, Measure::Kind kind, std::int64_t now, std::int64_t yesterday) {
    Behind behind;
    behind.kinds = {kind};
    board_.numbers.push_back({name, now, yesterday, false, "", text_of(behind)});
  }

  void add_numbers() {
    // Counts over all open tickets do not know whose they are, so they are for who sees every ticket.
    if (sees_everything(reader_.sight) && is_of_all(slice_)) {
      const store::OpenCounts counts = store::open_counts(reading_, now_, now_ + board_soon);
      board_.numbers.push_back({"Open", counts.open, std::nullopt, false, "all", ""});
      board_.numbers.push_back({"Unassigned", counts.unassigned, std::nullopt, false, "unassigned", ""});
      board_.numbers.push_back({"Escalating", counts.escalating, std::nullopt, counts.escalating > 0, "escalated", ""});
      board_.numbers.push_back({"Due within 1 h", counts.soon, std::nullopt, counts.soon > 0, "due-soon", ""});
    }
    add("Created today", Measure::Kind::created, today_.created, yesterday_.created);
    add("Resolved today", Measure::Kind::resolved, today_.resolved, yesterday_.resolved);
    add("Escalations today", Measure::Kind::escalated, today_.escalated, yesterday_.escalated);
    add("Breaches today", Measure::Kind::breached, breaches_in(today_), breaches_in(yesterday_));
  }

  static std::int64_t breaches_in(const Figures& figures) {
    std::int64_t all = 0;
    for (const Attainment& clock : figures.clocks) all += clock.breached;
    return all;
  }

  void add_levels() {
    for (std::size_t clock = 0; clock < clock_count; ++clock)
      board_.levels.push_back({static_cast<ClockKind>(clock), {}});
    for (std::int64_t day = board_.first_day; day <= today(); ++day) {
      yesterday_ = std::move(today_);
      today_ = figures_of_days(day, day);
      for (std::size_t clock = 0; clock < clock_count; ++clock)
        board_.levels[clock].days.push_back(today_.clocks[clock]);
      split(static_cast<std::size_t>(day - board_.first_day));
    }
  }

  /// What `today_` has of that day, by each dimension.
  void split(std::size_t day) {
    for (std::size_t i = 0; i < priority_count; ++i)
      add_day(by_priority_, std::string(word(static_cast<Priority>(i))), today_.by_priority[i], day);
    for (const auto& [customer, group] : today_.by_customer) add_day(by_customer_, customer, group, day);
    for (const auto& [team, group] : today_.by_team) add_day(by_team_, team, group, day);
  }

  void add_splits() {
    const Policies& policies = *reader_.policies;
    board_.splits.push_back(split_of("customer", by_customer_, [&policies](const Id& id) -> std::string {
      return id.empty() ? "No customer" : name_of(policies.customer(id), id);
    }));
    board_.splits.push_back(split_of("team", by_team_, [&policies](const Id& id) -> std::string {
      return id.empty() ? "No team" : name_of(policies.team(id), id);
    }));
    board_.splits.push_back(split_of("priority", by_priority_, [](const std::string& text) -> std::string {
      return name_of(value_of<Priority>(text).value_or(Priority::normal));
    }));
  }

  void add_breaches() {
    std::size_t looked_at = 0;
    store::each_next_breach(reading_, [&](const store::NextBreach& next) {
      const auto ticket = store::find_ticket(reading_, next.ticket);
      if (ticket && !ticket->drill && may_see(reader_.sight, *ticket) && is_asked_for(*ticket))
        board_.breaches.push_back(breach_of(*ticket, next));
      return board_.breaches.size() < most_breaches && ++looked_at < most_looked_at;
    });
  }

  bool is_asked_for(const Ticket& ticket) const {
    return (!slice_.priority || *slice_.priority == ticket.priority) &&
           (slice_.customer.empty() || slice_.customer == ticket.customer) &&
           (slice_.team.empty() || slice_.team == ticket.team) &&
           (slice_.category.empty() || slice_.category == ticket.category) &&
           (slice_.channel.empty() || slice_.channel == ticket.channel);
  }

  Board::Breach breach_of(const Ticket& ticket, const store::NextBreach& next) const {
    const Customer* customer = reader_.policies->customer(ticket.customer);
    return {ticket.id,  ticket.number, ticket.subject, name_of(customer, ticket.customer),
            next.clock, next.due};
  }

  void add_on_call() {
    for (const Schedule& schedule : reader_.policies->workspace().schedules) {
      const Rota* rota = reader_.policies->rota(schedule.id);
      if (rota == nullptr) continue;
      board_.on_call.push_back(
          {schedule.id, name_of(schedule), names_of(*reader_.policies, rota->on_call(now_))});
    }
  }

  store::Database& reading_;
  const Reader& reader_;
  Slice slice_;
  const Instant now_;
  Board board_;
  Figures today_;
  Figures yesterday_;
  DaysBy by_priority_, by_customer_, by_team_;
};

}  // namespace

Board board_of(store::Database& reading, const Reader& reader, const Slice& slice, Instant now) {
  return BoardMaking(reading, reader, slice, now).make();
}

}  // namespace oasis::http
