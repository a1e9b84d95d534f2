// Why something was not answered, for people. May not: read what was answered (wire::refusal_in does).
#pragma once

#include <string>

#include "client/words/translated.hpp"

namespace oasis::wire {

/// Of an answer with this status, or of none (0), that cannot be used: a sentence without its period.
inline std::string why_no_answer(int status) {
  if (status == 0) return "The server does not answer"_tr;
  if (status == 401) return "Your session has ended"_tr;
  return "The server answered something that this page does not understand"_tr;
}

}  // namespace oasis::wire
