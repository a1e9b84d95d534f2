// "Subject and text begin with DRILL": on every way that a message can leave, before the number of its ticket as well.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/notify/channels.hpp"
#include "server/notify/email.hpp"
#include "server/notify/parcel.hpp"
#include "tests/server_unit/notify/delivering.hpp"
#include "tests/server_unit/notify/provider_double.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;
using oasis_test::ProviderDouble;

/// A ticket of a drill (or a real one) that Ann is paged for.
struct DrillMessages : Delivering {
  ProviderDouble double_;
  House house{folder.path(), links, {net::Permits{{"127.0.0.1"}}, seconds(2)}};

  void open_ticket(const TicketId& id, bool drill) {
    CreateTicket create;
    create.ticket = id;
    create.subject = "Fire in " + id;
    create.drill = drill;
    create.message.id = id + "-first";
    create.message.text = "help";
    Escalate escalate;
    escalate.ticket = id;
    writer->run([&](Turn& turn) {
      const Actor by{Actor::Kind::system, "test", Role::admin};
      ASSERT_FALSE(turn.run(create, by));
      ASSERT_FALSE(turn.run(escalate, by));
    });
  }
  Parcel parcel_of(const Outgoing& row) {
    Parcel parcel;
    const auto policies = writer->policies();
    writer->run_store([&](store::Database& database) {
      parcel = make_parcel(row, database, *policies, zones, links, clock.now());
    });
    return parcel;
  }
  Parcel page_of(const TicketId& ticket) {
    const auto found = rows(ticket);
    EXPECT_FALSE(found.empty());
    return found.empty() ? Parcel{} : parcel_of(found.front());
  }
  json body_after(const Result<Channel>& channel, Parcel parcel, const std::string& address) {
    EXPECT_TRUE(channel.ok());
    parcel.row.address = address;
    double_.answer(200, R"({"ok":true,"id":"1","sid":"SM1"})");
    (*channel)(parcel);
    const auto request = double_.requests().back();
    return json::parse(request.body, nullptr, false);
  }
};

bool begins_with_drill(const std::string& text) {
  return text.rfind("DRILL ", 0) == 0;
}

TEST_F(DrillMessages, OnEveryWayOut) {
  open_ticket("t", true);
  const Parcel parcel = page_of("t");
  EXPECT_TRUE(begins_with_drill(parcel.letter.subject)) << parcel.letter.subject;
  EXPECT_TRUE(begins_with_drill(parcel.letter.text)) << parcel.letter.text;

  oasis::Channel server;
  server.kind = "ntfy";
  server.settings = {{"base_url", double_.url()}};
  const json pushed = body_after(ntfy_channel(&server, house), parcel, "topic");
  EXPECT_EQ(pushed["title"], "DRILL #1 Fire in t (normal)");
  EXPECT_TRUE(begins_with_drill(pushed["message"]));

  const json slack = body_after(slack_channel(nullptr, house), parcel, double_.url() + "/services/T/B/x");
  EXPECT_TRUE(begins_with_drill(slack["text"]));
  EXPECT_TRUE(begins_with_drill(slack["blocks"][0]["text"]["text"]));
  EXPECT_TRUE(begins_with_drill(slack["blocks"][1]["text"]["text"]));

  const json teams = body_after(teams_channel(nullptr, house), parcel, double_.url() + "/flow");
  const json& card = teams["attachments"][0]["content"]["body"];
  EXPECT_TRUE(begins_with_drill(card[0]["text"]));
  EXPECT_TRUE(begins_with_drill(card[1]["text"]));

  const json hook = body_after(webhook_channel(nullptr, house), parcel, double_.url() + "/in");
  EXPECT_TRUE(begins_with_drill(hook["subject"]));
  EXPECT_TRUE(begins_with_drill(hook["text"]));

  std::ofstream(folder.path() + "/secrets") << "twilio=the-token\n";
  oasis::Channel twilio;
  twilio.kind = "sms";
  twilio.settings = {{"base_url", double_.url()}, {"account", "AC1"}, {"from", "+15550100"}};
  twilio.secret_ref = "twilio";
  body_after(sms_channel(&twilio, house), parcel, "+15550101");
  EXPECT_TRUE(begins_with_drill(double_.requests().back().get_param_value("Body")));
}

TEST_F(DrillMessages, ByMailBeforeTheTicketsTag) {
  open_ticket("t", true);
  EmailSettings settings;
  settings.from = {"", "support@acme.example"};
  const std::string to = folder.path() + "/mails";
  folder_channel(settings, to)(page_of("t"));
  std::ostringstream mail;
  for (const auto& file : std::filesystem::directory_iterator(to)) mail << std::ifstream(file.path()).rdbuf();
  EXPECT_NE(mail.str().find("\r\nSubject: DRILL [#1] Fire in t (normal)\r\n"), std::string::npos) << mail.str();
  EXPECT_NE(mail.str().find("\r\n\r\nDRILL "), std::string::npos) << mail.str();
}

TEST_F(DrillMessages, ARealOneDoesNotSayIt) {
  open_ticket("t", false);
  const Parcel parcel = page_of("t");
  EXPECT_EQ(title_of(parcel, 200), "#1 Fire in t (normal)");
  EXPECT_EQ((parcel.letter.subject + parcel.letter.text).find("DRILL"), std::string::npos);
}

TEST_F(DrillMessages, AListSaysWhichOfItsTicketsAreReal) {
  open_ticket("alone", false);  // told at once; what follows within a minute is collected
  open_ticket("drilled", true);
  open_ticket("real", false);
  pass(minutes(2));
  std::optional<Outgoing> list;
  for (const Outgoing& row : rows("drilled")) {
    if (row.user == "ann") list = row;
  }
  ASSERT_TRUE(list);
  const Parcel parcel = parcel_of(*list);
  EXPECT_EQ(parcel.letter.subject, "DRILL and 1 real: Fire in drilled (normal)");
  EXPECT_NE(parcel.letter.text.find("\n- #3 Fire in real"), std::string::npos) << parcel.letter.text;
}

}  // namespace
}  // namespace oasis::notify
