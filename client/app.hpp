// The client as a whole: the replica, what keeps it fresh, and the rooms, put together once.
// May not: hold anything a room or the replica should hold.
#pragma once

#include "client/platform/platform.hpp"
#include "client/replica/replica.hpp"
#include "client/replica/sync.hpp"
#include "client/screens/desk.hpp"
#include "client/screens/shell.hpp"
#include "client/ui/ui.hpp"

namespace oasis {

class App {
 public:
  explicit App(platform::Platform& platform);

  /// Connects and loads what the browser kept. Once, before the first frame.
  void start();
  /// Draws one frame.
  void frame();

  const Replica& replica() const { return replica_; }

 private:
  void draw_rooms();
  bool give(Command command);
  void announce_changes();
  void sign_out();

  platform::Platform& platform_;
  ui::Ui ui_;
  ui::Toasts toasts_;
  Replica replica_;
  Sync sync_;
  Drafts drafts_;
  Shell shell_;
  Zone zone_ = Zone::utc();
  std::size_t told_refusals_ = 0;
};

}  // namespace oasis
