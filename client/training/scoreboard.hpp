// How one drill goes or went: its score, what each tier took, and the lessons, each with the place where it is mended.
// May not: compute a score (shared/report/drill; the server has what the channels answered).
#pragma once

#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "client/training/requests.hpp"

namespace oasis {

struct Lesson {
  std::string words;
  std::string action;   ///< "Open the chain"
  std::string address;  ///< without '#'
};
/// What a drill has shown, most expensive first; empty where everything went as it should. Pure.
std::vector<Lesson> lessons_of(const Workspace& workspace, const HeldDrill& held);

const std::string& name_of_drill(const Workspace& workspace, const Id& drill);

/// A card with everything, for a drill that is held, and for one that is over.
void draw_scoreboard(Desk& desk, const HeldDrill& held);

}  // namespace oasis
