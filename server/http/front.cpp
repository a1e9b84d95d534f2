// The door of the server: its threads and what they share. May not: know a route; touch a connection that is not its own.
#include "server/http/front.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "server/engine/scheduling.hpp"
#include "server/http/admission.hpp"
#include "server/http/listener.hpp"
#include "server/http/protocol.hpp"
#include "server/http/watcher.hpp"
#include "server/http/work_queue.hpp"

namespace oasis::http {
namespace {

constexpr unsigned most_watchers = 4;  // beyond that the kernel and the workers want the processors

}  // namespace

class Front::Server {
 public:
  Server(FrontOptions options, Live& live)
      : options_(std::move(options)),
        live_(live),
        traffic_(options_.traffic ? *options_.traffic : uncounted_),
        admission_(options_, live, traffic_),
        listener_(listen_on(options_.host, options_.port)),
        work_(std::max(2u, std::thread::hardware_concurrency())) {}

  ~Server() {
    stop();
    ::close(listener_.socket);
  }

  int port() const { return listener_.port; }

  void start(FrontHooks hooks) {
    protocol_.emplace(ProtocolOptions{options_.proxies, options_.secure, &traffic_}, std::move(hooks.handle));
    door_.emplace(Door{options_, std::move(hooks), live_, traffic_, admission_, work_, *protocol_, stopping_});
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1u, most_watchers);
    std::vector<Watcher*> all;
    while (watchers_.size() < count) all.push_back(watchers_.emplace_back(std::make_unique<Watcher>(*door_)).get());
    watchers_.front()->accept_from(listener_.socket, all);
    for (const auto& watcher : watchers_) watcher->start();
    while (workers_.size() < options_.workers) workers_.push_back(engine::prompt_thread("worker", 300, [this] { work(); }));
  }

  void stop() {
    if (watchers_.empty()) return;
    stopping_ = true;
    for (const auto& watcher : watchers_) watcher->ring();
    for (const auto& watcher : watchers_) watcher->join();
    work_.close();
    for (const auto& watcher : watchers_) watcher->interrupt();
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
    watchers_.clear();
    traffic_.open.set(0);
  }

 private:
  void work() {
    WorkQueue::Worker worker(work_);
    while (Connection* connection = worker.next()) {
      traffic_.waiting.add(-1);
      Watcher& watcher = *connection->home;
      Watcher::Finished finished{connection, {}, std::nullopt};
      if (!connection->greeted) {
        finished.greeted = connection->wire.greet();
      } else {
        finished.answered = protocol_->answer(*connection, options_.answer_time);
      }
      watcher.hand_back(std::move(finished));
    }
  }

  const FrontOptions options_;
  Live& live_;
  watch::Traffic uncounted_;  // where nobody asked for it
  watch::Traffic& traffic_;
  Admission admission_;
  const Listener listener_;
  WorkQueue work_;
  std::optional<Protocol> protocol_;
  std::atomic<bool> stopping_{false};
  std::optional<Door> door_;
  std::vector<std::unique_ptr<Watcher>> watchers_;
  std::vector<std::thread> workers_;
};

Front::Front(FrontOptions options, Live& live)
    : server_(std::make_unique<Server>(std::move(options), live)) {}
Front::~Front() = default;
int Front::port() const {
  return server_->port();
}
void Front::start(FrontHooks hooks) {
  server_->start(std::move(hooks));
}
void Front::stop() {
  server_->stop();
}

}  // namespace oasis::http
