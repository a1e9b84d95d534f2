// What happened in the demo's workspace a month ago. May not: read a clock.
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "server/demo/script.hpp"
#include "shared/time/civil.hpp"

namespace oasis::demo {
namespace {

constexpr std::size_t tickets = 20;
constexpr std::int64_t last_day_told = 23;  // what follows is told by history(), whatever day it is
constexpr int friday = 4, sunday = 6;

struct Matter {
  const char* who;
  const char* mail;
  const char* subject;
  const char* text;
};
constexpr std::array<Matter, 8> matters{{
    {"Marek Dvorak", "marek@northwind.example", "Recipe labels in the wrong language", "Two labels came out in German today."},
    {"Amara Diallo", "amara@lumen.example", "A doctor's calendar is missing", "The calendar of Dr Okoye is gone from the overview."},
    {"Marek Dvorak", "marek@northwind.example", "Delivery note without prices", "Can the prices be left on the delivery note?"},
    {"Amara Diallo", "amara@lumen.example", "Reminder went out twice", "Some patients were reminded twice this morning."},
    {"Amara Diallo", "amara@lumen.example", "How do we add a new reception?", "We open a third reception next week."},
    {"Marek Dvorak", "marek@northwind.example", "Cold store shows no humidity", "The humidity of the cold store is empty since noon."},
    {"Jonas Weber", "jonas@tidewater.example", "New driver cannot sign in", "Our new driver gets no code by SMS."},
    {"Amara Diallo", "amara@lumen.example", "Export needs a column", "Could the export have the insurance number?"},
}};

/// Days of the month before the one of `now`, with the instants of their wall clock.
class Month {
 public:
  Month(Instant now, const Zone& zone) : now_(now), zone_(zone) {
    const std::int64_t today = day_number(zone.to_local(now));
    const std::int64_t last = today - date_of(today).day;
    first_ = last - date_of(last).day + 1;
  }
  int weekday(std::int64_t day) const { return weekday_of(first_ + day - 1); }
  /// As scenes have it: before now.
  Duration at(std::int64_t day, int hour, int minute) const {
    const LocalTime local = at_clock(first_ + day - 1, {hour * 60 + minute});
    return zone_.to_instant(local, Repeated::first) - now_;
  }

 private:
  Instant now_;
  const Zone& zone_;
  std::int64_t first_ = 0;
};

/// Late on Fridays the dock has trouble, and somebody is there only after an hour and a half.
void friday_evening(Script& script, const Month& month, std::int64_t day, const std::string& id) {
  const Duration began = month.at(day, 17, 20);
  script.opens(began, id, "Jonas Weber", "jonas@tidewater.example", Priority::urgent, "Loading lists do not print",
               "The printers of dock 2 have stopped again. Ten trucks wait for their lists.");
  script.takes(began + minutes(88), "bob", id);
  script.answers(began + minutes(95), "bob", id, "Hello Jonas,\n\nthe print queue was full; I have emptied it, the lists come out now.\n\nBob");
  script.becomes(began + minutes(140), "bob", id, Status::resolved, "Print queue emptied");
  script.rates(began + hours(16), id, 3, "It works, but ten trucks waited");
}

/// On a Sunday nobody answers until the morning is over.
void unanswered(Script& script, const Month& month, std::int64_t day, const std::string& id) {
  const Duration began = month.at(day, 1, 30);
  script.opens(began, id, "Marek Dvorak", "marek@northwind.example", Priority::high, "Ovens do not take the night plan",
               "The ovens did not take the plan for the night. The bakers start at three.");
  script.answers(began + hours(9), "dana", id, "Hello Marek,\n\nI am sorry that nobody wrote in the night. The plan is loaded now.\n\nDana");
  script.becomes(began + hours(10), "dana", id, Status::resolved, "Plan loaded by hand");
}

void ordinary(Script& script, const Month& month, std::int64_t day, std::size_t number, const std::string& id) {
  const Matter& matter = matters[number % matters.size()];
  const Duration began = month.at(day, 9 + static_cast<int>(number % 6), 10);
  const char* const who = number % 3 == 0 ? "bob" : "ann";
  script.opens(began, id, matter.who, matter.mail, Priority::normal, matter.subject, matter.text);
  script.answers(began + minutes(14 + static_cast<std::int64_t>(number % 5) * 3), who, id, "Hello,\n\nthank you for telling us. I have looked into it and it is put right.");
  script.becomes(began + minutes(90), who, id, Status::resolved, "Put right");
}

}  // namespace

std::vector<Scene> last_month(Instant now, const Zone& zone) {
  Script script("demo-m");
  const Month month(now, zone);
  std::size_t told = 0;
  const auto next = [&told] { return "demo-month-" + std::to_string(++told); };
  bool slept = false;
  for (std::int64_t day = 1; day <= last_day_told; ++day) {
    if (month.weekday(day) == friday) friday_evening(script, month, day, next());
    if (month.weekday(day) == sunday && !std::exchange(slept, true)) unanswered(script, month, day, next());
  }
  for (std::size_t number = 0; told < tickets; ++number) {
    const auto day = static_cast<std::int64_t>(number % static_cast<std::size_t>(last_day_told)) + 1;
    if (month.weekday(day) < friday) ordinary(script, month, day, number, next());
  }
  return std::move(script).in_order();
}

}  // namespace oasis::demo
