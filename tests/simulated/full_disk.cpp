// Loaded before a program (LD_PRELOAD): while the file that OASIS_TEST_DISK_IS_FULL names is there, nothing can be
// written to a database. May not: touch any other file.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

bool is_database(int descriptor) {
  char path[512] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  if (::readlink(link.c_str(), path, sizeof path - 1) <= 0) return false;
  return std::strstr(path, ".db") != nullptr && std::strstr(path, "-shm") == nullptr;
}

bool is_full(int descriptor) {
  const char* marker = std::getenv("OASIS_TEST_DISK_IS_FULL");
  return marker && ::access(marker, F_OK) == 0 && is_database(descriptor);
}

ssize_t write_or_refuse(const char* name, int descriptor, const void* from, size_t count, off64_t at) {
  if (is_full(descriptor)) {
    errno = ENOSPC;
    return -1;
  }
  using Write = ssize_t (*)(int, const void*, size_t, off64_t);
  return reinterpret_cast<Write>(::dlsym(RTLD_NEXT, name))(descriptor, from, count, at);
}

}  // namespace

extern "C" {
ssize_t pwrite(int descriptor, const void* from, size_t count, off_t at) {
  return write_or_refuse("pwrite", descriptor, from, count, at);
}
ssize_t pwrite64(int descriptor, const void* from, size_t count, off64_t at) {
  return write_or_refuse("pwrite64", descriptor, from, count, at);
}
}
