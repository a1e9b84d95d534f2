// Instants, dates, clocks and durations as text: what is accepted is printed back with the same meaning.
// May not: know zones.
#include "shared/time/text.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

namespace {

template <typename Parse>
void check(Parse parse, std::string_view text, const char* what) {
  const auto value = parse(text);
  if (!value.ok()) {
    test::must_hold(!value.error().what.empty(), "a refusal has a reason");
    return;
  }
  const auto again = parse(to_text(*value));
  test::must_hold(again.ok() && *again == *value, what);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = test::as_text(data, size);
  check(parse_instant, text, "an instant means the same when printed");
  check(parse_local_time, text, "a local time means the same when printed");
  check(parse_date, text, "a date means the same when printed");
  check(parse_yearly_date, text, "a yearly date means the same when printed");
  check(parse_clock, text, "a clock means the same when printed");
  check(parse_clock_end, text, "a clock's end means the same when printed");
  check(parse_duration, text, "a duration means the same when printed");
  return 0;
}
