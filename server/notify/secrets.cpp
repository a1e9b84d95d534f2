// Secrets that the workspace document names but never holds. May not: log one.
#include "server/notify/secrets.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/store/sqlite.hpp"
#include "shared/codec/words.hpp"

namespace oasis::notify {
namespace {

namespace files = std::filesystem;

std::string folder_of(const std::string& data_folder) {
  return data_folder + "/secrets.sealed";
}

/// What is sealed: the name as well, so that one file put in the place of another opens nothing.
std::string bound_to(const std::string& name, const std::string& value) {
  return name + '\0' + value;
}

std::optional<std::string> sealed_secret(const std::string& data_folder, const std::string& name) {
  if (!is_secret_name(name)) return std::nullopt;
  std::ifstream file(folder_of(data_folder) + "/" + name, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream sealed;
  sealed << file.rdbuf();
  const auto opened = store::Seal::load(data_folder).open(sealed.str());
  const std::string prefix = bound_to(name, "");
  if (!opened || opened->compare(0, prefix.size(), prefix) != 0) return std::nullopt;
  return opened->substr(prefix.size());
}

/// Writes the bytes to disk, or says that it could not.
bool write_whole(int file, const std::string& bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = ::write(file, bytes.data() + written, bytes.size() - written);
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return ::fsync(file) == 0;
}

}  // namespace

bool is_secret_name(std::string_view name) {
  return is_identifier(name);
}

std::optional<std::string> find_secret(const std::string& data_folder, const std::string& name) {
  if (name.empty()) return std::nullopt;
  std::string variable = "OASIS_SECRET_";
  for (const char c : name)
    variable += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (name != "key") {  // OASIS_SECRET_KEY is what seals the others
    if (const char* value = std::getenv(variable.c_str())) return std::string(value);
  }
  if (auto sealed = sealed_secret(data_folder, name)) return sealed;
  std::ifstream file(data_folder + "/secrets");
  for (std::string line; std::getline(file, line);) {
    if (line.compare(0, name.size() + 1, name + "=") == 0) return line.substr(name.size() + 1);
  }
  return std::nullopt;
}

void keep_secret(const std::string& data_folder, const store::Seal& seal, const std::string& name,
                 const std::string& value) {
  const std::string folder = folder_of(data_folder);
  const std::string path = folder + "/" + name;
  const std::string draft = path + ".new";
  ::mkdir(folder.c_str(), 0700);
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written = file >= 0 && write_whole(file, seal.close(bound_to(name, value)));
  if (file >= 0) ::close(file);
  if (!written || ::rename(draft.c_str(), path.c_str()) != 0) {
    ::unlink(draft.c_str());
    throw store::Failure(store::Trouble::read_only,
                         "The secret could not be kept: " + folder + " cannot be written.");
  }
}

bool forget_secret(const std::string& data_folder, const std::string& name) {
  return is_secret_name(name) && ::unlink((folder_of(data_folder) + "/" + name).c_str()) == 0;
}

std::vector<std::string> secret_names(const std::string& data_folder) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : files::directory_iterator(folder_of(data_folder), ignored)) {
    const std::string name = entry.path().filename().string();
    if (is_secret_name(name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace oasis::notify
