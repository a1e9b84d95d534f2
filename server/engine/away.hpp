// A thread that waits for something else than the processor says so, and whoever shares out work among threads lets
// another one go on, or gives the work to one that may wait. May not: know who shares out, or what is waited for.
#pragma once

namespace oasis::engine {

/// Thrown by Sharing where a thread would have to wait that must not: its work is another's.
struct MayNotWait {};

/// Of a pool of threads; called by the thread itself.
class Sharing {
 public:
  virtual void away() = 0;
  virtual void back() = 0;
  virtual void about_to_read() {}

 protected:
  ~Sharing() = default;
};

/// Who shares out this thread's work; nobody unless a pool says so when the thread begins.
inline thread_local Sharing* sharing = nullptr;

/// Held while a thread waits: for the disk, for another thread, for a peer. Costs nothing in threads of no pool. To be made before
/// others get anything of what is waited for: in a thread that may not wait it throws, and nothing may have begun.
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

/// To be called before reading what may have to come from the disk: most often it need not, so nobody is away for it.
inline void about_to_read() {
  if (sharing) sharing->about_to_read();
}

/// While this lives its thread does nothing that could make it wait: what would throws MayNotWait instead.
class WithoutWaiting final : Sharing {
 public:
  WithoutWaiting() { sharing = this; }
  WithoutWaiting(const WithoutWaiting&) = delete;
  WithoutWaiting& operator=(const WithoutWaiting&) = delete;
  ~WithoutWaiting() { sharing = nullptr; }

 private:
  void away() override { throw MayNotWait{}; }
  void back() override {}
  void about_to_read() override { throw MayNotWait{}; }
};

}  // namespace oasis::engine
