// Copies of the database. May not: decide when.
#include "server/store/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "server/store/audit.hpp"
#include "server/store/measure_days.hpp"
#include "server/store/schema.hpp"

namespace oasis::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* name_begin = "support-oasis-";
constexpr const char* name_end = ".db";

/// 20261125T234130Z: sorts as time does.
std::string stamp() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y%m%dT%H%M%SZ", &utc);
  return text;
}

[[noreturn]] void fail_at(const std::string& path, const std::string& reason) {
  throw Failure(Trouble::read_only, path + " cannot be written: " + reason + ". Choose another place.");
}

/// A name that is free: two backups may be made in one second.
std::string free_name(const std::string& begin, const std::string& end) {
  std::string name = begin + end;
  for (int n = 2; fs::exists(name); ++n) name = begin + "-" + std::to_string(n) + end;
  return name;
}

std::string file_for(const std::string& to) {
  std::error_code trouble;
  const bool folder = to.back() == '/' || fs::is_directory(to, trouble);
  if (!folder) {
    if (fs::exists(to)) throw Failure(Trouble::read_only, to + " is there already; choose another name.");
    return to;
  }
  fs::create_directories(to, trouble);
  if (trouble) fail_at(to, trouble.message());
  return free_name((fs::path(to) / (name_begin + stamp())).string(), name_end);
}

void make_durable(const std::string& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (!done) fail_at(path, std::strerror(reason));
}

std::string folder_of(const std::string& file) {
  const fs::path folder = fs::path(file).parent_path();
  return folder.empty() ? "." : folder.string();
}

void make_durable_with_name(const std::string& file) {
  make_durable(file, O_RDONLY);
  make_durable(folder_of(file), O_RDONLY | O_DIRECTORY);
}

/// Removes what is not finished when it goes.
class Unfinished {
 public:
  explicit Unfinished(std::string path) : path_(std::move(path)) { clear(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() { clear(); }
  const std::string& path() const { return path_; }

 private:
  void clear() const {
    std::error_code ignored;
    for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path_ + end, ignored);
  }
  std::string path_;
};

/// Everything that a killed server left in its log, in the file itself: then the file can be moved alone.
void fold_log_in(const std::string& path) {
  Database database = Database::open(path, Access::read_write);
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

bool is_empty_or_absent(const std::string& path) {
  std::error_code trouble;
  const auto size = fs::file_size(path, trouble);
  return trouble || size == 0;
}

/// Moves a database away with its log, also one that is damaged.
void move_away(const std::string& from, const std::string& to) {
  for (const char* end : {"-wal", "-shm", ""}) {
    if (fs::exists(from + end)) fs::rename(from + end, to + end);
  }
}

}  // namespace

void copy_database(const std::string& path, const std::string& to) {
  Database reading = Database::open(path, Access::read_only);
  reading.run("PRAGMA query_only=OFF");  // of the new file; this one was opened for reading
  reading.prepare("VACUUM INTO ?").bind(to).run();
}

void require_ours(Database& reading, const std::string& file) {
  if (reading.integer("PRAGMA application_id") != application_id) {
    throw Failure(Trouble::corrupt, file + " is not a database of Support Oasis.");
  }
  require_known_schema(reading, migrations());
}

void verify_database(const std::string& file) {
  Database reading = Database::open(file, Access::read_only);
  require_ours(reading, file);
  auto faults = reading.prepare("PRAGMA integrity_check(1)");
  if (faults.step() && faults.text(0) != "ok") {
    throw Failure(Trouble::corrupt, file + " is damaged (" + faults.text(0) + "); use another backup.");
  }
}

BackupFile back_up(const std::string& database, const std::string& to) {
  if (!fs::exists(database)) throw Failure(Trouble::read_only, "There is no database at " + database + ".");
  const std::string file = file_for(to);
  const Unfinished part(file + ".part");
  copy_database(database, part.path());
  verify_database(part.path());
  fs::permissions(part.path(), fs::perms::owner_read | fs::perms::owner_write);
  make_durable(part.path(), O_RDONLY);
  fs::rename(part.path(), file);
  make_durable_with_name(file);
  return {file, fs::file_size(file)};
}

std::size_t keep_newest(const std::string& folder, std::size_t keep) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const bool ours =
        name.rfind(name_begin, 0) == 0 && name.size() > 3 && name.substr(name.size() - 3) == name_end;
    if (ours) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  const std::size_t most = files.size() > keep ? files.size() - keep : 0;
  for (std::size_t i = 0; i < most; ++i) fs::remove(files[i]);
  return most;
}

namespace {

void audit_restore(Database& database, const std::string& backup) {
  if (!has_audit(database)) return;
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  const Instant now{std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count()};
  Transaction appending(database);
  append_audit(database, {now, "command line", "", "restored", backup, ""});
  appending.commit();
}

}  // namespace

void begin_new_history(Database& database) {
  Transaction transaction(database);
  database.run(
      "UPDATE meta SET value = lower(hex(randomblob(16))) WHERE name = 'epoch'; DELETE FROM session; "
      // A link may have been used since: the backup does not know.
      "DELETE FROM one_time_link; "
      "UPDATE outbox SET may_repeat = 1 WHERE state IN ('queued', 'sending');");
  // An older backup has none yet.
  if (database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'measure_day'") > 0) forget_packs(database);
  transaction.commit();
}

std::string restore(const Folder& folder, const std::string& backup) {
  verify_database(backup);
  const std::string place = folder.database_path();
  const Unfinished fresh(place + ".restoring");
  copy_database(backup, fresh.path());
  {
    Database database = Database::open(fresh.path(), Access::read_write);
    begin_new_history(database);
    audit_restore(database, backup);
  }
  fold_log_in(fresh.path());
  make_durable_with_name(fresh.path());

  std::string before;
  if (fs::exists(place)) {
    before = free_name(folder.path() + "/oasis-before-restore-" + stamp(), name_end);
    try {
      fold_log_in(place);
    } catch (const Failure&) {  // a damaged one keeps its log beside it
    }
    if (is_empty_or_absent(place + "-wal")) {
      // One step: there is no instant without a database, and none at which a log lies beside the wrong one.
      if (::renameat2(AT_FDCWD, fresh.path().c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) == 0) {
        move_away(fresh.path(), before);
        make_durable(folder.path(), O_RDONLY | O_DIRECTORY);
        return before;
      }
    }
    move_away(place, before);
  }
  fs::rename(fresh.path(), place);
  make_durable(folder.path(), O_RDONLY | O_DIRECTORY);
  return before;
}

}  // namespace oasis::store
