// Time zone data: whatever Zone accepts answers at every instant, and its wall clock leads back.
// May not: compare with another reader; tests/property does.
#include "shared/time/zone.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

namespace {

void check_at(const Zone& zone, Instant t) {
  const LocalTime local = zone.to_local(t);
  const Instant first = zone.to_instant(local, Repeated::first);
  const Instant last = zone.to_instant(local, Repeated::last);
  test::must_hold(first <= t && t <= last,
                  "a reading that was shown happened between its first and last time");
  test::must_hold(zone.to_local(first) == local && zone.to_local(last) == local, "both show the reading");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto zone = Zone::read("Fuzzed/Zone", test::as_text(data, size));
  if (!zone.ok()) {
    test::must_hold(!zone.error().what.empty(), "a refusal has a reason");
    return 0;
  }
  Instant t{-4'000'000'000'000};  // 1843
  for (int i = 0; i < 40; ++i) {
    check_at(*zone, t);
    const auto next = zone->next_transition(t);
    if (!next) break;
    test::must_hold(next->at > t, "transitions go on");
    test::must_hold(zone->offset_at(next->at) == next->offset, "a transition brings its offset");
    check_at(*zone, next->at);
    check_at(*zone, Instant{next->at.ms - 1});
    t = next->at;
  }
  for (const Instant far : {Instant{-end_of_time.ms}, Instant{0}, Instant{4'102'444'800'000}, end_of_time}) {
    (void)zone->to_local(far);
    (void)zone->to_instant({far.ms}, Repeated::first);
  }
  return 0;
}
