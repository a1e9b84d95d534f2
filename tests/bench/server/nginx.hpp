// nginx with a fixed reply, where the machine has it: what ours is compared with. May not: be needed.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>

namespace oasis::bench {

/// Runs until it goes, with two workers, on a free port of loopback.
class Nginx {
 public:
  /// `folder`: for its files. Without nginx nothing runs.
  Nginx(const std::string& folder, std::size_t answer_bytes);
  Nginx(const Nginx&) = delete;
  Nginx& operator=(const Nginx&) = delete;
  ~Nginx();

  bool runs() const { return process_ > 0; }
  int port() const { return port_; }

 private:
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace oasis::bench
