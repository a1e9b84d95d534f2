// See rollups.hpp.
#include "server/engine/rollups.hpp"

#include <spdlog/spdlog.h>

#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "server/engine/measuring.hpp"

namespace oasis::engine {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::int64_t days_a_part = 4;
constexpr std::chrono::seconds told_after(20);

/// Whether some may be left. One thread at a time: two would pack the same days.
bool pack_part(Writer& writer, const store::Read& read) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  std::vector<std::pair<store::StaleDay, std::string>> packed;
  read([&packed](store::Database& reading) {
    for (const store::StaleDay& day : store::stale_days(reading, days_a_part))
      packed.emplace_back(day, store::pack_of_day(reading, day.day));
  });
  if (packed.empty()) return false;
  writer.run_store([&packed](store::Database& database) {
    for (const auto& [day, pack] : packed) store::put_pack(database, day, pack);
  });
  return std::ssize(packed) == days_a_part;
}

}  // namespace

bool RollupsLeft::is_much() const {
  return events.events_left > events_a_part || days.days_left > days_a_part;
}

std::string RollupsLeft::words() const {
  return std::to_string(events.events - events.events_left) + " of " + std::to_string(events.events) +
         " events are counted, " + std::to_string(days.days - days.days_left) + " of " + std::to_string(days.days) +
         " days packed";
}

RollupsLeft rollups_left(store::Database& reading) {
  return {store::uncounted(reading), store::unpacked(reading)};
}

bool roll_up_part(Writer& writer, const store::Read& read) {
  bool more = false;
  writer.run([&more](Turn& turn) { more = measure_part(turn, events_a_part); });
  return more || pack_part(writer, read);
}

Rollups::Rollups(Writer& writer, store::Read read, Pace pace)
    : writer_(writer), read_(std::move(read)), pace_(pace), thread_([this] { run(); }) {}

Rollups::~Rollups() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Rollups::note() {
  const std::lock_guard lock(mutex_);
  noted_ = true;
  wake_.notify_all();
}

bool Rollups::rest(std::chrono::nanoseconds time) {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, time, [this] { return stopping_; });
}

void Rollups::run() {
  auto wait = pace_.between;
  if (is_much_left()) {
    note();
    wait = pace_.first;
  }
  for (;; wait = pace_.between) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return noted_ || stopping_; });
    }
    if (!rest(wait)) return;
    {
      const std::lock_guard lock(mutex_);
      noted_ = false;
    }
    if (!caught_up()) note();
  }
}

bool Rollups::is_much_left() {
  try {
    bool much = false;
    read_([&much](store::Database& reading) { much = rollups_left(reading).is_much(); });
    return much;
  } catch (const std::exception&) {
    return true;  // then it says why when it tries
  }
}

bool Rollups::caught_up() {
  try {
    auto tell = Steady::now() + told_after;
    for (auto began = Steady::now(); roll_up_part(writer_, read_); began = Steady::now()) {
      if (began > tell) {
        read_([](store::Database& reading) { spdlog::info("event=rolling_up progress=\"{}\"", rollups_left(reading).words()); });
        tell = began + told_after;
      }
      if (!rest((Steady::now() - began) * pace_.rests)) return true;
    }
    return true;
  } catch (const std::exception& trouble) {
    spdlog::error("event=rollups_failed next_try_seconds={} error=\"{}\"",
                  std::chrono::duration_cast<std::chrono::seconds>(pace_.between).count(), trouble.what());
    return false;
  }
}

}  // namespace oasis::engine
