// See outcome.hpp.
#include "shared/codec/outcome.hpp"

#include <cstdint>
#include <utility>

namespace oasis {
namespace {

/// One order of the parts, for writing and for reading.
template <typename Form, typename What>
void go_through(Form& form, What& outcome) {
  form.number(outcome.tickets);
  for (auto& counted : outcome.breaches) form.counted(counted);
  form.counted(outcome.escalated);
  form.counted(outcome.exhausted);
  form.by_key(outcome.tiers);
  form.by_key(outcome.pages);
  form.times(outcome.first_responses);
  form.times(outcome.next_responses);
  form.times(outcome.resolutions);
  form.counted(outcome.night_pages);
}

struct Writing {
  std::string bytes;

  void number(std::int64_t number) {
    char eight[8];
    for (int i = 0; i < 8; ++i) eight[i] = static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
    bytes.append(eight, 8);
  }
  void length(std::size_t length) { number(static_cast<std::int64_t>(length)); }
  void key(std::int32_t tier) { number(tier); }
  void key(const Id& user) {
    length(user.size());
    bytes += user;
  }
  void counted(const Counted& counted) {
    number(counted.count);
    length(counted.tickets.size());
    for (const TicketNumber ticket : counted.tickets) number(ticket);
  }
  template <typename Key>
  void by_key(const std::map<Key, Counted>& all) {
    length(all.size());
    for (const auto& [name, value] : all) {
      key(name);
      counted(value);
    }
  }
  void times(const Times& times) {
    length(times.size());
    for (const auto& [time, ticket] : times) {
      number(time.ms);
      number(ticket);
    }
  }
};

struct Reading {
  std::string_view rest;
  bool fits = true;

  void number(std::int64_t& number) {
    if (rest.size() < 8) {
      fits = false;
      rest = {};
      return;
    }
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i)
      bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest[static_cast<std::size_t>(i)])) << (8 * i);
    number = static_cast<std::int64_t>(bits);
    rest.remove_prefix(8);
  }
  /// Of things that take at least `each` bytes.
  std::size_t length(std::size_t each) {
    std::int64_t length = 0;
    number(length);
    if (length >= 0 && static_cast<std::uint64_t>(length) <= rest.size() / each) return static_cast<std::size_t>(length);
    fits = false;
    return 0;
  }
  void key(std::int32_t& tier) {
    std::int64_t whole = 0;
    number(whole);
    tier = static_cast<std::int32_t>(whole);
  }
  void key(Id& user) {
    const std::size_t size = length(1);
    user = rest.substr(0, size);
    rest.remove_prefix(size);
  }
  void counted(Counted& counted) {
    number(counted.count);
    counted.tickets.resize(length(8));
    for (TicketNumber& ticket : counted.tickets) number(ticket);
  }
  template <typename Key>
  void by_key(std::map<Key, Counted>& all) {
    for (std::size_t left = length(24); left > 0; --left) {
      Key name{};
      key(name);
      counted(all[name]);
    }
  }
  void times(Times& times) {
    times.resize(length(16));
    for (auto& [time, ticket] : times) {
      number(time.ms);
      number(ticket);
    }
  }
};

}  // namespace

std::string write_outcomes(const Outcome& before, const Outcome& after) {
  Writing writing;
  go_through(writing, before);
  go_through(writing, after);
  return std::move(writing.bytes);
}

std::optional<std::pair<Outcome, Outcome>> read_outcomes(std::string_view bytes) {
  std::optional<std::pair<Outcome, Outcome>> outcomes(std::in_place);
  Reading reading{bytes};
  go_through(reading, outcomes->first);
  go_through(reading, outcomes->second);
  if (!reading.fits || !reading.rest.empty()) outcomes.reset();
  return outcomes;
}

}  // namespace oasis
