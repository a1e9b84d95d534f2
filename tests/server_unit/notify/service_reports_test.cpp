// Monthly service reports (docs/semantics.md, "Service reports"): when they leave, once, to whom and with what, on a virtual
// clock.
#include "server/notify/service_reports.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "server/engine/loading.hpp"
#include "server/engine/measuring.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/email.hpp"
#include "server/store/bounces.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "shared/text/fold.hpp"
#include "shared/time/text.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

const Actor the_system{Actor::Kind::system, "", Role::admin};
const Actor ann{Actor::Kind::user, "ann", Role::agent};

json document_with(const json& service_report) {
  json customer = {{"id", "globex"},
                   {"name", "Globex & Söhne"},
                   {"language", "de"},
                   {"zone", "Europe/Berlin"},
                   {"sla", "gold"},
                   {"contacts", {{{"id", "gina"}, {"name", "Gina Roth"}, {"email", "gina@globex.example"}}}}};
  if (!service_report.is_null()) customer["service_report"] = service_report;
  return {{"name", "Acme Support"},
          {"users",
           {{{"id", "ann"}, {"name", "Ann Ek"}, {"contacts", {{"email", "ann@acme.example"}}}},
            {{"id", "olga"}, {"name", "Olga"}, {"role", "admin"}, {"contacts", {{"email", "olga@acme.example"}}}}}},
          {"slas", {{{"id", "gold"}, {"name", "Gold"}, {"targets", {{"normal", {{"first_response", "1h"}}}}}}}},
          {"customers", {customer, {{"id", "initech"}, {"name", "Initech"}}}}};
}

struct MonthlyReports : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{*parse_instant("2026-03-10T09:00:00Z")};
  engine::Links links{"https://support.acme.example", "key"};
  std::unique_ptr<engine::Writer> writer;
  const json usual = {{"to", {"gina", "board@globex.example", "GINA@globex.example"}}};

  void SetUp() override { start(true); }
  void start(bool fresh) {
    auto database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    if (fresh) {
      store::migrate(database, store::migrations());
      engine::install_workspace(database, zones, clock.now());
    }
    engine::WriterHooks hooks;
    hooks.jobs["service_reports"] = mail_service_reports;
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database), clock, hooks);
    writer->act_on_time();
  }
  /// The process ends, and is started again at that instant.
  void sleep_until(const char* text) {
    writer->rest();
    writer.reset();
    clock.set(*parse_instant(text));
    start(false);
    pass_until(text);
  }
  void adopt(const json& service_report) { adopt_document(document_with(service_report)); }
  void adopt_document(const json& document) {
    writer->run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(document.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
    // Started again, it looks at the new setting at once.
    writer->rest();
    writer.reset();
    start(false);
    writer->run([](engine::Turn&) {});
  }
  void pass_until(const char* text) {
    const Instant until = *parse_instant(text);
    const auto go_to = [this](Instant at) {
      clock.set(at);
      writer->run([](engine::Turn&) {});  // what is due then happens with it
    };
    for (auto due = writer->next_due(); due && *due <= until; due = writer->next_due())
      go_to(std::max(*due, clock.now()));
    go_to(until);
  }
  std::vector<store::Outgoing> letters() {
    std::vector<store::Outgoing> all;
    writer->run_store([&](store::Database& database) { all = store::outgoing_to(database, "", Instant{0}); });
    return all;
  }
  void open_ticket(const TicketId& id, const char* subject) {
    CreateTicket create;
    create.ticket = id;
    create.customer = "globex";
    create.subject = subject;
    create.message.id = id + "/1";
    create.message.text = "It smokes.";
    command(create, the_system);
  }
  void command(const Command& what, const Actor& who) {
    writer->run([&](engine::Turn& turn) {
      const auto refusal = turn.run(what, who);
      ASSERT_FALSE(refusal) << refusal->what;
    });
  }
};

std::string only_file_in(const std::string& folder) {
  std::ifstream file(std::filesystem::directory_iterator(folder)->path(), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(MonthlyReports, NoneIsMailedUnlessItIsSetUp) {
  adopt(nullptr);
  open_ticket("t-1", "Printer");
  for (const char* day : {"2026-04-02T12:00:00Z", "2026-05-02T12:00:00Z"}) sleep_until(day);
  EXPECT_TRUE(letters().empty());
}

TEST_F(MonthlyReports, EachAddressGetsEachMonthOnceOnTheFirstBusinessDay) {
  adopt(usual);
  sleep_until("2026-04-01T05:30:00Z");
  pass_until("2026-04-01T05:59:59Z");
  EXPECT_TRUE(letters().empty()) << "none of before it was set up, and none early";
  pass_until("2026-04-01T06:00:00Z");
  const auto of_march = letters();
  ASSERT_EQ(of_march.size(), 2u) << "Gina stands there twice";
  EXPECT_EQ(of_march[0].queued, *parse_instant("2026-04-01T06:00:00Z"));
  EXPECT_EQ(of_march[0].subject, "Servicebericht März 2026: Globex & Söhne");
  sleep_until("2026-04-30T12:00:00Z");
  EXPECT_EQ(letters().size(), 2u);
  sleep_until("2026-05-01T05:59:59Z");
  EXPECT_EQ(letters().size(), 2u);
  pass_until("2026-05-01T06:00:00Z");
  EXPECT_EQ(letters().size(), 4u) << "a Friday";
}

TEST_F(MonthlyReports, ARestartDoublesNoneAndAfterALongOutageOnlyTheNewestLeaves) {
  adopt(usual);
  sleep_until("2026-04-01T06:00:00Z");
  sleep_until("2026-04-01T06:30:00Z");
  EXPECT_EQ(letters().size(), 2u);
  sleep_until("2026-08-20T12:00:00Z");  // four were due meanwhile
  auto all = letters();
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].subject, "Servicebericht Juli 2026: Globex & Söhne");
  sleep_until("2026-09-01T05:59:59Z");
  EXPECT_EQ(letters().size(), 4u);
  pass_until("2026-09-01T06:00:00Z");
  EXPECT_EQ(letters().size(), 6u);
}

TEST_F(MonthlyReports, OneThatCannotBeMadeHoldsUpNoOtherAndIsTriedAgain) {
  json document = document_with(usual);
  document["customers"][1]["service_report"] = {{"to", {"it@initech.example"}}};
  adopt_document(document);
  open_ticket("t-1", "Printer");
  pass_until("2026-03-10T11:30:00Z");  // its first response is late
  writer->run([](engine::Turn& turn) {
    while (engine::measure_part(turn, engine::events_a_part)) continue;
  });
  const auto run = [this](const char* sql) { writer->run_store([sql](store::Database& database) { database.run(sql); }); };
  run("UPDATE event SET body = '{' || body WHERE ticket = 't-1'");
  pass_until("2026-04-01T10:00:00Z");
  ASSERT_EQ(letters().size(), 1u);
  EXPECT_EQ(letters()[0].address, "it@initech.example");
  run("UPDATE event SET body = substr(body, 2) WHERE ticket = 't-1'");
  pass_until("2026-04-01T12:00:00Z");
  EXPECT_EQ(letters().size(), 3u);
}

TEST_F(MonthlyReports, AnotherHourOrAnotherAddressSendsNoMonthTwice) {
  adopt(usual);
  sleep_until("2026-04-01T06:30:00Z");
  adopt({{"to", {"gina", "new@globex.example"}}, {"at", "12:00"}, {"day", 2}});
  sleep_until("2026-04-29T12:00:00Z");
  EXPECT_EQ(letters().size(), 2u);
}

TEST_F(MonthlyReports, TakenOutAndSetUpAgainItBeginsWithTheNextMonth) {
  adopt(usual);
  sleep_until("2026-04-01T06:30:00Z");
  adopt(nullptr);
  sleep_until("2026-06-20T12:00:00Z");
  adopt(usual);
  sleep_until("2026-06-30T12:00:00Z");
  EXPECT_EQ(letters().size(), 2u);
  sleep_until("2026-07-01T06:00:00Z");
  EXPECT_EQ(letters().size(), 4u);
}

TEST_F(MonthlyReports, ACustomerWhoLeavesAndComesBackBeginsAnew) {
  adopt(usual);
  sleep_until("2026-04-01T06:30:00Z");
  writer->run([&](engine::Turn& turn) {
    json without = document_with(nullptr);
    without["customers"].erase(0);
    ASSERT_TRUE(turn.adopt_document(without.dump(), engine::Reach::open_tickets, "test").empty());
  });
  sleep_until("2026-06-20T12:00:00Z");
  adopt(usual);
  sleep_until("2026-06-30T12:00:00Z");
  EXPECT_EQ(letters().size(), 2u);
}

TEST_F(MonthlyReports, NoneGoesWhereMailCameBackForGoodAndAdministratorsAreTold) {
  adopt(usual);
  sleep_until("2026-04-01T06:00:00Z");
  const store::Outgoing row = letters().front();
  writer->run([&](engine::Turn& turn) {
    store::put_bounce(turn.database(), {row.address, turn.now(), true, "5.1.1", "550 no such user", 1});
    EXPECT_FALSE(claim(turn, row.id));
    EXPECT_EQ(store::find_outgoing(turn.database(), row.id)->state, store::Delivery::failed);
    const auto to_olga = store::outgoing_to(turn.database(), "olga", Instant{0});
    ASSERT_EQ(to_olga.size(), 1u);
    EXPECT_NE(to_olga[0].words.find(row.address), std::string::npos) << to_olga[0].words;
  });
}

TEST_F(MonthlyReports, ATicketThatTurnedOutToBeAnotherCustomersIsNotNamed) {
  adopt(usual);
  open_ticket("t-1", "Secret plans of Initech");
  pass_until("2026-03-10T11:30:00Z");
  SetFields move;
  move.ticket = "t-1";
  move.customer = "initech";
  command(move, ann);
  writer->run([&](engine::Turn& turn) {
    while (engine::measure_part(turn, engine::events_a_part)) continue;
    const Policies& policies = *current_policies(turn.state());
    const ServiceSheet sheet = service_sheet(turn.database(), policies, *policies.customer("globex"), {2026, 3}, turn.now());
    EXPECT_EQ(sheet.report.kept(), (Attainment{0, 1})) << "it was theirs when it was late";
    EXPECT_TRUE(sheet.report.missed.empty());
    EXPECT_EQ(sheet.report.open.now, 0);
  });
}

TEST_F(MonthlyReports, WithoutItsCustomerAReportDoesNotLeave) {
  adopt(usual);
  sleep_until("2026-04-01T06:00:00Z");
  const store::Outgoing row = letters().front();
  writer->run([&](engine::Turn& turn) {
    json without = document_with(nullptr);
    without["customers"].erase(0);
    ASSERT_TRUE(turn.adopt_document(without.dump(), engine::Reach::open_tickets, "test").empty());
  });
  writer->run([&](engine::Turn& turn) {
    EXPECT_THROW(make_parcel(row, turn.database(), *current_policies(turn.state()), zones, links, turn.now()),
                 store::Failure);
  });
}

TEST_F(MonthlyReports, TheLetterSaysWhatHappenedAndTheFileHasAllOfItAndNothingInternal) {
  adopt(usual);
  open_ticket("t-1", "Drucker <raucht>");
  pass_until("2026-03-10T11:30:00Z");
  WriteNote note;
  note.ticket = "t-1";
  note.message.id = "n-1";
  note.message.text = "They pay late";
  command(note, ann);
  Reply reply;
  reply.ticket = "t-1";
  reply.message.id = "r-1";
  reply.message.text = "On it";
  command(reply, ann);
  sleep_until("2026-04-01T06:00:00Z");
  std::vector<store::Outgoing> reports;
  for (const store::Outgoing& row : letters()) {
    if (row.key.rfind("service-report/globex/2026-03/", 0) == 0) reports.push_back(row);
  }
  ASSERT_EQ(reports.size(), 2u);
  const auto to_gina = std::find_if(reports.begin(), reports.end(), [](const auto& row) { return row.address == "gina@globex.example"; });
  ASSERT_NE(to_gina, reports.end());
  for (const char* part : {"Guten Tag Gina Roth,", "- Im März wurde ein Ticket eröffnet, 1 mehr als im Februar.",
                           "- Die eine zugesagte Zeit wurde verfehlt.", "Am Ende offen: 1 (Februar: 0)",
                           "- #1 Drucker <raucht>\n  Erste Antwort, 10. März, 11:00: 1 Std. 30 Min.",
                           "Acme Support hat diesen Bericht für Globex & Söhne eingerichtet."})
    EXPECT_NE(to_gina->words.find(part), std::string::npos) << part << "\n" << to_gina->words;
  Parcel parcel;
  writer->run([&](engine::Turn& turn) {
    parcel = make_parcel(*to_gina, turn.database(), *current_policies(turn.state()), zones, links, turn.now());
  });
  EXPECT_EQ(parcel.to_name, "Gina Roth");
  EXPECT_EQ(parcel.language, "de");
  ASSERT_EQ(parcel.files.size(), 1u);
  EXPECT_EQ(parcel.files[0].name, "service-report-globex-2026-03.html");
  const std::string& html = parcel.files[0].bytes;
  for (const char* part : {"<html lang=\"de\">", "Servicebericht März 2026: Globex &amp; Söhne", "#1 Drucker &lt;raucht&gt;",
                           "Service-Level: Gold", "<th scope=\"row\">Erste Antwort, Normal: 1 Std.</th>"})
    EXPECT_NE(html.find(part), std::string::npos) << part;
  for (const char* hidden : {"They pay late", "Ann Ek", "<script", "https://support.acme.example", "staff\" lang"})
    EXPECT_EQ(html.find(hidden), std::string::npos) << hidden;
  EXPECT_EQ(to_gina->words.find("Ann"), std::string::npos);
  EmailSettings settings;
  settings.from = {"", "no-reply@acme.example"};
  settings.mailbox = "help@acme.example";
  parcel.row.message_id = "one@test.invalid";
  ASSERT_EQ(folder_channel(settings, folder.path() + "/sent")(parcel).kind, Outcome::Kind::sent);
  const std::string mail = only_file_in(folder.path() + "/sent");
  EXPECT_NE(mail.find("Reply-To: help@acme.example\r\n"), std::string::npos) << "who does not want it can answer";
  EXPECT_EQ(mail.find(reply_marker_german), std::string::npos);
}

TEST(ServiceReportWords, NumbersAreWrittenAsTheLanguageWritesThemAndAMissedOneIsNeverRoundedAway) {
  using Kind = ReportCell::Kind;
  EXPECT_EQ(number_words(Tongue::english, Kind::count, 1204.0), "1,204");
  EXPECT_EQ(number_words(Tongue::german, Kind::count, 1204.0), "1.204");
  EXPECT_EQ(number_words(Tongue::english, Kind::share, 1999.0 / 2000), "99.9 %");
  EXPECT_EQ(number_words(Tongue::german, Kind::share, 0.935), "93,5 %");
  EXPECT_EQ(number_words(Tongue::english, Kind::share, 1.0), "100 %");
  EXPECT_EQ(number_words(Tongue::german, Kind::duration, static_cast<double>((hours(26) + minutes(5)).ms)), "26 Std. 5 Min.");
  EXPECT_EQ(number_words(Tongue::english, Kind::share, std::nullopt), "–");
  EXPECT_EQ(rating_words(Tongue::german, 4.666), "4,7 von 5");
  EXPECT_EQ(period_words(Tongue::german, {2026, 2}), "1.–28. Februar 2026");
}

TEST(ServiceReportWords, AnAbbreviationAtTheEndIsTheFullStop) {
  ServiceReport report;
  report.escalated.now = 2;
  report.answered.now = spread_of({minutes(6), minutes(7)});
  EXPECT_EQ(sentences_of(Tongue::german, report).back(), "Es gab 2 Eskalationen; die Hälfte der Antworten kam innerhalb von 6 Min.");
  EXPECT_EQ(sentences_of(Tongue::english, report).back(), "There were 2 escalations; half of the answers came within 6 min.");
}

TEST(ServiceReportWords, ACustomerWithNothingIsToldSo) {
  ServiceReport nothing;
  nothing.month = {2026, 2};
  EXPECT_EQ(sentences_of(Tongue::english, nothing),
            (std::vector<std::string>{"No ticket was opened in February, nor in January.", "Nothing was left open."}));
}

}  // namespace
}  // namespace oasis::notify
