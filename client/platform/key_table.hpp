// Values by keys that are hashes already, in one block of memory: to add one allocates nothing until the block is full.
// May not: compare what was hashed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace oasis::platform {

template <class Value>
class KeyTable {
 public:
  /// The value of `key`, and whether it was added by this; valid until the next one is. O(1).
  std::pair<Value&, bool> try_emplace(std::uint64_t key) {
    if (4 * (used_ + 1) > 3 * slots_.size()) rebuild(slots_.empty() ? smallest : 2 * slots_.size(), [](const Value&) { return false; });
    if (key == free) key = 1;
    Slot& slot = slot_of(key);
    const bool fresh = slot.key == free;
    if (fresh) slot.key = key, ++used_;
    return {slot.value, fresh};
  }

  template <class Gone>
  void erase_if(Gone gone) {
    rebuild(slots_.size(), gone);
  }
  void clear() {
    slots_.clear();
    used_ = 0;
  }
  std::size_t size() const { return used_; }

 private:
  static constexpr std::uint64_t free = 0;
  static constexpr std::size_t smallest = 256;  // a power of two, as all sizes
  struct Slot {
    std::uint64_t key = free;
    Value value{};
  };

  /// Where it is, or where it belongs.
  Slot& slot_of(std::uint64_t key) {
    std::size_t at = static_cast<std::size_t>(key ^ key >> 32);
    for (;; ++at) {
      Slot& slot = slots_[at & (slots_.size() - 1)];
      if (slot.key == key || slot.key == free) return slot;
    }
  }

  template <class Gone>
  void rebuild(std::size_t size, Gone gone) {
    const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(size));
    used_ = 0;
    for (const Slot& slot : before) {
      if (slot.key == free || gone(slot.value)) continue;
      slot_of(slot.key) = slot;
      ++used_;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace oasis::platform
