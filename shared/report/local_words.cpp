// See local_words.hpp.
#include "shared/report/local_words.hpp"

#include <algorithm>
#include <array>

#include "shared/time/text.hpp"

namespace oasis {

std::string local_words(const Zone& zone, Instant at) {
  constexpr const char* weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const LocalTime local = zone.to_local(at);
  std::string text = to_text(local).substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return std::string(weekdays[weekday_of(day_number(local))]) + " " + text;
}

std::string name_of(const Policies& policies, const Id& user) {
  return name_of(policies.user(user), user);
}

std::string names_of(const Policies& policies, const std::vector<Id>& users) {
  std::string names;
  for (const Id& user : users) names += (names.empty() ? "" : ", ") + name_of(policies, user);
  return names;
}

const std::string& name_of(const Schedule& schedule) {
  return schedule.name.empty() ? schedule.id : schedule.name;
}

const char* name_of(Priority priority) {
  constexpr std::array<const char*, priority_count> names{"Low", "Normal", "High", "Urgent"};
  return names[static_cast<std::size_t>(priority)];
}

const char* name_of(ClockKind clock) {
  switch (clock) {
    case ClockKind::first_response:
      return "First response";
    case ClockKind::next_response:
      return "Next response";
    case ClockKind::update:
      return "Updates";
    case ClockKind::resolution:
      break;
  }
  return "Resolution";
}

const char* in_a_sentence(ClockKind clock) {
  constexpr const char* words[] = {"first response", "next response", "next update", "resolution"};
  return words[static_cast<std::size_t>(clock)];
}

}  // namespace oasis
