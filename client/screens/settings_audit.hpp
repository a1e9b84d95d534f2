// The audit log as Settings shows it: who did what administrative thing, when and from where, newest first.
// May not: know what is worth a row.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/replica/question.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

struct AuditLog {
  struct Row {
    std::int64_t n = 0;
    std::string at, actor, address, action, subject, detail;
  };
  std::vector<Row> rows;
  bool asked = false, ended = false;  ///< `ended`: there are no older rows
  Question question;
};

/// Loads the newest rows when it is shown for the first time, older ones when they are asked for.
void draw_audit_log(Desk& desk, AuditLog& log);

}  // namespace oasis
