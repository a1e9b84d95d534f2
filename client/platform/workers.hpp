// Workers beside the page: each computes on a processor of its own, so that the page stays free (web/workers.js,
// web/simulator.js). May not: share anything with the page but messages.
#pragma once

#include <functional>
#include <string>

namespace oasis::platform {

/// What a worker says: JSON, and bytes for what is too large for that.
struct WorkerMessage {
  std::string text;
  std::string bytes;
};

class Workers {
 public:
  virtual ~Workers() = default;

  /// How many can compute at once; 0: there are none here, or they could not be loaded.
  virtual int count() = 0;
  /// JSON, to a worker from 0 to count() - 1; it is made when it is told something for the first time.
  virtual void tell(int which, const std::string& message) = 0;
  /// Hears all workers until stop(), between frames, each in the order in which it speaks.
  virtual void on_message(std::function<void(int which, const WorkerMessage& message)> heard) = 0;
  /// Ends them all, whatever they are doing, and frees what they keep.
  virtual void stop() = 0;
};

/// The page's (browser/workers.cpp), or those of tests (null/workers.cpp).
Workers& workers();

}  // namespace oasis::platform
