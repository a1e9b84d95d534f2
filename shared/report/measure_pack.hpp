// Many measures in few bytes, as reports read them: what several share is written once, and what a report asks of each is
// a number in a row of numbers. A pack holds exactly the measures that it was made of, so figures of packs are figures of
// rows. May not: aggregate (figures.hpp); know where packs are kept, or which measures belong together.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/report/measures.hpp"

namespace oasis {

/// Another number wherever the bytes of the same measures become others: older packs are then made anew.
constexpr std::int32_t measure_pack_version = 1;

class MeasurePack {
 public:
  /// Measures that differ in nothing but ticket, instant and values: Measure's kind, number, who, what, detail.
  struct Run {
    Measure like;  ///< everything else is left as a measure begins
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::optional<std::uint32_t> first_value;  ///< unset: all values are 0
  };
  /// A ticket as it was, in words of the pack.
  struct Look {
    Priority priority = Priority::normal;
    std::uint32_t customer = 0;
    std::uint32_t team = 0;
    std::uint32_t category = 0;
    std::uint32_t channel = 0;
  };

  /// The same bytes for the same measures, in whichever order they come. Fewer than 2³² of them, all within 2³² ms (49
  /// days) of the earliest. O(n log n).
  static std::string bytes_of(std::vector<std::pair<TicketId, Measure>> measures);
  /// Looks into `bytes`, which must outlive it. nullopt for what bytes_of did not write. O(n).
  static std::optional<MeasurePack> read(std::string_view bytes);

  const std::vector<Run>& runs() const { return runs_; }
  const std::vector<Look>& looks() const { return looks_; }
  const std::vector<std::string_view>& words() const { return words_; }
  const std::vector<std::string_view>& tickets() const { return tickets_; }

  // Of the measure with this index in the pack; those of a run follow each other.
  std::uint32_t look(std::uint32_t index) const { return number(look_column_, index); }
  std::uint32_t ticket(std::uint32_t index) const { return number(ticket_column_, index); }
  Instant at(std::uint32_t index) const { return {from_ + number(at_column_, index)}; }
  Duration value(const Run& run, std::uint32_t index) const { return length(run, index, 0); }
  Duration open(const Run& run, std::uint32_t index) const { return length(run, index, 1); }
  /// It in full.
  Measure measure(const Run& run, std::uint32_t index) const;
  /// Each within the period in full, if its kind and its look are wanted; a look is asked about once. O(measures).
  void each(Interval period, const std::function<bool(Measure::Kind)>& of_kind, const std::function<bool(const Look&)>& of_look,
            const std::function<void(const TicketId&, const Measure&)>& visit) const;

 private:
  std::uint32_t number(const char* column, std::uint32_t index) const {
    std::uint32_t value = 0;
    std::memcpy(&value, column + std::size_t{index} * sizeof value, sizeof value);
    return value;
  }
  Duration length(const Run& run, std::uint32_t index, std::size_t which) const {
    if (!run.first_value) return {};
    const std::size_t place = (std::size_t{*run.first_value} + (index - run.first)) * 2 + which;
    Duration value;
    std::memcpy(&value.ms, value_column_ + place * sizeof value.ms, sizeof value.ms);
    return value;
  }

  std::vector<std::string_view> words_;
  std::vector<std::string_view> tickets_;
  std::vector<Look> looks_;
  std::vector<Run> runs_;
  std::int64_t from_ = 0;
  const char* look_column_ = nullptr;
  const char* ticket_column_ = nullptr;
  const char* at_column_ = nullptr;
  const char* value_column_ = nullptr;

  friend class PackReading;
};

}  // namespace oasis
