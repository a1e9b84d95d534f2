// Who a request comes from, and the little that signing in needs to know of the workspace.
// May not: hold credentials.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "server/store/access.hpp"
#include "shared/model/words.hpp"
#include "shared/result.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

/// What an API token may be used for; each includes the one before. `none` is what no token may: accounts,
/// sign-in.
enum class Grant : std::uint8_t { none, read, tickets_write, admin };

struct Principal {
  Id user_id;
  Role role = Role::viewer;
  std::string session;              // names the session or token (see Viewer::session)
  Instant expires;                  // of the session, if it is not used up before
  std::optional<Grant> token = {};  // set: a script with an API token, which may do only that
  std::uint64_t departures = 0;     // Live::departures() from before it was looked up
  std::string email = {};           // the account's; not looked up for a script
};

struct NewPerson {
  Id id;
  std::string name;
  std::string email;
  Role role = Role::agent;
  std::string address = {};  // where the request came from
};

/// The workspace owns people and their roles; accounts only hold how they sign in. May be called from
/// any thread.
struct People {
  /// The role now; nullopt when the workspace has no such person (any more): they may do nothing.
  std::function<std::optional<Role>(const Id&)> role_of;
  /// Adds a person; does nothing when the same person is there already. Answers why not.
  std::function<std::optional<Error>(const NewPerson&)> add;
  /// Like store::Write, for work that disables accounts or enables them: what is due goes by it at once.
  store::Write change_accounts;
};

using Now = std::function<Instant()>;

}  // namespace oasis::http
