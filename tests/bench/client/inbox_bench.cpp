// A frame of the inbox with 100,000 tickets on the null platform: at rest, scrolling, and typing into its
// filter. The empty frame beside them is what Dear ImGui and the page cost by themselves. Counts allocations.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <new>

#include "imgui.h"
#include "tests/client/screens/desk_stage.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  std::abort();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace oasis {
namespace {

constexpr int many = 100'000;

/// One for the whole program: making 100,000 tickets takes a while.
DeskStage& stage() {
  static DeskStage* made = [] {
    auto* stage = new DeskStage;
    stage->open_ticket("t", "Printer on fire", Priority::high);
    const Ticket pattern = stage->ticket("t");
    for (int i = 1; i < many; ++i) {
      Ticket ticket = pattern;
      ticket.id = "ticket-" + std::to_string(i);
      ticket.number = i + 1;
      ticket.subject = "Cannot sign in since this morning, case " + std::to_string(i * 7919 % many);
      ticket.priority = static_cast<Priority>(i % 4);
      ticket.assignee = i % 3 == 0 ? "ann" : i % 3 == 1 ? "bob" : "";
      for (Clock& clock : ticket.clocks) {
        if (clock.due) clock.due = *clock.due + minutes(i % 5'000);
      }
      stage->replica.confirmed.tickets.emplace(ticket.id, std::move(ticket));
    }
    ++stage->replica.revision;
    stage->platform.screen = {1440, 900, 1};
    stage->go("/inbox/all");
    return stage;
  }();
  return *made;
}

template <class Each>
void measure(benchmark::State& state, Each each) {
  DeskStage& desk = stage();
  for (int i = 0; i < 200; ++i) each(desk);  // caches are warm, strings have their size
  const std::size_t before = allocations;
  std::size_t frames = 0;
  for (auto _ : state) {
    each(desk);
    ++frames;
  }
  state.counters["allocations/frame"] =
      static_cast<double>(allocations - before) / static_cast<double>(frames);
}

void an_empty_frame(benchmark::State& state) {
  platform::NullPlatform platform;
  ui::Ui ui(platform);
  for (auto _ : state)
    platform.frame([&] {
      ui.begin_frame();
      ui.end_frame();
    });
}

void inbox_at_rest(benchmark::State& state) {
  measure(state, [](DeskStage& desk) { desk.draw_frame(); });
}

void inbox_scrolling(benchmark::State& state) {
  measure(state, [](DeskStage& desk) {
    desk.platform.pending.wheel_y += 132;  // three rows
    ImGui::GetIO().AddMousePosEvent(800, 400);
    desk.draw_frame();
    desk.work_ahead();  // what the page does between this frame and the next
  });
  state.counters["rows above"] = static_cast<double>(stage().shell.inbox.list.scrolled / wide_row_height);
}

void inbox_filter_typed(benchmark::State& state) {
  int round = 0;
  measure(state, [&round](DeskStage& desk) {
    desk.shell.inbox.query.filter = ++round % 2 == 0 ? "case 77" : "sign in";
    desk.draw_frame();
  });
  stage().shell.inbox.query.filter.clear();
}

BENCHMARK(an_empty_frame)->Unit(benchmark::kMicrosecond);
BENCHMARK(inbox_at_rest)->Unit(benchmark::kMicrosecond);
BENCHMARK(inbox_scrolling)->Unit(benchmark::kMicrosecond);
BENCHMARK(inbox_filter_typed)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace oasis
