// Answers that were not believed, in the audit log. May not: judge an answer.
#include "server/http/refused_answer.hpp"

#include <string>

#include "server/store/audit.hpp"

namespace oasis::http {

void audit_refused_answer(engine::Turn& turn, const httplib::Request& request, std::string_view user,
                          std::string_view way, std::string_view why) {
  store::append_audit(turn.database(),
                      {turn.now(), "", request.remote_addr, "answer_refused", std::string(user),
                       "by " + std::string(way) + ": " + std::string(why)});
}

}  // namespace oasis::http
