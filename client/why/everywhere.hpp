// "Why was I told", "why was nobody told at 03:00 on Sunday", asked over all tickets: the server's log of the day
// before a moment, answered for a person or for nobody in particular. May not: find out anything that the log does
// not say.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the dialog remembers; made when it is drawn for the first time.
struct WhyEverywhere;

/// The address that asks about a person until a moment, in the room "On call"; no user: about nobody in particular.
std::string address_of_why(const Id& user, std::optional<Instant> until = std::nullopt);
/// Fills in what such an address asks; false if it is none.
bool take_why(Desk& desk, std::shared_ptr<WhyEverywhere>& kept, const std::string& address);

/// `open` is cleared when it is closed.
void draw_why_everywhere(Desk& desk, std::shared_ptr<WhyEverywhere>& kept, bool& open);

}  // namespace oasis
