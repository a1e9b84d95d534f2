// What a back-test is to test. May not: test it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "shared/policy/policies.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct BackTestTask {
  Interval period;     ///< in which the tickets were created; they are played until its end
  bool words = false;  ///< a rule of either document looks for words
  std::shared_ptr<const Policies> in_force, edited;
};

/// The first page of the tickets created in `period`; "&after=" leads to the others.
inline std::string url_of(Interval period, bool words) {
  return "/api/v1/history/given?from=" + std::to_string(period.from.ms) + "&to=" + std::to_string(period.to.ms) +
         (words ? "&words=1" : "");
}

}  // namespace oasis
