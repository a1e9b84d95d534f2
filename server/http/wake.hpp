// Wakes a thread that sleeps in epoll_wait, and says how long it may sleep.
// May not: carry data; what there is to do lies in the owner's inbox.
#pragma once

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace oasis::http {

class Wake {
 public:
  Wake() : event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;
  ~Wake() { ::close(event_); }

  /// Adds itself to an epoll set, by its descriptor.
  void watch(int poll) const {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = event_;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, event_, &event);
  }
  bool is(const epoll_event& event) const { return event.data.fd == event_; }

  /// From any thread, and from a signal handler.
  void ring() const { [[maybe_unused]] const auto written = ::eventfd_write(event_, 1); }
  /// By the woken thread, before it looks into its inbox.
  void quiet() const {
    eventfd_t count = 0;
    [[maybe_unused]] const auto read = ::eventfd_read(event_, &count);
  }

  /// The timeout for epoll_wait: rounded up, so that nobody wakes just before the deadline; -1 without one.
  static int milliseconds_until(std::optional<std::chrono::steady_clock::time_point> deadline) {
    if (!deadline) return -1;
    const auto left =
        std::chrono::ceil<std::chrono::milliseconds>(*deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
  }

 private:
  int event_;
};

}  // namespace oasis::http
