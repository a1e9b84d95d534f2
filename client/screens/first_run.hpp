// The first steps of a new workspace: what is there already, and where the rest is done.
// May not: do any of it.
#pragma once

#include <array>
#include <string_view>

#include "client/screens/desk.hpp"

namespace oasis {

struct FirstStep {
  std::string_view name;
  std::string_view why;
  std::string_view page;  ///< where it is done; "#/…" is within this program, "test" is here
  bool done = false;
};

/// Invite, mailbox, levels, chain, test page, the last of which this browser remembers (`test_sent`).
std::array<FirstStep, 5> first_steps(const Workspace& workspace, bool test_sent);

/// Draws them as a list with what is done ticked off.
void draw_first_run(Desk& desk);

}  // namespace oasis
