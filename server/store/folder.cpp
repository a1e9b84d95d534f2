// The data folder and its lock. May not: know what is in the database.
#include "server/store/folder.hpp"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "server/store/backup.hpp"
#include "server/store/schema.hpp"

namespace oasis::store {

Folder Folder::lock(const std::string& path) {
  std::error_code trouble;
  const bool made = std::filesystem::create_directories(path, trouble);
  if (!trouble && !std::filesystem::is_directory(path, trouble) && !trouble) {
    trouble = std::make_error_code(std::errc::not_a_directory);
  }
  if (trouble) {
    throw Failure(Trouble::read_only, "The data folder " + path + " cannot be made: " + trouble.message() +
                                          ". Choose another one with --data.");
  }
  if (made) std::filesystem::permissions(path, std::filesystem::perms::owner_all, trouble);

  const std::string file = path + "/lock";
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    throw Failure(Trouble::read_only, "The data folder " + path +
                                          " cannot be written: " + std::strerror(errno) +
                                          ". Check its owner, or choose another one with --data.");
  }
  Folder folder(std::filesystem::absolute(path).string(), descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    throw Failure(Trouble::busy, "Another support-oasis already uses the data folder " + path +
                                     ". Stop it first, or choose another folder with --data.");
  }
  return folder;
}

Folder::Folder(Folder&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Folder::~Folder() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

namespace {

/// What a new version does to its tables cannot be taken back by the old one.
void back_up_before_migration(const Folder& folder, std::int64_t version) {
  const std::string name = folder.backups_path() + "/before-schema-" + std::to_string(migrations().size());
  std::error_code trouble;
  std::filesystem::create_directories(folder.backups_path(), trouble);
  std::string file = name + ".db";
  for (int n = 2; std::filesystem::exists(file); ++n) file = name + "-" + std::to_string(n) + ".db";
  const BackupFile made = back_up(folder.database_path(), file);
  spdlog::info("event=backed_up reason=migration from_schema={} file={}", version, made.path);
}

}  // namespace

Database open_for_writing(const Folder& folder) {
  Database database = Database::open(folder.database_path(), Access::read_write);
  const std::int64_t version = database.integer("PRAGMA user_version");
  const bool ours = database.integer("PRAGMA application_id") == application_id;
  if (ours && version > 0 && version < static_cast<std::int64_t>(migrations().size())) {
    back_up_before_migration(folder, version);
  }
  migrate(database, migrations());
  return database;
}

Database open_for_reading(const Folder& folder) {
  return Database::open(folder.database_path(), Access::read_only);
}

}  // namespace oasis::store
