// Tells a service outside that the server is alive. May not: decide when; wait where it is asked.
#include "server/watch/heartbeat.hpp"

#include <curl/curl.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "server/net/guarded.hpp"

namespace oasis::watch {

std::string host_in(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), curl_url_cleanup);
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return "";
  const auto part = [&](CURLUPart which) {
    char* found = nullptr;
    curl_url_get(parsed.get(), which, &found, 0);
    std::string text(found ? found : "");
    curl_free(found);
    return text;
  };
  const std::string scheme = part(CURLUPART_SCHEME);
  if (scheme != "http" && scheme != "https") return "";
  std::string host = part(CURLUPART_HOST);
  std::transform(host.begin(), host.end(), host.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return host;
}

Heartbeat::Heartbeat(std::string url, Work& work)
    : url_(std::move(url)), work_(work), thread_([this] { run(); }) {}

Heartbeat::~Heartbeat() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Heartbeat::beat() {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = true;
  }
  wake_.notify_all();
}

void Heartbeat::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return wanted_ || stopping_; });
    if (stopping_) return;
    wanted_ = false;
    lock.unlock();
    (send() ? work_.beats : work_.lost_beats).add();
    lock.lock();
  }
}

/// Whether it was heard. The URL often holds a secret, so that only its host is logged.
bool Heartbeat::send() const {
  net::Request request;
  request.method = "GET";
  request.url = url_;
  const auto reply = net::send(request, net::Permits{{host_in(url_)}});
  if (!reply.ok()) {
    spdlog::warn("event=heartbeat_failed error=\"{}\"", reply.error().what);
  } else if (reply->status >= 300) {
    spdlog::warn("event=heartbeat_failed host={} status={}", host_in(url_), reply->status);
  }
  return reply.ok() && reply->status < 300;
}

}  // namespace oasis::watch
