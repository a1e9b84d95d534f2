// Calendar files of strangers: the holidays that are accepted can be put into a calendar that works, and every
// shift has its times or says why not. May not: know why a file is refused, only that the refusal says where.
#include "shared/codec/ical.hpp"
#include "shared/codec/ical_shifts.hpp"
#include "shared/text/utf8.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

namespace {

void read_shifts(std::string_view text) {
  constexpr Instant now{1'772'618'400'000};
  const auto shifts = read_ical_shifts(text, *test::few_zones().find("UTC"), test::few_zones(), now);
  if (!shifts.ok()) return test::must_hold(!shifts.error().what.empty(), "a refusal says why");
  test::must_hold(shifts->size() <= most_ical_shifts, "there are not too many");
  for (const IcalShift& shift : *shifts) {
    test::must_hold(!shift.problem.empty() || shift.during.from < shift.during.to, "a shift has its times");
    test::must_hold(valid_utf8(shift.summary) && valid_utf8(shift.problem), "texts are UTF-8");
    test::must_hold(shift.mails.size() == shift.names.size(), "each attendee has both");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_shifts(test::as_text(data, size));
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
