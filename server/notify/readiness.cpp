// Who is on call soon and could not be reached. May not: change anything.
#include "server/notify/readiness.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "server/notify/own_contacts.hpp"
#include "server/store/accounts.hpp"
#include "server/store/bounces.hpp"
#include "shared/policy/notifications.hpp"

namespace oasis::notify {
namespace {

struct FirstShift {
  const Schedule* schedule = nullptr;
  Instant from;
};

/// The first shift of each person within the time ahead.
std::map<Id, FirstShift> on_call_soon(const Policies& policies, Instant now) {
  std::map<Id, FirstShift> first;
  for (const Schedule& schedule : policies.workspace().schedules) {
    const Rota* rota = policies.rota(schedule.id);
    if (!rota) continue;
    for (const Shift& shift : rota->final_schedule(now, now + readiness_ahead).shifts) {
      FirstShift& known = first[shift.user];
      if (!known.schedule || shift.during.from < known.from) known = {&schedule, shift.during.from};
    }
  }
  return first;
}

Obstacle failing(const OwnContact& own) {
  return {Obstacle::Kind::failing, own.contact.via,
          "The last message by " + own.contact.via + " did not arrive: " + own.known.why,
          "Correct the address, or ask the administrator about the channel, then send a test."};
}

Obstacle bounced(const OwnContact& own, const store::Bounce& bounce) {
  return {Obstacle::Kind::failing, own.contact.via,
          "Mail to " + own.contact.address + " came back" +
              (bounce.diagnostic.empty() ? "." : ": " + bounce.diagnostic),
          "Correct the address, or write to us from it once it works again."};
}

Obstacle unverified(const OwnContact& own) {
  return {Obstacle::Kind::unverified, own.contact.via,
          "The address for " + own.contact.via + " is not verified yet.",
          "Have a code sent on the page Notifications and type it there."};
}

/// The ways by which a page would go at once.
bool is_used_for_pages(const User& user, const std::string& via) {
  for (const Urgency urgency : {Urgency::critical, Urgency::normal}) {
    for (const NotifyEntry& entry : entries_of(user, urgency)) {
      if (entry.kind == NotifyEntry::Kind::contact && entry.via == via) return true;
    }
  }
  return false;
}

Obstacle disabled() {
  return {Obstacle::Kind::disabled, "", "Their account is disabled: nothing is sent to them.",
          "Give their shifts to somebody else, or enable the account on the page People."};
}

void find_obstacles(const User& user, store::Database& reading, Instant now, Unready& person) {
  if (user.contacts.empty()) {
    person.obstacles.push_back({Obstacle::Kind::no_contact, "", "There is no address to send to.",
                                "Add one on the page Notifications, or in the workspace document."});
    return;
  }
  bool used = false;
  for (const OwnContact& own : own_contacts(reading, user, now)) {
    if (!own.in_use || !is_used_for_pages(user, own.contact.via)) continue;
    used = true;
    const auto bounce =
        own.contact.via == "email" ? store::find_bounce(reading, own.contact.address) : std::nullopt;
    if (bounce) {
      person.obstacles.push_back(bounced(own, *bounce));
    } else if (own.known.failed) {
      person.obstacles.push_back(failing(own));
    } else if (!own.known.verified) {
      person.obstacles.push_back(unverified(own));
    } else {
      person.reachable = true;
    }
  }
  if (!used) {
    person.obstacles.push_back({Obstacle::Kind::no_rule, "",
                                "Their own rules use none of their addresses for pages.",
                                "Add an address to the rules for critical and normal messages."});
  }
}

}  // namespace

std::vector<Unready> unready_people(const Policies& policies, store::Database& reading, Instant now) {
  std::vector<Unready> people;
  const std::set<Id> disabled_ones = store::disabled_people(reading);
  for (const auto& [id, shift] : on_call_soon(policies, now)) {
    const User* user = policies.user(id);
    Unready person;
    person.user = id;
    person.name = user ? user->name : id;
    person.schedule = shift.schedule->id;
    person.schedule_name = shift.schedule->name.empty() ? shift.schedule->id : shift.schedule->name;
    person.from = shift.from;
    if (disabled_ones.count(id) != 0) {
      person.obstacles.push_back(disabled());
    } else if (user) {
      find_obstacles(*user, reading, now, person);
    }
    if (!person.obstacles.empty()) people.push_back(std::move(person));
  }
  std::stable_sort(people.begin(), people.end(), [](const Unready& a, const Unready& b) {
    return a.from != b.from ? a.from < b.from : a.reachable < b.reachable;
  });
  return people;
}

}  // namespace oasis::notify
