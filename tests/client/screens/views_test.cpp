// Which tickets a view shows, and in which order.
#include "client/screens/views.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

const Instant now = parse_instant("2026-03-27T10:00:00Z").value();

struct Views : testing::Test {
  Replica replica;
  Workspace workspace;
  ReadMarks marks;

  void SetUp() override {
    const auto document = nlohmann::json::parse(R"({
      "name": "Acme", "zone": "UTC",
      "users": [{"id": "ann", "name": "Ann Ek", "role": "agent", "contacts": {"email": "ann@acme.example"}}],
      "teams": [{"id": "support", "members": ["ann"]}]})");
    workspace = read_workspace(document, Zones()).value();
    replica.me = {Actor::Kind::user, "ann", Role::agent};
  }
  Reader ann() const { return Reader(workspace, marks, "ann", now); }
  std::string ids(const InboxQuery& query) const {
    std::string found;
    for (const InboxLine& line : select_tickets(replica, query, ann()).lines) {
      if (line.ticket) found += line.ticket->id + " ";
    }
    return found;
  }
};

TEST_F(Views, HoldWhatTheirNamesSay) {
  Ticket mine;
  mine.id = "mine", mine.number = 1, mine.assignee = "ann", mine.subject = "Mine";
  Ticket pending;
  pending.id = "pending", pending.number = 2, pending.status = Status::pending, pending.team = "support";
  Ticket done;
  done.id = "done", done.number = 3, done.status = Status::resolved;
  for (const Ticket& ticket : {mine, pending, done}) confirm(replica, TicketId(ticket.id), ticket);
  const auto shown = [this](View view, std::string filter = "") {
    return ids({view, std::move(filter), Sort::oldest, Grouping::none});
  };
  EXPECT_EQ(shown(View::mine), "mine ");
  EXPECT_EQ(shown(View::my_teams), "pending ");
  EXPECT_EQ(shown(View::unassigned), "pending ");
  EXPECT_EQ(shown(View::pending), "pending ");
  EXPECT_EQ(shown(View::finished), "done ");
  EXPECT_EQ(shown(View::all), "mine pending ");
  EXPECT_EQ(shown(View::all, "#1 MINE"), "mine ") << "every word must occur, in any case";
  EXPECT_EQ(count_views(replica, ann()).views[static_cast<std::size_t>(View::all)], 2);
}

TEST_F(Views, TheNearestDueTimeComesFirst) {
  const auto add = [&](const char* id, std::optional<Instant> due) {
    Ticket ticket;
    ticket.id = id;
    ticket.clocks[0].phase = due ? Clock::Phase::running : Clock::Phase::met;
    ticket.clocks[0].due = due;
    confirm(replica, id, ticket);
  };
  add("never", std::nullopt);
  add("later", now + hours(5));
  add("over", now - minutes(5));
  EXPECT_EQ(ids({}), "over later never ");
}

}  // namespace
}  // namespace oasis
