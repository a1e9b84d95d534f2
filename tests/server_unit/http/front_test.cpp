// What server/http/front promises, with a handler of the test's own on a real port of loopback.
#include "server/http/front.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/engine/away.hpp"

namespace oasis::http {
namespace {

/// A connection that says exactly what it is told to.
class Raw {
 public:
  /// `room`: bytes that it takes without being asked; 0: as many as the system likes.
  explicit Raw(int port, int room = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (room > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  Raw(const Raw&) = delete;
  ~Raw() { ::close(socket_); }

  void say(const std::string& text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
      const ssize_t n = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
      if (n <= 0) return;
      sent += static_cast<std::size_t>(n);
    }
  }
  /// Everything until `mark` or the end.
  std::string hear(const std::string& mark = "\x01 never sent") {
    while (heard_.find(mark) == std::string::npos) {
      pollfd readable{socket_, POLLIN, 0};
      if (!connected_ || ::poll(&readable, 1, 10'000) <= 0) break;
      char bytes[4096];
      const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
      if (got <= 0) {
        ended_ = got == 0;
        break;
      }
      heard_.append(bytes, static_cast<std::size_t>(got));
    }
    return heard_;
  }
  bool ended() const { return ended_; }
  void say_no_more() { ::shutdown(socket_, SHUT_WR); }

 private:
  int socket_;
  bool connected_ = false;
  bool ended_ = false;
  std::string heard_;
};

struct FrontTest : testing::Test {
  FrontOptions options;
  Live live{{.epoch = "e"}};
  std::optional<Front> front;
  std::promise<void> released;  // lets the one request for /wait go on
  std::atomic<int> reads{0};    // how often a request for /once/read was begun

  void start() {
    front.emplace(options, live);
    front->start(
        {[](std::string_view, std::string_view path) {
           return Terms{path == "/large" ? 4'000'000u : 1000u, path.substr(0, 5) == "/once"};
         },
         [this](const httplib::Request& request, httplib::Response& response, std::optional<LiveStart>& stream) {
           if (request.path == "/wait") released.get_future().wait();
           if (request.path == "/once/read") {
             ++reads;
             engine::about_to_read();
           }
           if (request.path == "/throw") throw std::runtime_error("secret");
           if (request.path == "/missing") response.status = 404;
           if (request.path == "/live") stream = LiveStart{{"ann", "s", {}}, "data: hello\n\n", 0};
           if (request.path == "/big") return response.set_content(std::string(3'000'000, 'x'), "text/plain");
           response.set_content(request.method + " " + request.path + " " +
                                    std::to_string(request.body.size()) + " from " + request.remote_addr,
                                "text/plain");
         }});
  }
  std::string exchange(const std::string& text) {
    Raw raw(front->port());
    raw.say(text);
    return raw.hear();
  }
};

std::string get(const std::string& path, const std::string& headers = "") {
  return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
}
std::string post(const std::string& path, std::size_t length, const std::string& headers = "") {
  return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) + "\r\n" +
         headers + "\r\n";
}

TEST_F(FrontTest, AnswersWithTheWholeBodyAndSecurityHeaders) {
  start();
  const std::string answer = exchange(post("/a", 5, "Connection: close\r\n") + "hello");
  EXPECT_EQ(answer.find("HTTP/1.1 200 OK\r\n"), 0u);
  EXPECT_NE(answer.find("POST /a 5 from 127.0.0.1"), std::string::npos);
  for (const char* header : {"Content-Security-Policy: default-src 'none'", "X-Content-Type-Options: nosniff",
                             "Referrer-Policy: ", "Permissions-Policy: ", "Cross-Origin-Opener-Policy: "}) {
    EXPECT_NE(answer.find(header), std::string::npos) << header;
  }
  EXPECT_EQ(answer.find("Strict-Transport-Security"), std::string::npos)
      << "only when people reach us by https";
}

TEST_F(FrontTest, AnswersPipelinedRequestsInOrder) {
  start();
  const std::string answer = exchange(get("/1") + post("/2", 3) + "abc" + get("/3", "Connection: close\r\n"));
  EXPECT_LT(answer.find("GET /1 0"), answer.find("POST /2 3"));
  EXPECT_LT(answer.find("POST /2 3"), answer.find("GET /3 0"));
  EXPECT_NE(answer.find("GET /3 0"), std::string::npos);
}

TEST_F(FrontTest, WhatCanBeAnsweredAtOnceNeedsNoWorker) {
  options.workers = 1;
  start();
  Raw waiting(front->port());
  waiting.say(get("/wait"));
  EXPECT_NE(exchange(get("/once", "Connection: close\r\n")).find("GET /once 0"), std::string::npos);
  released.set_value();
  EXPECT_NE(waiting.hear("GET /wait").find("GET /wait 0"), std::string::npos);
}

TEST_F(FrontTest, WhatWouldHaveToWaitAfterAllIsDoneAnewByAWorkerAndAnsweredOnce) {
  start();
  const std::string answer = exchange(get("/once/read") + get("/2", "Connection: close\r\n"));
  EXPECT_EQ(reads, 2);
  EXPECT_EQ(answer.find("HTTP/1.1 200"), 0u);
  EXPECT_EQ(answer.find("GET /once/read", answer.find("GET /once/read") + 1), std::string::npos);
  EXPECT_LT(answer.find("GET /once/read"), answer.find("GET /2"));
}

TEST_F(FrontTest, ThousandsOfRequestsBehindEachOtherAreAnsweredInOrder) {
  start();
  std::string all;
  for (int i = 0; i < 3'000; ++i) all += get("/once/" + std::to_string(i));
  Raw raw(front->port());
  std::thread saying([&] { raw.say(all + get("/last", "Connection: close\r\n")); });
  const std::string answers = raw.hear();
  saying.join();
  std::size_t at = 0;
  for (int i = 0; i < 3'000 && at != std::string::npos; ++i) at = answers.find("GET /once/" + std::to_string(i) + " 0", at);
  ASSERT_NE(at, std::string::npos);
  EXPECT_NE(answers.find("GET /last 0", at), std::string::npos);
}

TEST_F(FrontTest, EveryConnectionIsWatchedWhicheverThreadHasIt) {
  start();
  std::vector<std::unique_ptr<Raw>> all;
  for (int i = 0; i < 32; ++i) all.push_back(std::make_unique<Raw>(front->port()));
  for (int round = 0; round < 2; ++round) {
    for (const auto& raw : all) raw->say(get(round == 0 ? "/once" : "/worker"));
    for (const auto& raw : all) EXPECT_NE(raw->hear(round == 0 ? "GET /once" : "GET /worker").find("200 OK"), std::string::npos);
  }
}

TEST_F(FrontTest, ClosesAfterEveryRefusalSoThatNothingIsReadAsASecondRequest) {
  start();
  Raw raw(front->port());
  raw.say(get("/missing") + get("/2"));
  const std::string answer = raw.hear();
  EXPECT_TRUE(raw.ended());
  EXPECT_EQ(answer.find("HTTP/1.1 404"), 0u);
  EXPECT_EQ(answer.find("GET /2"), std::string::npos);
}

TEST_F(FrontTest, ALargeBodyIsRefusedFromItsHeadAndTheRefusalArrives) {
  start();
  Raw raw(front->port());
  raw.say(post("/a", 100'000'000) + std::string(1'000'000, 'x'));
  EXPECT_EQ(raw.hear().find("HTTP/1.1 413"), 0u);
  EXPECT_NE(raw.hear().find("\"code\":\"too_large\""), std::string::npos);
}

TEST_F(FrontTest, TheLimitOfABodyIsTheRoutes) {
  start();
  const std::string answer =
      exchange(post("/large", 3'000'000, "Connection: close\r\n") + std::string(3'000'000, 'x'));
  EXPECT_NE(answer.find("POST /large 3000000"), std::string::npos);
}

TEST_F(FrontTest, AsksForTheBodyWhenTheClientWaitsForIt) {
  start();
  Raw raw(front->port());
  raw.say(post("/a", 5, "Expect: 100-continue\r\nConnection: close\r\n"));
  EXPECT_EQ(raw.hear("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  raw.say("hello");
  const std::string answer = raw.hear();
  EXPECT_NE(answer.find("POST /a 5"), std::string::npos);
  EXPECT_EQ(answer.find("100 Continue", 20), std::string::npos) << "once";
}

TEST_F(FrontTest, AnExceptionIsOurFaultAndStaysInTheLog) {
  start();
  const std::string answer = exchange(get("/throw"));
  EXPECT_EQ(answer.find("HTTP/1.1 500"), 0u);
  EXPECT_EQ(answer.find("secret"), std::string::npos);
}

TEST_F(FrontTest, SlowAndSilentConnectionsAreClosedAndCostNobodyElse) {
  options.head_time = std::chrono::milliseconds(50);
  options.workers = 1;
  start();
  Raw silent(front->port());
  Raw slow(front->port());
  slow.say("GET / HT");
  EXPECT_NE(exchange(get("/1", "Connection: close\r\n")).find("GET /1"), std::string::npos);
  silent.hear();
  slow.hear();
  EXPECT_TRUE(silent.ended());
  EXPECT_TRUE(slow.ended());
}

TEST_F(FrontTest, ABodyThatNeverComesIsGivenUp) {
  options.body_time = std::chrono::milliseconds(50);
  start();
  Raw raw(front->port());
  raw.say(post("/a", 5) + "he");
  EXPECT_EQ(raw.hear(), "");
  EXPECT_TRUE(raw.ended());
}

TEST_F(FrontTest, AConnectionThatRestsTooLongIsClosed) {
  options.idle_time = std::chrono::milliseconds(50);
  start();
  Raw raw(front->port());
  raw.say(get("/1"));
  EXPECT_NE(raw.hear("GET /1").find("GET /1"), std::string::npos);
  raw.hear();
  EXPECT_TRUE(raw.ended());
}

TEST_F(FrontTest, WhoTakesNoAnswerIsGivenUpAndCostsNobodyElse) {
  watch::Traffic traffic;
  options.traffic = &traffic;
  options.answer_time = std::chrono::milliseconds(100);
  options.workers = 1;
  start();
  Raw stuck(front->port(), 4096);
  stuck.say(get("/big", "Connection: close\r\n"));
  EXPECT_NE(exchange(get("/1", "Connection: close\r\n")).find("GET /1"), std::string::npos);
  for (int tries = 0; tries < 1000 && traffic.too_slow.value() == 0; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(traffic.too_slow.value(), 1u);
  EXPECT_LT(stuck.hear().size(), 3'000'000u);
}

TEST_F(FrontTest, OneAddressCannotTakeAllConnections) {
  options.connections_per_address = 2;
  start();
  Raw one(front->port());
  one.say(get("/1"));
  EXPECT_NE(one.hear("GET /1").find("GET /1"), std::string::npos);
  Raw two(front->port());
  two.say(get("/2"));
  EXPECT_NE(two.hear("GET /2").find("GET /2"), std::string::npos);
  Raw three(front->port());
  three.say(get("/3"));
  EXPECT_EQ(three.hear(), "");
}

TEST_F(FrontTest, AllAddressesTogetherTakeNoMoreConnectionsThanThereAreAndStreamsCount) {
  watch::Traffic traffic;
  options.traffic = &traffic;
  options.connections = 2;
  start();
  Raw stream(front->port());
  stream.say(get("/live"));
  stream.hear("hello");
  while (live.streams() != 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  {
    Raw one(front->port());
    one.say(get("/1"));
    EXPECT_NE(one.hear("GET /1").find("GET /1"), std::string::npos);
    Raw more(front->port());
    more.say(get("/2"));
    EXPECT_EQ(more.hear(), "") << "there is no room";
    EXPECT_EQ(traffic.full.value(), 1u);
    one.say(get("/3", "Connection: close\r\n"));
    EXPECT_NE(one.hear().find("GET /3"), std::string::npos) << "who is in is served";
  }
  std::string answer;  // who left makes room, as soon as that is noticed
  for (int tries = 0; answer.empty() && tries < 1000; ++tries) answer = exchange(get("/4", "Connection: close\r\n"));
  EXPECT_NE(answer.find("GET /4"), std::string::npos);
}

TEST_F(FrontTest, WhatATrustedProxySaysOfTheClientIsBelieved) {
  options.proxies = *read_network("loopback");
  start();
  const std::string answer = exchange(get("/1",
                                          "X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\nX-Forwarded-Proto: https\r\n"
                                          "X-Request-Id: theirs-1\r\nConnection: close\r\n"));
  EXPECT_NE(answer.find("from 192.0.2.7"), std::string::npos);
  EXPECT_NE(answer.find("Strict-Transport-Security: "), std::string::npos);
  EXPECT_NE(answer.find("X-Request-Id: theirs-1\r\n"), std::string::npos);
}

TEST_F(FrontTest, AProxyThatNobodyNamedIsAClient) {
  options.proxies = *read_network("192.0.2.0/24");
  start();
  const std::string answer = exchange(get("/1",
                                          "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n"
                                          "X-Request-Id: theirs-1\r\nConnection: close\r\n"));
  EXPECT_NE(answer.find("from 127.0.0.1"), std::string::npos);
  EXPECT_EQ(answer.find("Strict-Transport-Security: "), std::string::npos);
  EXPECT_EQ(answer.find("theirs-1"), std::string::npos);
  EXPECT_NE(answer.find("X-Request-Id: "), std::string::npos) << "one of ours";
}

TEST_F(FrontTest, AProxysConnectionsAreNotCountedAsOnePeers) {
  options.proxies = *read_network("loopback");
  options.connections_per_address = 1;
  start();
  Raw one(front->port());
  one.say(get("/1"));
  EXPECT_NE(one.hear("GET /1").find("GET /1"), std::string::npos);
  EXPECT_NE(exchange(get("/2", "Connection: close\r\n")).find("GET /2"), std::string::npos);
}

TEST_F(FrontTest, CountsWhatComesThroughTheDoor) {
  watch::Traffic traffic;
  options.traffic = &traffic;
  options.head_time = std::chrono::milliseconds(50);
  start();
  exchange(get("/1", "Connection: close\r\n"));
  exchange("nonsense\r\n\r\n");
  Raw slow(front->port());
  slow.say("GET / HT");
  slow.hear();
  EXPECT_EQ(traffic.accepted.value(), 3u);
  EXPECT_EQ(traffic.malformed.value(), 1u);
  EXPECT_EQ(traffic.too_slow.value(), 1u);
  EXPECT_EQ(traffic.duration.count(), 1u);
}

TEST_F(FrontTest, WithoutAProxyNobodyChoosesTheirAddress) {
  start();
  const std::string answer =
      exchange(get("/1", "X-Forwarded-For: 6.6.6.6\r\nREMOTE_ADDR: 6.6.6.6\r\nConnection: close\r\n"));
  EXPECT_NE(answer.find("from 127.0.0.1"), std::string::npos);
}

TEST_F(FrontTest, AReaderThatIsSlowGetsEverything) {
  options.workers = 1;
  start();
  Raw slow(front->port());
  slow.say(get("/big", "Connection: close\r\n"));
  const std::string answer = slow.hear();
  EXPECT_GT(answer.size(), 3'000'000u);
  EXPECT_TRUE(slow.ended());
}

TEST_F(FrontTest, ARouteCanTurnTheConnectionIntoAStream) {
  start();
  Raw raw(front->port());
  raw.say(get("/live"));
  const std::string answer = raw.hear("data: hello\n\n");
  EXPECT_EQ(answer.find("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream"), 0u);
  EXPECT_EQ(answer.find("GET /live"), std::string::npos);
  live.publish({1, {}});
  EXPECT_NE(raw.hear("\"to\":1,").find("id: e:1\n"), std::string::npos);
}

TEST_F(FrontTest, ATakenPortIsOneSentence) {
  start();
  auto second = options;
  second.port = front->port();
  try {
    Front taken(second, live);
    FAIL() << "two servers on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("taken by another program"), std::string::npos) << error.what();
  }
}

TEST_F(FrontTest, StopsWithConnectionsOpen) {
  start();
  Raw idle(front->port());
  idle.say(get("/1"));
  idle.hear("GET /1");
  front->stop();
  idle.hear();
  EXPECT_TRUE(idle.ended());
}

TEST_F(FrontTest, ARequestThatHasBegunIsStillAnsweredWhenItStops) {
  start();
  Raw half(front->port());
  half.say(get("/0"));
  half.hear("GET /0");
  half.say(post("/half", 5) + "he");
  EXPECT_NE(exchange(get("/1", "Connection: close\r\n")).find("GET /1"), std::string::npos) << "the half has come";
  std::thread stopping([&] { front->stop(); });
  half.say("llo");
  const std::string answer = half.hear();
  stopping.join();
  EXPECT_NE(answer.find("POST /half 5"), std::string::npos);
  EXPECT_TRUE(half.ended());
}

TEST_F(FrontTest, APeerThatSaysNoMoreIsAnsweredAndThenClosed) {
  start();
  Raw brief(front->port());
  brief.say(get("/1"));
  brief.say_no_more();
  EXPECT_NE(brief.hear().find("GET /1 0"), std::string::npos);
  EXPECT_TRUE(brief.ended()) << "and not only when it has been idle for too long";
  Raw half(front->port());
  half.say(post("/2", 5) + "he");
  half.say_no_more();
  EXPECT_EQ(half.hear(), "");
  EXPECT_TRUE(half.ended());
}

TEST_F(FrontTest, ARequestThatCameBehindAnotherIsStillAnsweredWhenItStops) {
  start();
  Raw idle(front->port());
  idle.say(get("/0"));
  idle.hear("GET /0");
  Raw both(front->port());
  both.say(get("/wait") + get("/behind"));
  EXPECT_NE(exchange(get("/1", "Connection: close\r\n")).find("GET /1"), std::string::npos) << "both have come";
  std::thread stopping([&] { front->stop(); });
  idle.hear();  // until the door is shut
  released.set_value();
  const std::string answer = both.hear();
  stopping.join();
  EXPECT_NE(answer.find("GET /wait 0"), std::string::npos);
  EXPECT_NE(answer.find("GET /behind 0"), std::string::npos);
  EXPECT_TRUE(both.ended());
}

}  // namespace
}  // namespace oasis::http
