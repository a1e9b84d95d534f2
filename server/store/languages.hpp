// In which language a person wants to read what we write to them. Their own choice, so it is kept with the
// installation and not in the workspace document. May not: know which languages we have words in.
#pragma once

#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"

namespace oasis::store {

/// A tag of BCP 47 in lower case ("de", "pt-br"); empty: they have chosen none.
std::string language_of(Database& database, std::string_view user);
/// Empty takes the choice back.
void set_language(Database& database, std::string_view user, std::string_view language);

}  // namespace oasis::store
