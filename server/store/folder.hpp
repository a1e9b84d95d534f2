// The data folder: one directory that holds everything a server keeps, used by one process at a time.
// May not: know what is in the database.
#pragma once

#include <string>
#include <vector>

#include "server/store/sqlite.hpp"

namespace oasis::store {

/// A held lock on a data folder. The kernel drops it when the process ends, however it ends.
class Folder {
 public:
  /// Makes the folder if it is missing (mode 0700: it holds customers' mail) and takes the lock.
  /// Throws Failure with one sentence: `busy` when another process holds it, `read_only` when it cannot be
  /// made or written.
  static Folder lock(const std::string& path);

  Folder(Folder&& other) noexcept;
  Folder& operator=(Folder&&) = delete;
  ~Folder();

  const std::string& path() const { return path_; }
  std::string database_path() const { return path_ + "/oasis.db"; }
  std::string backups_path() const { return path_ + "/backups"; }

 private:
  Folder(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  std::string path_;
  int descriptor_;
};

/// The one connection that writes, brought to the current schema. One of an older version is backed up first, as
/// backups/before-schema-N-….db. Throws Failure.
Database open_for_writing(const Folder& folder);
/// Another connection to the same file, after open_for_writing. Throws Failure.
Database open_for_reading(const Folder& folder);

}  // namespace oasis::store
