// Regular jobs. May not: wait or poll.
#include "server/engine/jobs.hpp"

#include <spdlog/spdlog.h>

#include <memory>

#include "server/engine/adoption.hpp"
#include "server/engine/audit.hpp"
#include "server/store/uploads.hpp"

namespace oasis::engine {
namespace {

constexpr Duration audit_every = minutes(10);
constexpr Duration next_part_after = seconds(1);
constexpr Duration changes_kept = days(30);
constexpr Duration uploads_kept = days(7);
constexpr Duration clients_kept = days(90);

/// Between two parts whoever waits has a turn.
Instant adopt(Turn& turn) {
  return adopt_part(turn) ? turn.now() + milliseconds(1) : turn.now() + days(1);
}

Instant audit(Turn& turn, Auditor& auditor, watch::Work& work) {
  work.mended.add(static_cast<std::uint64_t>(auditor.audit_part(turn)));
  if (!auditor.is_done()) return turn.now() + next_part_after;
  work.audited.set(turn.now().ms);
  return turn.now() + audit_every;
}

Instant compact(Turn& turn) {
  const Instant before = turn.now() - changes_kept;
  const std::int64_t changes = store::compact_changes(turn.database(), before);
  const std::int64_t results = store::forget_results(turn.database(), before);
  store::forget_uploads(turn.database(), turn.now() - uploads_kept);
  store::forget_clients(turn.database(), turn.now() - clients_kept);
  if (changes + results > 0) spdlog::info("event=compacted changes={} results={}", changes, results);
  return turn.now() + days(1);
}

}  // namespace

std::map<std::string, Job> regular_jobs(watch::Work& work) {
  const auto auditor = std::make_shared<Auditor>();
  return {{"adopt", adopt},
          {"auditor", [&work, auditor](Turn& turn) { return audit(turn, *auditor, work); }},
          {"compact", compact}};
}

}  // namespace oasis::engine
