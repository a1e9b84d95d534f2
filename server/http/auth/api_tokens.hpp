// Tokens for scripts: "oas_<id>_<secret>", sent as `Authorization: Bearer …`. Each belongs to a person and
// can do at most what they can. Stored as a hash, shown once. May not: show pages, know routes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/auth/principal.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

/// "read", "tickets:write", "admin".
std::string_view word_of(Grant grant);
std::optional<Grant> grant_of(std::string_view word);

struct ApiToken {
  std::string id;
  Id user_id;
  std::string name;  ///< what its owner calls it
  Grant grant = Grant::read;
  Instant created;
  std::optional<Instant> expires;
  std::optional<Instant> last_used;  ///< to within five minutes
  std::string last_address;
};

// Each takes part in a transaction of the caller; see store::Read and store::Write.

/// Makes a token; answers its text, which is nowhere else. `token.id` is given here.
std::string add_api_token(store::Database& database, ApiToken& token);
/// The token of a text, if it is good and its owner's account is not disabled.
std::optional<ApiToken> find_api_token(store::Database& database, std::string_view text, Instant now);
/// Whether the token with that id is good yet.
bool api_token_lives(store::Database& database, std::string_view id, Instant now);
void touch_api_token(store::Database& database, const std::string& id, const std::string& address,
                     Instant now);
std::vector<ApiToken> api_tokens_of(store::Database& database, const Id& user);
/// False if the user has no such token.
bool remove_api_token(store::Database& database, const Id& user, std::string_view id);

/// The text behind "Bearer" in an Authorization header, empty if it is none of ours.
std::string_view bearer_in(std::string_view authorization);

}  // namespace oasis::http
