// A person's finger at the null platform. May not: look inside screens.
#pragma once

#include <string_view>

#include "client/platform/null/driver.hpp"

namespace oasis::platform {

/// Presses the element, as Driver::click does, and is gone afterwards; the keyboard stays where it is. What is not there is
/// noted in the driver's complaints.
void tap(Driver& driver, Role role, std::string_view name);

}  // namespace oasis::platform
