// Every role × every scope, where what is seen does not come as the answer to a read: live streams, search by
// what is hidden, who looks at a ticket.
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "tests/server_unit/http/ear.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

TEST_F(WholeServer, NobodyHearsWhatTheyDoNotSeeAndEverybodyHearsTheRest) {
  now_is_the_cursor();
  std::map<Id, std::unique_ptr<Ear>> ears;
  for (const Someone& who : people) {
    auto start = stream_of(who);
    ASSERT_TRUE(start) << who.id;
    ears[who.id] = std::make_unique<Ear>(app.live, std::move(*start));
  }
  const Actor system{Actor::Kind::system, "", Role::admin};
  for (const store::TicketRow& ticket : tickets) {
    app.writer.run([&](engine::Turn& turn) {
      SetFields fields;
      fields.ticket = ticket.id;
      fields.priority = Priority::high;
      ASSERT_FALSE(turn.run(fields, system));
    });
  }
  now_is_the_cursor();
  const std::string last = "id: " + cursor + "\n";
  for (const Someone& who : people) {
    const std::string& heard = ears[who.id]->hear_until(last);
    ASSERT_NE(heard.find(last), std::string::npos) << who.id << ": " << heard;
    expect_nothing_hidden(who, heard, "its stream");
    for (const store::TicketRow& ticket : tickets) {
      EXPECT_EQ(heard.find("\"subject-of-" + ticket.id + "\"") != std::string::npos,
                may_see(who.sight, ticket.team, ticket.customer))
          << who.id << " " << ticket.id;
    }
  }
}

TEST_F(WholeServer, WhatIsHiddenIsFoundByNoWordNorNumber) {
  for (const Someone& who : people) {
    const auto search = [&](const std::string& words) {
      httplib::Request request;
      request.method = "GET";
      request.path = request.target = "/api/v1/search";
      request.remote_addr = "127.0.0.1";
      request.headers = {{"Cookie", who.cookie}};
      request.params = {{"q", words}, {"limit", "50"}};
      httplib::Response response;
      std::optional<LiveStart> live;
      app.routes.handle(request, response, live);
      return response.body;
    };
    for (std::size_t i = 0; i < tickets.size(); ++i) {
      const bool seen = may_see(who.sight, tickets[i].team, tickets[i].customer);
      const std::string place = "\"ticket\":\"" + tickets[i].id + "\"";
      EXPECT_EQ(search(std::to_string(i + 1)).find(place) != std::string::npos, seen) << who.id << place;
      EXPECT_EQ(search("subject").find(place) != std::string::npos, seen) << who.id << place;
      EXPECT_EQ(search("text").find(place) != std::string::npos, seen) << who.id << place;
      EXPECT_EQ(search("note").find(place) != std::string::npos, seen && sees_notes(who.sight))
          << who.id << place;
    }
  }
}

TEST_F(WholeServer, NobodyLearnsWhoLooksAtWhatTheyDoNotSee) {
  const auto look = [this](const Someone& who, const TicketId& ticket) {
    const json body = {{"page", "page-of-" + who.id}, {"ticket", ticket}, {"typing", true}};
    const WholeAnswer answer =
        ask({{"Cookie", who.cookie}}, "POST", "/api/v1/presence", body.dump(), "application/json");
    EXPECT_EQ(answer.status, 200) << answer.text;
    std::set<Id> others;
    const json shown = json::parse(answer.text);
    for (const json& one : shown["others"]) others.insert(one["user"].get<Id>());
    return others;
  };
  for (const store::TicketRow& ticket : tickets) {
    for (const Someone& who : people) look(who, ticket.id);
    for (const Someone& who : people) {
      std::set<Id> expected;
      for (const Someone& other : people) {
        if (other.id != who.id && may_see(other.sight, ticket.team, ticket.customer))
          expected.insert(other.id);
      }
      if (!may_see(who.sight, ticket.team, ticket.customer)) expected.clear();
      EXPECT_EQ(look(who, ticket.id), expected) << who.id << " " << ticket.id;
    }
  }
}

}  // namespace
}  // namespace oasis::http
