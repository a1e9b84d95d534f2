// Figures of what a reader sees, from the rows of measures (docs/metrics.md). May not: define a figure.
#pragma once

#include <functional>
#include <vector>

#include "server/http/reader.hpp"
#include "server/store/sqlite.hpp"
#include "shared/report/figures.hpp"

namespace oasis::http {

struct Services;

/// Everything that has happened is in the rows when it returns, and days of before are packed: the first time after a
/// restore all of them, else those that have changed. Not from within a read.
void count_in(const Services& services);

/// Each measure of the slice that the reader sees, of the kinds that `wanted` says.
using KindFilter = std::function<bool(Measure::Kind)>;
using MeasureVisitor = std::function<void(const TicketId&, const Measure&)>;
void each_seen(store::Database& reading, const Reader& reader, const Slice& slice, const KindFilter& wanted,
               const MeasureVisitor& visit);

/// `breaches` collects those of the slice, if given.
Figures figures_of(store::Database& reading, const Reader& reader, const Slice& slice,
                   std::vector<Measure>* breaches = nullptr);

/// From 00:00 of the first day to 00:00 after the last, by the wall clock of a zone; days as `day_number`.
Interval days_between(std::int64_t first, std::int64_t last, const Zone& zone);

}  // namespace oasis::http
