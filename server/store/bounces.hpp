// Addresses that mail of ours could not be delivered to. May not: read a report (server/mail does).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct Bounce {
  std::string address;     ///< lower case
  Instant at;              ///< of the last report
  bool permanent = false;  ///< there is no such mailbox; else it was late or full
  std::string status;      ///< RFC 3463, "5.1.1"; may be empty
  std::string diagnostic;  ///< the other server's words, one line; may be empty
  std::int64_t times = 1;  ///< reports since the address last worked
};

/// Notes a report. A temporary one never replaces a permanent one.
void put_bounce(Database& database, const Bounce& bounce);
/// What is known against an address (any case); nothing if mail to it arrives as far as we know. Mail to one
/// with `permanent` should go another way, and readiness lists it.
std::optional<Bounce> find_bounce(Database& database, std::string_view address);
/// All of them, by address.
std::vector<Bounce> all_bounces(Database& database);
/// The address works again: somebody wrote from it, or confirmed it by a code. Whether there was anything.
bool forget_bounce(Database& database, std::string_view address);

}  // namespace oasis::store
