// The room "On call": who is on call, where the address leads, and what the dialogs ask of the server.
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;
using Kind = ScheduleChange::Kind;

Instant at(const char* text) {
  return *parse_instant(text);
}

// It is Monday 2026-09-21, 14:13 UTC; Ann is on call in all weeks from 09:00 to 09:00.
const std::string this_week = "Ann Ek, Mon 21 Sep 09:00 – Mon 28 Sep 09:00";

void save_with(DeskHarness& h, const char* from, const char* to) {
  h.driver.fill(Role::textbox, "From", from);
  h.driver.fill(Role::textbox, "To", to);
}

void choose(DeskHarness& h, const char* combo, const char* option) {
  h.driver.click(Role::combobox, combo);
  h.driver.click(Role::option, option);
}

TEST(OncallRoom, SaysWhoIsOnCallNowAndInATable) {
  DeskHarness h;
  h.go("/oncall");
  EXPECT_TRUE(h.driver.has(Role::heading, "On call now"));
  EXPECT_TRUE(h.driver.has(Role::grid, "On call, week of Mon 21 Sep"));
  EXPECT_TRUE(h.driver.has(Role::columnheader, "Mon 21 Sep, today"));
  EXPECT_TRUE(h.driver.has(Role::button, this_week));
  EXPECT_TRUE(h.driver.has(Role::grid, "Hours on call by person"));
  EXPECT_TRUE(h.driver.says("168 h"));
}

TEST(OncallRoom, ItsBarHasRoomForThePeriodOnEveryPage) {
  for (const int width : {390, 820, 1180, 1440}) {
    DeskHarness h;
    h.platform.screen = {width, 900, 1};
    h.go("/oncall");
    for (const char* period : {"Week", "Month", "Four weeks"}) {
      const platform::Node* one = h.driver.find(Role::tab, period);
      ASSERT_NE(one, nullptr);
      EXPECT_GE(one->w, 50) << period << " at " << width;
    }
    const platform::Node* range = h.driver.find(Role::heading, "Mon 21 Sep – Sun 27 Sep 2026");
    ASSERT_NE(range, nullptr) << width;
    EXPECT_GE(range->w, 170) << width;
  }
}

TEST(OncallRoom, ItsAddressNamesScheduleAndPeriod) {
  DeskHarness h;
  h.go("/oncall/tier-1");
  EXPECT_TRUE(h.driver.has(Role::row, "Layer 1, week of Mon 21 Sep"));
  h.driver.click(Role::button, "Later");
  EXPECT_EQ(h.platform.location(), "/oncall/tier-1?day=2026-09-28");
  EXPECT_TRUE(h.driver.has(Role::heading, "Mon 28 Sep – Sun 4 Oct 2026"));
  h.driver.click(Role::tab, "Month");
  EXPECT_EQ(h.platform.location(), "/oncall/tier-1?span=month&day=2026-09-28");
  EXPECT_TRUE(h.driver.has(Role::heading, "September 2026"));
  h.driver.click(Role::button, "Later");
  EXPECT_TRUE(h.driver.has(Role::heading, "October 2026"));
  h.driver.click(Role::button, "Today");
  EXPECT_EQ(h.platform.location(), "/oncall/tier-1?span=month");
  h.go("/oncall/nothing");
  EXPECT_TRUE(h.driver.says("There is no such schedule"));
}

TEST(OncallRoom, ACoverShowsWhatFollowsBeforeItIsSaved) {
  DeskHarness h;
  h.go("/oncall");
  h.driver.click(Role::button, "Cover a shift…");
  save_with(h, "2026-09-22 09:00", "2026-09-22 18:00");
  choose(h, "Instead of", "Ann Ek");
  choose(h, "Who is on call", "Nobody: the shift is dropped");
  EXPECT_TRUE(h.driver.says("Leaves Tue 22 Sep 09:00–18:00 uncovered"));
  choose(h, "Who is on call", "Bob Okafor");
  EXPECT_FALSE(h.driver.says("uncovered"));
  EXPECT_TRUE(h.driver.says("Bob Okafor is on call Tue 22 Sep 09:00–18:00"));
  h.driver.click(Role::button, "Save");
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  ScheduleChange expected;
  expected.schedule = "tier-1";
  expected.what = {{at("2026-09-22T09:00:00Z"), at("2026-09-22T18:00:00Z")}, "ann", "bob"};
  EXPECT_EQ(h.schedule_changes[0], expected);
  EXPECT_FALSE(h.driver.has(Role::dialog, "Cover a shift"));
}

TEST(OncallRoom, ACoverIsDraggedByItsEndAndByItsMiddle) {
  DeskHarness h;
  h.platform.screen = {1440, 900, 1};
  Workspace workspace = h.replica.confirmed.versions.back()->workspace();
  const Override cover{{at("2026-09-22T09:00:00Z"), at("2026-09-23T09:00:00Z")}, "ann", "bob"};
  workspace.schedules[0].overrides = {cover};
  h.replica.confirmed.versions = {*Policies::prepare(workspace, h.zones, 2)};
  const auto drag_from = [&](float share) {
    h.go("/oncall/tier-1");
    const platform::Node* bar = h.driver.find(Role::button, "Bob Okafor for Ann Ek");
    ASSERT_NE(bar, nullptr);
    const auto [x, y] = h.ui.tree().position(*bar);
    const float day = bar->w + 2, from = x + bar->w * share;
    h.driver.drag(from, y + bar->h / 2, from + day, y + bar->h / 2);
  };
  drag_from(0.99f);
  EXPECT_EQ(h.driver.value(Role::textbox, "From"), "2026-09-22 09:00");
  EXPECT_EQ(h.driver.value(Role::textbox, "To"), "2026-09-24 09:00");
  EXPECT_TRUE(h.driver.says("Bob Okafor is on call")) << "what it changes is said before it is saved";
  h.driver.press("Escape");
  drag_from(0.5f);
  EXPECT_EQ(h.driver.value(Role::textbox, "From"), "2026-09-23 09:00");
  h.driver.click(Role::button, "Save");
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  EXPECT_EQ(h.schedule_changes[0].kind, Kind::change_cover);
  EXPECT_EQ(h.schedule_changes[0].was, cover);
  EXPECT_EQ(h.schedule_changes[0].what,
            (Override{{at("2026-09-23T09:00:00Z"), at("2026-09-24T09:00:00Z")}, "ann", "bob"}));
}

TEST(OncallRoom, OverALimitTheFairestSubstituteIsChosenWithOnePress) {
  DeskHarness h;
  Workspace workspace = h.replica.confirmed.versions.back()->workspace();
  workspace.schedules[0].layers[0].rotation.people = {"olga", "ann", "bob"};  // it is Ann's week, then Bob's
  workspace.users[1].away = {{at("2026-09-28T09:00:00Z"), at("2026-10-05T09:00:00Z")}};
  workspace.guards.longest_run = hours(200);
  h.replica.confirmed.versions = {*Policies::prepare(workspace, h.zones, 2)};
  h.go("/oncall");
  h.driver.click(Role::button, "Cover a shift…");
  save_with(h, "2026-09-28 09:00", "2026-10-05 09:00");
  choose(h, "Instead of", "Nobody: one more is on call");
  choose(h, "Who is on call", "Ann Ek");
  EXPECT_TRUE(h.driver.says("Over a limit: Ann Ek"));
  EXPECT_TRUE(h.driver.says("Beyond the longest run on call"));
  h.driver.click(Role::button, "Choose Olga Brandt, who has the least");
  EXPECT_TRUE(h.driver.says("Olga Brandt is on call Mon 28 Sep 09:00 – Mon 5 Oct 09:00"));
  h.driver.click(Role::button, "Save");
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  EXPECT_EQ(h.schedule_changes[0].what.add, "olga");
}

TEST(OncallRoom, AShiftsCardAsksWhyItsPersonWasTold) {
  DeskHarness h;
  h.go("/oncall");
  h.driver.click(Role::button, this_week);
  h.driver.click(Role::button, "Why told, or not…");
  EXPECT_TRUE(h.driver.has(Role::dialog, "Why was somebody told, or nobody?"));
  EXPECT_EQ(h.driver.value(Role::combobox, "Person"), "Ann Ek");
}

TEST(OncallRoom, WhatTheCoreRefusesIsSaidAndNotSaved) {
  DeskHarness h;
  h.go("/oncall");
  h.driver.click(Role::button, "Cover a shift…");
  save_with(h, "2026-09-22 18:00", "2026-09-22 09:00");
  EXPECT_TRUE(h.driver.says("It must end after it begins."));
  save_with(h, "tomorrow", "2026-09-22 09:00");
  EXPECT_TRUE(h.driver.says("Write it like 2026-03-02 09:00"));
  h.driver.press("Escape");
  EXPECT_TRUE(h.schedule_changes.empty());
}

TEST(OncallRoom, AShiftIsOpenedAndHandedOn) {
  DeskHarness h;
  h.go("/oncall");
  h.driver.click(Role::button, this_week);
  EXPECT_TRUE(h.driver.has(Role::dialog, "Ann Ek"));
  h.driver.click(Role::button, "Ask for a swap…");
  EXPECT_TRUE(h.driver.has(Role::dialog, "Ask for a swap"));
  choose(h, "Ask whom", "Bob Okafor");
  h.driver.click(Role::button, "Ask");
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  EXPECT_EQ(h.schedule_changes[0].kind, Kind::ask_swap);
  EXPECT_EQ(h.schedule_changes[0].what.remove, "ann");
  EXPECT_EQ(h.schedule_changes[0].what.add, "bob");
}

TEST(OncallRoom, AnotherTakesAShiftWithOnePress) {
  DeskHarness h;
  h.replica.me = {Actor::Kind::user, "bob", oasis::Role::agent};
  h.go("/oncall");
  h.driver.click(Role::button, this_week);
  h.driver.click(Role::button, "Take this shift");
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  EXPECT_EQ(h.schedule_changes[0].what.remove, "ann");
  EXPECT_EQ(h.schedule_changes[0].what.add, "bob");
}

TEST(OncallRoom, ViewersOnlyLook) {
  DeskHarness h;
  h.replica.me = {Actor::Kind::user, "vic", oasis::Role::viewer};
  h.go("/oncall");
  EXPECT_FALSE(h.driver.has(Role::button, "Cover a shift…"));
  h.driver.click(Role::button, this_week);
  EXPECT_FALSE(h.driver.has(Role::button, "Take this shift"));
}

TEST(OncallRoom, ARequestForASwapIsAnswered) {
  DeskHarness h;
  const Interval during{at("2026-09-22T09:00:00Z"), at("2026-09-23T09:00:00Z")};
  h.shell.oncall.link.requests = {{"tier-1", {during, "bob", "ann"}, std::nullopt}};
  h.go("/oncall");
  EXPECT_TRUE(h.driver.says("Bob Okafor asks Ann Ek to take Tue 22 Sep 09:00 – Wed 23 Sep 09:00"));
  h.driver.click(Role::button, "Accept the swap");
  h.driver.click(Role::button, "Decline the swap");
  ASSERT_EQ(h.schedule_changes.size(), 2u);
  EXPECT_EQ(h.schedule_changes[0].kind, Kind::accept_swap);
  EXPECT_EQ(h.schedule_changes[1].kind, Kind::withdraw_swap);
}

TEST(OncallRoom, TimeAwayIsAskedFor) {
  DeskHarness h;
  h.go("/oncall");
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Time away…");
  save_with(h, "2026-09-25 00:00", "2026-09-26 00:00");
  EXPECT_TRUE(h.driver.says("Leaves Fri 25 Sep 00:00 – Sat 26 Sep 00:00 uncovered"));
  h.driver.click(Role::button, "Save");
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  EXPECT_EQ(h.schedule_changes[0].kind, Kind::add_away);
  EXPECT_EQ(h.schedule_changes[0].what.remove, "ann");
}

TEST(OncallRoom, ANoteIsLeftForTheNext) {
  DeskHarness h;
  h.shell.oncall.link.notes["tier-1"] = "Old words";
  h.go("/oncall");
  EXPECT_TRUE(h.driver.says("Note for the next"));
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Note for the next…");
  EXPECT_EQ(h.driver.value(Role::multiline, "Note"), "Old words");
  h.driver.fill(Role::multiline, "Note", "All quiet");
  h.driver.click(Role::button, "Leave the note");
  EXPECT_EQ(h.handoff_notes, std::vector<std::string>{"All quiet"});
}

TEST(OncallRoom, IsAListOfDaysOnAPhone) {
  DeskHarness h;
  h.platform.screen = {780, 1688, 2};
  h.platform.wishes.coarse_pointer = true;
  h.go("/oncall");
  EXPECT_FALSE(h.driver.has(Role::grid, "On call, week of"));
  EXPECT_TRUE(h.driver.has(Role::list, "Mon 21 Sep, today"));
  h.driver.click(Role::button, this_week);
  EXPECT_TRUE(h.driver.has(Role::dialog, "Ann Ek"));
}

// ---- shifts from a file
// --------------------------------------------------------------------------------------------------

const std::string shifts_go_to = "/api/v1/schedules/tier-1/shifts/read";

/// The file's shifts arrive as the server has read them.
void arrive(DeskHarness& h, int status, const std::string& body) {
  h.platform.pending.uploads.push_back({1, h.platform.files_go_to, "rota.ics", status, 100, body});
  h.draw_frame();
  h.driver.settle();
}

const char* three_shifts = R"({"shifts": [
  {"line": 2, "from": "2026-09-22T09:00:00Z", "to": "2026-09-23T09:00:00Z", "users": ["bob"], "person": "Bob"},
  {"line": 9, "from": "2026-09-01T09:00:00Z", "to": "2026-09-02T09:00:00Z", "users": ["bob"], "person": "Bob"},
  {"line": 16, "from": "2026-09-24T09:00:00Z", "to": "2026-09-25T09:00:00Z", "person": "Olga from sales"},
  {"line": 23, "problem": "DTSTART is no date or time, line 24", "person": "x"}]})";

TEST(OncallImport, AFileIsOpenedAndEachShiftSaysWhatHappens) {
  DeskHarness h;
  h.platform.screen = {1440, 900, 1};
  h.go("/oncall");
  EXPECT_EQ(h.platform.files_go_to, shifts_go_to);
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Shifts from a file…");
  EXPECT_EQ(h.platform.file_dialogs, 1);
  arrive(h, 200, three_shifts);
  EXPECT_TRUE(h.driver.has(Role::dialog, "Shifts from a file"));
  EXPECT_TRUE(h.driver.says("Support on call: 4 shifts in rota.ics, times in UTC"));
  EXPECT_TRUE(h.driver.has(Role::row, "Tue 22 Sep 09:00 – Wed 23 Sep 09:00, Bob Okafor, A new cover"));
  EXPECT_TRUE(h.driver.has(Role::row, "Tue 1 Sep 09:00 – Wed 2 Sep 09:00, Bob Okafor, Over"));
  EXPECT_TRUE(h.driver.has(Role::row, "Thu 24 Sep 09:00 – Fri 25 Sep 09:00, Olga from sales, Nobody here is known by this name"));
  EXPECT_TRUE(h.driver.has(Role::row, "Line 23, x, DTSTART is no date or time, line 24"));
  EXPECT_TRUE(h.driver.says("Bob Okafor is on call Tue 22 Sep 09:00 – Wed 23 Sep 09:00"));
}

TEST(OncallImport, AYearThatIsNotThisOneIsSaid) {
  DeskHarness h;
  h.platform.screen = {1440, 900, 1};
  h.go("/oncall");
  arrive(h, 200, R"({"shifts": [
    {"line": 2, "from": "2026-12-31T09:00:00Z", "to": "2027-01-01T09:00:00Z", "users": ["bob"], "person": "Bob"},
    {"line": 9, "from": "2027-01-02T09:00:00Z", "to": "2027-01-03T09:00:00Z", "users": ["bob"], "person": "Bob"},
    {"line": 16, "from": "2020-01-02T09:00:00Z", "to": "2020-01-02T17:00:00Z", "users": ["bob"], "person": "Bob"}]})");
  EXPECT_TRUE(h.driver.has(Role::row, "Thu 31 Dec 09:00 – Fri 1 Jan 2027 09:00, Bob Okafor, A new cover"));
  EXPECT_TRUE(h.driver.has(Role::row, "Sat 2 Jan 2027 09:00 – Sun 3 Jan 09:00, Bob Okafor, A new cover"));
  EXPECT_TRUE(h.driver.has(Role::row, "Thu 2 Jan 2020 09:00–17:00, Bob Okafor, Over"));
  EXPECT_TRUE(h.driver.says("Bob Okafor is on call Sat 2 Jan 2027 09:00 – Sun 3 Jan 09:00"));
}

TEST(OncallImport, WhatIsTickedBecomesOneChange) {
  DeskHarness h;
  h.platform.screen = {1440, 900, 1};
  h.go("/oncall");
  arrive(h, 200, three_shifts);
  choose(h, "Who is “Olga from sales”?", "Olga Brandt");
  EXPECT_TRUE(h.driver.has(Role::button, "Take 2 shifts"));
  h.driver.click(Role::checkbox, "Take Tue 22 Sep 09:00 – Wed 23 Sep 09:00, Bob Okafor");
  h.driver.click(Role::button, "Take 1 shift");
  EXPECT_FALSE(h.driver.has(Role::dialog, "Shifts from a file"));
  ASSERT_EQ(h.schedule_changes.size(), 1u);
  EXPECT_EQ(h.schedule_changes[0].kind, Kind::covers);
  EXPECT_EQ(h.schedule_changes[0].schedule, "tier-1");
  EXPECT_EQ(h.schedule_changes[0].covers,
            (std::vector<Override>{{{at("2026-09-24T09:00:00Z"), at("2026-09-25T09:00:00Z")}, "ann", "olga"}}));
}

TEST(OncallImport, WhoMayNotPutOthersOnCallTakesTheirOwnShifts) {
  DeskHarness h;
  h.replica.me = {Actor::Kind::user, "bob", oasis::Role::agent};
  h.go("/oncall");
  arrive(h, 200, R"({"shifts": [
    {"line": 2, "from": "2026-09-22T09:00:00Z", "to": "2026-09-23T09:00:00Z", "users": ["bob"], "person": "Bob"},
    {"line": 9, "from": "2026-09-24T09:00:00Z", "to": "2026-09-25T09:00:00Z", "users": ["olga"], "person": "Olga"}]})");
  EXPECT_TRUE(h.driver.has(Role::button, "Take 1 shift"));
  h.driver.click(Role::checkbox, "Take Thu 24 Sep 09:00 – Fri 25 Sep 09:00, Olga Brandt");
  EXPECT_TRUE(h.driver.says("Only managers change other people's shifts"));
}

TEST(OncallImport, AFileThatIsNoneSaysTheLineAndWhy) {
  DeskHarness h;
  h.go("/oncall");
  arrive(h, 422, R"({"error": {"message": "has no colon: this is no iCalendar file", "where": "line 3"}})");
  EXPECT_TRUE(h.driver.says("rota.ics was not read: line 3 has no colon: this is no iCalendar file"));
  arrive(h, 413, "");
  EXPECT_TRUE(h.driver.says("rota.ics was not read: it is larger than 1 MB"));
  arrive(h, 200, R"({"shifts": []})");
  EXPECT_TRUE(h.driver.says("There is no shift in this file"));
  EXPECT_TRUE(h.schedule_changes.empty());
}

// ---- the pure part
// --------------------------------------------------------------------------------------------------

TEST(OncallPlace, IsReadAsItIsWritten) {
  for (const char* address : {"/oncall", "/oncall/tier-1", "/oncall?span=list",
                              "/oncall/a?span=month&day=2026-03-02", "/oncall?day=2026-03-02"})
    EXPECT_EQ(address_of(read_oncall_address(address)), address);
  EXPECT_EQ(address_of(read_oncall_address("/oncall/?span=never&day=2026-99-99")), "/oncall");
}

TEST(OncallPlace, AMonthIsShownInWholeWeeks) {
  OncallPlace place;
  place.span = OncallSpan::month;
  const DayRange march = range_of(place, day_number(Date{2026, 3, 15}));
  EXPECT_EQ(march, (DayRange{day_number(Date{2026, 2, 23}), 42}));
  EXPECT_EQ(*moved(place, 1, day_number(Date{2026, 1, 31})).day, day_number(Date{2026, 2, 1}));
}

}  // namespace
}  // namespace oasis
