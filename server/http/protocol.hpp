// cpp-httplib as what it does best: it parses one framed request and writes its answer. It never sees a
// socket and does no routing. May not: wait for input; decide when a connection ends.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "server/http/connection.hpp"
#include "server/http/live.hpp"
#include "server/http/networks.hpp"
#include "server/watch/measures.hpp"

namespace oasis::http {

struct Answered {
  bool close = false;             // nothing more may be read from this connection
  std::optional<LiveStart> live;  // the connection became a stream, and no answer was written
  bool put_off = false;           // it would have had to wait (engine::MayNotWait), and nothing was written: to be done anew
};

/// The header of a request that a proxy passed on without our knowing for whom: its address is the proxy's and says
/// nothing of who asks. Only we set it: it is taken away from whoever sends it.
constexpr const char* passed_on = "X-Passed-On";

using AnswerRequest =
    std::function<void(const httplib::Request&, httplib::Response&, std::optional<LiveStart>& live)>;

struct ProtocolOptions {
  std::vector<Network> proxies;       // whose X-Forwarded-* are believed; anybody else's are taken away
  bool secure = false;                // people reach us by https, also where a proxy does not say so
  watch::Traffic* traffic = nullptr;  // counted into, if given
};

class Protocol {
 public:
  Protocol(ProtocolOptions options, AnswerRequest handler);
  Protocol(const Protocol&) = delete;
  Protocol& operator=(const Protocol&) = delete;
  ~Protocol();

  /// Answers the request that lies whole in the connection. From any number of threads, one per connection.
  /// What the handler throws becomes a 500. Waits for a slow reader at most `patience`.
  Answered answer(Connection& connection, std::chrono::milliseconds patience);

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace oasis::http
