// Pages as they leave the house: each channel that goes by HTTP hands them to a double. For tests of what its reader gets
// to see. May not: expect anything of the words.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "server/notify/channels.hpp"
#include "server/notify/parcel.hpp"
#include "tests/server_unit/notify/delivering.hpp"
#include "tests/server_unit/notify/provider_double.hpp"

namespace oasis::notify {

struct Leaving : Delivering {
  oasis_test::ProviderDouble double_;
  House house{folder.path(), links, {net::Permits{{"127.0.0.1"}}, seconds(30)}};

  void SetUp() override {
    Delivering::SetUp();
    std::ofstream(folder.path() + "/secrets") << "twilio=the-token\nslack-bot=xoxb-1\n";
  }
  /// Ann is paged for it.
  void open_ticket(const TicketId& id, bool drill, const std::string& text = "help") {
    CreateTicket create;
    create.ticket = id;
    create.subject = "Fire in " + id;
    create.drill = drill;
    create.message.id = id + "-first";
    create.message.text = text;
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

  /// A channel of this kind that has the double for its provider, and an address of it.
  struct Way {
    Result<Channel> channel;
    std::string address;
  };
  Way way_by(const std::string& name) {
    oasis::Channel settings;
    settings.settings = {{"base_url", double_.url()}, {"account", "AC1"}, {"from", "+15550100"}};
    if (name == "sms") {
      settings.secret_ref = "twilio";
      return {sms_channel(&settings, house), "+15550101"};
    }
    if (name == "slack_bot") {
      settings.secret_ref = "slack-bot";
      return {slack_channel(&settings, house), "C1"};
    }
    if (name == "slack_webhook") return {slack_channel(nullptr, house), double_.url() + "/services/T/B/x"};
    if (name == "teams") return {teams_channel(nullptr, house), double_.url() + "/flow"};
    if (name == "ntfy") return {ntfy_channel(&settings, house), "topic"};
    return {webhook_channel(nullptr, house), double_.url() + "/in"};
  }
  /// Hands it over that way; what the double got.
  httplib::Request leave_by(const std::string& name, Parcel parcel) {
    const Way way = way_by(name);
    EXPECT_TRUE(way.channel.ok());
    parcel.row.address = way.address;
    double_.answer(200, R"({"ok":true,"id":"1","sid":"SM1","messages":[]})");
    EXPECT_EQ((*way.channel)(parcel).kind, Outcome::Kind::sent);
    return double_.requests().back();
  }
  /// What its reader sees of it: title and text.
  struct Said {
    std::string title;
    std::string text;
  };
  Said said_by(const std::string& name, const Parcel& parcel) {
    const httplib::Request request = leave_by(name, parcel);
    if (name == "sms") {
      const std::string text = request.get_param_value("Body");
      return {text.substr(0, text.find('\n')), text};
    }
    const nlohmann::json body = nlohmann::json::parse(request.body);
    if (name == "ntfy") return {body["title"], body["message"]};
    if (name == "webhook") return {body["subject"], body["text"]};
    if (name == "teams") {
      const nlohmann::json& card = body["attachments"][0]["content"]["body"];
      return {card[0]["text"], card[1]["text"]};
    }
    return {body["blocks"][0]["text"]["text"], body["blocks"][1]["text"]["text"]};
  }
};

}  // namespace oasis::notify
