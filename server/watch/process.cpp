// What the operating system says of this process. May not: keep anything.
#include "server/watch/process.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace oasis::watch {

ProcessUse process_use() {
  ProcessUse use;
  std::int64_t pages = 0;
  if (std::ifstream file("/proc/self/statm"); file >> pages >> pages) {
    use.resident_bytes = pages * ::sysconf(_SC_PAGESIZE);
  }
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) == 0) {
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    use.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  }
  const auto entries = [](const char* folder) {
    std::error_code fault;
    std::filesystem::directory_iterator files(folder, fault);
    return fault ? 0 : static_cast<std::int64_t>(std::distance(begin(files), end(files)));
  };
  use.open_files = entries("/proc/self/fd");
  use.threads = entries("/proc/self/task");
  return use;
}

}  // namespace oasis::watch
