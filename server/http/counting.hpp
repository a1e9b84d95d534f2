// Figures of what a reader sees, from the rows of measures (docs/metrics.md). May not: define a figure.
#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "server/http/reader.hpp"
#include "server/store/sqlite.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/findings.hpp"

namespace oasis::http {

struct Call;
struct Services;

/// Everything that has happened is in the rows when it returns, and days of before are packed. False: so much was left, as after
/// an update, that nobody should wait for it; the call is refused, and says how far it is. `patience` is less than the minute after
/// which proxies and browsers give up. Not from within a read.
[[nodiscard]] bool count_in(Call& call, const Services& services, std::chrono::milliseconds patience = std::chrono::seconds(25));

/// read_as for what reads the measures of any period: two at a time, whoever asks, because each may hold a hundred megabytes.
void read_measures_as(const Services& services, const Id& user,
                      const std::function<void(store::Database&, const Reader&)>& work);

/// Each measure of the slice that the reader sees, of the kinds that `wanted` says.
using KindFilter = std::function<bool(Measure::Kind)>;
using MeasureVisitor = std::function<void(const TicketId&, const Measure&)>;
void each_seen(store::Database& reading, const Reader& reader, const Slice& slice, const KindFilter& wanted,
               const MeasureVisitor& visit);

/// `breaches` collects those of the slice, if given.
Figures figures_of(store::Database& reading, const Reader& reader, const Slice& slice,
                   std::vector<Breach>* breaches = nullptr);

/// From 00:00 of the first day to 00:00 after the last, by the wall clock of a zone; days as `day_number`.
Interval days_between(std::int64_t first, std::int64_t last, const Zone& zone);

}  // namespace oasis::http
