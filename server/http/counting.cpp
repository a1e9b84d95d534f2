// Figures of what a reader sees. May not: define a figure.
#include "server/http/counting.hpp"

#include <httplib.h>
#include <malloc.h>

#include <chrono>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>
#include <utility>

#include "server/engine/rollups.hpp"
#include "server/http/answer.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/store/measure_days.hpp"
#include "shared/policy/sight.hpp"
#include "shared/time/civil.hpp"

namespace oasis::http {
namespace {

constexpr const char* again_after = "15";  // seconds

bool is_seen(const MeasurePack& pack, const MeasurePack::Look& look, const Reader& reader, const Slice& slice) {
  const auto word = [&pack](std::uint32_t index) { return pack.words()[index]; };
  return fits(slice, look.priority, word(look.customer), word(look.team), word(look.category), word(look.channel)) &&
         may_see(reader.sight, word(look.team), word(look.customer));
}

void visit_pack(const MeasurePack& pack, const Reader& reader, const Slice& slice, const KindFilter& wanted,
                const MeasureVisitor& visit) {
  pack.each(
      slice.period, wanted, [&](const MeasurePack::Look& look) { return is_seen(pack, look, reader, slice); }, visit);
}

void add_breaches(const MeasurePack& pack, const Reader& reader, const Slice& slice, std::vector<Breach>& breaches) {
  for (const MeasurePack::Run& run : pack.runs()) {
    if (run.like.kind != Measure::Kind::breached) continue;
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      const MeasurePack::Look& look = pack.looks()[pack.look(i)];
      if (slice.period.contains(pack.at(i)) && is_seen(pack, look, reader, slice))
        breaches.push_back({pack.at(i), look.priority, Id(pack.words()[look.customer])});
    }
  }
}

}  // namespace

bool count_in(Call& call, const Services& services, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (engine::roll_up_part(services.writer, services.read)) {
    if (std::chrono::steady_clock::now() < until) continue;
    engine::RollupsLeft left;
    services.read([&left](store::Database& reading) { left = engine::rollups_left(reading); });
    refuse(call.response, Code::busy, "Reports are being made ready: " + left.words() + ".");
    call.response.set_header("Retry-After", again_after);
    return false;
  }
  return true;
}

void read_measures_as(const Services& services, const Id& user,
                      const std::function<void(store::Database&, const Reader&)>& work) {
  static std::counting_semaphore<2> room(2);
  room.acquire();
  // What earlier ones have freed goes back to the system: each thread's part of the heap keeps tens of megabytes else.
  malloc_trim(0);
  struct Leaving {
    ~Leaving() { room.release(); }
  } leaving;
  read_as(services, user, work);
}

void each_seen(store::Database& reading, const Reader& reader, const Slice& slice, const KindFilter& wanted,
               const MeasureVisitor& visit) {
  store::each_measure_or_pack(
      reading, slice.period, [&](const MeasurePack& pack) { visit_pack(pack, reader, slice, wanted, visit); },
      [&](const TicketId& ticket, const Measure& measure) {
        if (wanted(measure.kind) && belongs(slice, measure) && may_see(reader.sight, measure.team, measure.customer))
          visit(ticket, measure);
      });
}

Figures figures_of(store::Database& reading, const Reader& reader, const Slice& slice,
                   std::vector<Breach>* breaches) {
  Summing summing(slice, *reader.policies);
  const auto seen = [&reader](std::string_view team, std::string_view customer) {
    return may_see(reader.sight, team, customer);
  };
  store::each_measure_or_pack(
      reading, slice.period,
      [&](const MeasurePack& pack) {
        summing.add(pack, seen);
        if (breaches != nullptr) add_breaches(pack, reader, slice, *breaches);
      },
      [&](const TicketId&, const Measure& measure) {
        if (!seen(measure.team, measure.customer)) return;
        summing.add(measure);
        if (breaches != nullptr && measure.kind == Measure::Kind::breached && belongs(slice, measure))
          breaches->push_back({measure.at, measure.priority, measure.customer});
      });
  return summing.result();
}

Interval days_between(std::int64_t first, std::int64_t last, const Zone& zone) {
  return {zone.to_instant(at_clock(first), Repeated::first),
          zone.to_instant(at_clock(last + 1), Repeated::first)};
}

}  // namespace oasis::http
