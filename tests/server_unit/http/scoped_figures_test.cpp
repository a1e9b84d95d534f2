// What is counted or listed from many tickets, for every role × scope: reports, the board, a digest hold what
// its reader sees and no more.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "server/store/outbox.hpp"
#include "shared/codec/behind.hpp"
#include "shared/codec/board.hpp"
#include "shared/codec/report_table.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct ScopedFigures : WholeServer {
  int messages = 0;
  /// Every ticket has a clock that runs, and everybody is in every team, so that all of it would concern
  /// them.
  void SetUp() override {
    json with_levels = document();
    with_levels["default_sla"] = "standard";
    with_levels["slas"] = {{{"id", "standard"}, {"targets", {{"normal", {{"first_response", "30m"}}}}}}};
    json members = json::array();
    for (const Someone& who : people) members.push_back(who.id);
    for (json& team : with_levels["teams"]) team["members"] = members;
    with_levels["users"][0]["contacts"] = {{"email", "olga@example.org"}};
    with_levels["templates"].push_back({{"id", "digest"}, {"text", "{{digest.due}}{{digest.changed}}"}});
    app.writer.run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(with_levels.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
  }
  std::int64_t tickets_seen_by(const Someone& who) const {
    return std::count_if(tickets.begin(), tickets.end(), [&who](const store::TicketRow& ticket) {
      return may_see(who.sight, ticket.team, ticket.customer);
    });
  }
  void expect_only_theirs(const Someone& who, const std::string& text, const std::string& where, bool all) {
    for (const store::TicketRow& ticket : tickets) {
      const bool seen = may_see(who.sight, ticket.team, ticket.customer);
      const bool shown = text.find("subject-of-" + ticket.id + "<") != std::string::npos ||
                         text.find("subject-of-" + ticket.id + " ") != std::string::npos ||
                         text.find("subject-of-" + ticket.id + "\\") != std::string::npos;
      EXPECT_FALSE(shown && !seen) << who.id << " is shown " << ticket.id << " at " << where;
      EXPECT_FALSE(all && seen && !shown)
          << who.id << " is not shown " << ticket.id << " at " << where << text;
    }
  }
};

TEST_F(ScopedFigures, AReportCountsWhatItsReaderSees) {
  for (const Someone& who : people) {
    const json report = json::parse(ask(who, "GET", "/api/v1/report").text);
    EXPECT_EQ(report["now"]["created"], tickets_seen_by(who)) << who.id;
    const std::string table = ask(who, "GET", "/reports.csv").text;
    for (const char* customer : {"globex", "initech"})
      EXPECT_FALSE(!may_see_customer(who.sight, customer) && table.find(customer) != std::string::npos)
          << who.id << " " << table;
  }
}

TEST_F(ScopedFigures, TheTicketsBehindANumberAreThoseThatItsReaderSees) {
  for (const Someone& who : people) {
    const std::string text = ask(who, "GET", "/api/v1/report/tickets").text;
    const json list = json::parse(text);
    EXPECT_EQ(list["count"], tickets_seen_by(who)) << who.id << text;
    EXPECT_EQ(list["count"], json::parse(ask(who, "GET", "/api/v1/report").text)["now"]["created"]) << who.id;
    EXPECT_EQ(static_cast<std::int64_t>(list["rows"].size()), tickets_seen_by(who)) << who.id;
    for (const json& row : list["rows"]) EXPECT_EQ(row["subject"], "subject-of-" + row["ticket"].get<std::string>());
    expect_nothing_hidden(who, text, "/api/v1/report/tickets");
    const std::string table = ask(who, "GET", "/reports/tickets.csv").text;
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 1 + tickets_seen_by(who)) << who.id;
    expect_nothing_hidden(who, table, "/reports/tickets.csv");
  }
}

TEST_F(ScopedFigures, WhatAColleagueWasToldIsForThoseWhoAnswerForThem) {
  for (const Someone& who : people) {
    for (const Someone& of : people) {
      number_of = "kinds:paged;who:" + of.id;
      const int status = ask(who, "GET", "/api/v1/report/tickets").status;
      const bool may = of.id == who.id || sees_settings(who.sight);
      EXPECT_EQ(status, may ? 200 : 403) << who.id << " of " << of.id;
    }
  }
}

TEST_F(ScopedFigures, MessagesOfAChannelAreForThoseWhoSeeTheSetUp) {
  number_of = "via:email;sent:failed";
  for (const Someone& who : people)
    EXPECT_EQ(ask(who, "GET", "/api/v1/report/tickets").status, sees_settings(who.sight) ? 200 : 403) << who.id;
}

TEST_F(ScopedFigures, AChannelsNumbersLeadToItsMessages) {
  app.writer.run([&](engine::Turn& turn) {
    for (const auto state : {store::Delivery::sent, store::Delivery::failed, store::Delivery::failed, store::Delivery::delivered}) {
      store::Outgoing message;
      message.key = "key-" + std::to_string(++messages);
      message.message_id = message.key;
      message.ticket = "t.north.globex";
      message.user = "olga";
      message.via = "sms";
      message.address = "+4915";
      message.at = turn.now();
      ASSERT_TRUE(store::queue(turn.database(), message, {{message.ticket, 1}}));
      message.state = state;
      if (state == store::Delivery::delivered) message.delivered = turn.now();
      store::update_outgoing(turn.database(), message);
    }
  });
  const auto table = read_report_table(json::parse(ask(people.front(), "GET", "/api/v1/report").text));
  ASSERT_TRUE(table);
  std::vector<std::int64_t> counted;
  for (const ReportSection& section : table->sections) {
    for (const ReportRow& row : section.rows) {
      for (const ReportCell& cell : row.cells) {
        if (section.id != "channels" || row.key != "sms" || cell.kind != ReportCell::Kind::count) continue;
        number_of = cell.behind;
        const auto list = read_behind_list(json::parse(ask(people.front(), "GET", "/api/v1/report/tickets").text));
        ASSERT_TRUE(list) << cell.behind;
        EXPECT_EQ(static_cast<double>(list->count), cell.now) << cell.behind;
        EXPECT_EQ(list->tickets, 1) << cell.behind;
        for (const BehindList::Row& one : list->rows) EXPECT_EQ(one.ticket, "t.north.globex");
        counted.push_back(list->count);
      }
    }
  }
  EXPECT_EQ(counted, (std::vector<std::int64_t>{4, 2, 1})) << "messages, failed, said to have arrived";
}

TEST_F(ScopedFigures, WhatIsNoNumberIsRefusedWithItsPlace) {
  for (const char* number : {"", "kinds:", "kinds:all", "customer:globex"}) {
    number_of = number;
    for (const char* path : {"/api/v1/report/tickets", "/reports/tickets.csv"}) {
      const WholeAnswer answer = ask(people.front(), "GET", path);
      EXPECT_EQ(answer.status, 422) << number;
      EXPECT_EQ(json::parse(answer.text)["error"]["where"], "/of") << number;
    }
  }
}

TEST_F(ScopedFigures, TheBoardListsWhatItsReaderSees) {
  for (const Someone& who : people) {
    const std::string page = ask(who, "GET", "/board").text;
    expect_only_theirs(who, page, "/board", true);
    EXPECT_EQ(page.find("Unassigned") != std::string::npos, sees_everything(who.sight)) << who.id;
  }
}

TEST_F(ScopedFigures, TheBoardOfTheApiSaysWhatItsPageSays) {
  for (const Someone& who : people) {
    const std::string text = ask(who, "GET", "/api/v1/board").text, page = ask(who, "GET", "/board").text;
    const auto board = read_board(json::parse(text));
    ASSERT_TRUE(board) << text;
    EXPECT_EQ(json(write_board(*board)), json::parse(text)) << "nothing is lost on the way";
    for (const Board::Number& number : board->numbers) {
      const std::string yesterday =
          number.yesterday ? " <span>yesterday " + std::to_string(*number.yesterday) + "</span>" : "";
      // A number that counts something leads to its tickets, nought leads nowhere.
      const std::string count = std::to_string(number.now);
      const std::size_t at = page.find("<dt>" + number.name + "</dt><dd>" + (number.now > 0 ? "<a href=\"/#/" : count));
      ASSERT_NE(at, std::string::npos) << who.id << " " << number.name;
      const std::string told = page.substr(at, page.find("</dd>", at) - at);
      const std::string end = number.now > 0 ? ">" + count + "</a>" + yesterday : count + yesterday;
      EXPECT_TRUE(told.ends_with(end)) << who.id << " " << told;
    }
    EXPECT_EQ(static_cast<std::int64_t>(board->breaches.size()), tickets_seen_by(who)) << who.id;
    for (const Board::Breach& breach : board->breaches)
      EXPECT_NE(page.find("#" + std::to_string(breach.number) + " " + breach.subject), std::string::npos)
          << who.id;
    expect_nothing_hidden(who, text, "/api/v1/board");
  }
}

TEST_F(ScopedFigures, TheBoardTellsByCustomerTeamAndPriorityOfWhatItsReaderSees) {
  for (const store::TicketRow& ticket : tickets) {
    Reply reply;
    reply.ticket = ticket.id;
    reply.message = {ticket.id + "/3", "We are on it."};
    app.writer.run([&](engine::Turn& turn) { ASSERT_FALSE(turn.run(reply, {Actor::Kind::user, "agent-0", Role::agent})); });
  }
  for (const Someone& who : people) {
    const auto board = read_board(json::parse(ask(who, "GET", "/api/v1/board").text));
    ASSERT_TRUE(board);
    ASSERT_EQ(board->splits.size(), 3u);
    for (const Board::Split& split : board->splits) {
      std::set<std::string> expected, shown;
      for (const store::TicketRow& ticket : tickets) {
        if (!may_see(who.sight, ticket.team, ticket.customer)) continue;
        expected.insert(split.of == "customer" ? ticket.customer : split.of == "team" ? ticket.team : "normal");
      }
      std::int64_t judged = 0;
      for (const Board::Part& part : split.parts) {
        shown.insert(part.key);
        judged += part.all().count();
        EXPECT_EQ(part.days.size(), board->levels.front().days.size());
      }
      EXPECT_EQ(shown, expected) << who.id << " by " << split.of;
      EXPECT_EQ(split.count, std::ssize(expected)) << who.id << " by " << split.of;
      EXPECT_EQ(judged, tickets_seen_by(who)) << who.id << ": a first response of each";
    }
  }
}

TEST_F(ScopedFigures, TheSectionsOfTheApiAreThoseOfThePage) {
  for (const Someone& who : people) {
    const std::string text = ask(who, "GET", "/api/v1/report").text, page = ask(who, "GET", "/reports").text;
    const auto table = read_report_table(json::parse(text));
    ASSERT_TRUE(table) << text;
    EXPECT_EQ(json(write_sections(table->sections)), json::parse(text)["sections"])
        << "nothing is lost on the way";
    for (const ReportSection& section : table->sections) {
      EXPECT_NE(page.find("<h2>" + section.title + "</h2>"), std::string::npos) << who.id << section.title;
      for (const ReportRow& row : section.rows) {
        const ReportCell& first = row.cells.front();
        EXPECT_NE(
            page.find(">" + row.name + "</th><td><strong>" + words_of(first.kind, first.now) + "</strong>"),
            std::string::npos)
            << who.id << " " << section.title << " " << row.name;
      }
    }
    const auto has = [&table](const char* id) {
      return std::any_of(table->sections.begin(), table->sections.end(),
                         [id](const ReportSection& section) { return section.id == id; });
    };
    EXPECT_EQ(has("channels"), sees_settings(who.sight)) << who.id;
    expect_nothing_hidden(who, text, "/api/v1/report");
  }
}

TEST_F(ScopedFigures, ADrillCountsNowhereNorDoesItHideBehindItsWords) {
  const auto create = [this](const TicketId& id, bool drill, const std::string& subject) {
    app.writer.run([&](engine::Turn& turn) {
      CreateTicket ticket;
      ticket.ticket = id;
      ticket.subject = subject;
      ticket.drill = drill;
      ticket.message.id = id + "-first";
      ticket.message.text = "help";
      Escalate escalate;
      escalate.ticket = id;
      const Actor system{Actor::Kind::system, "test", Role::admin};
      ASSERT_FALSE(turn.run(ticket, system));
      ASSERT_FALSE(turn.run(escalate, system));
    });
  };
  const auto number_on_board = [this](const std::string& name) {
    const std::string page = ask(people.front(), "GET", "/board").text;
    const std::string before = "<dt>" + name + "</dt><dd>";
    const std::size_t at = page.find(before);
    EXPECT_NE(at, std::string::npos) << name << page;
    const std::string told = page.substr(at + before.size(), page.find("</dd>", at) - at - before.size());
    return std::stoi(told.substr(told.rfind("<a ", 0) == 0 ? told.find('>') + 1 : 0));
  };
  const int open = number_on_board("Open");
  const int escalating = number_on_board("Escalating");
  const int soon = number_on_board("Due within 1 h");
  create("drilled", true, "rehearsal");
  EXPECT_EQ(number_on_board("Open"), open);
  EXPECT_EQ(number_on_board("Unassigned"), open);
  EXPECT_EQ(number_on_board("Escalating"), escalating);
  EXPECT_EQ(number_on_board("Due within 1 h"), soon);
  EXPECT_EQ(ask(people.front(), "GET", "/board").text.find("rehearsal"), std::string::npos);
  EXPECT_EQ(json::parse(ask(people.front(), "GET", "/api/v1/report").text)["now"]["created"], open);
  create("real", false, "\"drill\":true");
  EXPECT_EQ(number_on_board("Open"), open + 1);
  EXPECT_EQ(number_on_board("Escalating"), escalating + 1);
  EXPECT_EQ(number_on_board("Due within 1 h"), soon + 1);
  EXPECT_EQ(json::parse(ask(people.front(), "GET", "/api/v1/report").text)["now"]["created"], open + 1);
}

TEST_F(ScopedFigures, TheHistoryIsOfWhatItsReaderSeesInOrderAndWholeOverItsPages) {
  for (const Someone& who : people) {
    std::vector<std::string> told;
    history_after.clear();
    do {
      const WholeAnswer answer = ask(who, "GET", "/api/v1/history");
      ASSERT_EQ(answer.status, 200) << answer.text;
      expect_nothing_hidden(who, answer.text, "/api/v1/history");
      const json page = json::parse(answer.text);
      for (const json& event : page["events"]) {
        if (event["event"] == "created") told.push_back(event["ticket"]);
        EXPECT_NE(event["event"] == "noted" && !sees_notes(who.sight), true) << who.id << event;
      }
      history_after = page["next"];
    } while (!history_after.empty());
    EXPECT_EQ(static_cast<std::int64_t>(told.size()), tickets_seen_by(who)) << who.id;
    EXPECT_EQ(std::set<std::string>(told.begin(), told.end()).size(), told.size()) << "each once";
  }
  history_after = "nonsense";
  EXPECT_EQ(ask(people.front(), "GET", "/api/v1/history").status, 422);
}

TEST_F(ScopedFigures, WhatPeopleGaveIsOfTheTicketsThatTheReaderSeesAndSaysHowManyThereAre) {
  for (const Someone& who : people) {
    history_after.clear();
    const WholeAnswer answer = ask(who, "GET", "/api/v1/history/given");
    ASSERT_EQ(answer.status, 200) << answer.text;
    expect_nothing_hidden(who, answer.text, "/api/v1/history/given");
    const json page = json::parse(answer.text);
    EXPECT_EQ(page["total"], tickets_seen_by(who)) << who.id;
    EXPECT_EQ(static_cast<std::int64_t>(page["tickets"].size()), tickets_seen_by(who)) << who.id;
    EXPECT_EQ(answer.text.find("note-of-"), std::string::npos);
    for (const json& ticket : page["tickets"]) EXPECT_EQ(ticket["given"][0][2], "create");
  }
  history_after = "nonsense";
  EXPECT_EQ(ask(people.front(), "GET", "/api/v1/history/given").status, 422);
}

TEST_F(ScopedFigures, ADigestTellsOfWhatItsReaderSees) {
  int told = 0;
  for (const Someone& who : people) {
    if (who.sight.role == Role::viewer) continue;
    const WholeAnswer digest = ask(who, "GET", "/api/v1/templates/digest/preview");
    ASSERT_EQ(digest.status, 200) << who.id << digest.text;
    for (const store::TicketRow& ticket : tickets) {
      const bool shown = digest.text.find("subject-of-" + ticket.id + "\\n") != std::string::npos ||
                         digest.text.find("subject-of-" + ticket.id + " ") != std::string::npos;
      told += shown;
      EXPECT_FALSE(shown && !may_see(who.sight, ticket.team, ticket.customer)) << who.id << digest.text;
    }
  }
  EXPECT_GT(told, 10) << "there was something to tell";
}

}  // namespace
}  // namespace oasis::http
