// The client as a whole: the replica, what keeps it fresh, and the rooms, put together once.
// May not: hold anything a room or the replica should hold.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "client/platform/platform.hpp"
#include "client/replica/presence.hpp"
#include "client/replica/replica.hpp"
#include "client/replica/schedule_requests.hpp"
#include "client/replica/search.hpp"
#include "client/replica/sync.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/alarms.hpp"
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
  /// Gets some of what the next frames will need ready; whether more of it is left.
  bool work_ahead();

  const Replica& replica() const { return replica_; }

 private:
  Desk desk();
  void draw_rooms();
  bool give(Command command);
  void announce_changes();
  void keep_things();
  void learn_words();
  void load_things();
  void mark_as_read();
  void undo(std::uint64_t toast);
  void change_schedule(const ScheduleChange& change);
  void send_later(Reply reply);
  void tell_presence();
  void sign_out();

  platform::Platform& platform_;
  ui::Ui ui_;
  ui::Toasts toasts_;
  Replica replica_;
  Sync sync_;
  Drafts drafts_;
  ReadMarks marks_;
  SavedViews saved_;
  Sending sending_;
  Presence presence_;
  Search search_;       ///< of the palette
  Search list_search_;  ///< of the inbox
  WorkspaceEdit edit_;
  std::vector<Onlooker> onlookers_;
  std::optional<Instant> typed_at_;                         ///< a draft changed
  std::map<std::uint64_t, std::vector<Command>> undoable_;  ///< by the toast that offers it
  std::pair<std::uint64_t, ScheduleChange> schedule_undo_;  ///< the same of the last change of the calendar
  Shell shell_;
  ScheduleRequests swaps_;
  Alarms alarms_;
  Zone zone_ = Zone::utc();
  std::size_t told_refusals_ = 0;
};

}  // namespace oasis
