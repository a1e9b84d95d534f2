// A disk in memory, as SQLite sees one (a VFS): it can be full, fail at a chosen operation, lose power and
// come back with what was synced and a chance part of what was not. May not: be used by two threads at once.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace oasis::test {

class Disk {
 public:
  /// What goes wrong at one operation.
  enum class Fault { io_error, short_write, full, power_cut };

  /// From now on every database of this process that is opened lies on this disk.
  Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  /// All databases on it must be closed.
  ~Disk();

  /// Operations are counted from 1 on: each read, write, sync, truncation, opening and removal of a file.
  std::int64_t operations() const { return operations_; }
  /// Operation `number` goes wrong; `lasting`: and all after it.
  void fail_at(std::int64_t number, Fault fault, bool lasting = false);
  void work_again() { planned_.reset(); }
  /// Whether the planned fault has come.
  bool has_failed() const { return failed_; }

  /// The most that all files together may hold; 0: no limit. Writes that need more are refused.
  void set_capacity(std::size_t bytes) { capacity_ = bytes; }
  std::size_t used() const;

  /// Nothing works any more, until reboot().
  void cut_power() { dead_ = true; }
  bool is_dead() const { return dead_; }
  /// The power comes back. Of what was written and not synced, `chance` says what survived: each write by
  /// itself, whole, in part or not at all. All databases must be closed.
  void reboot(std::uint64_t chance);

  bool has(const std::string& path) const { return files_.count(path) != 0; }
  /// As `cp` and a sync.
  void copy(const std::string& from, const std::string& to);
  void remove(const std::string& path) { files_.erase(path); }

  struct File;

 private:
  friend struct DiskCalls;
  /// What happens to the next operation; counts it.
  std::optional<Fault> next_operation();

  std::map<std::string, std::shared_ptr<File>> files_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  struct Plan {
    std::int64_t at;
    Fault fault;
    bool lasting;
  };
  std::optional<Plan> planned_;
  std::int64_t operations_ = 0;
  std::size_t capacity_ = 0;
  bool failed_ = false;
  bool dead_ = false;
};

}  // namespace oasis::test
