// The words of digests. May not: know tickets.
#include "server/notify/digest_words.hpp"

#include <cstdio>

#include "shared/time/civil.hpp"

namespace oasis::notify {
namespace {

constexpr DigestWords english{
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    "{} {} {}",
    "new",
    "{} wrote",
    "{} wrote, dissatisfied",
    "{} answered",
    "{} left a note",
    "resolved by {}",
    "closed",
    "reopened",
    "acknowledged by {}",
    "assigned to {}",
    "nobody assigned",
    "priority {}",
    "{} overdue",
    "escalated to tier {}",
    "nobody acknowledged",
    "rated {} of 5",
    "the customer",
    "a rule",
    {"first response", "next response", "next update", "resolution"},
    {"low", "normal", "high", "urgent"},
    {"new", "open", "pending", "on hold", "resolved", "closed"},
    "promised update",
    "unanswered since {}",
    "{} by ",
    "{} overdue since ",
    "to tier {}, ",
    "and {} more",
    {"1 waits for you", "{} wait for you"},
    {"1 is due", "{} are due"},
    {"1 was escalated", "{} were escalated"},
    {"1 has news", "{} have news"},
    "nothing new"};

constexpr DigestWords german{{"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"},
                             {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
                              "September", "Oktober", "November", "Dezember"},
                             "{} {}. {}",
                             "neu",
                             "{} hat geschrieben",
                             "{} hat geschrieben, unzufrieden",
                             "{} hat geantwortet",
                             "{} hat eine Notiz hinterlassen",
                             "gelöst von {}",
                             "geschlossen",
                             "wieder geöffnet",
                             "angenommen von {}",
                             "zugewiesen an {}",
                             "niemandem zugewiesen",
                             "Priorität {}",
                             "{} überfällig",
                             "eskaliert auf Stufe {}",
                             "niemand hat angenommen",
                             "bewertet mit {} von 5",
                             "der Kunde",
                             "eine Regel",
                             {"erste Antwort", "nächste Antwort", "nächste Nachricht", "Lösung"},
                             {"niedrig", "normal", "hoch", "dringend"},
                             {"neu", "offen", "wartend", "zurückgestellt", "gelöst", "geschlossen"},
                             "zugesagte Nachricht",
                             "unbeantwortet seit {}",
                             "{} bis ",
                             "{} überfällig seit ",
                             "auf Stufe {}, ",
                             "und {} weitere",
                             {"1 wartet auf Sie", "{} warten auf Sie"},
                             {"1 wird fällig", "{} werden fällig"},
                             {"1 eskaliert", "{} eskaliert"},
                             {"1 mit Neuem", "{} mit Neuem"},
                             "nichts Neues"};

}  // namespace

const DigestWords& digest_words(std::string_view language) {
  return language == "de" || language.substr(0, 3) == "de-" ? german : english;
}

std::string filled(std::string_view words, std::string_view value) {
  std::string text(words);
  const std::size_t place = text.find("{}");
  if (place != std::string::npos) text.replace(place, 2, value);
  return text;
}

std::string counted(const std::array<std::string_view, 2>& words, std::size_t count) {
  return filled(words[count == 1 ? 0 : 1], std::to_string(count));
}

std::string moment_text(const DigestWords& words, Instant at, const Zone& zone, Instant now) {
  const LocalTime local = zone.to_local(at);
  const Date date = date_of(day_number(local));
  const std::int64_t minute = time_of_day(local).ms / 60'000;
  char clock[16];
  std::snprintf(clock, sizeof clock, "%02d:%02d", static_cast<int>(minute / 60),
                static_cast<int>(minute % 60));
  std::string text = filled(
      filled(filled(words.moment, words.weekdays[static_cast<std::size_t>(weekday_of(day_number(local)))]),
             std::to_string(date.day)),
      words.months[static_cast<std::size_t>(date.month - 1)]);
  if (date.year != date_of(day_number(zone.to_local(now))).year) text += " " + std::to_string(date.year);
  return text + ", " + clock;
}

}  // namespace oasis::notify
