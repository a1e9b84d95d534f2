// People of the workspace. May not: know credentials.
#include "server/engine/people.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/engine/documents.hpp"
#include "shared/codec/words.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::engine {
namespace {

bool has_email(const User& user, const std::string& email) {
  return std::any_of(user.contacts.begin(), user.contacts.end(), [&email](const Contact& contact) {
    return contact.via == "email" && contact.address == email;
  });
}

/// The Monday of the week of `now` by the wall clock of `zone`, at 09:00.
LocalTime monday_before(Instant now, const Zone& zone) {
  const std::int64_t day = day_number(zone.to_local(now));
  return at_clock(day - weekday_of(day), ClockTime{9 * 60});
}

std::optional<Error> add_in(Turn& turn, const NewPerson& person) {
  turn.come_from(person.address);
  const Policies& policies = *current_policies(turn.state());
  if (const User* there = policies.user(person.id)) {
    if (has_email(*there, person.email)) return std::nullopt;
    return Error{"/id", "There is another person with the id " + person.id + " already."};
  }
  User user;
  user.id = person.id;
  user.name = person.name;
  user.role = person.role;
  user.contacts.push_back({"email", person.email});
  const Workspace workspace =
      policies.workspace().users.empty()
          ? with_first_admin(policies.workspace(), user, monday_before(turn.now(), policies.zone()))
          : with_user(policies.workspace(), user);
  const auto faults = turn.adopt_document(write_workspace(workspace).dump(), Reach::open_tickets, person.id);
  if (!faults.empty()) return faults.front();
  return std::nullopt;
}

}  // namespace

std::optional<Role> role_now(const Writer& writer, const Id& user) {
  const auto policies = writer.policies();
  const User* person = policies->user(user);
  return person ? std::optional(person->role) : std::nullopt;
}

std::optional<Error> add_person(Writer& writer, const NewPerson& person) {
  if (!is_identifier(person.id)) return Error{"/id", "An id is made of small letters, digits and -."};
  std::optional<Error> error;
  writer.run([&](Turn& turn) { error = add_in(turn, person); });
  return error;
}

std::vector<Error> change_person(Turn& turn, const Id& user,
                                 const std::function<void(nlohmann::json&)>& change, std::string_view by) {
  nlohmann::json document = write_workspace(current_policies(turn.state())->workspace());
  nlohmann::json& users = document["users"];
  for (std::size_t i = 0; i < users.size(); ++i) {
    if (users[i].value("id", std::string()) != user) continue;
    change(users[i]);
    std::vector<Error> faults = turn.adopt_document(document.dump(), Reach::new_tickets, by);
    const std::string place = "/users/" + std::to_string(i);
    for (Error& fault : faults) {
      if (fault.where.compare(0, place.size(), place) == 0) fault.where.erase(0, place.size());
    }
    return faults;
  }
  return {{"", "There is nobody called " + user + " in the workspace any more."}};
}

}  // namespace oasis::engine
