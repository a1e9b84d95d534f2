// What is known of the addresses of people: proved by a code, or failing. The addresses themselves belong to
// the workspace document. May not: send a code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct Address {
  Id user;
  std::string via;
  std::string address;
};

struct KnownContact {
  Address address;
  std::optional<Instant> verified;  ///< when a code, a delivery or an answer proved it
  std::optional<Instant> failed;    ///< when a message was refused for good, unless it has worked since
  std::string why;                  ///< it failed
  std::string code_hash;            ///< SHA-256 of the code that was sent there; empty: none is awaited
  std::optional<Instant> code_until;
  std::int64_t tries = 0;  ///< wrong codes so far
};

/// Everything that is known of a person's addresses, also of those that are not in the document (any more).
std::vector<KnownContact> contacts_of(Database& database, std::string_view user);
std::optional<KnownContact> find_contact(Database& database, const Address& address);

/// It was proved, or something arrived: it counts as verified and no more as failing.
void mark_contact_works(Database& database, const Address& address, Instant now);
/// Something was taken for it: it counts no more as failing, if it did.
void mark_contact_took(Database& database, const Address& address);
void mark_contact_failed(Database& database, const Address& address, std::string_view why, Instant now);

/// A code with this hash is on its way there; earlier ones count no more.
void await_code(Database& database, const Address& address, std::string_view code_hash, Instant until);
/// One more wrong code.
void count_wrong_code(Database& database, const Address& address);
/// Nothing is awaited there any more.
void forget_code(Database& database, const Address& address);

}  // namespace oasis::store
