// A shift as a calendar file has it (codec/ical_shifts reads it, report/shift_import says what it would mean).
// May not: know who somebody is.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/time/instant.hpp"

namespace oasis {

/// One occurrence of an event.
struct IcalShift {
  std::string uid;
  Interval during;
  std::string summary;
  std::vector<std::string> mails;  ///< of its attendees, without "mailto:"
  std::vector<std::string> names;  ///< of its attendees
  std::string organizer;           ///< an address
  bool repeats = false;
  std::string problem;   ///< why its times are not known, `during` is empty then; "" where they are
  std::size_t line = 0;  ///< of the event in the file
};

}  // namespace oasis
