// Shifts of a calendar file in a schedule: who is meant, what becomes of each, the covers that make it so.
#include "shared/report/shift_import.hpp"

#include <gtest/gtest.h>

#include "shared/codec/ical.hpp"
#include "shared/codec/ical_shifts.hpp"
#include "shared/report/oncall_feed.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}

const Instant now = at("2026-03-04T10:00:00Z");  // a Wednesday; Ann's week began on Monday at 09:00

Workspace small() {
  Workspace workspace;
  workspace.zone = "UTC";
  const auto add = [&](const char* id, const char* name, Role role) {
    User user;
    user.id = id;
    user.name = name;
    user.role = role;
    user.contacts = {{"email", std::string(id) + "@acme.example"}};
    workspace.users.push_back(user);
  };
  add("ann", "Ann Ek", Role::agent);
  add("bob", "Bob Okafor", Role::agent);
  add("mia", "Mia Sol", Role::manager);
  add("vic", "Vic Low", Role::viewer);
  Schedule schedule;
  schedule.id = "tier-1";
  schedule.name = "Support";
  schedule.layers = {
      {0, {Rotation::Kind::weekly, 1, *parse_local_time("2026-03-02T09:00:00"), {"ann", "bob"}}, {}}};
  workspace.schedules.push_back(schedule);
  schedule.id = "tier";
  workspace.schedules.push_back(schedule);
  return workspace;
}

std::shared_ptr<const Policies> prepared(const Workspace& workspace) {
  return *Policies::prepare(workspace, Zones(), 1);
}

ImportedShift shift(const char* from, const char* to, std::vector<Id> users) {
  ImportedShift one;
  one.during = {at(from), at(to)};
  one.users = std::move(users);
  return one;
}

// ---- who is meant

IcalShift event(std::string summary, std::vector<std::string> mails = {}, std::string organizer = "") {
  IcalShift one;
  one.during = {now, now + hours(8)};
  one.summary = std::move(summary);
  one.names.resize(mails.size());
  one.mails = std::move(mails);
  one.organizer = std::move(organizer);
  return one;
}

std::vector<Id> meant_by(const IcalShift& one) {
  return recognise_shifts({one}, *prepared(small()), "tier-1").front().users;
}

using Ids = std::vector<Id>;

TEST(ShiftImport, FindsPeopleByMailThenByNameThenByWhoMadeIt) {
  EXPECT_EQ(meant_by(event("Duty of Mia Sol", {"ANN@acme.example"})), Ids{"ann"});
  EXPECT_EQ(meant_by(event("", {"bob@acme.example", "ann@acme.example", "x@y.example"})), (Ids{"ann", "bob"}));
  EXPECT_EQ(meant_by(event("On call: BOB OKAFOR (tier 1)", {}, "mia@acme.example")), Ids{"bob"});
  EXPECT_EQ(meant_by(event("Duty", {}, "mia@acme.example")), Ids{"mia"});
  IcalShift named = event("Duty", {"ann@elsewhere.example"});
  named.names = {"Ann Ek"};
  EXPECT_EQ(meant_by(named), Ids{"ann"});
}

TEST(ShiftImport, TakesNobodyWhereItIsNotSure) {
  EXPECT_EQ(meant_by(event("Ann Ekman")), Ids{});                   // another name that begins alike
  EXPECT_EQ(meant_by(event("Ann Ek or Bob Okafor")), Ids{});        // one of two
  EXPECT_EQ(meant_by(event("Vic Low", {"vic@acme.example"})), Ids{});  // viewers are never on call
  const auto one = recognise_shifts({event("Ann")}, *prepared(small()), "tier-1").front();
  EXPECT_EQ(one.person, "Ann");
}

// ---- what becomes of them

std::vector<ImportFate> fates(const Workspace& workspace, const std::vector<ImportedShift>& shifts) {
  return fates_of(*prepared(workspace), "tier-1", shifts, now);
}

TEST(ShiftImport, SaysWhatBecomesOfEach) {
  Workspace workspace = small();
  workspace.schedules[0].overrides = {{{at("2026-03-20T09:00:00Z"), at("2026-03-21T09:00:00Z")}, "ann", "mia"}};
  ImportedShift other = shift("2026-03-09T09:00:00Z", "2026-03-10T09:00:00Z", {"ann"});
  other.other_schedule = "tier";
  ImportedShift unreadable;
  unreadable.problem = "It has no end";
  const std::vector<ImportedShift> shifts = {
      shift("2026-03-09T09:00:00Z", "2026-03-16T09:00:00Z", {"bob"}),   // his week
      shift("2026-03-17T09:00:00Z", "2026-03-18T09:00:00Z", {"bob"}),   // hers
      shift("2026-03-20T12:00:00Z", "2026-03-20T15:00:00Z", {"ann"}),   // Mia covers it
      shift("2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z", {"bob"}),
      shift("2026-03-23T09:00:00Z", "2026-03-24T09:00:00Z", {}),
      shift("2027-03-23T09:00:00Z", "2027-03-24T09:00:00Z", {"bob"}),
      other, unreadable};
  using F = ImportFate;
  EXPECT_EQ(fates(workspace, shifts), (std::vector<F>{F::already, F::cover, F::replaces, F::past, F::unknown, F::too_far,
                                                      F::elsewhere, F::unreadable}));
}

TEST(ShiftImport, SaysWhereNothingCanBeChanged) {
  Workspace workspace = small();
  workspace.users[1].away = {{at("2026-03-17T00:00:00Z"), at("2026-03-18T00:00:00Z")}};
  workspace.schedules[0].fixed = {{{at("2026-03-19T00:00:00Z"), at("2026-03-20T00:00:00Z")}, {}}};
  EXPECT_EQ(fates(workspace, {shift("2026-03-17T09:00:00Z", "2026-03-17T19:00:00Z", {"bob"}),
                              shift("2026-03-19T09:00:00Z", "2026-03-19T19:00:00Z", {"mia"})}),
            (std::vector<ImportFate>{ImportFate::unchangeable, ImportFate::unchangeable}));
}

TEST(ShiftImport, OurOwnFeedChangesNothing) {
  Workspace workspace = small();
  workspace.schedules[0].overrides = {{{at("2026-03-20T09:00:00Z"), at("2026-03-21T09:00:00Z")}, "ann", ""}};  // a gap
  const auto policies = prepared(workspace);
  for (const Id& user : {Id(), Id("bob")}) {
    IcalFeed feed;
    feed.name = "On call";
    feed.zone = policies->shared_zone("UTC");
    feed.stamp = now;
    for (const FeedShift& one : feed_of(*policies, user, user.empty() ? "tier-1" : "", now))
      feed.events.push_back({uid_of(one), one.during, one.summary, one.details, true});
    ASSERT_GT(feed.events.size(), 10u);
    const auto read = read_ical_shifts(write_ical(feed), feed.zone, Zones(), now);
    ASSERT_TRUE(read.ok());
    const auto shifts = recognise_shifts(*read, *policies, "tier-1");
    EXPECT_EQ(shifts.size(), feed.events.size());
    std::size_t elsewhere = 0;
    for (const ImportFate fate : fates_of(*policies, "tier-1", shifts, now)) {
      EXPECT_FALSE(may_be_taken(fate));
      EXPECT_NE(fate, ImportFate::unknown);
      elsewhere += fate == ImportFate::elsewhere ? 1 : 0;
    }
    EXPECT_EQ(elsewhere > 0, !user.empty()) << "a person's feed has the shifts of every schedule";
  }
}

// ---- the covers

/// "who is relieved → who stands in, from to".
std::vector<std::string> covers(const Workspace& workspace, const std::vector<ImportedShift>& shifts) {
  std::vector<std::string> out;
  for (const Override& one : covers_for(*prepared(workspace), "tier-1", shifts, now))
    out.push_back(one.remove + ">" + one.add + " " + to_text(one.during.from) + " " + to_text(one.during.to));
  return out;
}

using Lines = std::vector<std::string>;

TEST(ShiftImport, RelievesWhoeverIsOnCallThen) {
  // Over the change of shift on Monday 9 March: Ann's week ends, Bob's begins.
  EXPECT_EQ(covers(small(), {shift("2026-03-08T09:00:00Z", "2026-03-10T09:00:00Z", {"mia"})}),
            (Lines{"ann>mia 2026-03-08T09:00:00Z 2026-03-09T09:00:00Z", "bob>mia 2026-03-09T09:00:00Z 2026-03-10T09:00:00Z"}));
  EXPECT_EQ(covers(small(), {shift("2026-03-08T09:00:00Z", "2026-03-10T09:00:00Z", {"bob"})}),
            Lines{"ann>bob 2026-03-08T09:00:00Z 2026-03-09T09:00:00Z"});
}

TEST(ShiftImport, NeverTouchesThePast) {
  EXPECT_EQ(covers(small(), {shift("2026-03-03T09:00:00Z", "2026-03-05T09:00:00Z", {"bob"})}),
            Lines{"ann>bob 2026-03-04T10:00:00Z 2026-03-05T09:00:00Z"});
}

TEST(ShiftImport, ShiftsAtTheSameTimePutSeveralOnCall) {
  EXPECT_EQ(covers(small(), {shift("2026-03-17T09:00:00Z", "2026-03-18T09:00:00Z", {"ann"}),
                             shift("2026-03-17T12:00:00Z", "2026-03-17T18:00:00Z", {"bob", "mia"})}),
            (Lines{">bob 2026-03-17T12:00:00Z 2026-03-17T18:00:00Z", ">mia 2026-03-17T12:00:00Z 2026-03-17T18:00:00Z"}));
}

TEST(ShiftImport, AreOneChangeThatIsTakenBackAsOne) {
  const Workspace workspace = small();
  ScheduleChange change;
  change.kind = ScheduleChange::Kind::covers;
  change.schedule = "tier-1";
  const std::vector<ImportedShift> shifts = {shift("2026-03-03T09:00:00Z", "2026-03-05T09:00:00Z", {"bob"}),
                                             shift("2026-03-08T09:00:00Z", "2026-03-10T09:00:00Z", {"mia"})};
  change.covers = covers_for(*prepared(workspace), "tier-1", shifts, now);
  const Actor mia{Actor::Kind::user, "mia", Role::manager};
  const Instant then = now + minutes(1);  // the server's clock is a little later
  const auto after = change_schedules(*prepared(workspace), {}, change, mia, then);
  ASSERT_TRUE(after.ok()) << after.error().what;
  EXPECT_EQ(after->workspace.schedules[0].overrides.size(), 3u);
  for (const ImportFate fate : fates(after->workspace, {shift("2026-03-08T09:00:00Z", "2026-03-10T09:00:00Z", {"mia"})}))
    EXPECT_EQ(fate, ImportFate::already);
  const auto back = change_schedules(*prepared(after->workspace), {}, *reverse_of(change), mia, then);
  ASSERT_TRUE(back.ok()) << back.error().what;
  EXPECT_EQ(back->workspace, workspace);
}

}  // namespace
}  // namespace oasis
