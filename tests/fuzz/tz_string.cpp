// TZ strings, the footer of time zone data: whatever is accepted gives transitions in the order of time.
// May not: know the data around it.
#include "shared/time/tz_string.hpp"

#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const bool extended : {false, true}) {
    const auto rule = parse_tz_string(test::as_text(data, size), extended);
    if (!rule.ok()) continue;
    test::must_hold(rule->standard <= hours(26) && rule->standard >= hours(-26),
                    "offsets are within a day or so");
    Instant before{-end_of_time.ms};
    for (const Zone::Transition& transition : transitions_of(*rule, 1999, 2101)) {
      test::must_hold(before <= transition.at, "transitions are in the order of time");
      before = transition.at;
    }
  }
  return 0;
}
