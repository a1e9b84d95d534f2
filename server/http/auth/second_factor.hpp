// The second step of signing in: a seed for one-time passwords and ten recovery codes for each account that
// wants it. Seeds are sealed, recovery codes hashed. May not: show pages, count attempts.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/seal.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

// Each takes part in a transaction of the caller; see store::Read and store::Write.

/// Whether signing in asks for a code.
bool has_second_factor(store::Database& database, const Id& user);
/// A new seed that counts only once it is confirmed with a code; one that waits for that is replaced.
std::string begin_second_factor(store::Database& database, const store::Seal& seal, const Id& user,
                                Instant now);
/// The seed that waits to be confirmed.
std::optional<std::string> waiting_seed(store::Database& database, const store::Seal& seal, const Id& user);
/// True when the code was right: from now on it is asked for.
bool confirm_second_factor(store::Database& database, const store::Seal& seal, const Id& user,
                           std::string_view code, Instant now);
void remove_second_factor(store::Database& database, const Id& user);

/// A code of the app, each good once, or a recovery code, which is used up by it.
enum class SecondStep { wrong, by_app, by_recovery_code };
SecondStep take_second_step(store::Database& database, const store::Seal& seal, const Id& user,
                            std::string_view code, Instant now);

/// Ten new ones in place of the old. They cannot be shown again.
std::vector<std::string> renew_recovery_codes(store::Database& database, const Id& user);
std::size_t recovery_codes_left(store::Database& database, const Id& user);

// ---- between the password and the code ----
constexpr Duration half_way_life = minutes(10);
/// Remembers that the password was right; answers the token for the cookie that says so.
std::string begin_half_way(store::Database& database, const Id& user, Instant now);
/// Whose token it is, while it is good.
std::optional<Id> find_half_way(store::Database& database, std::string_view token, Instant now);
void end_half_way(store::Database& database, const Id& user);

}  // namespace oasis::http
