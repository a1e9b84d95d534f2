// One step of a review: a finding with its evidence and what is decided, an open action, what is overdue. May not: know
// which step comes next.
#pragma once

#include <string>

#include "client/review/requests.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// What is being written about the finding that is shown.
struct ReviewForm {
  bool begun = false;  ///< filled from what was decided before
  int verdict = 0;     ///< act, accept, later
  std::string words, due;
  int owner = 0;  ///< 0: nobody; else the person before it in the document
  std::string trouble;
  bool sending = false;
  bool kept = false;  ///< answered: go on
};

/// True once the decision is kept: the next step may be shown.
bool draw_review_finding(Desk& desk, const ReviewAnswer& review, const ReviewAnswer::Found& found, ReviewForm& form,
                         ReviewRequests& requests);
/// "Did it help?" True when the next step is asked for.
bool draw_open_action(Desk& desk, const ReviewAnswer& review, const ReviewAnswer::Outcome& action, ReviewForm& form,
                      ReviewRequests& requests);
void draw_overdue(Desk& desk, const ReviewAnswer& review);

}  // namespace oasis
