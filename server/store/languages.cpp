// Languages of people, as values of meta. May not: know which languages we have words in.
#include "server/store/languages.hpp"

#include "server/store/log.hpp"

namespace oasis::store {
namespace {

std::string name_for(std::string_view user) {
  return "language/" + std::string(user);
}

}  // namespace

std::string language_of(Database& database, std::string_view user) {
  return meta(database, name_for(user));
}

void set_language(Database& database, std::string_view user, std::string_view language) {
  set_meta(database, name_for(user), language);
}

}  // namespace oasis::store
