// Every live stream (server-sent events) of the server, owned by one thread, whatever their number.
// May not: know what a change is, or who may see which scope; it is told both.
//
// A stream is always sent what lies between its own cursor and the newest change, at most 20 times a second,
// and less often when so many follow that sending takes long. The hub goes round all streams in pieces; each
// gets what is newest when its turn comes, so that a change waits for one round at most, wherever in a round it
// falls. After each piece the hub leaves a fifth of the time to others, and its thread steps back behind those
// that answer requests (nice). A stream whose reader is slow is simply sent less often and more at once; when it
// falls behind the part of the feed that is kept here, it is closed, and its client comes back with its cursor.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/wire.hpp"

namespace oasis::http {

/// Who looks at a stream, and what they may see.
struct Viewer {
  std::string user_id;
  std::string session;              // names the session, so that signing out ends its streams
  std::vector<std::string> scopes;  // sorted
  std::uint32_t rights = 0;         // of which version of the document the scopes are
  std::chrono::system_clock::time_point expires = std::chrono::system_clock::time_point::max();
};

/// How a stream begins: handed over by a route, when its request has been answered with a stream.
struct LiveStart {
  Viewer viewer;
  std::string first;        // complete events that catch up to `cursor`; may be empty
  std::int64_t cursor = 0;  // the last seq that `first`, or the client before, covers
  /// Live::departures() from before the viewer's session was looked up.
  std::uint64_t departures = 0;
};

/// One change of the feed for those who may see one of its scopes.
struct Change {
  std::vector<std::string> scopes;
  std::string json;  // one JSON value on one line
};

/// Everything of one commit: it takes a replica from the seq before to `to`.
struct Batch {
  std::int64_t to = 0;
  std::vector<Change> changes;
};

struct LiveOptions {
  std::string epoch;                          // first half of every cursor
  std::int64_t head = 0;                      // the newest seq when the server starts
  std::size_t kept_bytes = 4 * 1024 * 1024;   // of the feed, for streams that are behind
  std::chrono::milliseconds frame{50};        // shortest time from the begin of a round to the next one's
  std::size_t piece = 500;                    // streams that are sent something before others have their turn
  std::chrono::milliseconds comment{20'000};  // a sign of life (": ") on every stream
  std::size_t streams_per_session = 32;       // more are closed at once
  bool secure = false;                        // see security_header_lines
};

/// The hub. Every function may be called from any thread and returns at once.
class Live {
 public:
  explicit Live(LiveOptions options);
  Live(const Live&) = delete;
  Live& operator=(const Live&) = delete;
  ~Live();

  /// Takes a connection whose request has been read, and answers it with a stream.
  void adopt(Wire wire, LiveStart start);
  /// In the order of `to`. Each stream gets `id: EPOCH:TO` and `data: {"from","to","changes":[…]}` with the
  /// changes of its scopes; an empty list still moves the cursor.
  void publish(Batch batch);
  /// Ends the streams for which this is true: signed out, disabled, or revoked; also those that were asked for
  /// before, and begin after (LiveStart::departures).
  void drop(std::function<bool(const Viewer&)> which);
  /// How often streams were dropped.
  std::uint64_t departures() const;
  /// The same; from now on no stream begins with rights of a version before this one either, so that what was
  /// asked for before they changed cannot begin after. Call before publishing what came with the change.
  void renew(std::uint32_t rights, std::function<bool(const Viewer&)> which);
  /// Tells every stream that the server stops (`event: bye`), closes all and ends the thread. Called by the
  /// destructor, too.
  void stop();

  std::size_t streams() const;

 private:
  class Hub;
  std::unique_ptr<Hub> hub_;
};

}  // namespace oasis::http
