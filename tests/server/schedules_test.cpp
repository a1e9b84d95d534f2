// The on-call calendar on the real server: changes and who is told, requests for swaps, feeds that two other
// programs read, the page and its JSON, holidays.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/places.hpp"
#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

/// So many days from now at 12:00 UTC.
std::string in_days(int days) {
  const std::time_t at = std::time(nullptr) / 86'400 * 86'400 + days * 86'400 + 43'200;
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&at));
  return text;
}

struct Schedules : testing::Test {
  TemporaryFolder folder;
  oasis_test::SmtpTestServer smtp{{"plain"}};
  Desk desk{
      folder.path() + "/data",
      {"--smtp", "smtp://127.0.0.1:" + std::to_string(smtp.port()), "--mail-from", "support@acme.example"}};

  void SetUp() override {
    ASSERT_GT(smtp.port(), 0) << "python3-aiosmtpd is needed";
    json document = json::parse(escalating_workspace("1h", "30m"));
    document["zone"] = "Europe/Berlin";
    document["calendars"] = {{{"id", "office"}, {"hours", {{"mon", json::array({json::array({"09:00", "17:00"})})}}}}};
    document["schedules"] = {
        {{"id", "tier-1"},
         {"name", "Support on call"},
         {"layers",
          {{{"priority", 0},
            {"rotation", {{"kind", "weekly"}, {"start", "2026-01-05T09:00:00"}, {"people", {"ann"}}}}}}}}};
    desk.import(document.dump());
  }

  json change(const json& body, int expected = 200) {
    const auto answer = desk.browser.post_json("/api/v1/schedules/changes", body.dump());
    EXPECT_EQ(answer->status, expected) << answer->body;
    return json::parse(answer->body, nullptr, false);
  }
  json cover(const std::string& user, const std::string& by) {
    json body = {{"do", "cover"}, {"schedule", "tier-1"}, {"from", in_days(2)}, {"to", in_days(3)}};
    if (!user.empty()) body["user"] = user;
    if (!by.empty()) body["by"] = by;
    return body;
  }
  json schedule() {
    const Finished out = run_command({"config", "export", "--data", desk.server.data_folder()});
    return json::parse(out.out)["schedules"][0];
  }
  /// The path behind a label of the page of feeds.
  std::string feed(const std::string& name) {
    const std::string page = desk.browser.get("/feeds")->body;
    const std::size_t label = page.find(">" + name + "<");
    const std::size_t value = page.find("value=\"http", label) + 7;
    const std::string url = page.substr(value, page.find('"', value) - value);
    return url.substr(url.find('/', 8));
  }
  Answer as_nobody(const std::string& path) { return Browser(desk.server.port()).get(path); }
};

TEST_F(Schedules, ACoverIsKeptAndThoseWhomItConcernsAreTold) {
  const json answer = change(cover("ann", "bob"));
  EXPECT_EQ(answer["effects"][0]["begin"][0]["user"], "bob");
  EXPECT_EQ(answer["effects"][0]["end"][0]["user"], "ann");
  EXPECT_EQ(schedule()["overrides"].size(), 1u);
  std::set<std::string> told;
  for (int i = 0; i < 2; ++i) {
    const json mail = json::parse(smtp.line(), nullptr, false);
    told.insert(mail["to"][0].get<std::string>());
    EXPECT_NE(mail["data"].get<std::string>().find("Your times on call have changed"), std::string::npos);
  }
  EXPECT_EQ(told, (std::set<std::string>{"ann@acme.example", "bob@acme.example"}));
}

TEST_F(Schedules, WhatTheCoreRefusesChangesNothing) {
  EXPECT_EQ(change(cover("bob", "ann"), 409)["error"]["message"], "Bob Okafor is not on call then.");
  EXPECT_EQ(change(cover("", ""), 422)["error"]["where"], "/user");
  EXPECT_EQ(change({{"do", "dance"}}, 422)["error"]["where"], "/do");
  EXPECT_FALSE(schedule().contains("overrides"));
}

TEST_F(Schedules, ARequestForASwapWaitsUntilItIsAnswered) {
  json ask = cover("ann", "bob");
  ask["do"] = "ask_swap";
  change(ask);
  const json waiting = desk.get("/api/v1/oncall")["swaps"];
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0]["by"], "bob");
  EXPECT_FALSE(schedule().contains("swaps"));
  ask["do"] = "accept_swap";
  change(ask);
  EXPECT_TRUE(desk.get("/api/v1/oncall")["swaps"].empty());
  EXPECT_EQ(schedule()["swaps"][0]["taken_by"], "bob");
  EXPECT_EQ(change(ask, 409)["error"]["message"], "This request was answered or taken back meanwhile.");
}

/// parser → lines without it.
std::map<std::string, std::vector<std::string>> read_by_others(const std::string& feed,
                                                               const std::string& folder) {
  const std::string file = folder + "/feed.ics";
  std::ofstream(file, std::ios::binary) << feed;
  const std::string command =
      "/usr/bin/python3 " + source_folder() + "/tests/fixtures/ical/read_feed.py < " + file + " 2>&1";
  std::map<std::string, std::vector<std::string>> read;
  std::string out;
  if (std::FILE* pipe = popen(command.c_str(), "r")) {
    char part[4096];
    while (const std::size_t size = std::fread(part, 1, sizeof part, pipe)) out.append(part, size);
    EXPECT_EQ(pclose(pipe), 0) << out;
  }
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos) read[line.substr(0, tab)].push_back(line.substr(tab + 1));
  }
  return read;
}

TEST_F(Schedules, FeedsAreReadTheSameByTwoOtherPrograms) {
  change(cover("ann", "bob"));
  const auto feed_answer = as_nobody(feed("Support on call"));
  ASSERT_EQ(feed_answer->status, 200);
  EXPECT_EQ(feed_answer->get_header_value("Content-Type"), "text/calendar; charset=utf-8");
  const auto read = read_by_others(feed_answer->body, folder.path());
  ASSERT_EQ(read.size(), 2u);
  const std::vector<std::string>& events = read.at("icalendar");
  EXPECT_GT(events.size(), 40u);
  EXPECT_EQ(events, read.at("vobject"));
  std::set<std::string> uids;
  std::string of_bob;  // one event; on some weekdays two, because the hand-off of the layer lies within
  for (const std::string& event : events) {
    uids.insert(event.substr(0, event.find('\t')));
    if (event.find("Bob Okafor: Support on call") == std::string::npos) continue;
    const std::size_t from = event.find('\t') + 1;
    const std::string start = event.substr(from, event.find('\t', from) - from);
    const std::size_t to = from + start.size() + 1;
    if (!of_bob.empty()) {
      EXPECT_EQ(of_bob.substr(of_bob.find('\t') + 1), start) << "without a gap";
    }
    const std::string end = event.substr(to, event.find('\t', to) - to);
    of_bob = (of_bob.empty() ? start : of_bob.substr(0, of_bob.find('\t'))) + "\t" + end;
  }
  EXPECT_EQ(uids.size(), events.size()) << "each shift has an id of its own";
  EXPECT_EQ(of_bob, in_days(2) + "\t" + in_days(3));
  const auto again = read_by_others(as_nobody(feed("Support on call"))->body, folder.path());
  EXPECT_EQ(again.at("icalendar"), events) << "ids stay the same";
}

TEST_F(Schedules, APersonsLinksDieWhenTheyMakeNewOnes) {
  const std::string own = feed("Your own shifts"), page = feed("Who is on call");
  EXPECT_EQ(as_nobody(own)->status, 200);
  EXPECT_EQ(as_nobody(own.substr(0, own.size() - 1) + "_")->status, 404);
  EXPECT_EQ(as_nobody("/ical/" + page.substr(8))->status, 404) << "a link is for one thing";
  EXPECT_EQ(desk.browser.post_form("/feeds", {})->status, 303);
  EXPECT_EQ(as_nobody(own)->status, 404);
  EXPECT_EQ(as_nobody(feed("Your own shifts"))->status, 200);
}

TEST_F(Schedules, WhoIsOnCallIsAPageAndJson) {
  const auto page = as_nobody(feed("Who is on call"));
  ASSERT_EQ(page->status, 200);
  EXPECT_NE(page->body.find("Ann Ek"), std::string::npos);
  EXPECT_EQ(page->body.find("<script"), std::string::npos);
  const json by_link = json::parse(as_nobody(feed("Who is on call") + "?format=json")->body);
  EXPECT_EQ(by_link["schedules"][0]["people"][0]["name"], "Ann Ek");
  EXPECT_EQ(desk.get("/api/v1/oncall")["schedules"], by_link["schedules"]);
  EXPECT_EQ(as_nobody("/api/v1/oncall")->status, 401);
}

TEST_F(Schedules, ANoteForTheNextIsKept) {
  const auto post = [&](const std::string& schedule, const json& body) {
    return desk.browser.post_json("/api/v1/schedules/" + schedule + "/note", body.dump())->status;
  };
  EXPECT_EQ(post("tier-1", {{"text", "The printer is still on fire."}}), 200);
  const json note = desk.get("/api/v1/oncall")["schedules"][0]["note"];
  EXPECT_EQ(note, (json{{"text", "The printer is still on fire."}, {"by", "olga-brandt"}}));
  const std::string page = feed("Who is on call");
  EXPECT_EQ(as_nobody(page + "?format=json")->body.find("fire"), std::string::npos) << "for staff only";
  EXPECT_EQ(post("tier-1", {{"text", ""}}), 200);
  EXPECT_FALSE(desk.get("/api/v1/oncall")["schedules"][0].contains("note"));
  EXPECT_EQ(post("tier-1", {{"text", std::string(5'000, 'x')}}), 422);
  EXPECT_EQ(post("tier-9", {{"text", "x"}}), 422);
  EXPECT_EQ(post("tier-1", {{"words", "x"}}), 422);
}

TEST_F(Schedules, ShiftsInAFileAreReadAndTakenAsOneChange) {
  const auto read = [&](const std::string& schedule, const std::string& file) {
    return desk.browser.post_json("/api/v1/schedules/" + schedule + "/shifts/read", file);
  };
  const auto own = read("tier-1", as_nobody(feed("Support on call"))->body);
  ASSERT_EQ(own->status, 200) << own->body;
  const json ours = json::parse(own->body)["shifts"];
  EXPECT_GT(ours.size(), 20u);
  EXPECT_EQ(ours[0]["users"], json::array({"ann"})) << "by the feed's own ids";
  std::string day = in_days(2).substr(0, 10);
  day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
  const auto answer = read("tier-1",
                           "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Tier 1\r\nDTSTART:" + day + "T120000\r\nDURATION:PT8H\r\n"
                           "ATTENDEE:mailto:Bob@acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  ASSERT_EQ(answer->status, 200) << answer->body;
  const json shift = json::parse(answer->body)["shifts"][0];
  EXPECT_EQ(shift["users"], json::array({"bob"}));
  EXPECT_NE(shift["from"], in_days(2)) << "a time without a zone is Berlin's";
  const json covers = json::array({{{"from", shift["from"]}, {"to", shift["to"]}, {"user", "ann"}, {"by", "bob"}},
                                   {{"from", in_days(5)}, {"to", in_days(6)}, {"user", "ann"}, {"by", "bob"}}});
  change({{"do", "covers"}, {"schedule", "tier-1"}, {"covers", covers}});
  EXPECT_EQ(schedule()["overrides"].size(), 2u);
  change({{"do", "remove_covers"}, {"schedule", "tier-1"}, {"covers", covers}});
  EXPECT_FALSE(schedule().contains("overrides"));
  const auto bad = read("tier-1", "BEGIN:VCALENDAR\r\nrubbish\r\n");
  EXPECT_EQ(bad->status, 422);
  EXPECT_EQ(json::parse(bad->body)["error"]["where"], "line 2");
  EXPECT_EQ(read("tier-9", "")->status, 422);
}

TEST_F(Schedules, HolidaysComeFromAFile) {
  const std::string file =
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\n"
      "END:VCALENDAR\r\n";
  const auto post = [&](const std::string& path, const std::string& body) {
    return desk.browser.post_json(path, body);
  };
  const auto done = post("/api/v1/calendars/office/holidays", file);
  ASSERT_EQ(done->status, 200) << done->body;
  EXPECT_EQ(json::parse(done->body), (json{{"days", 1}, {"added", 1}}));
  EXPECT_EQ(json::parse(post("/api/v1/calendars/office/holidays", file)->body)["added"], 0);
  const auto bad = post("/api/v1/calendars/office/holidays", "BEGIN:VCALENDAR\r\nrubbish\r\n");
  EXPECT_EQ(bad->status, 422);
  EXPECT_EQ(json::parse(bad->body)["error"]["where"], "line 2");
  EXPECT_EQ(post("/api/v1/calendars/none/holidays", file)->status, 422);
}

}  // namespace
}  // namespace oasis::test
