// What the operating system says of this process. May not: keep anything.
#pragma once

#include <cstdint>

namespace oasis::watch {

struct ProcessUse {
  std::int64_t resident_bytes = 0;
  double cpu_seconds = 0;  // user and system, all threads
  std::int64_t open_files = 0;
  std::int64_t threads = 0;
};

/// As of now; zeros where the system does not say.
ProcessUse process_use();

}  // namespace oasis::watch
