// Why something was not answered, for people. May not: read what was answered (wire::refusal_in does).
#pragma once

#include <string>

namespace oasis::wire {

/// Of an answer with this status, or of none (0), that cannot be used: a sentence without its period.
inline std::string why_no_answer(int status) {
  if (status == 0) return "The server does not answer";
  if (status == 401) return "Your session has ended";
  return "The server answered something that this page does not understand";
}

}  // namespace oasis::wire
