// The delivery loop: retries, next channels, failed steps, the breaker, limits, kills.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "server/notify/aftermath.hpp"
#include "server/notify/breaker.hpp"
#include "server/notify/limits.hpp"
#include "server/store/bounces.hpp"
#include "server/store/contacts.hpp"
#include "tests/server_unit/notify/delivering.hpp"

namespace oasis::notify {
namespace {

TEST_F(Delivering, AMessageIsQueuedThenSentAndItsInstantsAreKept) {
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return in_state("t", "email", store::Delivery::sent); }));
  const Outgoing row = rows("t").front();
  EXPECT_EQ(row.queued, start);
  EXPECT_TRUE(row.sent);
  EXPECT_FALSE(row.delivered);
  EXPECT_EQ(row.attempts, 1);
}

TEST_F(Delivering, AfterTheSecondFailureTheNextChannelIsTriedAsWell) {
  provider.set("email", not_now);
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return rows("t").size() == 1 && rows("t")[0].attempts == 1; }));
  EXPECT_EQ(provider.count("sms"), 0u) << "one failure is not enough";
  pass(seconds(20));
  ASSERT_TRUE(eventually([&] { return in_state("t", "sms", store::Delivery::sent); }));
  const auto all = rows("t");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].stands_in_for, all[0].id);
  EXPECT_EQ(all[0].state, store::Delivery::queued) << "the first goes on trying";
}

TEST_F(Delivering, APermanentRefusalTriesTheNextChannelAtOnce) {
  provider.set("email", refusing);
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return in_state("t", "sms", store::Delivery::sent); }));
  EXPECT_TRUE(in_state("t", "email", store::Delivery::failed));
}

TEST_F(Delivering, MailThatComesBackForGoodIsNotTriedAgainTheNextChannelIs) {
  writer->run([](Turn& turn) {
    store::put_bounce(turn.database(), {"Ann@acme.example", start, true, "5.1.1", "550 no such user", 1});
    store::put_bounce(turn.database(), {"olga@acme.example", start, false, "4.2.2", "mailbox full", 1});
  });
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return in_state("t", "sms", store::Delivery::sent); }));
  ASSERT_TRUE(in_state("t", "email", store::Delivery::failed));
  for (const Outgoing& row : rows("t")) {
    if (row.via != "email") continue;
    EXPECT_EQ(row.attempts, 0) << "nobody was asked";
    EXPECT_NE(row.error.find("Not sent: mail to ann@acme.example came back for good (550 no such user)"),
              std::string::npos)
        << row.error;
  }
  EXPECT_EQ(provider.count("email"), 0u);
  writer->run([](Turn& turn) {
    queue_words(turn, "code/1", "ann", {"email", "ann@acme.example"}, "Your code", "123");
    queue_words(turn, "other", "olga", {"email", "olga@acme.example"}, "s", "w");
  });
  sender->wake();
  EXPECT_TRUE(eventually([&] { return provider.count("email") == 2; }))
      << "a code finds out whether it works again, and a full mailbox is tried";
}

TEST_F(Delivering, WhereEveryAddressComesBackTheNextStepFiresAtOnce) {
  writer->run([](Turn& turn) {
    queue_words(turn, "first", "bob", {"email", "bob@acme.example"}, "s", "w");
    store::put_bounce(turn.database(), {"ann@acme.example", start, true, "5.1.1", "", 1});
  });
  provider.set("sms", refusing);
  send();
  ASSERT_TRUE(eventually([&] { return provider.count("email") == 1; }));
  phone("t");
  EXPECT_TRUE(eventually([&] {
    const auto all = rows("t");
    return std::any_of(all.begin(), all.end(), [](const Outgoing& row) {
      return row.user == "bob" && row.state == store::Delivery::sent;
    });
  })) << "tier 2, without a minute passing";
}

TEST_F(Delivering, AnAnswerToACustomerWhoseMailComesBackFailsWithTheReasonAndCanBeTriedByHand) {
  writer->run([](Turn& turn) {
    store::put_bounce(turn.database(), {"gina@globex.example", start, true, "5.1.1", "550 no such user", 1});
  });
  send();
  phone("t", "web");
  writer->run([](Turn& turn) {
    Reply reply;
    reply.ticket = "t";
    reply.message.id = "r";
    reply.message.text = "Coming";
    ASSERT_FALSE(turn.run(reply, Actor{Actor::Kind::user, "bob", Role::agent}).has_value());
  });
  ASSERT_TRUE(eventually([&] { return in_state("t", "email", store::Delivery::failed); }));
  EXPECT_NE(rows("t").back().error.find("came back for good"), std::string::npos);
  const std::int64_t id = rows("t").back().id;
  writer->run([&](Turn& turn) { ASSERT_TRUE(try_once_more(turn, id)); });
  EXPECT_TRUE(eventually([&] { return in_state("t", "email", store::Delivery::sent); }));
}

TEST_F(Delivering, ATicketInGoodHandsNeedsNoOtherChannel) {
  provider.set("email", not_now);
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return rows("t").size() == 1 && rows("t")[0].attempts == 1; }));
  writer->run([](Turn& turn) {
    ASSERT_FALSE(turn.run(Acknowledge{"t"}, Actor{Actor::Kind::user, "bob", Role::agent}).has_value());
  });
  pass(seconds(20));
  ASSERT_TRUE(eventually([&] { return rows("t")[0].attempts == 2; }));
  EXPECT_EQ(rows("t").size(), 1u);
}

TEST_F(Delivering, IfAllFailForEverybodyAtAStepTheNextOneFiresAtOnce) {
  provider.set("email", [](const Parcel& parcel) {
    if (parcel.row.user == "ann") return refusing(parcel);
    Outcome sent;
    sent.kind = Outcome::Kind::sent;
    return sent;
  });
  provider.set("sms", refusing);
  writer->run([](Turn& turn) { queue_words(turn, "first", "bob", {"email", "bob@acme.example"}, "s", "w"); });
  send();
  ASSERT_TRUE(eventually([&] { return provider.count("email") == 1; })) << "the channel works";
  phone("t");
  ASSERT_TRUE(eventually([&] {
    const auto all = rows("t");
    return std::any_of(all.begin(), all.end(), [](const Outgoing& row) {
      return row.user == "bob" && row.state == store::Delivery::sent;
    });
  })) << "tier 2 is told without a minute passing";
}

TEST_F(Delivering, WhereNothingEverLeftTheHouseNoStepIsHurried) {
  provider.set("email", refusing);
  provider.set("sms", refusing);
  provider.set("ntfy", refusing);
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return in_state("t", "sms", store::Delivery::failed); }));
  pass(minutes(1));
  for (const Outgoing& row : rows("t")) EXPECT_EQ(row.user, "ann");
}

TEST_F(Delivering, WhatIsGivenUpIsADeadLetterAndAnAdministratorHearsOfItOnceAnHour) {
  writer->run([](Turn& turn) { queue_words(turn, "first", "olga", {"ntfy", "olga-topic"}, "s", "w"); });
  send();
  ASSERT_TRUE(eventually([&] { return provider.count("ntfy") == 1; }));
  provider.set("email", refusing);
  provider.set("sms", refusing);
  phone("t1");
  phone("t2");
  ASSERT_TRUE(eventually([&] { return provider.count("ntfy") > 1; }));
  pass(seconds(1));
  std::vector<Outgoing> letters;
  std::vector<Outgoing> notices;
  ASSERT_TRUE(eventually([&] {
    writer->run_store([&](store::Database& database) {
      letters = store::dead_letters(database, 100);
      notices = store::outgoing_to(database, "olga", start - hours(1));
    });
    return letters.size() >= 4;
  }));
  std::set<std::string> keys;
  for (const Outgoing& notice : notices) {
    if (notice.key.rfind("dead-letters/email/", 0) == 0) keys.insert(notice.key);
  }
  EXPECT_EQ(keys.size(), 1u);
  std::optional<store::KnownContact> contact;
  writer->run_store([&](store::Database& database) {
    contact = store::find_contact(database, {"ann", "email", "ann@acme.example"});
  });
  ASSERT_TRUE(contact);
  EXPECT_TRUE(contact->failed);
  EXPECT_EQ(contact->why, "There is no such address.");
}

// A provider's answer outlives the test that set it: workers may still be inside it until TearDown has waited for them.
TEST_F(Delivering, ASlowProviderHoldsUpNobodyElse) {
  const auto release = std::make_shared<std::atomic<bool>>(false);
  provider.set("email", [release](const Parcel&) {
    while (!*release) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    Outcome sent;
    sent.kind = Outcome::Kind::sent;
    return sent;
  });
  send();
  writer->run([](Turn& turn) {
    for (int i = 0; i < 20; ++i) {
      const std::string n = std::to_string(i);
      queue_words(turn, "slow/" + n, "x", {"email", "x" + n + "@acme.example"}, "s", "w");
    }
    queue_words(turn, "fast", "olga", {"ntfy", "olga-topic"}, "s", "w");
  });
  sender->wake();
  EXPECT_TRUE(eventually([&] { return provider.count("ntfy") == 1; }));
  EXPECT_LE(provider.count("email"), static_cast<std::size_t>(Sender::workers_per_provider));
  *release = true;
  EXPECT_TRUE(eventually([&] { return provider.count("email") == 20; }));
}

TEST_F(Delivering, ToOneAddressOneAfterTheOtherInOrder) {
  struct Seen {
    std::atomic<int> at_once = 0;
    std::atomic<int> most = 0;
  };
  const auto seen = std::make_shared<Seen>();
  provider.set("email", [seen](const Parcel&) {
    seen->most = std::max(seen->most.load(), ++seen->at_once);
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    --seen->at_once;
    Outcome sent;
    sent.kind = Outcome::Kind::sent;
    return sent;
  });
  writer->run([](Turn& turn) {
    for (int i = 0; i < 30; ++i) {
      queue_words(turn, "m/" + std::to_string(i), "ann", {"email", "ann@acme.example"}, std::to_string(i),
                  "w");
    }
  });
  send();
  ASSERT_TRUE(eventually([&] { return provider.count("email") == 30; }));
  EXPECT_EQ(seen->most, 1);
  for (std::size_t i = 0; i < provider.given.size(); ++i)
    EXPECT_EQ(provider.given[i].row.subject, std::to_string(i));
}

TEST_F(Delivering, OverTheLimitOfAnAddressTheRestWaitsAndNothingIsDropped) {
  const Limit limit = limit_of(writer->policies()->workspace(), "sms");
  const auto most = static_cast<std::size_t>(limit.messages);
  writer->run([&](Turn& turn) {
    for (std::size_t i = 0; i < most + 3; ++i) {
      const std::string n = std::to_string(i);
      queue_words(turn, "m/" + n, "ann", {"sms", "+15550101"}, "s", "w");
    }
    queue_words(turn, "other", "bob", {"sms", "+15550102"}, "s", "w");
  });
  send();
  ASSERT_TRUE(eventually([&] { return provider.count("sms") == most + 1; })) << "the other telephone has its own limit";
  pass(limit.per - seconds(30));
  EXPECT_EQ(provider.count("sms"), most + 1);
  EXPECT_TRUE(eventually([&] {
    pass(seconds(31));
    return provider.count("sms") == most + 4;
  }));
}

TEST_F(Delivering, AProviderThatFailsAgainAndAgainIsLeftAloneAndProbed) {
  provider.set("email", dead);
  send();
  writer->run([](Turn& turn) {
    for (int i = 0; i < 12; ++i) {
      const std::string n = std::to_string(i);
      queue_words(turn, "m/" + n, "", {"email", "c" + n + "@globex.example"}, "s", "w");
    }
  });
  sender->wake();
  const auto state = [&] {
    for (const ProviderHealth& one : sender->providers()) {
      if (one.via == "email") return one.state;
    }
    return Breaker::State::closed;
  };
  ASSERT_TRUE(eventually([&] { return state() == Breaker::State::open; }));
  const std::size_t tried = provider.count("email");
  EXPECT_LT(tried, 12u) << "not everything runs into the same wall";
  provider.set("email", nullptr);
  pass(Breaker::first_pause + seconds(1));
  EXPECT_TRUE(eventually([&] { return state() == Breaker::State::closed; })) << "the probe succeeded";
  for (int i = 0; i < 30 && provider.count("email") < tried + 12; ++i) pass(seconds(10));
  std::int64_t sent = 0;
  ASSERT_TRUE(eventually([&] {
    pass(seconds(10));
    writer->run_store([&](store::Database& database) {
      sent = 0;
      for (const store::Counted& one : store::count_outgoing(database)) {
        if (one.state == store::Delivery::sent) sent += one.count;
      }
    });
    return sent == 12;
  }));
}

TEST_F(Delivering, WhileAProviderIsLeftAloneThePersonsOtherChannelIsUsed) {
  provider.set("email", dead);
  send();
  writer->run([](Turn& turn) {
    for (int i = 0; i < 6; ++i) {
      const std::string n = std::to_string(i);
      queue_words(turn, "m/" + n, "", {"email", "c" + n + "@globex.example"}, "s", "w");
    }
  });
  sender->wake();
  ASSERT_TRUE(eventually(
      [&] { return !sender->providers().empty() && sender->providers()[0].state == Breaker::State::open; }));
  phone("t");
  EXPECT_TRUE(eventually([&] { return in_state("t", "sms", store::Delivery::sent); }));
}

TEST_F(Delivering, WhatWasBeingSentWhenTheServerDiedGoesOutAgainMarked) {
  phone("t");
  const std::int64_t id = rows("t").front().id;
  writer->run([&](Turn& turn) { ASSERT_TRUE(claim(turn, id)); });
  send();
  ASSERT_TRUE(eventually([&] { return in_state("t", "email", store::Delivery::sent); }));
  EXPECT_TRUE(rows("t").front().may_repeat);
  EXPECT_NE(text_of(provider.given.front()).find("may have reached you before"), std::string::npos);
}

TEST_F(Delivering, AReportThatAMessageArrivedProvesTheAddress) {
  send();
  phone("t");
  ASSERT_TRUE(eventually([&] { return in_state("t", "email", store::Delivery::sent); }));
  const std::int64_t id = rows("t").front().id;
  std::optional<store::KnownContact> contact;
  writer->run([&](Turn& turn) {
    record_delivered(turn, *store::find_outgoing(turn.database(), id));
    contact = store::find_contact(turn.database(), {"ann", "email", "ann@acme.example"});
  });
  EXPECT_TRUE(in_state("t", "email", store::Delivery::delivered));
  ASSERT_TRUE(contact);
  EXPECT_TRUE(contact->verified);
}

TEST_F(Delivering, ThreeHundredTicketsThatBreachWithinAMinuteAreAFewMessagesPerPerson) {
  send();
  for (int i = 0; i < 300; ++i) phone("t" + std::to_string(i), "storm");
  for (int i = 0; i < 100; ++i) pass(seconds(5));
  ASSERT_TRUE(eventually([&] { return provider.count("email") >= 2; }));
  const std::size_t before = provider.count("email");
  for (int i = 0; i < 30; ++i) pass(seconds(5));
  EXPECT_LE(std::max(before, provider.count("email")), 5u);
  std::set<TicketId> told;
  for (int i = 0; i < 300; ++i) {
    const TicketId id = "t" + std::to_string(i);
    if (!rows(id).empty()) told.insert(id);
  }
  EXPECT_EQ(told.size(), 300u) << "every ticket is in one of the lists";
  std::set<std::int64_t> listed;
  for (const Parcel& parcel : provider.given) {
    listed.insert(parcel.number);
    const std::string text = text_of(parcel);
    for (const AlsoWaiting& other : parcel.also) {
      listed.insert(other.ticket.number);
      EXPECT_NE(text.find("\n- #" + std::to_string(other.ticket.number) + " Printer on fire"), std::string::npos);
      EXPECT_NE(text.find("or reply ack " + other.code), std::string::npos);
    }
    const std::string more = parcel.also.empty() ? "" : " and " + std::to_string(parcel.also.size()) + " more";
    EXPECT_EQ(title_of(parcel, 200), "#" + std::to_string(parcel.number) + " Printer on fire (normal)" + more);
  }
  EXPECT_EQ(listed.size(), 300u) << "and the messages say so";
}

}  // namespace
}  // namespace oasis::notify
