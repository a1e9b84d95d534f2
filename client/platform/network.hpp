// Requests and event streams, asynchronous. Callbacks run between frames, on the one thread there is, and ask
// for a frame by themselves. May not: retry, know the API or hold a session; see client/replica.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace oasis::platform {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string url;  // absolute path on this origin
  Headers headers = {};
  std::string body = {};
};

struct Response {
  int status = 0;        // 0: no answer (no connection, refused, cancelled)
  std::string body;      // bytes
  Headers headers = {};  // names in lower case
};

/// One event of a stream (WHATWG HTML, 9.2 Server-sent events).
struct StreamEvent {
  std::string id;    // last event id as of this event
  std::string name;  // "message" unless the server named it
  std::string data;
};

struct StreamRequest {
  std::string url;
  std::string last_event_id = {};  // sent as Last-Event-ID, also the first time
};

/// Hooks of one stream. After `closed` nothing more comes; whoever opened it decides when to open it again.
struct StreamHooks {
  std::function<void()> opened = {};  // the server answered 200
  std::function<void(const StreamEvent&)> event = {};
  std::function<void()> alive = {};  // any bytes came, comments too
  std::function<void(int status)> closed =
      {};  // HTTP status of a refusal, 200 after a clean end, 0 otherwise
};

using RequestId = std::uint32_t;

class Network {
 public:
  virtual ~Network() = default;

  virtual RequestId send(Request request, std::function<void(Response)> answered) = 0;
  virtual RequestId open_stream(StreamRequest request, StreamHooks hooks) = 0;
  /// Ends a request or stream; its callbacks are not called any more. Unknown ids are ignored.
  virtual void cancel(RequestId id) = 0;
  /// What the browser believes; false is certain, true is a guess.
  virtual bool online() = 0;
};

}  // namespace oasis::platform
