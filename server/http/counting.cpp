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
#include "server/http/adding_up.hpp"
#include "server/http/answer.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/store/measure_days.hpp"
#include "shared/policy/sight.hpp"
#include "shared/time/civil.hpp"

namespace oasis::http {
namespace {

constexpr const char* again_after = "15";  // seconds

void visit_pack(const MeasurePack& pack, const Reader& reader, const Slice& slice, const KindFilter& wanted,
                const MeasureVisitor& visit) {
  pack.each(
      slice.period, wanted, [&](const MeasurePack::Look& look) { return is_seen(pack, look, reader, slice); }, visit);
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
  AddedUp all(reader, slice, breaches != nullptr), beside(reader, slice, breaches != nullptr);
  const auto add = [&all](const TicketId&, const Measure& measure) { all.add(measure); };
  {
    AddingBeside other(beside);
    store::each_measure_or_bytes(
        reading, slice.period,
        [&](std::int64_t day, store::Blob bytes) {
          if (!other.take(day, bytes)) all.add(day, bytes);
        },
        add);
    other.finish();
  }
  all.add(std::move(beside));
  for (const std::int64_t day : all.unreadable()) store::each_row_of_day(reading, day, slice.period, add);
  if (breaches != nullptr) breaches->swap(all.breaches());
  return all.figures();
}

Interval days_between(std::int64_t first, std::int64_t last, const Zone& zone) {
  return {zone.to_instant(at_clock(first), Repeated::first),
          zone.to_instant(at_clock(last + 1), Repeated::first)};
}

}  // namespace oasis::http
