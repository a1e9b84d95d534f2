// Figures of packed days, added up by two processors: one thread reads the database and adds up what the other has no time
// for. May not: define a figure, or read the database.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "server/http/reader.hpp"
#include "server/store/sqlite.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/measure_pack.hpp"

namespace oasis::http {

/// Whether the measures of a pack that are of this ticket as it was then are of the slice, whatever the period, and the reader
/// sees them.
bool is_seen(const MeasurePack& pack, const MeasurePack::Look& look, const Reader& reader, const Slice& slice);

/// What one thread adds up of a slice that a reader sees.
class AddedUp {
 public:
  /// `reader` outlives this. Breaches are collected if asked for.
  AddedUp(const Reader& reader, const Slice& slice, bool with_breaches);

  /// A day's pack; one that cannot be read is remembered as unreadable.
  void add(std::int64_t day, const store::Blob& bytes);
  void add(const Measure& measure);
  /// What another thread has added up; that is over.
  void add(AddedUp&& other);

  const std::vector<std::int64_t>& unreadable() const { return unreadable_; }
  Figures figures() { return summing_.result(); }
  std::vector<Breach>& breaches() { return breaches_; }

 private:
  const Reader& reader_;
  Slice slice_;
  bool with_breaches_;
  Summing summing_;
  std::vector<Breach> breaches_;
  std::vector<std::int64_t> unreadable_;
};

/// A thread that adds up packs beside the one that reads them.
class AddingBeside {
 public:
  explicit AddingBeside(AddedUp& sum) : sum_(sum) {}
  /// What was handed over and not begun is dropped, unless `finish` was called.
  ~AddingBeside();
  AddingBeside(const AddingBeside&) = delete;
  AddingBeside& operator=(const AddingBeside&) = delete;

  /// Hands a pack over, and takes it from `bytes`. False: it does not; enough of them wait already, or it is the first, and
  /// for one day no thread is begun.
  bool take(std::int64_t day, store::Blob& bytes);
  /// Returns when all is added up.
  void finish();

 private:
  void add_up();

  AddedUp& sum_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::pair<std::int64_t, store::Blob>> waiting_;
  bool asked_ = false;
  bool ends_ = false;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace oasis::http
