// Errors as values: what a function of shared/ answers when it may refuse.
// May not: throw, allocate more than the error's own text, know any domain type.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace oasis {

/// Why something was refused, for a person. `where` is a JSON pointer (RFC 6901) into the document or
/// request that caused it, empty where there is none; `what` names the fault and, where it can, the fix.
struct Error {
  std::string where;
  std::string what;

  friend bool operator==(const Error& a, const Error& b) { return a.where == b.where && a.what == b.what; }
};

/// A value or the reason why there is none. Ask `ok()` before taking either side; taking the wrong one is a
/// programming error.
template <typename T, typename E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  Result(E error) : content_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return *std::get_if<0>(&content_); }
  const T& value() const& { return *std::get_if<0>(&content_); }
  T&& value() && { return std::move(*std::get_if<0>(&content_)); }
  const E& error() const& { return *std::get_if<1>(&content_); }
  E&& error() && { return std::move(*std::get_if<1>(&content_)); }

  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }

 private:
  std::variant<T, E> content_;
};

}  // namespace oasis

/// `OASIS_TRY(auto x, expression)`: x is the value, or the enclosing function returns the error.
#define OASIS_TRY_JOIN_(a, b) a##b
#define OASIS_TRY_NAME_(line) OASIS_TRY_JOIN_(oasis_try_, line)
#define OASIS_TRY(declaration, expression)                                                  \
  auto OASIS_TRY_NAME_(__LINE__) = (expression);                                            \
  if (!OASIS_TRY_NAME_(__LINE__).ok()) return std::move(OASIS_TRY_NAME_(__LINE__)).error(); \
  declaration = std::move(OASIS_TRY_NAME_(__LINE__)).value()
