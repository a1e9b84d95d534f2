// The end of a review: what was decided about each finding, to be printed and copied, and what earlier months decided.
// May not: decide.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "client/review/answer.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// The step that was chosen to be shown again.
std::optional<std::size_t> draw_review_summary(Desk& desk, const ReviewAnswer& review, const std::vector<ReviewStep>& steps);

/// As plain text: a line for each finding, its outcome below it.
std::string review_text(const ReviewAnswer& review, const Workspace& workspace);

}  // namespace oasis
