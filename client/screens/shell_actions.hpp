// The actions of the whole program from where one is: rooms, views, the open ticket, people, tickets by name.
// May not: draw.
#pragma once

#include <string>
#include <vector>

#include "client/screens/actions.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

struct Shell;

/// For the palette: with `words`, also the tickets, customers and people that have them. Refers to desk and
/// shell.
std::vector<Action> actions_of(Desk& desk, Shell& shell, const std::string& words);

/// Goes to an address of this program and remembers where one was.
void go(Desk& desk, const std::string& address);

}  // namespace oasis
