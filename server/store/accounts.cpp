// See accounts.hpp.
#include "server/store/accounts.hpp"

namespace oasis::store {

std::set<Id> disabled_people(Database& database) {
  std::set<Id> people;
  auto rows = database.prepare("SELECT user_id FROM account WHERE disabled = 1");
  while (rows.step()) people.insert(rows.text(0));
  return people;
}

}  // namespace oasis::store
