// Zones against libcctz, which reads the same data with code of its own: every zone of the system, every
// transition from 1970 to 2100, and the readings of the wall clock around each.
#include <cctz/civil_time.h>
#include <cctz/time_zone.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "shared/time/text.hpp"
#include "shared/time/zone.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using Seconds = cctz::time_point<cctz::seconds>;

Seconds cctz_point(Instant t) {
  return Seconds(cctz::seconds(floor_div(t.ms, 1000)));
}
Instant instant_of(Seconds point) {
  return {point.time_since_epoch().count() * 1000};
}

cctz::civil_second cctz_reading(LocalTime local) {
  return cctz::civil_second(1970, 1, 1) + floor_div(local.ms, 1000);
}

const Instant from = *parse_instant("1970-01-01T00:00:00Z");
const Instant to = *parse_instant("2100-01-01T00:00:00Z");

class ComparedZone {
 public:
  explicit ComparedZone(const std::string& name) : ours_(test::system_zone(name)) {
    known_ = cctz::load_time_zone(name, &theirs_);
  }

  bool known() const { return known_; }
  const Zone& ours() const { return *ours_; }

  void expect_same_offset(Instant t) const {
    ASSERT_EQ(ours_->offset_at(t), seconds(theirs_.lookup(cctz_point(t)).offset))
        << ours_->name() << ' ' << to_text(t);
  }

  void expect_same_instants(LocalTime local) const {
    const cctz::time_zone::civil_lookup theirs = theirs_.lookup(cctz_reading(local));
    const bool skipped = theirs.kind == cctz::time_zone::civil_lookup::SKIPPED;
    const Instant first = instant_of(skipped ? theirs.trans : theirs.pre);
    const Instant last = instant_of(skipped ? theirs.trans : theirs.post);
    ASSERT_EQ(ours_->to_instant(local, Repeated::first), first) << ours_->name() << ' ' << to_text(local);
    ASSERT_EQ(ours_->to_instant(local, Repeated::last), last) << ours_->name() << ' ' << to_text(local);
  }

  /// cctz also stops where only the abbreviation changes.
  std::vector<Instant> their_transitions() const {
    std::vector<Instant> transitions;
    cctz::time_zone::civil_transition transition;
    Seconds point = cctz_point(from - seconds(1));
    while (theirs_.next_transition(point, &transition)) {
      point = theirs_.lookup(transition.to).trans;
      if (instant_of(point) >= to) break;
      transitions.push_back(instant_of(point));
    }
    return transitions;
  }

 private:
  SharedZone ours_;
  cctz::time_zone theirs_;
  bool known_ = false;
};

TEST(EveryZone, HasTheSameTransitionsAsCctz) {
  std::size_t compared = 0;
  for (const std::string& name : test::system_zone_names()) {
    const ComparedZone zone(name);
    ASSERT_TRUE(zone.known()) << name;
    std::vector<Instant> instants = zone.their_transitions();
    Instant at = from - milliseconds(1);
    for (auto next = zone.ours().next_transition(at); next && next->at < to;
         next = zone.ours().next_transition(at)) {
      at = next->at;
      ASSERT_EQ(zone.ours().offset_at(at), next->offset) << name;
      ASSERT_NE(zone.ours().offset_at(at - milliseconds(1)), next->offset) << name;
      instants.push_back(at);
    }
    for (const Instant t : instants) {
      zone.expect_same_offset(t - seconds(1));
      zone.expect_same_offset(t);
      const LocalTime reading = zone.ours().to_local(t);
      for (int quarter = -12; quarter <= 12; ++quarter)
        zone.expect_same_instants(reading + minutes(15 * quarter));
      for (const int second : {-3601, -1801, -1, 1, 1799, 3599})
        zone.expect_same_instants(reading + seconds(second));
    }
    compared += instants.size();
  }
  EXPECT_GT(compared, 50'000u);
}

TEST(EveryZone, HasTheSameOffsetsAsCctzAtAnyTime) {
  std::mt19937_64 random(20'260'105);
  const Instant latest = *parse_instant("2500-01-01T00:00:00Z");
  std::uniform_int_distribution<std::int64_t> any_second(from.ms / 1000 - 4'000'000'000, latest.ms / 1000);
  for (const std::string& name : test::system_zone_names()) {
    const ComparedZone zone(name);
    ASSERT_TRUE(zone.known()) << name;
    for (int i = 0; i < 300; ++i) {
      const Instant t{any_second(random) * 1000};
      zone.expect_same_offset(t);
      zone.expect_same_instants(zone.ours().to_local(t));
    }
  }
}

}  // namespace
}  // namespace oasis
