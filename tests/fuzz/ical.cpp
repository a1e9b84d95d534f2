// Holiday files of strangers: what is accepted can be put into a calendar that works. May not: know why a
// file is refused, only that the refusal says where.
#include "shared/codec/ical.hpp"

#include "shared/text/utf8.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto holidays = read_ical_holidays(test::as_text(data, size));
  if (!holidays.ok()) {
    test::must_hold(!holidays.error().what.empty(), "a refusal says why");
    return 0;
  }
  CalendarRules rules;
  const auto added = add_holidays(rules, *holidays);
  test::must_hold(added.ok() && *added == holidays->size(), "no day comes twice");
  for (const DayException& day : rules.exceptions) test::must_hold(valid_utf8(day.name), "names are UTF-8");
  test::must_hold(Calendar::prepare(rules, *test::few_zones().find("UTC")).ok(), "the days exist");
  return 0;
}
