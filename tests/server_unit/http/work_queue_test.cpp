// What waits for a worker (server/http/work_queue.hpp).
#include "server/http/work_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>
#include <vector>

#include "server/http/connection.hpp"

namespace oasis::http {
namespace {

TEST(WorkQueue, GivesOutInTheOrderInWhichItCameAlsoAfterItWasClosed) {
  WorkQueue queue(2);
  Connection first, second;
  queue.push(first);
  queue.push(second);
  queue.close();
  {
    WorkQueue::Worker worker(queue);
    EXPECT_EQ(worker.next(), &first);
    EXPECT_EQ(worker.next(), &second);
    EXPECT_EQ(worker.next(), nullptr);
  }
  EXPECT_EQ(engine::sharing, nullptr) << "who no longer works for a queue does not tell it that they wait";
}

/// Workers who each wait, once they have a connection, until all of them have one.
struct Workers {
  static constexpr int count = 8;
  WorkQueue queue{2};
  std::vector<Connection> connections = std::vector<Connection>(count);
  std::atomic<int> busy{0};
  std::vector<std::thread> threads;

  void begin(bool say_so) {
    for (int i = 0; i < count; ++i) {
      threads.emplace_back([this, say_so] {
        WorkQueue::Worker worker(queue);
        while (worker.next() != nullptr) {
          std::optional<engine::Away> away;
          if (say_so) away.emplace();
          ++busy;
          while (busy < count) std::this_thread::yield();
        }
      });
    }
  }
  ~Workers() {
    queue.close();
    for (std::thread& thread : threads) thread.join();
  }
};

TEST(WorkQueue, AWorkerThatIsAwayIsReplacedUntilAllAre) {
  Workers workers;
  workers.begin(true);
  for (Connection& connection : workers.connections) workers.queue.push(connection);
  workers.queue.look_on({});
  while (workers.busy < Workers::count) std::this_thread::yield();
}

TEST(WorkQueue, OneThatIsHeldUpWithoutAWordIsReplacedByWhoeverLooksOn) {
  Workers workers;
  workers.begin(false);
  for (Connection& connection : workers.connections) workers.queue.push(connection);
  WorkQueue::Clock::time_point now{};
  while (workers.busy < Workers::count) {
    workers.queue.look_on(now += WorkQueue::patience);
    std::this_thread::yield();
  }
}

TEST(WorkQueue, NothingThatManyThreadsPushIsForgotten) {
  WorkQueue queue(2);
  Connection one;
  std::atomic<int> taken{0};
  std::vector<std::thread> workers, pushers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([&] {
      WorkQueue::Worker worker(queue);
      while (worker.next() != nullptr) ++taken;
    });
  for (int i = 0; i < 4; ++i)
    pushers.emplace_back([&] {
      for (int n = 0; n < 5000; ++n) {
        queue.push(one);
        if (n % 7 == 0 || n == 4999) queue.look_on({});
      }
    });
  for (std::thread& pusher : pushers) pusher.join();
  while (taken < 20'000) std::this_thread::yield();
  queue.close();
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(taken, 20'000);
}

}  // namespace
}  // namespace oasis::http
