// The lines of an iCalendar file (RFC 5545, 3.1) by their components, for those who read events from them.
// May not: know what a line means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"

namespace oasis::ical {

/// "NAME;PARAM=x:value", unfolded.
struct ContentLine {
  std::string name;        ///< in capitals
  std::string parameters;  ///< as they stand
  std::string value;
  std::size_t number = 0;  ///< of its first line in the file, from 1
};

/// What stands between BEGIN and END: "VEVENT", "VTIMEZONE"; without what is nested in it.
struct Component {
  std::string kind;  ///< in capitals
  std::size_t number = 0;
  std::vector<ContentLine> lines;
};

/// The components of all calendars of a file, in their order. Refused: what is no iCalendar, lines that stand
/// nowhere, more than `largest_ical`. The error's `where` is "line 12". Linear.
Result<std::vector<Component>> read_components(std::string_view text);

/// The value of a parameter, without its quotes; the name in capitals. nullopt where there is none.
std::optional<std::string> parameter_of(const ContentLine& line, std::string_view name);

/// A TEXT without its escapes, in one line of UTF-8, at most 200 bytes.
std::string plain_text(const std::string& value);

/// ASCII only.
std::string in_capitals(std::string_view text);

Error fault_in(std::size_t line, std::string what);

}  // namespace oasis::ical
