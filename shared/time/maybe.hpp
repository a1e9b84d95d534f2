// An optional instant or duration in eight bytes, for structs that are kept a hundred thousand times.
// May not: be used where memory does not matter; std::optional says it plainly, and both turn into each
// other.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

namespace oasis {

/// Like std::optional<T>, T being Instant or Duration; "none" is a value that no document or clock can hold.
template <typename T>
class Maybe {
 public:
  constexpr Maybe() = default;
  constexpr Maybe(std::nullopt_t) {}
  constexpr Maybe(T value) : value_(value) {}
  constexpr Maybe(const std::optional<T>& value) : value_(value ? *value : T{none}) {}
  constexpr operator std::optional<T>() const {
    return has_value() ? std::optional<T>(value_) : std::nullopt;
  }

  constexpr bool has_value() const { return value_.ms != none; }
  constexpr explicit operator bool() const { return has_value(); }
  constexpr const T& operator*() const { return value_; }
  constexpr const T* operator->() const { return &value_; }
  constexpr T value_or(T otherwise) const { return has_value() ? value_ : otherwise; }
  constexpr void reset() { value_.ms = none; }

  friend constexpr bool operator==(const Maybe&, const Maybe&) = default;
  friend constexpr bool operator==(const Maybe& a, const std::optional<T>& b) { return a == Maybe(b); }

 private:
  static constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();

  T value_{none};
};

}  // namespace oasis
