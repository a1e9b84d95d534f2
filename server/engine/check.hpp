// Is a database whole? Everything that must hold between its rows, looked at one by one, for `support-oasis
// check`, for backups and for tests. May not: change anything.
#pragma once

#include <string>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/time/zone.hpp"

namespace oasis::engine {

struct Finding {
  std::string what;    ///< one sentence: what is wrong, with its place
  std::string repair;  ///< one sentence: what to do about it
};

/// `reading` should be one snapshot (a read transaction). Folds every event: O(events), minutes for millions
/// of them. Stops after the first hundred findings. Throws store::Failure if the database cannot be read at
/// all.
std::vector<Finding> check_database(store::Database& reading, const Zones& zones);

}  // namespace oasis::engine
