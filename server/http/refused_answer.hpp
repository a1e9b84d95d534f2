// Answers without signing in (a link, a text message, a button) that were not believed, in the audit log.
// May not: judge an answer (server/notify/answers).
#pragma once

#include <httplib.h>

#include <string_view>

#include "server/engine/turn.hpp"

namespace oasis::http {

/// `way`: how the answer came. `user`: whose it claims to be, "" if that is not proven. `why`: "forged",
/// "expired", "other person", … In the caller's transaction. Throws store::Failure.
void audit_refused_answer(engine::Turn& turn, const httplib::Request& request, std::string_view user,
                          std::string_view way, std::string_view why);

}  // namespace oasis::http
