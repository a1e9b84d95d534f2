// A few read-only connections that threads take turns with. May not: write.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

#include "server/store/access.hpp"
#include "server/store/folder.hpp"

namespace oasis::store {

class Readers {
 public:
  /// Opens connections as they are needed, at most `most`; after that a caller waits for one.
  explicit Readers(const Folder& folder, std::size_t most = 4) : folder_(folder), most_(most) {}
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  /// See store::Read. Everything inside one call sees the same state of the database.
  void read(const std::function<void(Database&)>& work);

 private:
  Database take();
  void give_back(Database database);

  const Folder& folder_;
  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::size_t opened_ = 0;
  std::vector<Database> free_;
};

}  // namespace oasis::store
