// Which accounts are disabled, for rooms that know no credentials. May not: change an account (http/auth/accounts does).
#pragma once

#include <set>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"

namespace oasis::store {

/// The people whose account is disabled; none who has no account. O(accounts).
std::set<Id> disabled_people(Database& database);

}  // namespace oasis::store
