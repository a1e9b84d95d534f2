// The system's time zone data as bytes, for tests of every kind: the core itself opens no file.
// May not: read the data; what is missing comes back empty.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace oasis::test {

inline const std::filesystem::path zone_folder = "/usr/share/zoneinfo";

inline std::string zone_bytes(const std::string& name) {
  std::ifstream file(zone_folder / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Every IANA name with data. They begin with a capital: "localtime" and the copies in "posix/" and "right/" are none.
inline std::vector<std::string> system_zone_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(zone_folder)) {
    const std::string name = entry.path().lexically_relative(zone_folder).string();
    const bool of_iana = name.front() >= 'A' && name.front() <= 'Z';
    if (!entry.is_directory() && of_iana && zone_bytes(name).substr(0, 4) == "TZif") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace oasis::test
