// One-time links: the first admin's, and those that let somebody choose a password.
// May not: show pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/store/access.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

enum class LinkPurpose { first_admin, set_password };

struct Link {
  LinkPurpose purpose = LinkPurpose::first_admin;
  Id user_id;  // whose password; empty for first_admin
};

// Each takes part in a transaction of the caller; see store::Read and store::Write.

/// A new link's token; an earlier one for the same purpose and user is void from now on. Without `expires` it
/// is good until used.
std::string make_link(store::Database& database, const Link& link, std::optional<Instant> expires);
/// The same for a token that is made elsewhere and leaves by mail (engine::Links::mailed_token).
void keep_link(store::Database& database, const Link& link, std::string_view token,
               std::optional<Instant> expires);
/// Every link of this user is void from now on.
void forget_links_of(store::Database& database, const Id& user_id);
/// What a token is good for, if it is still good. The first admin's is for an installation without accounts.
std::optional<Link> find_link(store::Database& database, std::string_view token, Instant now);
/// The same, and nobody can use it again.
std::optional<Link> use_link(store::Database& database, std::string_view token, Instant now);

}  // namespace oasis::http
