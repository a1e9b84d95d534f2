// Puts the demo on: writes its history into a new data folder through the real engine on a virtual clock, and lets its
// customers go on writing while the server runs. May not: send anything.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "server/engine/writer.hpp"
#include "server/store/folder.hpp"

namespace oasis::demo {

/// What people wrote meanwhile: a page about an incident, with an action that is overdue, and what the review of two months
/// ago decided.
void write_reviews(engine::Turn& turn, const Zone& zone);

/// Makes the workspace and its history in a folder that has no tickets yet, ending at `now`; everything that its
/// escalations sent meanwhile counts as sent. False if there are tickets already: then nothing changes. Throws
/// store::Failure.
bool set_up(const store::Folder& folder, Instant now);

/// The customers of the demo, on a thread of their own, for the first half hour.
class Customers {
 public:
  explicit Customers(engine::Writer& writer);
  Customers(const Customers&) = delete;
  Customers& operator=(const Customers&) = delete;
  ~Customers();

 private:
  void write();

  engine::Writer& writer_;
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace oasis::demo
