// Measures added up: the numbers of the board, the reports and the reviews (docs/metrics.md).
// May not: read events (measures.hpp does); know where measures are kept; round for people.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/measures.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

class MeasurePack;

/// Fewer values than this are marked as few: a percentile of them says little.
constexpr std::int64_t few_values = 20;

/// The lengths of time that a histogram's bars end with; one more bar holds what is longer.
constexpr std::array<Duration, 11> spread_bounds{minutes(5), minutes(15), minutes(30), hours(1), hours(2), hours(4),
                                                 hours(8),   days(1),     days(2),     days(4),  days(7)};
constexpr std::size_t spread_bars = spread_bounds.size() + 1;
/// Which bar a value belongs to: the first whose bound it does not exceed.
std::size_t bar_of(Duration value);

/// How values are spread. Percentiles by nearest rank: the smallest value that at least that share of all
/// values does not exceed; so each is a value that occurred.
struct Spread {
  std::int64_t count = 0;
  Duration mean;  ///< rounded towards zero, as all are 0 with no values
  Duration median;
  Duration p90;
  Duration p95;
  Duration longest;
  std::array<std::int64_t, spread_bars> bars{};  ///< how many values are in each bar
  bool few() const { return count < few_values; }
  friend bool operator==(const Spread&, const Spread&) = default;
};
/// O(n).
Spread spread_of(std::vector<Duration> values);

/// Clocks that ended in time beside those that were breached.
struct Attainment {
  std::int64_t met = 0;
  std::int64_t breached = 0;
  std::int64_t count() const { return met + breached; }
  Attainment& operator+=(const Attainment& other) {
    met += other.met;
    breached += other.breached;
    return *this;
  }
  /// In [0, 1]; unset where nothing was judged.
  std::optional<double> share() const {
    if (count() == 0) return std::nullopt;
    return static_cast<double>(met) / static_cast<double>(count());
  }
  friend bool operator==(const Attainment&, const Attainment&) = default;
};

/// When a person was interrupted, by their own clock: working is Monday to Friday 09:00–18:00, sleep is every
/// day 22:00–07:00, off is the rest.
struct Interruptions {
  std::int64_t working = 0;
  std::int64_t off = 0;
  std::int64_t sleep = 0;
  std::int64_t count() const { return working + off + sleep; }
  friend bool operator==(const Interruptions&, const Interruptions&) = default;
};
enum class Hours : std::uint8_t { working, off, sleep };
/// Which of the three an instant is in a zone.
Hours hours_at(const Zone& zone, Instant at);

/// What of a chain's step became.
struct StepFigures {
  std::int64_t told = 0;      ///< times it told somebody
  std::int64_t skipped = 0;   ///< times it reached nobody
  std::int64_t answered = 0;  ///< runs that were acknowledged at its tier
  Spread stays;               ///< how long it had a run, however that ended
  Spread answers;             ///< the same of those that ended with an answer
  Duration spent;             ///< all stays together
  friend bool operator==(const StepFigures&, const StepFigures&) = default;
};

struct PersonFigures {
  Interruptions pages;
  std::int64_t told = 0;      ///< other messages
  std::int64_t answered = 0;  ///< runs acknowledged
  std::int64_t replies = 0;   ///< first and next responses
  std::int64_t resolved = 0;
  friend bool operator==(const PersonFigures&, const PersonFigures&) = default;
};

/// What a report is about: a period, and only tickets that fit. Empty fields fit all.
struct Slice {
  Interval period;
  std::optional<Priority> priority;
  Id customer;
  Id team;
  std::string category;
  std::string channel;
};
bool belongs(const Slice& slice, const Measure& measure);
/// The same, whatever the period.
bool fits(const Slice& slice, Priority priority, std::string_view customer, std::string_view team,
          std::string_view category, std::string_view channel);
/// Nothing but the period limits it.
bool is_of_all(const Slice& slice);

/// The same few counts by each value of a dimension.
struct Group {
  std::int64_t created = 0;
  std::int64_t resolved = 0;
  std::int64_t escalated = 0;  ///< runs started
  std::int64_t dissatisfied = 0;
  std::array<Attainment, clock_count> clocks;
  /// Of all clocks together.
  std::int64_t breached() const;
  friend bool operator==(const Group&, const Group&) = default;
};

struct Figures {
  std::int64_t created = 0;
  std::int64_t resolved = 0;
  std::int64_t reopened = 0;   ///< times, not tickets
  std::int64_t escalated = 0;  ///< runs started
  std::int64_t exhausted = 0;  ///< runs that nobody answered
  std::int64_t dissatisfied = 0;
  Spread first_response;
  Spread first_response_open;
  Spread next_response;
  Spread acknowledge;
  Spread resolution;
  Spread resolution_open;
  std::array<Attainment, clock_count> clocks;  ///< by ClockKind
  std::array<std::int64_t, 5> ratings{};       ///< [0] = 1 … [4] = 5
  std::array<Group, priority_count> by_priority;
  std::map<Id, Group> by_customer;  ///< "" = nobody we know
  std::map<Id, Group> by_team;
  std::map<std::string, Group> by_category;
  std::map<std::int64_t, Group> by_day;                        ///< `day_number` of the workspace's clock; none without any
  std::map<std::string, std::int64_t> reasons;                 ///< of escalations
  std::map<std::int32_t, std::int64_t> tiers;                  ///< steps that told somebody, by tier
  std::array<std::array<std::int64_t, 24>, 7> hour_of_week{};  ///< escalations; [0] = Monday, local
  std::map<std::pair<Id, std::int32_t>, StepFigures> steps;    ///< by chain and tier
  std::map<Id, std::int64_t> rules;                            ///< fired
  std::map<Id, std::int64_t> useful_rules;                     ///< of these, those that somebody followed up
  std::map<Id, PersonFigures> people;
  friend bool operator==(const Figures&, const Figures&) = default;
};

/// Adds measures up, in any order, by rows and by packs alike. Memory: the values of the six spreads and of the stays at
/// steps, 8 bytes each.
class Summing {
 public:
  /// Whose measures count besides: of tickets of this team and customer.
  using Seen = std::function<bool(std::string_view team, std::string_view customer)>;

  /// `policies` gives the zones, of the workspace and of people; it must outlive this.
  Summing(Slice slice, const Policies& policies);
  Summing(const Summing&) = delete;
  Summing& operator=(const Summing&) = delete;
  /// Leaves out what the slice does not hold. O(log groups).
  void add(const Measure& measure);
  /// Each measure of the pack that the slice holds and that is seen. O(measures), and once for each word, look and run
  /// of the pack what a measure costs.
  void add(const MeasurePack& pack, const Seen& seen);
  /// What `other` of the same slice has added up from other measures. O(groups and values).
  void add(const Summing& other);
  /// Puts the values into another order, and nothing else. O(values).
  Figures result();

 private:
  /// A dimension's groups, found by a word without a walk through the tree.
  class Groups {
   public:
    explicit Groups(std::map<std::string, Group>& groups) : groups_(groups) {}
    Group& of(const std::string& word);

   private:
    std::map<std::string, Group>& groups_;
    std::unordered_map<std::string, Group*> known_;
  };
  /// The groups of days, found by an instant: measures that follow each other are mostly of the same one or two.
  class Days {
   public:
    Days(std::map<std::int64_t, Group>& groups, const Zone& zone) : groups_(groups), zone_(zone) {}
    Group& of(Instant at);

   private:
    struct Day {
      Interval time;
      Group* group = nullptr;
    };
    std::map<std::int64_t, Group>& groups_;
    const Zone& zone_;
    std::array<Day, 2> latest_;
  };
  struct Stays {
    std::vector<Duration> all, answered;
  };
  /// What measures that are alike add to; each found once.
  struct Place {
    StepFigures* step = nullptr;
    Stays* stays = nullptr;
    PersonFigures* person = nullptr;
    std::int64_t* times = nullptr;   ///< of a reason, a tier or a rule
    std::int64_t* useful = nullptr;  ///< of a rule that was
    const Zone* zone = nullptr;      ///< of a person who was paged
  };
  Place place_of(const Measure& like);
  void count(const Measure& like, const Place& place, Instant at, Duration value, Duration open);
  void count_escalation(Instant at);

  Slice slice_;
  const Policies& policies_;
  Figures figures_;
  Groups customers_;
  Groups teams_;
  Groups categories_;
  Days days_;
  std::vector<Duration> first_response_;
  std::vector<Duration> first_response_open_;
  std::vector<Duration> next_response_;
  std::vector<Duration> acknowledge_;
  std::vector<Duration> resolution_;
  std::vector<Duration> resolution_open_;
  std::map<std::pair<Id, std::int32_t>, Stays> stays_;  // by chain and tier
};

/// `numerator` of `denominator`; unset of none.
std::optional<double> rate(std::int64_t numerator, std::int64_t denominator);

}  // namespace oasis
