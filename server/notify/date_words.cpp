// See date_words.hpp.
#include "server/notify/date_words.hpp"

#include <cstdio>
#include <memory>

#include "shared/time/civil.hpp"

namespace oasis::notify {
namespace {

constexpr DateWords english_dates{
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    "{} {} {}"};

constexpr DateWords german_dates{{"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
                                 {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                                  "September", "Oktober", "November", "Dezember"},
                                 "{}, {}. {}"};

std::string day_text(const DateWords& words, LocalTime local, bool with_year) {
  const Date date = date_of(day_number(local));
  const auto weekday = static_cast<std::size_t>(weekday_of(day_number(local)));
  const std::string day = filled(filled(words.moment, words.weekdays[weekday]), std::to_string(date.day));
  return filled(day, words.months[static_cast<std::size_t>(date.month - 1)]) +
         (with_year ? " " + std::to_string(date.year) : "");
}

std::string clock_text_of(LocalTime local) {
  const std::int64_t minute = time_of_day(local).ms / 60'000;
  char clock[16];
  std::snprintf(clock, sizeof clock, "%02d:%02d", static_cast<int>(minute / 60),
                static_cast<int>(minute % 60));
  return clock;
}

}  // namespace

std::optional<Tongue> tongue_of(std::string_view language) {
  const std::string_view first = language.substr(0, language.find('-'));
  if (first == "en") return Tongue::english;
  if (first == "de") return Tongue::german;
  return std::nullopt;
}

Tongue tongue_or_english(std::string_view language) {
  return tongue_of(language).value_or(Tongue::english);
}

std::string_view tag_of(Tongue tongue) {
  return tongue == Tongue::german ? "de" : "en";
}

const DateWords& date_words(Tongue tongue) {
  return tongue == Tongue::german ? german_dates : english_dates;
}

std::string filled(std::string_view words, std::string_view value) {
  std::string text(words);
  const std::size_t place = text.find("{}");
  if (place != std::string::npos) text.replace(place, 2, value);
  return text;
}

std::string moment_text(Tongue tongue, Instant at, const Zone& zone, Instant now) {
  const LocalTime local = zone.to_local(at);
  const bool other_year = date_of(day_number(local)).year != date_of(day_number(zone.to_local(now))).year;
  return day_text(date_words(tongue), local, other_year) + ", " + clock_text_of(local);
}

std::string local_text(Instant at, const std::string& zone, const Zones& zones, Tongue tongue) {
  const auto found = zones.find(zone);
  const SharedZone place = found.ok() ? *found : std::make_shared<const Zone>(Zone::utc());
  const LocalTime local = place->to_local(at);
  return day_text(date_words(tongue), local, true) + ", " + clock_text_of(local) + " (" + place->name() + ")";
}

}  // namespace oasis::notify
