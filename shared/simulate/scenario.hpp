// A scenario: a workspace document, things that happen, and questions about it (docs/scenario.md). Plain
// data; read by codec/scenario, run by simulate/run. May not: run itself.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/command/command.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// A changed document comes into force, for open tickets too or for new ones only.
struct ImportDocument {
  Workspace workspace;
  bool open_tickets = false;
};
/// The server is down until then.
struct Outage {
  Instant until;
};

struct ScenarioEvent {
  Instant at;
  Id by;  ///< a user of the document; empty: the customer, or staff that is not named
  bool by_customer = false;
  std::variant<Command, ImportDocument, Outage> what;
};

/// Questions. Schedules, calendars and zones are those of the newest document at the end of the run;
/// questions about a ticket are answered when the clock shows `at`, after everything of that instant.
struct OnCallQuery {
  Id schedule;
  Instant at;
};
struct ShiftsQuery {
  Id schedule;
  Interval during;
};
struct HandoffsQuery {
  std::string zone;
  Rotation rotation;
  Interval during;
};
struct OpenTimeQuery {
  Id calendar;
  Instant from;
  Instant to;
};
struct DeadlineQuery {
  Id calendar;
  Instant from;
  Duration add;
};
struct StartOfQuery {
  Id calendar;
  Instant to;
  Duration subtract;
};
struct OpeningQuery {
  enum class Kind : std::uint8_t { is_open, next_open, next_close };
  Kind kind = Kind::is_open;
  Id calendar;
  Instant at;
};
struct QualityQuery {
  Id schedule;
  Interval during;
};
/// Hours and nights by person, and who is over a limit of the document's guards.
struct LoadQuery {
  Id schedule;
  Interval during;
};
/// The gaps of the 30 days from `at`, and the weekly notice after it.
struct GapsQuery {
  Instant at;
};
struct DeadlinesQuery {
  TicketId ticket;
  Instant at;
};
struct SentimentQuery {
  std::string text;
};
struct WhyQuery {
  TicketId ticket;
  Id user;
  Instant at;
};
struct ExplainQuery {
  TicketId ticket;
  ClockKind clock{};
  Instant at;
};
/// How a drill stands.
struct DrillQuery {
  TicketId ticket;
  Instant at;
};
using Query = std::variant<OnCallQuery, ShiftsQuery, HandoffsQuery, OpenTimeQuery, DeadlineQuery,
                           StartOfQuery, OpeningQuery, QualityQuery, LoadQuery, GapsQuery, DeadlinesQuery,
                           SentimentQuery, WhyQuery, ExplainQuery, DrillQuery>;

struct Scenario {
  Workspace workspace;
  std::vector<ScenarioEvent> events;  ///< in time order
  std::optional<Instant>
      until;  ///< unset: until nothing is due any more, at most a year after the last event
  std::vector<Query> queries;
};

}  // namespace oasis
