// See adding_up.hpp.
#include "server/http/adding_up.hpp"

#include <iterator>
#include <utility>

#include "shared/policy/sight.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t most_waiting = 4;  // packs: enough that neither thread stands still, and a few hundred kilobytes

}  // namespace

bool is_seen(const MeasurePack& pack, const MeasurePack::Look& look, const Reader& reader, const Slice& slice) {
  const auto word = [&pack](std::uint32_t index) { return pack.words()[index]; };
  return fits(slice, look.priority, word(look.customer), word(look.team), word(look.category), word(look.channel)) &&
         may_see(reader.sight, word(look.team), word(look.customer));
}

AddedUp::AddedUp(const Reader& reader, const Slice& slice, bool with_breaches)
    : reader_(reader), slice_(slice), with_breaches_(with_breaches), summing_(slice, *reader.policies) {}

void AddedUp::add(std::int64_t day, const store::Blob& bytes) {
  const auto pack = MeasurePack::read(store::text_of(bytes));
  if (!pack) return unreadable_.push_back(day);
  summing_.add(*pack, [this](std::string_view team, std::string_view customer) { return may_see(reader_.sight, team, customer); });
  if (!with_breaches_) return;
  for (const MeasurePack::Run& run : pack->runs()) {
    if (run.like.kind != Measure::Kind::breached) continue;
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      const MeasurePack::Look& look = pack->looks()[pack->look(i)];
      if (slice_.period.contains(pack->at(i)) && is_seen(*pack, look, reader_, slice_))
        breaches_.push_back({pack->at(i), look.priority, Id(pack->words()[look.customer])});
    }
  }
}

void AddedUp::add(const Measure& measure) {
  if (!may_see(reader_.sight, measure.team, measure.customer)) return;
  summing_.add(measure);
  if (with_breaches_ && measure.kind == Measure::Kind::breached && belongs(slice_, measure))
    breaches_.push_back({measure.at, measure.priority, measure.customer});
}

void AddedUp::add(AddedUp&& other) {
  summing_.add(other.summing_);
  breaches_.insert(breaches_.end(), std::make_move_iterator(other.breaches_.begin()),
                   std::make_move_iterator(other.breaches_.end()));
  unreadable_.insert(unreadable_.end(), other.unreadable_.begin(), other.unreadable_.end());
}

AddingBeside::~AddingBeside() {
  const std::lock_guard lock(mutex_);
  waiting_.clear();
  ends_ = true;
  changed_.notify_one();
}

bool AddingBeside::take(std::int64_t day, store::Blob& bytes) {
  if (!std::exchange(asked_, true)) return false;
  if (!thread_.joinable()) thread_ = std::jthread([this] { add_up(); });
  const std::lock_guard lock(mutex_);
  if (waiting_.size() >= most_waiting) return false;
  waiting_.emplace_back(day, std::move(bytes));
  changed_.notify_one();
  return true;
}

void AddingBeside::finish() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void AddingBeside::add_up() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ends_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const auto [day, bytes] = std::move(waiting_.back());
    waiting_.pop_back();
    lock.unlock();
    sum_.add(day, bytes);
    lock.lock();
  }
}

}  // namespace oasis::http
