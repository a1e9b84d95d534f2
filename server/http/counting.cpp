// Figures of what a reader sees. May not: define a figure.
#include "server/http/counting.hpp"

#include "server/engine/measuring.hpp"
#include "server/http/services.hpp"
#include "server/store/measures.hpp"
#include "shared/policy/sight.hpp"
#include "shared/time/civil.hpp"

namespace oasis::http {

void count_in(const Services& services) {
  for (bool more = true; more;)
    services.writer.run([&more](engine::Turn& turn) { more = engine::measure_part(turn); });
}

Figures figures_of(store::Database& reading, const Reader& reader, const Slice& slice,
                   std::vector<Measure>* breaches) {
  Summing summing(slice, *reader.policies);
  store::each_measure(reading, slice.period, [&](const TicketId&, const Measure& measure) {
    if (!may_see(reader.sight, measure.team, measure.customer)) return;
    summing.add(measure);
    if (breaches != nullptr && measure.kind == Measure::Kind::breached && belongs(slice, measure))
      breaches->push_back(measure);
  });
  return summing.result();
}

Interval days_between(std::int64_t first, std::int64_t last, const Zone& zone) {
  return {zone.to_instant(at_clock(first), Repeated::first),
          zone.to_instant(at_clock(last + 1), Repeated::first)};
}

}  // namespace oasis::http
