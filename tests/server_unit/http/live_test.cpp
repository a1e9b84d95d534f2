// What server/http/live promises, over a pair of connected sockets instead of a network.
#include "server/http/live.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace oasis::http {
namespace {

/// The far end of one stream.
class FarEnd {
 public:
  FarEnd(Live& live, LiveStart start) {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    socket_ = ends[0];
    live.adopt(Wire(ends[1]), std::move(start));
  }
  FarEnd(const FarEnd&) = delete;
  ~FarEnd() { ::close(socket_); }

  /// Reads until `mark` has come; false when the stream ended (or nothing came for 10 s) before.
  bool read_until(const std::string& mark) {
    while (text_.find(mark) == std::string::npos) {
      pollfd readable{socket_, POLLIN, 0};
      if (::poll(&readable, 1, 10'000) <= 0) return false;
      char bytes[4096];
      const ssize_t got = ::read(socket_, bytes, sizeof bytes);
      ended_ = got <= 0;
      if (ended_) return false;
      text_.append(bytes, static_cast<std::size_t>(got));
    }
    return true;
  }
  /// Whether it ends, and has not only fallen silent.
  bool ended() {
    read_until("\x01 never sent");
    return ended_;
  }
  const std::string& text() const { return text_; }

  /// The `data` of every event so far.
  std::vector<nlohmann::json> events() const {
    std::vector<nlohmann::json> found;
    for (auto at = text_.find("data: "); at != std::string::npos; at = text_.find("data: ", at + 1)) {
      const auto end = text_.find('\n', at);
      if (end != std::string::npos)
        found.push_back(nlohmann::json::parse(text_.substr(at + 6, end - at - 6)));
    }
    return found;
  }

 private:
  int socket_ = -1;
  bool ended_ = false;
  std::string text_;
};

LiveOptions options() {
  LiveOptions options;
  options.epoch = "e";
  options.head = 10;
  return options;
}

LiveStart staff(std::int64_t cursor = 10) {
  return {{"ann", "s1", {"notes", "public"}}, "", cursor};
}
LiveStart customer() {
  return {{"cora", "s2", {"public"}}, "", 10};
}

TEST(Live, AnswersWithAStreamAndWhatCameBefore) {
  Live live(options());
  FarEnd reader(live, {{"ann", "s1", {}}, "id: e:10\ndata: {\"first\":true}\n\n", 10});
  ASSERT_TRUE(reader.read_until("\"first\":true}\n\n"));
  EXPECT_EQ(reader.text().find("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"), 0u);
  EXPECT_NE(reader.text().find("X-Content-Type-Options: nosniff\r\n"), std::string::npos);
}

TEST(Live, SendsEachStreamOnlyWhatItMaySee) {
  Live live(options());
  FarEnd ann(live, staff());
  FarEnd cora(live, customer());
  live.publish({11, {{{"public"}, "{\"a\":1}"}, {{"notes"}, "{\"secret\":2}"}}});
  ASSERT_TRUE(ann.read_until("]}\n\n"));
  ASSERT_TRUE(cora.read_until("]}\n\n"));
  EXPECT_EQ(ann.events().at(0)["changes"].size(), 2u);
  EXPECT_EQ(cora.events().at(0), nlohmann::json::parse(R"({"from":10,"to":11,"changes":[{"a":1}]})"));
  EXPECT_EQ(cora.text().find("secret"), std::string::npos);
}

TEST(Live, WhatWasAskedForBeforeRightsChangedDoesNotBeginAfter) {
  Live live(options());
  LiveStart before = staff();
  before.viewer.rights = 3;
  LiveStart after = staff();
  after.viewer.rights = 4;
  live.renew(4, [](const Viewer&) { return false; });
  FarEnd late(live, before);
  EXPECT_TRUE(late.ended());
  FarEnd fresh(live, after);
  live.publish({11, {{{"public"}, "11"}}});
  EXPECT_TRUE(fresh.read_until("[11]"));
}

TEST(Live, ARenewalEndsStreamsBeforeWhatCameWithIt) {
  Live live(options());
  FarEnd ann(live, staff());
  ASSERT_TRUE(ann.read_until(":\n\n"));
  live.renew(1, [](const Viewer&) { return true; });
  live.publish({11, {{{"public"}, "\"secret\""}}});
  EXPECT_TRUE(ann.ended());
  EXPECT_EQ(ann.text().find("secret"), std::string::npos);
}

TEST(Live, ABatchThatAStreamMayNotSeeStillMovesItsCursor) {
  Live live(options());
  FarEnd cora(live, customer());
  live.publish({11, {{{"notes"}, "{\"secret\":2}"}}});
  ASSERT_TRUE(cora.read_until("id: e:11\n"));
  ASSERT_TRUE(cora.read_until("]}\n\n"));
  EXPECT_TRUE(cora.events().at(0)["changes"].empty());
}

TEST(Live, TheCursorsOfAStreamHaveNoGaps) {
  auto slow = options();
  slow.frame = std::chrono::milliseconds(5);
  Live live(slow);
  FarEnd reader(live, staff());
  for (int seq = 11; seq <= 500; ++seq) live.publish({seq, {{{"public"}, std::to_string(seq)}}});
  ASSERT_TRUE(reader.read_until("\"to\":500,"));
  ASSERT_TRUE(reader.read_until("500]}\n\n"));
  std::int64_t cursor = 10;
  int changes = 0;
  for (const auto& event : reader.events()) {
    EXPECT_EQ(event["from"], cursor);
    cursor = event["to"];
    changes += static_cast<int>(event["changes"].size());
  }
  EXPECT_EQ(cursor, 500);
  EXPECT_EQ(changes, 490);
}

TEST(Live, AStreamThatBeginsBehindIsBroughtUpToDate) {
  Live live(options());
  FarEnd witness(live, staff());
  live.publish({11, {{{"public"}, "11"}}});
  live.publish({12, {{{"public"}, "12"}}});
  ASSERT_TRUE(witness.read_until("\"to\":12,"));
  FarEnd late(live, staff(11));
  ASSERT_TRUE(late.read_until("]}\n\n"));
  EXPECT_EQ(late.events().at(0), nlohmann::json::parse(R"({"from":11,"to":12,"changes":[12]})"));
}

TEST(Live, AStreamFartherBehindThanTheKeptFeedIsClosed) {
  auto small = options();
  small.kept_bytes = 10;
  Live live(small);
  FarEnd witness(live, staff());
  for (int seq = 11; seq <= 20; ++seq) live.publish({seq, {{{"public"}, "\"12345678\""}}});
  FarEnd late(live, staff(10));
  EXPECT_TRUE(late.ended());
  EXPECT_TRUE(late.events().empty());
}

TEST(Live, AReaderThatStopsReadingHoldsNobodyUp) {
  auto quick = options();
  quick.frame = std::chrono::milliseconds(1);
  quick.kept_bytes = 64 * 1024;
  Live live(quick);
  FarEnd stuck(live, staff());
  FarEnd reader(live, staff());
  const std::string kilobyte = "\"" + std::string(1024, 'x') + "\"";
  for (int seq = 11; seq <= 2000; ++seq) {
    live.publish({seq, {{{"public"}, kilobyte}}});
    if (seq % 50 != 0) continue;
    ASSERT_TRUE(reader.read_until("\"to\":" + std::to_string(seq) + ",")) << seq;
  }
  EXPECT_TRUE(stuck.ended());
}

TEST(Live, ARoundInPiecesReachesEveryStreamWithoutGapsWhateverComesMeanwhile) {
  auto pieces = options();
  pieces.frame = std::chrono::milliseconds(1);
  pieces.piece = 2;
  Live live(pieces);
  std::vector<std::unique_ptr<FarEnd>> readers;
  for (int i = 0; i < 25; ++i) readers.push_back(std::make_unique<FarEnd>(live, i % 2 == 0 ? staff() : customer()));
  for (int seq = 11; seq <= 500; ++seq) {
    live.publish({seq, {{{"public"}, std::to_string(seq)}}});
    if (seq % 7 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    if (seq == 250) readers[3].reset();  // who leaves in the midst of a round is no stumbling block
  }
  for (const auto& reader : readers) {
    if (!reader) continue;
    ASSERT_TRUE(reader->read_until("\"to\":500,"));
    std::int64_t cursor = 10;
    std::size_t changes = 0;
    for (const nlohmann::json& event : reader->events()) {
      EXPECT_EQ(event["from"], cursor);
      cursor = event["to"];
      changes += event["changes"].size();
    }
    EXPECT_EQ(changes, 490u);
  }
}

int nice_of_thread(const std::string& name) {
  for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
    std::ifstream comm(task.path() / "comm");
    std::string found;
    std::getline(comm, found);
    if (found == name)
      return ::getpriority(PRIO_PROCESS, static_cast<id_t>(std::stoi(task.path().filename())));
  }
  return -100;
}

TEST(Live, ItsThreadStepsBackBehindThoseThatAnswerRequests) {
  const int ours = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
  Live live(options());
  for (int tries = 0; tries < 400 && nice_of_thread("live") == -100; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(nice_of_thread("live"), std::min(19, ours + 5));
}

TEST(Live, DropsTheStreamsThatMustEnd) {
  Live live(options());
  FarEnd ann(live, staff());
  FarEnd cora(live, customer());
  ASSERT_TRUE(ann.read_until(":\n\n"));
  ASSERT_TRUE(cora.read_until(":\n\n"));
  live.drop([](const Viewer& viewer) { return viewer.session == "s1"; });
  EXPECT_TRUE(ann.ended());
  live.publish({11, {}});
  EXPECT_TRUE(cora.read_until("\"to\":11,"));
}

TEST(Live, WhatWasAskedForBeforeASessionEndedDoesNotBeginAfter) {
  Live live(options());
  LiveStart before = staff();
  before.departures = live.departures();
  live.drop([](const Viewer& viewer) { return viewer.session == "s1"; });
  FarEnd witness(live, customer());  // the drop is over when this has begun
  ASSERT_TRUE(witness.read_until(":\n\n"));
  FarEnd late(live, before);
  EXPECT_TRUE(late.ended());
  EXPECT_EQ(late.text(), "");
  LiveStart after = staff();
  after.departures = live.departures();
  FarEnd fresh(live, after);
  EXPECT_TRUE(fresh.read_until(":\n\n")) << "the same name, looked up after it";
}

TEST(Live, WhatIsForgottenOfEndedSessionsClosesWhatCameBeforeIt) {
  Live live(options());
  const LiveStart before = staff();
  for (int i = 0; i < 1000; ++i) live.drop([](const Viewer&) { return false; });
  FarEnd witness(live, [&live] {
    LiveStart start = customer();
    start.departures = live.departures();
    return start;
  }());
  ASSERT_TRUE(witness.read_until(":\n\n"));
  FarEnd late(live, before);
  EXPECT_TRUE(late.ended());
}

TEST(Live, GivesASignOfLifeAndEndsExpiredSessions) {
  auto lively = options();
  lively.comment = std::chrono::milliseconds(5);
  Live live(lively);
  FarEnd ann(live, staff());
  ASSERT_TRUE(ann.read_until(":\n\n:\n\n:\n\n"));
  auto expired = staff();
  expired.viewer.expires = std::chrono::system_clock::now();
  FarEnd late(live, expired);
  EXPECT_TRUE(late.ended());
}

TEST(Live, ASessionHasALimitedNumberOfStreams) {
  auto few = options();
  few.streams_per_session = 1;
  Live live(few);
  FarEnd first(live, staff());
  ASSERT_TRUE(first.read_until(":\n\n"));
  FarEnd second(live, staff());
  EXPECT_TRUE(second.ended());
  FarEnd other(live, customer());
  EXPECT_TRUE(other.read_until(":\n\n"));
}

TEST(Live, StoppingEndsEveryStream) {
  Live live(options());
  FarEnd ann(live, staff());
  ASSERT_TRUE(ann.read_until(":\n\n"));
  live.stop();
  EXPECT_TRUE(ann.ended());
  EXPECT_EQ(live.streams(), 0u);
}

}  // namespace
}  // namespace oasis::http
