// A thread that waits for something else than the processor says so, and whoever shares out work among threads lets
// another one go on. May not: know who shares out, or what is waited for.
#pragma once

namespace oasis::engine {

/// Of a pool of threads; called by the thread itself.
class Sharing {
 public:
  virtual void away() = 0;
  virtual void back() = 0;

 protected:
  ~Sharing() = default;
};

/// Who shares out this thread's work; nobody unless a pool says so when the thread begins.
inline thread_local Sharing* sharing = nullptr;

/// Held while a thread waits: for the disk, for another thread, for a peer. Costs nothing in threads of no pool.
class Away {
 public:
  Away() {
    if (sharing) sharing->away();
  }
  Away(const Away&) = delete;
  Away& operator=(const Away&) = delete;
  ~Away() {
    if (sharing) sharing->back();
  }
};

}  // namespace oasis::engine
