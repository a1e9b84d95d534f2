// Puts the demo on. May not: send anything.
#include "server/demo/stage.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>
#include <vector>

#include "server/demo/story.hpp"
#include "server/engine/clock.hpp"
#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::demo {
namespace {

/// Lets everything happen that is due up to `until`, each at its own instant.
void let_happen(engine::Writer& writer, engine::ManualClock& clock, Instant until) {
  for (auto due = writer.next_due(); due && *due < until; due = writer.next_due()) {
    clock.set(std::max(*due, clock.now()));
    writer.run([](engine::Turn&) {});
  }
  clock.set(until);
}

void play(engine::Writer& writer, const Scene& scene) {
  writer.run([&scene](engine::Turn& turn) {
    if (const auto refusal = turn.run(scene.what, scene.who)) {
      spdlog::warn("A scene of the demo was refused: {}", refusal->what);
    }
  });
}

}  // namespace

bool set_up(const store::Folder& folder, Instant now) {
  const Zones zones = engine::load_zones();
  store::Database database = store::open_for_writing(folder);
  if (store::last_ticket_number(database) > 0) return false;
  const SharedZone zone = zones.find("Europe/Berlin").value();  // of the demo's document
  std::vector<Scene> scenes = last_month(now, *zone);
  for (Scene& scene : history()) scenes.push_back(std::move(scene));
  engine::ManualClock clock(now + scenes.front().when - hours(1));
  engine::install_workspace(database, zones, clock.now());
  engine::Writer writer({zones, "demo.invalid"}, std::move(database), clock, {});
  writer.run([](engine::Turn& turn) {
    if (!turn.adopt_document(workspace(), engine::Reach::new_tickets, "demo").empty()) {
      throw std::logic_error("The demo's workspace document is not valid.");
    }
  });
  writer.act_on_time();
  for (const Scene& scene : scenes) {
    let_happen(writer, clock, now + scene.when);
    play(writer, scene);
  }
  let_happen(writer, clock, now);
  writer.run([&zone](engine::Turn& turn) { write_reviews(turn, *zone); });
  writer.run_store([](store::Database& at_the_end) { store::count_as_sent(at_the_end); });
  return true;
}

Customers::Customers(engine::Writer& writer) : writer_(writer), thread_([this] { write(); }) {}

Customers::~Customers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_all();
  thread_.join();
}

void Customers::write() {
  const auto begin = std::chrono::steady_clock::now();
  for (const Scene& scene : live()) {
    std::unique_lock lock(mutex_);
    const auto at = begin + std::chrono::milliseconds(scene.when.ms);
    if (stopped_.wait_until(lock, at, [this] { return stopping_; })) return;
    lock.unlock();
    try {
      play(writer_, scene);
    } catch (const std::exception& trouble) {
      spdlog::warn("The demo's customers stopped writing: {}", trouble.what());
      return;
    }
  }
}

}  // namespace oasis::demo
