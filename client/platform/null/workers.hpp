// Workers for tests: none, unless a test says how many; what they were told is kept, and they say what the test says.
// May not: compute.
#pragma once

#include <utility>
#include <vector>

#include "client/platform/workers.hpp"

namespace oasis::platform {

class NullWorkers : public Workers {
 public:
  int count() override { return how_many; }
  void tell(int which, const std::string& message) override { told.emplace_back(which, message); }
  void on_message(std::function<void(int, const WorkerMessage&)> heard) override { heard_ = std::move(heard); }
  void stop() override {
    heard_ = {};
    ++stopped;
  }

  void say(int which, const WorkerMessage& message) {
    const auto heard = heard_;
    if (heard) heard(which, message);
  }

  int how_many = 0;
  int stopped = 0;
  std::vector<std::pair<int, std::string>> told;

 private:
  std::function<void(int, const WorkerMessage&)> heard_;
};

/// What workers() gives; a test leaves it as it was.
NullWorkers& null_workers();

}  // namespace oasis::platform
