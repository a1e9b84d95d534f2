// Tells a service outside that the server is alive, so that somebody is called when it is not (a dead man's
// switch). May not: decide when; wait where it is asked.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "server/watch/measures.hpp"

namespace oasis::watch {

class Heartbeat {
 public:
  /// `url` is the operator's own (http or https), so its host may be a private one. Counts into `work`, which
  /// outlives it.
  Heartbeat(std::string url, Work& work);
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;
  /// Waits for a request that is on its way, at most ten seconds.
  ~Heartbeat();

  /// One GET soon, from a thread of its own; a failure is logged, the next beat tries again.
  void beat();
  /// May hold a secret.
  const std::string& url() const { return url_; }

 private:
  void run();
  bool send() const;

  const std::string url_;
  Work& work_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool wanted_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

/// The host in a URL, lower case, as net::Permits wants it; "" when it is no http or https URL.
std::string host_in(const std::string& url);

}  // namespace oasis::watch
