// See rounds.hpp.
#include "server/mail/rounds.hpp"

#include <algorithm>

#include "server/mail/mailbox_settings.hpp"
#include "server/store/mailboxes.hpp"
#include "server/store/timers.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

void Rounds::add(const Id& mailbox) {
  {
    const std::lock_guard lock(mutex_);
    due_.insert(mailbox);
  }
  changed_.notify_all();
}

std::optional<Id> Rounds::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped_ || !due_.empty(); });
  if (stopped_) return std::nullopt;
  return std::move(due_.extract(due_.begin()).value());
}

void Rounds::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
}

bool Rounds::stopped() const {
  const std::lock_guard lock(mutex_);
  return stopped_;
}

Instant due_mailboxes(engine::Turn& turn, Rounds& rounds) {
  Instant next = turn.now() + days(1);
  for (const Mailbox& mailbox : current_policies(turn.state())->workspace().mailboxes) {
    if (!is_polled(mailbox)) continue;
    store::MailboxState state =
        store::find_mailbox(turn.database(), mailbox.id).value_or(store::MailboxState{mailbox.id});
    if (state.next_at <= turn.now()) {
      state.next_at = turn.now() + longest_visit;
      store::put_mailbox(turn.database(), state);
      rounds.add(mailbox.id);
    }
    next = std::min(next, state.next_at);
  }
  return next;
}

void visit_all_mailboxes(engine::Turn& turn, Rounds& rounds) {
  for (const Mailbox& mailbox : current_policies(turn.state())->workspace().mailboxes) {
    auto state = store::find_mailbox(turn.database(), mailbox.id);
    if (!state || state->next_at <= turn.now()) continue;
    state->next_at = turn.now();
    store::put_mailbox(turn.database(), *state);
  }
  plan_mailboxes(turn, rounds);
}

void plan_mailboxes(engine::Turn& turn, Rounds& rounds) {
  store::put_job(turn.database(), {mailboxes_job, due_mailboxes(turn, rounds)});
}

}  // namespace oasis
