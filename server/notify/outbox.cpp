// The delivery loop. May not: decide who is told, write texts.
#include "server/notify/outbox.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <optional>
#include <random>
#include <utility>

#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

constexpr std::array<Duration, 4> delays{seconds(15), minutes(1), minutes(5), minutes(15)};
/// When the outbox itself cannot be read or written (a full disk).
constexpr Duration pause_after_trouble = seconds(5);

double random_part() {
  thread_local std::mt19937_64 numbers{std::random_device{}()};
  return std::uniform_real_distribution<double>(0.0, 1.0)(numbers);
}

}  // namespace

std::optional<Duration> retry_delay(std::int64_t failures, double jitter) {
  if (failures < 1 || failures > static_cast<std::int64_t>(delays.size())) return std::nullopt;
  const Duration base = delays[static_cast<std::size_t>(failures - 1)];
  return Duration{base.ms + static_cast<std::int64_t>(static_cast<double>(base.ms) * 0.2 * jitter)};
}

Sender::Sender(engine::Writer& writer, store::Database reading, const Zones& zones, engine::Links links,
               engine::Clock& clock, Channels channels)
    : writer_(writer),
      reading_(std::move(reading)),
      zones_(zones),
      links_(std::move(links)),
      clock_(clock),
      channels_(std::move(channels)) {
  writer_.run([](engine::Turn& turn) {
    if (const std::int64_t count = store::requeue_interrupted(turn.database(), turn.now())) {
      spdlog::warn("{} messages were being sent when the server ended; they go out again, marked.", count);
    }
  });
  thread_ = std::thread([this] { loop(); });
}

Sender::~Sender() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Sender::wake() {
  {
    const std::lock_guard lock(mutex_);
    news_ = true;
  }
  wake_.notify_all();
}

void Sender::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    news_ = false;
    lock.unlock();
    std::optional<Instant> until;
    try {
      while (send_next()) {
        const std::lock_guard guard(mutex_);
        if (stopping_) return;
      }
      if (const auto next = store::next_outgoing(reading_)) until = next->next_at;
    } catch (const std::exception& trouble) {
      spdlog::error("The outbox could not be worked on: {}", trouble.what());
      until = clock_.now() + pause_after_trouble;
    }
    lock.lock();
    if (!news_ && !stopping_) clock_.sleep(lock, wake_, until);
  }
}

bool Sender::send_next() {
  auto row = store::next_outgoing(reading_);
  if (!row || row->next_at.value_or(Instant{}) > clock_.now()) return false;
  row->state = store::Delivery::sending;
  row->at = clock_.now();
  save(*row);
  record(*row, attempt(*row));
  return true;
}

Outcome Sender::attempt(const store::Outgoing& row) {
  const Channel channel = channels_(row.via);
  if (!channel) return {Outcome::Kind::refused, "No channel for \"" + row.via + "\" is set up in this workspace.", false};
  if (row.address.empty()) return {Outcome::Kind::refused, "There is no address to send to.", false};
  try {
    const auto policies = writer_.document().policies;
    return channel(make_parcel(row, reading_, policies->workspace(), zones_, links_, clock_.now()));
  } catch (const std::exception& trouble) {
    return {Outcome::Kind::try_again, trouble.what(), false};
  }
}

void Sender::record(store::Outgoing row, const Outcome& outcome) {
  row.attempts += 1;
  row.at = clock_.now();
  row.next_at.reset();
  row.may_repeat = row.may_repeat || outcome.may_repeat;
  row.error = outcome.kind == Outcome::Kind::sent ? "" : outcome.detail;
  const auto delay =
      outcome.kind == Outcome::Kind::try_again ? retry_delay(row.attempts, random_part()) : std::nullopt;
  if (outcome.kind == Outcome::Kind::sent) {
    row.state = store::Delivery::sent;
  } else if (delay) {
    row.state = store::Delivery::queued;
    row.next_at = row.at + *delay;
  } else {
    row.state = store::Delivery::failed;
    spdlog::warn("A message by {} to {} could not be delivered: {}", row.via,
                 row.user.empty() ? "a customer" : row.user, outcome.detail);
  }
  save(row);
}

void Sender::save(const store::Outgoing& row) {
  writer_.run([&row](engine::Turn& turn) {
    store::update_outgoing(turn.database(), row);
    if (row.ticket.empty() || row.state == store::Delivery::sending) return;
    // The deliveries are part of what a reader of the ticket sees.
    turn.announce("", "ticket", row.ticket, store::ticket_row(turn.database(), row.ticket));
  });
}

}  // namespace oasis::notify
