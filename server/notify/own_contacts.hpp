// A person's own addresses: a new one is put into use only after a code that was sent there came back; a test
// message to one that is in use. May not: change anybody else's, send by itself (the outbox does).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/engine/turn.hpp"
#include "server/store/contacts.hpp"
#include "shared/result.hpp"

namespace oasis::notify {

/// How long a code works, how often a wrong one may be tried, how many codes and tests an hour.
constexpr Duration code_life = minutes(30);
constexpr std::int64_t wrong_codes_allowed = 5;
constexpr int own_messages_an_hour = 10;

/// What is wrong with an address for a channel, as a person may write it; empty if nothing is. Web addresses
/// must be https; names of secrets are for administrators only.
std::string fault_in_address(const std::string& via, const std::string& address);

/// Sends a code of six digits to a new address, or again to one that is in use and not verified.
std::optional<Error> send_code(engine::Turn& turn, const Id& user, const Contact& contact);

/// The code came back: the address is verified, and the person's address for this channel from now on.
std::optional<Error> take_code(engine::Turn& turn, const Id& user, const std::string& via,
                               const std::string& code);

/// Takes an address out of use, with the rules that name it. The last one stays.
std::optional<Error> remove_contact(engine::Turn& turn, const Id& user, const std::string& via);

std::optional<Error> send_test(engine::Turn& turn, const Id& user, const std::string& via);

/// An address of a person as they see it.
struct OwnContact {
  Contact contact;
  bool in_use = false;  ///< in the document; else a code is awaited
  bool code_awaited = false;
  store::KnownContact known;
};
/// Those in use in the document's order, then those that a code is awaited for.
std::vector<OwnContact> own_contacts(store::Database& reading, const User& user, Instant now);

}  // namespace oasis::notify
