// Looks secrets up. May not: log or keep one.
#include "server/notify/secrets.hpp"

#include <cstdlib>
#include <fstream>

namespace oasis::notify {

std::optional<std::string> find_secret(const std::string& data_folder, const std::string& name) {
  if (name.empty()) return std::nullopt;
  std::string variable = "OASIS_SECRET_";
  for (const char c : name)
    variable += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (const char* value = std::getenv(variable.c_str())) return std::string(value);
  std::ifstream file(data_folder + "/secrets");
  for (std::string line; std::getline(file, line);) {
    if (line.compare(0, name.size() + 1, name + "=") == 0) return line.substr(name.size() + 1);
  }
  return std::nullopt;
}

}  // namespace oasis::notify
