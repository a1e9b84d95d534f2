// What the kernel is asked for. May not: fail where it cannot do it.
#include "server/engine/scheduling.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace oasis::engine {
namespace {

/// sched_setattr(2), first version. glibc has neither this nor the functions before 2.41.
struct Schedule {
  std::uint32_t size = sizeof(Schedule);
  std::uint32_t policy = 0;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t turn_ns = 0;
  std::uint64_t deadline_ns = 0;
  std::uint64_t period_ns = 0;
};

void take_turns_of(int us) {
  Schedule wanted;
  if (::syscall(SYS_sched_getattr, 0, &wanted, sizeof wanted, 0) != 0) return;
  if (wanted.policy != SCHED_OTHER) return;  // whoever runs us chose another one
  wanted.size = sizeof wanted;
  wanted.flags = 0;
  wanted.turn_ns = static_cast<std::uint64_t>(us) * 1'000;
  ::syscall(SYS_sched_setattr, 0, &wanted, 0);
}

}  // namespace

void name_thread(const char* name) {
  ::pthread_setname_np(::pthread_self(), name);
}

void step_back() {
  const auto self = static_cast<id_t>(::gettid());
  ::setpriority(PRIO_PROCESS, self, std::min(19, ::getpriority(PRIO_PROCESS, self) + 5));
}

std::thread prompt_thread(const char* name, int turn_us, std::function<void()> work) {
  return std::thread([name, turn_us, work = std::move(work)] {
    name_thread(name);
    take_turns_of(turn_us);
    work();
  });
}

}  // namespace oasis::engine
