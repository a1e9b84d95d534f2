// The door of the server: accepts connections, frames requests, lets cpp-httplib parse them and write
// answers, and hands live streams to the hub. A few threads watch all connections, and answer what needs no waiting; other
// requests run on a few workers. May not: know a route; block on a peer.
//
// An idle or slow connection costs no thread, only a deadline; TLS handshakes run on the workers, a step whenever
// the peer has sent one. cpp-httplib never sees a socket: it gets
// complete heads, and its answers are sent as the peer takes them.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/live.hpp"
#include "server/http/networks.hpp"
#include "server/http/tls.hpp"
#include "server/watch/measures.hpp"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace oasis::http {

struct FrontOptions {
  std::string host = "127.0.0.1";
  int port = 0;                                 // 0: any free one
  std::size_t workers = 80;                     // most of them wait for the disk, and share its commit
  std::size_t connections = 0;                  // of all, with live streams; 0: as many as the process may hold
  std::size_t connections_per_address = 256;    // an IPv6 /64 is one; proxies are not counted
  std::vector<Network> proxies;                 // see ProtocolOptions
  bool secure = false;                          // see ProtocolOptions
  const Tls* tls = nullptr;                     // speaks https, only
  watch::Traffic* traffic = nullptr;            // counted into, if given
  std::chrono::milliseconds head_time{10'000};  // for the TLS handshake; from the first byte of a request to its last header
  std::chrono::milliseconds body_time{30'000};  // and its body; 1 s more for each 32 KB
  std::chrono::milliseconds idle_time{75'000};  // between requests
  std::chrono::milliseconds answer_time{60'000};  // for the peer to take an answer
};

/// How a route takes requests.
struct Terms {
  std::size_t body_limit = 0;  // bytes
  /// It mostly answers without waiting for the disk, a thread or a peer: then the thread that watches the connection does it,
  /// and no other has to be woken. Where it would have to wait after all (engine/away.hpp), a worker begins anew.
  bool at_once = false;
};

struct FrontHooks {
  /// Called before the body is read, from several threads.
  std::function<Terms(std::string_view method, std::string_view path)> terms;
  /// Answers a request, from many threads; `request.body` is complete. Sets `live` to turn the connection into a
  /// stream; the response is then discarded. What it throws becomes a 500.
  std::function<void(const httplib::Request&, httplib::Response&, std::optional<LiveStart>& live)> handle;
  /// Whether whoever sends this Authorization may bring so many bytes to this route. Called before the body is read,
  /// from several threads; if it is missing, everybody may.
  std::function<bool(std::string_view path, std::string_view authorization, std::uint64_t bytes)> may_bring;
};

class Front {
 public:
  /// Binds and listens, but answers nobody before start(). Throws std::runtime_error with one sentence when
  /// the port is taken or the host is not ours.
  Front(FrontOptions options, Live& live);
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;
  ~Front();

  int port() const;
  void start(FrontHooks hooks);
  /// Takes no new requests, lets those that run finish (at most 5 s), ends the threads.
  void stop();

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace oasis::http
