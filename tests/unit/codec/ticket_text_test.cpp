// A ticket's row read straight from its text says the same as the row read as JSON; what is spelled otherwise is left to that.
#include "shared/codec/ticket_text.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/row_texts.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;

Ticket full_ticket() {
  Ticket ticket;
  ticket.id = "t-1";
  ticket.number = 4711;
  ticket.version = 3;
  ticket.events = 12;
  ticket.status = Status::on_hold;
  ticket.priority = Priority::urgent;
  ticket.drill = true;
  ticket.rating = 2;
  ticket.subject = "\"Quoted\", a \\ and a / and\ttabs, ü, 🦀";
  ticket.customer = "globex";
  ticket.tags = {"vip", "a, b", "]}"};
  ticket.created = Instant{1'772'621'280'000};
  ticket.unanswered_since = Instant{-5};
  ticket.first_response_cap = minutes(15);
  ticket.last_customer_text = "Two\nlines {not} [brackets]";
  ticket.clocks[0].phase = Clock::Phase::running;
  ticket.clocks[0].due = Instant{1'772'623'680'000};
  ticket.clocks[3].breached = true;
  ticket.clocks[3].before.emplace({{Instant{1}, Instant{2}}, {Instant{5}, Instant{9}}});
  Run run;
  run.chain = "main";
  run.version = 3;
  run.phase = Run::Phase::waiting;
  run.step = 1;
  run.started = Instant{7};
  ticket.runs = {run, run};
  RuleWatch watch;
  watch.rule = "idle";
  watch.fired = true;
  ticket.watches = {watch};
  ticket.links.emplace({"t-2", "t-3"});
  ticket.watchers.emplace({"ann"});
  ticket.promise.emplace(Promise{Instant{99}, {}, "ann", true});
  ticket.context.emplace().summary = "All is down";
  return ticket;
}

std::optional<Ticket> read(const json& row) {
  return read_ticket_text(row.dump());
}

TEST(TicketText, IsTheTicketThatWasWritten) {
  const Ticket full = full_ticket();
  EXPECT_EQ(read(write_ticket(full)), full);
  Ticket bare;
  bare.id = "t-2";
  EXPECT_EQ(read(write_ticket(bare)), bare);
}

TEST(TicketText, IsTheTicketThatWasWrittenAsText) {
  const Ticket full = full_ticket();
  EXPECT_EQ(json::parse(ticket_row_text(full)), write_ticket(full));
  EXPECT_EQ(read_ticket_text(ticket_row_text(full)), full);
  Ticket bare;
  bare.id = "t-2";
  EXPECT_EQ(read_ticket_text(ticket_row_text(bare)), bare);
}

TEST(TicketText, MembersMayComeInAnyOrder) {
  EXPECT_TRUE(read_ticket_text(R"({"status":"new","id":"t-1","events":1,"created":5,"priority":"low"})"));
  EXPECT_TRUE(read_ticket_text(R"({"priority":"low","created":5,"events":1,"id":"t-1","status":"new"})"));
}

TEST(TicketText, EveryMemberIsReadOrTheRowIsLeft) {
  const json whole = write_ticket(full_ticket());
  for (const auto& [name, value] : whole.items()) {
    json without = whole;
    without.erase(name);
    const auto known = read_ticket(without);
    const auto text = read(without);
    EXPECT_EQ(text.has_value(), known.ok()) << name;
    if (text && known.ok()) {
      EXPECT_EQ(*text, *known) << name;
    }
    for (const json& wrong : {json(nullptr), json("odd"), json(-1), json(1.5), json::array(), json::object(), json(true)}) {
      json changed = whole;
      changed[name] = wrong;
      const auto tried = read(changed);
      const auto right = read_ticket(changed);
      if (!tried) continue;
      ASSERT_TRUE(right.ok()) << name << " " << wrong;
      EXPECT_EQ(*tried, *right) << name << " " << wrong;
    }
  }
}

TEST(TicketText, WhatIsSpelledOtherwiseIsLeft) {
  const std::string row = R"({"id":"t-1","status":"new","priority":"low","created":5,"events":1})";
  ASSERT_TRUE(read_ticket_text(row));
  for (std::size_t length = 0; length < row.size(); ++length) EXPECT_FALSE(read_ticket_text(row.substr(0, length))) << length;
  EXPECT_FALSE(read_ticket_text(row + " "));
  EXPECT_FALSE(read_ticket_text(" " + row));
  EXPECT_FALSE(read_ticket_text(R"({"id":"t-1","status":"new","priority":"low","created":5,"events":1,"other":1})"));
  EXPECT_FALSE(read_ticket_text(R"({"id":"t-1","id":"t-2","status":"new","priority":"low","created":5,"events":1})"));
  EXPECT_FALSE(read_ticket_text(R"({"id":"t\u002d1","status":"new","priority":"low","created":5,"events":1})"));
  EXPECT_FALSE(read_ticket_text(R"({"id":"t-1","status":"new","priority":"low","created":5e0,"events":1})"));
  EXPECT_FALSE(read_ticket_text(R"({"id":"t-1","status":"new","priority":"low","created":5,"events":1,"tags":["a""b"]})"));
  EXPECT_FALSE(read_ticket_text("[]"));
  EXPECT_FALSE(read_ticket_text(""));
}

}  // namespace
}  // namespace oasis
