// The rooms whose code comes after the inbox can be used, in a second part of the program
// (docs/client-platform.md, "A second part of the program"). May not: be called before
// Platform::has_later_part() says that it is there.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "client/board/room.hpp"
#include "client/chains/room.hpp"
#include "client/incident/room.hpp"
#include "client/reports/room.hpp"
#include "client/review/room.hpp"
#include "client/screens/customers.hpp"
#include "client/screens/desk.hpp"
#include "client/screens/oncall.hpp"
#include "client/screens/folded_text.hpp"
#include "client/screens/settings.hpp"
#include "client/screens/ticket.hpp"
#include "client/training/room.hpp"
#include "client/ui/gallery.hpp"
#include "client/ui/ui.hpp"
#include "client/why/dialog.hpp"
#include "shared/report/timeline.hpp"

namespace oasis {

/// Pointers, because a direct call would take what it calls into the first part.
struct LaterRooms {
  void (*oncall)(Desk& desk, OncallRoom& room, const std::string& address, ui::Rect area, bool* navigation);
  void (*chains)(Desk& desk, std::shared_ptr<ChainsRoom>& room, const std::string& address, ui::Rect area,
                 bool* navigation);
  void (*board)(Desk& desk, std::shared_ptr<BoardRoom>& room, const std::string& address, ui::Rect area,
                bool* navigation);
  void (*reports)(Desk& desk, std::shared_ptr<ReportsRoom>& room, const std::string& address, ui::Rect area,
                  bool* navigation);
  void (*review)(Desk& desk, std::shared_ptr<ReviewRoom>& room, const std::string& address, ui::Rect area,
                 bool* navigation);
  void (*incident)(Desk& desk, std::shared_ptr<IncidentRoom>& room, const std::string& address, ui::Rect area,
                   bool* navigation);
  void (*customers)(Desk& desk, CustomersRoom& room, ui::Rect area, bool* navigation);
  void (*settings)(Desk& desk, SettingsRoom& room, ui::Rect area, bool* navigation);
  void (*training)(Desk& desk, std::shared_ptr<TrainingRoom>& room, const std::string& address, ui::Rect area,
                   bool* navigation);
  void (*playbooks_beside)(Desk& desk, PlaybookBeside& beside, const Ticket& ticket);
  void (*folded_text)(ui::Ui& ui, FoldedTexts& texts, const std::string& message, const std::string& text);
  void (*why)(Desk& desk, WhyQuestion& question, const Ticket& ticket);
  void (*gallery)(ui::Gallery& gallery, ui::Ui& ui);
  std::string (*timeline)(const std::vector<Event>& events, const Policies& policies, const Zone& zone);
};

extern const LaterRooms later_rooms;

}  // namespace oasis
