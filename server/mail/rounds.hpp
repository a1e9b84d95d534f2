// Which mailboxes are to be visited now: the writer's job says it, the collector's thread waits for it.
// May not: know a clock; the due times are rows.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>

#include "server/engine/turn.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

class Rounds {
 public:
  void add(const Id& mailbox);
  /// Other mailboxes may be there now: `next` answers an empty id, then all are to be planned anew.
  void document_changed() { add(Id{}); }
  /// The next mailbox to visit, once each; waits for one. Nothing when it was stopped.
  std::optional<Id> next();
  void stop();
  bool stopped() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::set<Id> due_;
  bool stopped_ = false;
};

/// The job "mailboxes": adds the polled mailboxes of the current document that are due to `rounds`; when the
/// next one is. A visit that never reports back is due again after `longest_visit`.
Instant due_mailboxes(engine::Turn& turn, Rounds& rounds);

/// Makes the job due when the next mailbox is: after a visit.
void plan_mailboxes(engine::Turn& turn, Rounds& rounds);
/// Every polled mailbox is due now: at a start, or when the document has changed.
void visit_all_mailboxes(engine::Turn& turn, Rounds& rounds);

constexpr Duration longest_visit = minutes(30);
constexpr const char* mailboxes_job = "mailboxes";

}  // namespace oasis
