// Who has read which playbook, and how many questions about it they answered rightly. May not: know what a playbook
// says; its edition is a mark that is another when text or quiz are.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct Receipt {
  std::string user;
  std::string playbook;
  std::string edition;
  Instant at;               ///< when they were last at it
  std::int64_t right = 0;   ///< of the best try at this edition
  std::int64_t asked = 0;
  bool passed() const { return right >= asked; }
};

/// Keeps a try: the best one of an edition counts; another edition begins anew.
void put_receipt(Database& database, const Receipt& receipt);
/// By user, then by playbook.
std::map<std::string, std::map<std::string, Receipt>> all_receipts(Database& database);

}  // namespace oasis::store
