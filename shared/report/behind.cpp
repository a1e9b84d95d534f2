// See behind.hpp.
#include "shared/report/behind.hpp"

#include <algorithm>
#include <array>

#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"
#include "shared/time/civil.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;

struct KindWords {
  std::string_view many;  ///< of the list
  std::string_view one;   ///< of a row
};
/// In the order of Measure::Kind.
constexpr std::array<KindWords, 18> kind_words{{{"Tickets created", "Created"},
                                                {"First responses", "First response"},
                                                {"Next responses", "Next response"},
                                                {"Tickets resolved", "Resolved"},
                                                {"Reopenings", "Reopened"},
                                                {"Met in time", "Met"},
                                                {"Breached", "Breached"},
                                                {"Escalations", "Escalated"},
                                                {"Steps that told somebody", "Told"},
                                                {"Steps that reached nobody", "Reached nobody"},
                                                {"Escalations answered", "Answered"},
                                                {"Escalations that nobody answered", "Nobody answered"},
                                                {"Pages", "Paged"},
                                                {"Other messages to our people", "Told"},
                                                {"Rules that fired", "Rule"},
                                                {"Ratings", "Rated"},
                                                {"Messages found dissatisfied", "Dissatisfied"},
                                                {"Stays at a step", "Waited"}}};
constexpr std::array<std::string_view, 3> sent_names{"Messages", "Messages that failed", "Messages said to have arrived"};
constexpr std::array<std::string_view, 3> hours_names{"at work", "off work", "in their sleep"};
constexpr std::array<const char*, priority_count> priority_names{"low priority", "normal priority",
                                                                 "high priority", "urgent"};
constexpr std::array<std::string_view, 7> day_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                    "Friday", "Saturday", "Sunday"};
static_assert(kind_words.size() == measure_kind_count);

const KindWords& words_of(Kind kind) {
  return kind_words[static_cast<std::size_t>(kind)];
}

bool is_of_clock(Kind kind) {
  return kind == Kind::met || kind == Kind::breached;
}
bool is_of_tier(Kind kind) {
  return kind == Kind::step || kind == Kind::skipped || kind == Kind::answered || kind == Kind::waited;
}

template <typename T>
bool fits(const std::optional<T>& asked, const T& is) {
  return !asked || *asked == is;
}

const Zone& zone_of(const Policies& policies, const Id& who) {
  const User* user = policies.user(who);
  return user == nullptr ? policies.zone() : policies.zone_of(*user);
}

bool is_at(const Behind::Hour& hour, Instant at, const Zone& zone) {
  const LocalTime local = zone.to_local(at);
  return weekday_of(day_number(local)) == hour.weekday && time_of_day(local).ms / hours(1).ms == hour.hour;
}

// ---- in words

std::string name_of_kinds(const std::vector<Kind>& kinds) {
  if (kinds == std::vector{Kind::met, Kind::breached}) return "Met or breached";
  if (kinds == std::vector{Kind::first_response, Kind::next_response}) return "Replies";
  std::string words;
  for (const Kind kind : kinds) words += (words.empty() ? "" : ", ") + std::string(words_of(kind).many);
  return words;
}

/// What the number of a kind stands for; empty: nothing.
std::string name_of_number(Kind kind, std::int32_t number) {
  if (is_of_clock(kind) && number >= 0 && number < static_cast<std::int32_t>(clock_count))
    return in_a_sentence(static_cast<ClockKind>(number));
  if (kind == Kind::rule) return number == 1 ? "followed up" : "not followed up";
  return is_of_tier(kind) ? "tier " + std::to_string(number) : "";
}

std::string name_of_what(Kind kind, const Id& what, const Policies& policies) {
  return kind == Kind::rule ? what : name_of(policies.chain(what), what);
}

template <typename Part>
std::string name_or(const Part* part, const Id& id, const char* none) {
  return id.empty() ? std::string(none) : name_of(part, id);
}

}  // namespace

std::string words_of_bar(std::size_t bar) {
  if (bar == 0) return "up to " + duration_words(spread_bounds.front());
  if (bar >= spread_bounds.size()) return "over " + duration_words(spread_bounds.back());
  return duration_words(spread_bounds[bar - 1]) + " – " + duration_words(spread_bounds[bar]);
}

bool counts(const Behind& behind, const Measure& measure, const Policies& policies) {
  if (std::find(behind.kinds.begin(), behind.kinds.end(), measure.kind) == behind.kinds.end()) return false;
  if (!fits(behind.number, measure.number) || !fits(behind.who, measure.who) ||
      !fits(behind.what, measure.what) || !fits(behind.detail, measure.detail) ||
      !fits(behind.priority, measure.priority) || !fits(behind.customer, measure.customer) ||
      !fits(behind.team, measure.team) || !fits(behind.category, measure.category))
    return false;
  if (behind.hours && hours_at(zone_of(policies, measure.who), measure.at) != *behind.hours) return false;
  if (behind.bar && bar_of(measure.value) != static_cast<std::size_t>(*behind.bar)) return false;
  if (behind.open_bar && bar_of(measure.open) != static_cast<std::size_t>(*behind.open_bar)) return false;
  return !behind.hour_of_week || is_at(*behind.hour_of_week, measure.at, policies.zone());
}

std::string words_of(const Behind& behind, const Policies& policies) {
  if (behind.via) return std::string(sent_names[static_cast<std::size_t>(behind.sent)]) + " · " + *behind.via;
  std::string words = name_of_kinds(behind.kinds);
  const auto add_words = [&words](const std::string& more) {
    if (!more.empty()) words += " · " + more;
  };
  const Kind kind = behind.kinds.empty() ? Kind::created : behind.kinds.front();
  if (behind.what) add_words(name_of_what(kind, *behind.what, policies));
  if (behind.number) add_words(name_of_number(kind, *behind.number));
  if (behind.detail) add_words(behind.detail->empty() ? "no reason" : *behind.detail);
  if (behind.who) add_words(name_of(policies, *behind.who));
  if (behind.hours) add_words(std::string(hours_names[static_cast<std::size_t>(*behind.hours)]));
  if (behind.priority) add_words(priority_names[static_cast<std::size_t>(*behind.priority)]);
  if (behind.customer)
    add_words(name_or(policies.customer(*behind.customer), *behind.customer, "no customer"));
  if (behind.team) add_words(name_or(policies.team(*behind.team), *behind.team, "no team"));
  if (behind.category) add_words(behind.category->empty() ? "no category" : *behind.category);
  if (behind.bar) add_words(words_of_bar(static_cast<std::size_t>(*behind.bar)));
  if (behind.open_bar) add_words(words_of_bar(static_cast<std::size_t>(*behind.open_bar)) + " of open time");
  if (behind.hour_of_week) {
    const Behind::Hour& hour = *behind.hour_of_week;
    add_words(std::string(day_names[static_cast<std::size_t>(hour.weekday)]) + " " +
              std::to_string(hour.hour) + ":00–" + std::to_string(hour.hour + 1) + ":00");
  }
  return words;
}

std::string words_of(const Measure& measure) {
  std::string words(words_of(measure.kind).one);
  if (measure.kind == Kind::rated) return words + " " + std::to_string(measure.number) + " of 5";
  std::string more = name_of_number(measure.kind, measure.number);
  if (measure.kind == Kind::escalated) more = measure.detail;
  if (measure.kind == Kind::rule) more = measure.what;
  return more.empty() ? words : words + ": " + more;
}

bool has_value(Kind kind) {
  return kind == Kind::waited || kind == Kind::first_response || kind == Kind::next_response || kind == Kind::resolved ||
         kind == Kind::answered || kind == Kind::met;
}

}  // namespace oasis
