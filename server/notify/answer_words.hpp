// What people read who answer a message without signing in: the page behind the signed link, and what became
// of an answer, whichever way it came; in the languages that we have words in. Pure. May not: decide.
#pragma once

#include <array>
#include <string_view>

#include "server/notify/date_words.hpp"

namespace oasis::notify {

/// A place "{}" takes a number or a name.
struct AnswerWords {
  // The page; acknowledge, escalate, close.
  std::string_view take, acknowledge_as, escalate, close, hint, open_ticket;
  std::array<std::string_view, 3> titles;
  std::string_view nothing_changed, not_found, wrong_link;
  // What became of an answer; acknowledged, escalated, closed.
  std::array<std::string_view, 3> done;
  std::string_view no_ticket, used, not_yours, code_expired, link_is_wrong, link_expired, which,
      nothing_waits, other_person, disabled;
  std::string_view refused;  ///< the place: why, in English; a language without it says what it can
  std::string_view how_to_answer;
  std::string_view you_wrote;  ///< by mail, above why nothing was changed
};
const AnswerWords& answer_words(Tongue tongue);

}  // namespace oasis::notify
