// See review.hpp.
#include "shared/report/review.hpp"

#include <array>
#include <charconv>

#include "shared/report/figures.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Kind = Finding::Kind;

constexpr std::size_t month_length = 7;  // "2026-10"

constexpr Tally none, only_counted{1, 0}, only_ground{0, 1}, both{1, 1};

/// For figures whose counted are a part of their ground.
Tally part_of_ground(bool ground, bool counted) {
  return !ground ? none : counted ? both : only_ground;
}

/// The part of a subject with that number, between its slashes; empty where there is none.
std::string_view part_of(std::string_view subject, int number) {
  for (; number > 0; --number) {
    const std::size_t slash = subject.find('/');
    if (slash == std::string_view::npos) return {};
    subject.remove_prefix(slash + 1);
  }
  return subject.substr(0, subject.find('/'));
}

bool is_number(std::string_view text, std::int64_t value) {
  return text == std::to_string(value);
}

Tally of_gathering(std::string_view subject, const Measure& measure, const Policies& policies) {
  if (measure.customer != part_of(subject, 0)) return none;
  const std::string_view priority = part_of(subject, 2);
  const int day = weekday_of(day_number(policies.zone().to_local(measure.at)));
  return part_of_ground(true, is_number(part_of(subject, 1), day) &&
                            (priority.empty() || is_number(priority, static_cast<std::int64_t>(measure.priority))));
}

Tally of_step(Kind kind, std::string_view subject, const Measure& measure) {
  if (measure.what != part_of(subject, 0) || !is_number(part_of(subject, 1), measure.number)) return none;
  const bool told = measure.kind == Measure::Kind::step;
  if (kind == Kind::step_reaches_nobody)
    return part_of_ground(told || measure.kind == Measure::Kind::skipped, !told);
  if (measure.kind == Measure::Kind::answered) return only_counted;
  return told ? only_ground : none;
}

Tally of_person(Kind kind, const std::string& subject, const Measure& measure, const Policies& policies) {
  const bool theirs = measure.who == subject;
  if (kind == Kind::load_uneven) return part_of_ground(true, theirs);
  if (!theirs) return none;
  const User* user = policies.user(subject);
  const Zone& zone = user == nullptr ? policies.zone() : policies.zone_of(*user);
  return part_of_ground(true, hours_at(zone, measure.at) == Hours::sleep);
}

}  // namespace

std::optional<ReviewMonth> parse_month(std::string_view text) {
  if (text.size() != month_length) return std::nullopt;
  const auto date = parse_date(std::string(text) + "-01");
  if (!date.ok() || date->year < 1970) return std::nullopt;
  return ReviewMonth{date->year, date->month};
}

std::string to_text(const ReviewMonth& month) {
  return to_text(Date{month.year, month.month, 1}).substr(0, month_length);
}

ReviewMonth month_before(const ReviewMonth& month) {
  return month.month == 1 ? ReviewMonth{month.year - 1, 12} : ReviewMonth{month.year, month.month - 1};
}

ReviewMonth month_after(const ReviewMonth& month) {
  return month.month == 12 ? ReviewMonth{month.year + 1, 1} : ReviewMonth{month.year, month.month + 1};
}

ReviewMonth month_of(std::int64_t day) {
  const Date date = date_of(day);
  return {date.year, date.month};
}

MonthDays days_of(const ReviewMonth& month) {
  const ReviewMonth next = month_after(month);
  return {day_number(Date{month.year, month.month, 1}), day_number(Date{next.year, next.month, 1}) - 1};
}

bool looks_at(Kind kind, Measure::Kind measure) {
  using What = Measure::Kind;
  switch (kind) {
    case Kind::breaches_gather:
      return measure == What::breached;
    case Kind::nobody_answered:
      return measure == What::exhausted || measure == What::escalated;
    case Kind::step_reaches_nobody:
    case Kind::step_never_answers:
      return measure == What::step || measure == What::skipped || measure == What::answered;
    case Kind::level_missed:
    case Kind::level_falls:
      return measure == What::met || measure == What::breached;
    case Kind::sleep_broken:
    case Kind::load_uneven:
      return measure == What::paged;
    case Kind::rule_silent:
    case Kind::rule_noisy:
      return measure == What::rule || measure == What::created;
  }
  return false;
}

Tally tally_of(Kind kind, const std::string& subject, const Measure& measure, const Policies& policies) {
  using What = Measure::Kind;
  if (!looks_at(kind, measure.kind)) return none;
  switch (kind) {
    case Kind::breaches_gather:
      return of_gathering(subject, measure, policies);
    case Kind::nobody_answered:
      if (measure.kind == What::exhausted) return only_counted;
      return part_of_ground(measure.kind == What::escalated, false);
    case Kind::step_reaches_nobody:
    case Kind::step_never_answers:
      return of_step(kind, subject, measure);
    case Kind::level_missed:
    case Kind::level_falls: {
      const bool judged = measure.kind == What::met || measure.kind == What::breached;
      return part_of_ground(judged && is_number(subject, measure.number), measure.kind == What::breached);
    }
    case Kind::sleep_broken:
    case Kind::load_uneven:
      return of_person(kind, subject, measure, policies);
    case Kind::rule_silent:
    case Kind::rule_noisy:
      if (measure.kind == What::rule && measure.what == subject) return only_counted;
      return part_of_ground(measure.kind == What::created, false);
  }
  return none;
}

bool points_at(Kind kind, const Tally& tally) {
  return kind == Kind::step_never_answers ? tally.ground > 0 : tally.counted > 0;
}

std::string_view unit_of(Kind kind) {
  constexpr std::array<std::string_view, 10> units{"breaches of this customer",
                                                   "escalations",
                                                   "times that it was asked",
                                                   "times that it was told",
                                                   "judged",
                                                   "judged",
                                                   "pages",
                                                   "pages",
                                                   "tickets",
                                                   "tickets"};
  return units[static_cast<std::size_t>(kind)];
}

}  // namespace oasis
