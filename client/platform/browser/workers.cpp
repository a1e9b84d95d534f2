// See ../workers.hpp; by the page.
#include "client/platform/workers.hpp"

#include <emscripten.h>

#include <utility>

#include "client/platform/browser/imports.hpp"

namespace oasis::platform {
namespace {

class BrowserWorkers : public Workers {
 public:
  int count() override { return page_worker_count(); }
  void tell(int which, const std::string& message) override {
    page_tell_worker(which, message.data(), static_cast<int>(message.size()));
  }
  void on_message(std::function<void(int, const WorkerMessage&)> heard) override { heard_ = std::move(heard); }
  void stop() override {
    heard_ = {};
    page_stop_workers();
  }

  // Copied before it is called: it may stop them.
  void hear(int which, const WorkerMessage& message) {
    const auto heard = heard_;
    if (heard) heard(which, message);
  }

 private:
  std::function<void(int, const WorkerMessage&)> heard_;
};

BrowserWorkers the_workers;

}  // namespace

Workers& workers() {
  return the_workers;
}

}  // namespace oasis::platform

extern "C" EMSCRIPTEN_KEEPALIVE void oasis_worker_said(int which, const char* message, int length, const char* bytes,
                                                       int bytes_length) {
  oasis::platform::the_workers.hear(which, {{message, static_cast<std::size_t>(length)},
                                            {bytes, static_cast<std::size_t>(bytes_length)}});
}
