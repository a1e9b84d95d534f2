// See board_making.hpp.
#include "server/http/board_making.hpp"

#include <utility>

#include "server/http/counting.hpp"
#include "server/store/board.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/behind.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/local_words.hpp"

namespace oasis::http {
namespace {

constexpr std::int64_t days_shown = 14;
constexpr std::size_t most_breaches = 12;
constexpr std::size_t most_looked_at = 500;  // for a reader who sees few of all tickets

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
    }
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
};

}  // namespace

Board board_of(store::Database& reading, const Reader& reader, const Slice& slice, Instant now) {
  return BoardMaking(reading, reader, slice, now).make();
}

}  // namespace oasis::http
