// What `support-oasis user` does, run by the server, or by the command itself when no server runs.
// May not: print or read a terminal.
#pragma once

#include "server/cli/control.hpp"
#include "server/http/auth/auth.hpp"

namespace oasis::cli {

/// Adds user.list, user.add, user.password, user.disable, user.enable and user.link. `auth` must outlive
/// them. A user is named by id or e-mail address in `user`.
void add_user_actions(Actions& actions, http::Auth& auth);

/// A link that makes the first administrator, with its address; void as soon as another one is made. Empty
/// when there are accounts already.
std::string first_admin_link(http::Auth& auth);

}  // namespace oasis::cli
