// Room 4, on call: who is on call now and when, per schedule and for everybody; covers, swaps and times away;
// what everybody carries. May not: compute a schedule (the core does), change the document by itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "client/screens/oncall_calendar.hpp"
#include "client/screens/oncall_form.hpp"
#include "client/screens/oncall_import.hpp"
#include "client/screens/oncall_view.hpp"
#include "shared/report/oncall_now.hpp"

namespace oasis {

struct WhyEverywhere;

struct OncallRoom {
  OncallLink link;
  OncallPlace place;
  OncallCalendar calendar;
  OncallForm form;
  OncallCard card;
  OncallImport import;
  bool more_open = false;
  bool why_open = false;
  std::shared_ptr<WhyEverywhere> why;  ///< made by who draws it
  bool note_open = false;
  std::string note;
  Id note_schedule;
  // What is shown, as of this document, place and days.
  std::uint32_t made_of = 0;  ///< its version
  OncallPlace made_for;
  DayRange range;
  OncallSpan made_as = OncallSpan::week;
  std::string made_in;  ///< the reader's zone
  std::vector<OncallLane> lanes;
  OncallLoad load;
  std::vector<OncallNow> now;
  Instant now_until;  ///< `now` is right until then
};

/// `address`: of the place, as it is shown. `navigation_open` is given where the navigation is not beside the
/// room.
void draw_oncall(Desk& desk, OncallRoom& room, const std::string& address, ui::Rect area,
                 bool* navigation_open);

}  // namespace oasis
