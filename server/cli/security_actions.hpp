// What `support-oasis secret` and `support-oasis audit` do, run by the server, or by the command itself when
// no server runs. May not: print, or read a terminal.
#pragma once

#include <string>

#include "server/cli/control.hpp"
#include "server/http/auth/auth.hpp"

namespace oasis::cli {

/// Adds secret.set ({"name"}, the value in the bytes), secret.remove ({"name"}), secret.list (answers
/// {"names"}), audit.export ({"after"}; answers {"lines","last"}, at most 5,000 lines) and audit.check
/// (answers {"rows","head"} and, if the chain is broken, {"broken_at","what"}). `auth` must outlive the
/// actions.
void add_security_actions(Actions& actions, http::Auth& auth, const std::string& data_folder);

}  // namespace oasis::cli
