// The delivery loop. May not: decide who is told, write texts.
#include "server/notify/outbox.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <random>
#include <utility>

#include "server/notify/aftermath.hpp"
#include "server/notify/limits.hpp"
#include "server/store/outbox.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

/// When the outbox itself cannot be read or written (a full disk).
constexpr Duration pause_after_trouble = seconds(5);
/// How many due messages of a channel are looked at in one round.
constexpr int looked_at = 50;
/// However long a provider asks to be left alone.
constexpr Duration longest_silence = minutes(5);

double random_part() {
  thread_local std::mt19937_64 numbers{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(numbers);
}

void keep_earlier(std::optional<Instant>& earliest, Instant instant) {
  if (!earliest || instant < *earliest) earliest = instant;
}

}  // namespace

std::string_view name_of(Breaker::State state) {
  switch (state) {
    case Breaker::State::closed:
      return "closed";
    case Breaker::State::open:
      return "open";
    case Breaker::State::half_open:
      break;
  }
  return "half_open";
}

Sender::Sender(engine::Writer& writer, store::Read read, const Zones& zones, engine::Links links,
               engine::Clock& clock, Channels channels)
    : writer_(writer),
      read_(std::move(read)),
      zones_(zones),
      links_(std::move(links)),
      clock_(clock),
      channels_(std::move(channels)) {
  writer_.run([](engine::Turn& turn) {
    if (const std::int64_t count = store::requeue_interrupted(turn.database(), turn.now())) {
      spdlog::warn("{} messages were being sent when the server ended; they go out again, marked.", count);
    }
  });
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { work(); });
  thread_ = std::thread([this] { loop(); });
}

Sender::~Sender() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  work_.notify_all();
  thread_.join();
  for (std::thread& worker : workers_) worker.join();
  try {
    writer_.run([this](engine::Turn& turn) {
      for (const Attempted& one : unrecorded_) record_attempt(turn, one.row, one.outcome, random_part());
      for (const Attempted& one : done_) record_attempt(turn, one.row, one.outcome, random_part());
      for (const store::Outgoing& one : todo_) give_back(turn, one.id);
    });
  } catch (const std::exception& trouble) {
    spdlog::error("What became of the last messages could not be recorded: {}", trouble.what());
  }
}

void Sender::wake() {
  {
    const std::lock_guard lock(mutex_);
    news_ = true;
  }
  wake_.notify_all();
}

std::vector<ProviderHealth> Sender::providers() const {
  const std::lock_guard lock(mutex_);
  const Instant now = clock_.now();
  std::vector<ProviderHealth> health;
  for (const auto& [via, lane] : lanes_) {
    health.push_back({via, lane.breaker.state(now), lane.breaker.failures(), lane.under_way,
                      lane.breaker.probe_at(), lane.paused_until});
  }
  return health;
}

void Sender::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    news_ = false;
    lock.unlock();
    std::optional<Instant> until;
    bool again = false;
    try {
      again = round(until);
    } catch (const std::exception& trouble) {
      spdlog::error("The outbox could not be worked on: {}", trouble.what());
      until = clock_.now() + pause_after_trouble;
    }
    lock.lock();
    if (!again && !news_ && !stopping_) clock_.sleep(lock, wake_, until);
  }
}

void Sender::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    work_.wait(lock, [this] { return stopping_ || !todo_.empty(); });
    if (stopping_) return;
    const store::Outgoing row = std::move(todo_.front());
    todo_.pop_front();
    lock.unlock();
    const Instant begun = clock_.now();
    Outcome outcome = attempt(row);
    lock.lock();
    done_.push_back({row.id, row.via, std::move(outcome), begun});
    news_ = true;
    wake_.notify_all();
  }
}

/// True if there may be more to do at once; `until`: else not before.
bool Sender::round(std::optional<Instant>& until) {
  Plan next = plan(clock_.now());
  until = next.next;
  if (next.done.empty() && next.start.empty() && next.wait.empty()) return false;
  carry_out(next);
  return true;
}

Sender::Plan Sender::plan(Instant now) {
  Plan plan;
  plan.done = std::exchange(unrecorded_, {});
  {
    const std::lock_guard lock(mutex_);
    for (Attempted& one : done_) {
      note(one, now);
      plan.done.push_back(std::move(one));
    }
    done_.clear();
  }
  if (!plan.done.empty()) return plan;  // first what is known; the rows it frees are seen in the next round
  read_([&](store::Database& reading) {
    for (const store::Waiting& waiting : store::waiting_outgoing(reading)) {
      if (waiting.next_at > now) {
        keep_earlier(plan.next, waiting.next_at);
      } else {
        plan_lane(reading, waiting.via, now, plan);
      }
    }
  });
  return plan;
}

void Sender::plan_lane(store::Database& reading, const std::string& via, Instant now, Plan& plan) {
  Lane lane;
  int all_under_way = static_cast<int>(plan.start.size());
  {
    const std::lock_guard lock(mutex_);
    lane = lanes_[via];
    for (const auto& [name, one] : lanes_) all_under_way += one.under_way;
  }
  if (lane.paused_until && now < *lane.paused_until) return keep_earlier(plan.next, *lane.paused_until);
  const int most = lane.breaker.most_under_way(now).value_or(workers_per_provider);
  int room = std::min(most - lane.under_way, workers - all_under_way);
  const bool open = lane.breaker.state(now) == Breaker::State::open;
  if (room <= 0 && !open) return;
  const auto policies = writer_.policies();
  const Limit limit = limit_of(policies->workspace(), via);
  for (const store::Outgoing& row : store::due_outgoing(reading, via, now, looked_at)) {
    if (open) {
      plan.wait.push_back(
          {row.id, *lane.breaker.probe_at(),
           "The provider of \"" + via + "\" does not answer; it is tried again from time to time."});
      continue;
    }
    const bool same_address = std::any_of(
        plan.start.begin(), plan.start.end(),
        [&row](const store::Outgoing& one) { return one.via == row.via && one.address == row.address; });
    if (same_address) continue;
    if (const auto at = allowed_at(limit, store::sent_to(reading, via, row.address, now - limit.per), now)) {
      plan.wait.push_back({row.id, *at, ""});
    } else if (room > 0) {
      plan.start.push_back(row);
      --room;
    }
  }
}

void Sender::carry_out(Plan& plan) {
  std::vector<store::Outgoing> claimed;
  try {
    writer_.run([&](engine::Turn& turn) {
      claimed.clear();
      for (const Attempted& one : plan.done) record_attempt(turn, one.row, one.outcome, random_part());
      for (const Plan::Wait& one : plan.wait) postpone(turn, one.row, one.until, one.why);
      for (const store::Outgoing& one : plan.start) {
        if (auto row = claim(turn, one.id)) claimed.push_back(std::move(*row));
      }
    });
  } catch (...) {
    unrecorded_ = std::move(plan.done);
    throw;
  }
  const std::lock_guard lock(mutex_);
  for (store::Outgoing& row : claimed) {
    ++lanes_[row.via].under_way;
    todo_.push_back(std::move(row));
  }
  work_.notify_all();
}

/// What an attempt says about its provider. The mutex is held.
void Sender::note(const Attempted& attempted, Instant now) {
  Lane& lane = lanes_[attempted.via];
  --lane.under_way;
  const Outcome& outcome = attempted.outcome;
  const auto before = lane.breaker.state(now);
  if (outcome.provider_fault) {
    lane.breaker.failed(attempted.begun, now);
  } else {
    lane.breaker.succeeded();  // it answered, if only with a refusal
  }
  if (outcome.retry_after) lane.paused_until = now + std::min(*outcome.retry_after, longest_silence);
  const auto after = lane.breaker.state(now);
  if (before != after)
    spdlog::warn("event=provider via={} state={} failures={}", attempted.via, name_of(after),
                 lane.breaker.failures());
}

Outcome Sender::attempt(const store::Outgoing& row) {
  const auto refused = [](std::string why) {
    Outcome outcome;
    outcome.detail = std::move(why);
    return outcome;
  };
  const Channel channel = channels_(row.via);
  if (!channel) return refused("No channel for \"" + row.via + "\" is set up in this workspace.");
  if (row.address.empty()) return refused("There is no address to send to.");
  try {
    const auto policies = writer_.document().policies;
    std::optional<Parcel> parcel;
    read_([&](store::Database& reading) {
      parcel = make_parcel(row, reading, *policies, zones_, links_, clock_.now());
    });
    return channel(*parcel);
  } catch (const std::exception& trouble) {
    Outcome outcome;
    outcome.kind = Outcome::Kind::try_again;
    outcome.detail = trouble.what();
    return outcome;
  }
}

}  // namespace oasis::notify
