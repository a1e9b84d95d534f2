// See service_report.hpp.
#include "shared/report/service_report.hpp"

#include <algorithm>
#include <variant>

#include "shared/time/civil.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;

constexpr int saturday = 5;  // 0 = Monday

/// Whether the fact ends what the clock counts: an answer by a person of ours, or the end of the ticket.
bool ends(ClockKind clock, const Fact& fact) {
  if (std::holds_alternative<Resolved>(fact) || std::holds_alternative<Closed>(fact)) return true;
  if (const auto* changed = std::get_if<Changed>(&fact)) return changed->status && is_finished(*changed->status);
  const auto* replied = std::get_if<Replied>(&fact);
  return clock != ClockKind::resolution && replied != nullptr && !replied->message.automatic &&
         replied->message.author.kind == Actor::Kind::user;
}

std::optional<Instant> end_after(const std::vector<Event>& events, ClockKind clock, Instant due, Instant made) {
  for (const Event& event : events) {
    if (event.at >= due && event.at <= made && ends(clock, event.fact)) return event.at;
  }
  return std::nullopt;
}

/// Adds one month's measures to one side of the report's numbers.
class Side {
 public:
  Side(ServiceReport& report, std::int64_t ServiceReport::Number::*side) : report_(report), side_(side) {}

  void add(const Measure& measure) {
    switch (measure.kind) {
      case Kind::created:
        ++(report_.opened.*side_);
        ++(report_.by_priority[place(measure)].opened.*side_);
        ++(report_.by_category[measure.category].opened.*side_);
        break;
      case Kind::resolved:
        ++(report_.resolved.*side_);
        ++(report_.by_priority[place(measure)].resolved.*side_);
        ++(report_.by_category[measure.category].resolved.*side_);
        resolution_.push_back(measure.open);
        break;
      case Kind::reopened:
        ++(report_.reopened.*side_);
        break;
      case Kind::first_response:
        first_response_.push_back(measure.open);
        break;
      case Kind::next_response:
        next_response_.push_back(measure.open);
        break;
      case Kind::met:
        ++clocks_[clock(measure)][place(measure)].met;
        break;
      case Kind::breached:
        ++clocks_[clock(measure)][place(measure)].breached;
        break;
      case Kind::escalated:
        ++(report_.escalated.*side_);
        break;
      case Kind::answered:
        answered_.push_back(measure.value);
        break;
      case Kind::exhausted:
        ++(report_.unanswered.*side_);
        break;
      case Kind::rated:
        if (measure.number >= 1 && measure.number <= 5)
          ++(report_.ratings[static_cast<std::size_t>(measure.number - 1)].*side_);
        break;
      default:
        break;
    }
  }
  void finish(Spread ServiceReport::Times::*side) {
    report_.first_response.*side = spread_of(std::move(first_response_));
    report_.next_response.*side = spread_of(std::move(next_response_));
    report_.resolution.*side = spread_of(std::move(resolution_));
    report_.answered.*side = spread_of(std::move(answered_));
  }
  const Attainment& of(ClockKind clock, Priority priority) const {
    return clocks_[static_cast<std::size_t>(clock)][static_cast<std::size_t>(priority)];
  }

 private:
  static std::size_t place(const Measure& measure) { return static_cast<std::size_t>(measure.priority); }
  static std::size_t clock(const Measure& measure) { return static_cast<std::size_t>(measure.number); }

  ServiceReport& report_;
  std::int64_t ServiceReport::Number::*side_;
  std::vector<Duration> first_response_, next_response_, resolution_, answered_;
  std::array<std::array<Attainment, priority_count>, clock_count> clocks_{};
};

std::vector<ServiceReport::Promise> promises_of(const Sla* sla, const Side& now, const Side& before) {
  std::vector<ServiceReport::Promise> promises;
  for (std::size_t c = 0; c < clock_count; ++c) {
    for (std::size_t p = priority_count; p-- > 0;) {
      ServiceReport::Promise promise;
      promise.clock = static_cast<ClockKind>(c);
      promise.priority = static_cast<Priority>(p);
      if (sla != nullptr) promise.target = sla->targets[p][c];
      promise.now = now.of(promise.clock, promise.priority);
      promise.before = before.of(promise.clock, promise.priority);
      if (promise.target || promise.now.count() + promise.before.count() > 0) promises.push_back(promise);
    }
  }
  return promises;
}

void add_missed(ServiceReport& report, const ServiceMatter& matter, const TicketId& id, const Measure& breach,
                const Calendar& calendar) {
  const auto ticket = matter.breached.find(id);
  if (ticket == matter.breached.end()) return;
  const auto clock = static_cast<ClockKind>(breach.number);
  const auto end = end_after(ticket->second.events, clock, breach.at, report.made);
  report.missed.push_back({ticket->second.number, ticket->second.subject, clock, breach.at,
                           calendar.open_time(breach.at, end.value_or(report.made)), !end});
}

Attainment sum_of(const std::vector<ServiceReport::Promise>& promises, Attainment ServiceReport::Promise::*side) {
  Attainment sum;
  for (const ServiceReport::Promise& one : promises) sum += one.*side;
  return sum;
}

std::optional<double> mean_rating(const std::array<ServiceReport::Number, 5>& ratings,
                                  std::int64_t ServiceReport::Number::*side) {
  std::int64_t points = 0, count = 0;
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    count += ratings[i].*side;
    points += ratings[i].*side * static_cast<std::int64_t>(i + 1);
  }
  return rate(points, count);
}

}  // namespace

Interval period_of(const ReviewMonth& month, const Zone& zone) {
  const MonthDays days = days_of(month);
  return {zone.to_instant(at_clock(days.first), Repeated::first),
          zone.to_instant(at_clock(days.last + 1), Repeated::first)};
}

Attainment ServiceReport::kept() const {
  return sum_of(promises, &Promise::now);
}
Attainment ServiceReport::kept_before() const {
  return sum_of(promises, &Promise::before);
}

ServiceReport::Number ServiceReport::rated() const {
  Number sum;
  for (const Number& one : ratings) {
    sum.now += one.now;
    sum.before += one.before;
  }
  return sum;
}
std::optional<double> ServiceReport::rating() const {
  return mean_rating(ratings, &Number::now);
}
std::optional<double> ServiceReport::rating_before() const {
  return mean_rating(ratings, &Number::before);
}

ServiceReport service_report(const Policies& policies, const Customer& customer, const ReviewMonth& month,
                             const ServiceMatter& matter, Instant made) {
  const Terms& terms = policies.terms(customer.id);
  const Zone& zone = policies.zone_of(customer);
  const Interval earlier = period_of(month_before(month), zone);
  ServiceReport report;
  report.customer = customer.id;
  report.month = month;
  report.period = period_of(month, zone);
  report.whole = made >= report.period.to;
  report.made = made;
  report.open = {matter.open, matter.open_before};
  Side now(report, &ServiceReport::Number::now), before(report, &ServiceReport::Number::before);
  for (const auto& [ticket, measure] : matter.measures) {
    if (earlier.contains(measure.at)) before.add(measure);
    if (!report.period.contains(measure.at)) continue;
    now.add(measure);
    if (measure.kind == Kind::breached) add_missed(report, matter, ticket, measure, *terms.calendar);
  }
  now.finish(&ServiceReport::Times::now);
  before.finish(&ServiceReport::Times::before);
  report.promises = promises_of(terms.sla, now, before);
  std::sort(report.missed.begin(), report.missed.end(), [](const auto& a, const auto& b) {
    return a.due != b.due ? a.due < b.due : a.number != b.number ? a.number < b.number : a.clock < b.clock;
  });
  return report;
}

Instant mailed_at(const ReportMailing& mailing, const ReviewMonth& month, const Calendar& calendar, const Zone& zone) {
  const MonthDays days = days_of(month_after(month));
  const auto at = [&](std::int64_t day, int minute) {
    return zone.to_instant(at_clock(day, {minute}), Repeated::first);
  };
  std::int64_t chosen = days.first;
  if (mailing.day) {
    chosen += *mailing.day - 1;
  } else {
    const bool always = !calendar.next_close(at(days.first, 0));
    for (std::int64_t day = days.first; day <= days.last; ++day) {
      const bool business = always ? weekday_of(day) < saturday : calendar.open_time(at(day, 0), at(day + 1, 0)).ms > 0;
      if (!business) continue;
      chosen = day;
      break;
    }
  }
  return at(chosen, mailing.at);
}

ReviewMonth newest_due(const ReportMailing& mailing, const Calendar& calendar, const Zone& zone, Instant now) {
  ReviewMonth month = month_before(month_of(day_number(zone.to_local(now))));
  while (mailed_at(mailing, month, calendar, zone) > now) month = month_before(month);
  return month;
}

}  // namespace oasis
