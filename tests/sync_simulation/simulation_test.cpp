// One server, five browsers, and everything that goes wrong between them, decided by a seed: 500 seeds in
// every run, more with --seeds; a failing seed is printed, and --seed gives the same run again and tells what
// happens in it. And the bugs of planted.hpp, each of which must be found.
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <cstdlib>

#include "server/engine/system_zones.hpp"
#include "tests/sync_simulation/planted.hpp"
#include "tests/sync_simulation/run.hpp"
#include "tests/sync_simulation/seeds.hpp"

namespace oasis::test {
namespace {

const Zones& zones() {
  static const Zones loaded = engine::load_zones();
  return loaded;
}

// What is logged of disks that fail on purpose would hide what fails.
[[maybe_unused]] const bool quiet = (spdlog::set_level(spdlog::level::off), true);

std::uint64_t number_in(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

constexpr std::uint64_t usual_seeds = 500, usual_seeds_without_locks = 100;

/// The usual number of seeds, as many as somebody asked for, or the one that they asked for.
void run_them(Locks locks, std::uint64_t usual) {
  awake_bug = Bug::none;
  const std::uint64_t first = number_in("OASIS_SEED", 1);
  const std::uint64_t last = number_in("OASIS_SEED", number_in("OASIS_SEEDS", usual));
  const Sum sum = run_seeds(first, last, zones(), locks);
  for (const auto& [seed, failure] : sum.failures) {
    ADD_FAILURE() << "seed " << seed << " (scripts/test simulation --seed " << seed << "): " << failure;
  }
  EXPECT_EQ(sum.seeds, static_cast<std::int64_t>(last - first + 1));
  std::printf("%lld seeds: %lld commands, %lld acknowledged, %lld crashes, %lld restores\n",
              static_cast<long long>(sum.seeds), static_cast<long long>(sum.commands),
              static_cast<long long>(sum.acknowledged), static_cast<long long>(sum.crashes),
              static_cast<long long>(sum.restores));
}

TEST(Simulation, EverySeedEndsWithAllReplicasAlikeNothingLostAndNothingDoneTwice) {
  run_them(Locks::everywhere, usual_seeds);
}

// Of the ten thousand on demand: a refusal whose answer was lost was answered as applied a month later.
TEST(Simulation, SeedsThatFoundAFaultFindNoneAgain) {
  awake_bug = Bug::none;
  for (const std::uint64_t seed : {349u, 6474u, 7517u})
    EXPECT_EQ(run_simulation(seed, zones()).failure, "") << "seed " << seed;
}

TEST(Simulation, TabsWithoutLocksEndAlikeToo) {
  run_them(Locks::not_in_the_second, usual_seeds_without_locks);
}

TEST(Simulation, ASeedGivesTheSameRunAgain) {
  awake_bug = Bug::none;
  for (const std::uint64_t seed : {3u, 4u}) {
    const Outcome first = run_simulation(seed, zones());
    const Outcome again = run_simulation(seed, zones());
    EXPECT_EQ(first.digest, again.digest) << "seed " << seed;
    EXPECT_EQ(first.commands, again.commands);
  }
}

struct PlantedBug {
  const char* name;
  Bug bug;
};

class Planted : public testing::TestWithParam<PlantedBug> {};

TEST_P(Planted, IsFound) {
  awake_bug = GetParam().bug;
  std::uint64_t found = 0;
  std::string failure;
  for (std::uint64_t seed = 1; seed <= 500 && found == 0; ++seed) {
    failure = run_simulation(seed, zones()).failure;
    if (!failure.empty()) found = seed;
  }
  awake_bug = Bug::none;
  EXPECT_NE(found, 0u) << "500 seeds did not find it";
  std::printf("found by seed %llu: %s\n", static_cast<unsigned long long>(found),
              failure.substr(0, 200).c_str());
}

INSTANTIATE_TEST_SUITE_P(
    Bugs, Planted,
    testing::Values(PlantedBug{"AnswerBeforeCommit", Bug::answer_before_commit},
                    PlantedBug{"TimerFiredOutsideTheTransaction", Bug::timer_outside_transaction},
                    PlantedBug{"MemoryKeptAfterAFailedCommit", Bug::memory_kept_after_failed_commit},
                    PlantedBug{"MidCheckMissing", Bug::mid_check_missing},
                    PlantedBug{"DoneAgainAfterResultExpiry", Bug::done_again_after_result_expiry},
                    PlantedBug{"StaleTimersStay", Bug::stale_timers_stay},
                    PlantedBug{"RestoreWithoutNewEpoch", Bug::restore_without_new_epoch},
                    PlantedBug{"ChangesAppliedAcrossAGap", Bug::applied_across_a_gap},
                    PlantedBug{"OutboxDroppedAtHttpAnswer", Bug::dropped_at_http_answer},
                    PlantedBug{"NothingGivenAgainAfterRestore", Bug::nothing_given_again_after_restore},
                    PlantedBug{"ScopeDropSkipped", Bug::scope_drop_skipped},
                    PlantedBug{"SightChangeForgotten", Bug::sight_change_forgotten},
                    PlantedBug{"RowsKeptUntilTheSnapshot", Bug::rows_kept_until_the_snapshot},
                    PlantedBug{"NoteLeaked", Bug::note_leaked}),
    [](const testing::TestParamInfo<PlantedBug>& info) { return info.param.name; });

}  // namespace
}  // namespace oasis::test
