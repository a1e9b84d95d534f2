// One table of spellings a type; both directions read the same table.
#include "shared/codec/words.hpp"

#include <array>

namespace oasis {
namespace {

template <typename T>
struct Spellings;

template <>
struct Spellings<Priority> {
  static constexpr std::string_view words[] = {"low", "normal", "high", "urgent"};
};
template <>
struct Spellings<Status> {
  static constexpr std::string_view words[] = {"new", "open", "pending", "on-hold", "resolved", "closed"};
};
template <>
struct Spellings<Role> {
  static constexpr std::string_view words[] = {"viewer", "agent", "manager", "admin"};
};
template <>
struct Spellings<Urgency> {
  static constexpr std::string_view words[] = {"low", "normal", "critical"};
};
template <>
struct Spellings<ClockKind> {
  static constexpr std::string_view words[] = {"first_response", "next_response", "update", "resolution"};
};
template <>
struct Spellings<Trigger> {
  static constexpr std::string_view words[] = {
      "created", "updated",     "customer_replied", "no_response",
      "idle",    "sla_warning", "sla_breached",     "dissatisfied",
      "rated",   "reopened",    "priority_raised",  "promise_broken"};
};
template <>
struct Spellings<Rotation::Kind> {
  static constexpr std::string_view words[] = {"hourly", "daily", "weekly", "monthly"};
};
template <>
struct Spellings<Drill::Every> {
  static constexpr std::string_view words[] = {"never", "month", "quarter", "year"};
};
template <>
struct Spellings<Clock::Phase> {
  static constexpr std::string_view words[] = {"off", "running", "paused", "met", "ended"};
};
template <>
struct Spellings<Run::Phase> {
  static constexpr std::string_view words[] = {"waiting", "acknowledged", "exhausted", "ended"};
};
template <>
struct Spellings<Actor::Kind> {
  static constexpr std::string_view words[] = {"user", "customer", "system"};
};

constexpr std::string_view weekday_words[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

template <typename T>
std::string_view spelled(T value) {
  return Spellings<T>::words[static_cast<std::size_t>(value)];
}

}  // namespace

std::string_view word(Priority value) {
  return spelled(value);
}
std::string_view word(Status value) {
  return spelled(value);
}
std::string_view word(Role value) {
  return spelled(value);
}
std::string_view word(Urgency value) {
  return spelled(value);
}
std::string_view word(ClockKind value) {
  return spelled(value);
}
std::string_view word(Trigger value) {
  return spelled(value);
}
std::string_view word(Rotation::Kind value) {
  return spelled(value);
}
std::string_view word(Drill::Every value) {
  return spelled(value);
}
std::string_view word(Clock::Phase value) {
  return spelled(value);
}
std::string_view word(Run::Phase value) {
  return spelled(value);
}
std::string_view word(Actor::Kind value) {
  return spelled(value);
}

template <typename T>
std::optional<T> value_of(std::string_view text) {
  std::size_t index = 0;
  for (std::string_view candidate : Spellings<T>::words) {
    if (candidate == text) return static_cast<T>(index);
    ++index;
  }
  return std::nullopt;
}

template <typename T>
std::string all_words() {
  std::string list;
  for (std::string_view candidate : Spellings<T>::words) {
    if (!list.empty()) list += ", ";
    list += candidate;
  }
  return list;
}

template std::optional<Priority> value_of(std::string_view);
template std::optional<Status> value_of(std::string_view);
template std::optional<Role> value_of(std::string_view);
template std::optional<Urgency> value_of(std::string_view);
template std::optional<ClockKind> value_of(std::string_view);
template std::optional<Trigger> value_of(std::string_view);
template std::optional<Rotation::Kind> value_of(std::string_view);
template std::optional<Drill::Every> value_of(std::string_view);
template std::optional<Clock::Phase> value_of(std::string_view);
template std::optional<Run::Phase> value_of(std::string_view);
template std::optional<Actor::Kind> value_of(std::string_view);
template std::string all_words<Priority>();
template std::string all_words<Status>();
template std::string all_words<Role>();
template std::string all_words<Urgency>();
template std::string all_words<ClockKind>();
template std::string all_words<Trigger>();
template std::string all_words<Rotation::Kind>();
template std::string all_words<Drill::Every>();
template std::string all_words<Clock::Phase>();
template std::string all_words<Run::Phase>();
template std::string all_words<Actor::Kind>();

std::string_view weekday_word(int day) {
  return weekday_words[day];
}

std::optional<int> weekday_of_word(std::string_view text) {
  for (int day = 0; day < 7; ++day) {
    if (weekday_words[day] == text) return day;
  }
  return std::nullopt;
}

bool is_identifier(std::string_view text) {
  if (text.empty() || text.size() > 63 || text.front() == '-') return false;
  for (char c : text) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    if (!allowed) return false;
  }
  return true;
}

}  // namespace oasis
