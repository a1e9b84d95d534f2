// What a person may see: which tickets, and what of the workspace document (docs/semantics.md, "People"). The
// one definition that decide, the snapshot, the change feed, live streams and every read of the server go by.
// May not: know what may be done (command/rights.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// A person as far as seeing goes. Equal sights see the same.
struct Sight {
  bool known = false;  ///< false: nobody of this workspace, who sees nothing at all
  Role role = Role::viewer;
  Scope scope;  ///< no limits for an admin
  friend bool operator==(const Sight&, const Sight&) = default;
};

/// Of a person in the document; nobody's if they are not in it.
Sight sight_of(const User* user);
inline Sight sight_of(const Policies& policies, std::string_view user) {
  return sight_of(policies.user(user));
}

/// No ticket and no customer is hidden.
bool sees_everything(const Sight& sight);
/// A ticket of that team and customer, either of which may be empty. "Both lists limit": it must be of a
/// listed team, if there is a list of teams, and of a listed customer, if there is one. O(length of the
/// lists).
bool may_see(const Sight& sight, std::string_view team, std::string_view customer);
inline bool may_see(const Sight& sight, const Ticket& ticket) {
  return may_see(sight, ticket.team, ticket.customer);
}
bool may_see_customer(const Sight& sight, std::string_view customer);
/// What somebody (`person`) has been and will be told, by `reader`: "a scoped person sees only their own".
bool may_see_person(const Sight& sight, std::string_view reader, std::string_view person);
/// Internal notes are for those who work on tickets: agents and above, never viewers or customers.
bool sees_notes(const Sight& sight);
/// Addresses of webhooks, channels and mailboxes: unscoped managers and admins.
bool sees_settings(const Sight& sight);
/// Where a colleague is told by `via`. Everybody may know an e-mail address. Who knows a topic or a hook reads or writes
/// there as the colleague does, links that answer for them included: such addresses are settings, as are numbers.
bool sees_addresses(const Sight& sight, std::string_view via);

/// The document as somebody may see it; valid again, and the whole of it for who sees everything. For others
/// without: settings and drills (`sees_settings`), addresses of people (`sees_addresses`; that there is one stays),
/// customers outside of their scope, service levels, calendars and rules
/// that are only for those, and the scopes of others. `user` keeps their own.
Workspace seen_workspace(const Workspace& workspace, const Sight& sight, std::string_view user);

// ---- scopes by name: for streams, that know no tickets
// ----------------------------------------------------------
/// The names of the scopes that a ticket lies in: "staff" (every ticket), "team:a", "customer:b",
/// "team:a+customer:b". A sight sees it exactly if it has one of them.
std::vector<std::string> scopes_of_ticket(std::string_view team, std::string_view customer);
/// The names of the scopes that a person sees, sorted: of tickets as above, "user:<id>" (their own rows),
/// "settings" or "colleague" (the document with or without settings; a scoped person has a document of their
/// own).
std::vector<std::string> scopes_of(const Sight& sight, std::string_view user);

}  // namespace oasis
