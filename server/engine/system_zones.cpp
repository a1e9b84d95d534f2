// Reads the machine's time zone data. May not: interpret it.
#include "server/engine/system_zones.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace oasis::engine {
namespace {

/// Letters, digits, "_", "+", "-" in parts between slashes, each beginning with a letter: no way out of the folder. All
/// of IANA's begin with a capital; `posix/…`, `right/…`, `posixrules` and `localtime`, which is another on every
/// machine, do not.
bool is_zone_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || name.back() == '/') return false;
  char before = '/';
  for (const char c : name) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool other = (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' || c == '/';
    if (!letter && (!other || before == '/')) return false;
    before = c;
  }
  return name.front() >= 'A' && name.front() <= 'Z';
}

}  // namespace

Zones load_zones(const std::string& folder) {
  Zones zones;
  std::error_code trouble;
  std::filesystem::recursive_directory_iterator files(folder, trouble);
  for (; !trouble && files != std::filesystem::recursive_directory_iterator(); files.increment(trouble)) {
    if (!files->is_regular_file(trouble)) continue;
    const std::string name = files->path().lexically_relative(folder).string();
    if (const auto bytes = zone_bytes(name, folder)) (void)zones.add(name, *bytes).ok();
  }
  return zones;
}

std::optional<std::string> zone_bytes(std::string_view name, const std::string& folder) {
  if (!is_zone_name(name)) return std::nullopt;
  const std::string path = folder + "/" + std::string(name);
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(path, trouble)) return std::nullopt;  // "Europe" is a folder
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (bytes.compare(0, 4, "TZif") != 0) return std::nullopt;
  return bytes;
}

}  // namespace oasis::engine
