// Whether a finger points, not a mouse. May not: follow it.
#pragma once

namespace oasis::ui {

/// A finger hovers over nothing: what it points at, it presses.
bool by_finger();

}  // namespace oasis::ui
