// Answers that were refused, for whoever looks into it later: a line of the log, and a row of the chained
// audit log. May not: decide what is refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/engine/turn.hpp"
#include "server/notify/date_words.hpp"

namespace oasis::notify {

/// How an answer came: "link", "button", "text message", "mail", "Slack".
struct Way {
  std::string_view by;
  std::string from = {};  ///< the address, number or mail address that it came from; may be empty
  Tongue otherwise = Tongue::english;  ///< how whoever has chosen no language is answered
};

/// `why`: "forged", "expired", "repeated", "refused", "unknown_number", "other_person", "signature".
/// `user`: whose answer it claims to be, empty if nobody's; `ticket`: its number, 0 if unknown. At most
/// twenty rows a minute for one address: the last of them says that more are in the log only.
void note_refused_answer(engine::Turn& turn, std::string_view why, const Way& way, const Id& user,
                         std::int64_t ticket);

}  // namespace oasis::notify
