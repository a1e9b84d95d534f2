// A provider on loopback for tests: answers what it is told to, and remembers what it was asked.
// May not: know any provider's words; each test brings them.
#pragma once

#include <httplib.h>

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace oasis_test {

class ProviderDouble {
 public:
  using Answer = std::function<void(const httplib::Request&, httplib::Response&)>;

  ProviderDouble() {
    const auto handle = [this](const httplib::Request& request, httplib::Response& response) {
      Answer answer;
      {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
        answer = answer_;
      }
      if (answer) answer(request, response);
    };
    server_.Post(".*", handle);
    server_.Get(".*", handle);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    server_.wait_until_ready();
  }
  ProviderDouble(const ProviderDouble&) = delete;
  ProviderDouble& operator=(const ProviderDouble&) = delete;
  ~ProviderDouble() {
    server_.stop();
    thread_.join();
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  void answer(Answer answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }
  /// The same answer to everything.
  void answer(int status, const std::string& body, const std::string& type = "application/json",
              const httplib::Headers& headers = {}) {
    answer([=](const httplib::Request&, httplib::Response& response) {
      response.status = status;
      for (const auto& [name, value] : headers) response.set_header(name, value);
      response.set_content(body, type);
    });
  }
  std::vector<httplib::Request> requests() {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  httplib::Server server_;
  std::mutex mutex_;
  std::vector<httplib::Request> requests_;
  Answer answer_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace oasis_test
