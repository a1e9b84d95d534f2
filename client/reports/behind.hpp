// The tickets behind a number of a report: a list that has an address of its own,
// "/reports/tickets?from=…&of=kinds:breached;number:0", which is what the server is asked. May not: count.
#pragma once

#include <optional>
#include <string>

#include "client/replica/question.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/behind.hpp"

namespace oasis {

/// What the room remembers of it.
struct BehindView {
  std::string asked;  ///< "?from=…&of=…"
  Question question;
  std::optional<BehindList> list;  ///< the answer to `asked`
  bool more = false;               ///< further rows were asked for
};

/// Whether `address` is one of these lists.
bool is_behind_address(const std::string& address);

/// Draws it into a column.
void draw_behind(Desk& desk, BehindView& view, const std::string& address);

}  // namespace oasis
