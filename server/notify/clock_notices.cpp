// See clock_notices.hpp.
#include "server/notify/clock_notices.hpp"

#include <string>

#include "server/notify/aftermath.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

/// "2 days 3 h", "1 h 30 min".
std::string span_words(Duration span) {
  const std::int64_t all = span.ms / minutes(1).ms;
  const std::int64_t day = all / (24 * 60);
  const std::int64_t hour = all / 60 % 24;
  const std::int64_t minute = all % 60;
  std::string words;
  if (day > 0) words += std::to_string(day) + (day == 1 ? " day " : " days ");
  if (hour > 0) words += std::to_string(hour) + " h ";
  if (day == 0) words += std::to_string(minute) + " min ";
  words.pop_back();
  return words;
}

}  // namespace

void tell_of_leap(engine::Turn& turn, Duration by) {
  const Policies& policies = *current_policies(turn.state());
  const std::string hour = std::to_string(turn.now().ms / hours(1).ms);
  const std::string subject = "The server's clock leapt ahead by " + span_words(by);
  for (const User& user : policies.workspace().users) {
    if (user.role != Role::admin || user.contacts.empty()) continue;
    queue_words(turn, "clock/" + hour + "/" + user.id, user.id, user.contacts.front(), subject,
                subject +
                    ", although that time has not passed. Escalations, deadlines and reminders that this made due are "
                    "handled now.\n\nPlease look whether the machine's time is right, and whether it is kept by NTP. If "
                    "the clock is set back, the server goes on with the later time until it has caught up.\n");
  }
}

}  // namespace oasis::notify
