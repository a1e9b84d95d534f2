// Read-only connections, lent to one thread at a time. May not: write.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "server/store/access.hpp"
#include "server/store/sqlite.hpp"

namespace oasis::store {

/// Grows to as many connections as are used at once; they are kept for the next one.
class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  /// Runs the work on one consistent snapshot of what is durable now. Throws Failure and what the work throws.
  void run(const std::function<void(Database&)>& work);

  /// The same as a function for rooms that take one; must not outlive this object.
  Read as_function() {
    return [this](const auto& work) { run(work); };
  }

 private:
  std::string path_;
  std::mutex mutex_;
  std::vector<Database> idle_;
};

}  // namespace oasis::store
