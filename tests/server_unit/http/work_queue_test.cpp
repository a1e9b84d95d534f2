// What waits for a worker (server/http/work_queue.hpp).
#include "server/http/work_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "server/http/connection.hpp"

namespace oasis::http {
namespace {

TEST(WorkQueue, GivesOutInTheOrderInWhichItCameAlsoAfterItWasClosed) {
  WorkQueue queue;
  Connection first, second;
  queue.push(first);
  queue.push(second);
  queue.close();
  EXPECT_EQ(queue.next(), &first);
  EXPECT_EQ(queue.next(), &second);
  EXPECT_EQ(queue.next(), nullptr);
}

TEST(WorkQueue, AWorkerThatIsHeldUpIsReplacedUntilAllAre) {
  constexpr int workers = 8;
  WorkQueue queue;
  std::vector<Connection> connections(workers);
  std::atomic<int> busy{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) {
    threads.emplace_back([&] {
      while (queue.next() != nullptr) {
        ++busy;  // as if all waited for one commit
        while (busy < workers) std::this_thread::yield();
      }
    });
  }
  for (Connection& connection : connections) queue.push(connection);
  while (busy < workers) std::this_thread::yield();
  queue.close();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(busy, workers);
}

TEST(WorkQueue, NothingThatManyThreadsPushIsForgotten) {
  WorkQueue queue;
  Connection one;
  std::atomic<int> taken{0};
  std::vector<std::thread> workers, pushers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back([&] {
      while (queue.next() != nullptr) ++taken;
    });
  for (int i = 0; i < 4; ++i)
    pushers.emplace_back([&] {
      for (int n = 0; n < 5000; ++n) queue.push(one);
    });
  for (std::thread& pusher : pushers) pusher.join();
  while (taken < 20'000) std::this_thread::yield();
  queue.close();
  for (std::thread& worker : workers) worker.join();
  EXPECT_EQ(taken, 20'000);
}

}  // namespace
}  // namespace oasis::http
