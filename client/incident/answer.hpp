// The page after an incident as the server tells it. Pure. May not: draw; know the network.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shared/report/incident_page.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct IncidentAnswer {
  struct Told {
    Id user;
    std::int64_t tier = 0, times = 0;
    Instant at;
    std::optional<Duration> acknowledged_after;
  };
  struct Breach {
    std::string clock;  ///< "first_response"
    Instant due;
  };
  struct Line {
    Instant at;
    std::string what;
  };
  struct Involved {
    Id user;
    bool mail = false;  ///< they have an address
  };
  struct TextTemplate {
    Id id;
    std::string name;
  };
  std::int64_t number = 0, revision = 0, highest_tier = 0, customer_messages = 0, public_replies = 0;
  std::string subject, reason;
  Id by, sent_by, acknowledged_by;
  std::optional<Instant> at, sent, acknowledged, ended;
  Instant escalated;
  bool is_sent = false;    ///< and not changed since
  bool may_write = false;
  IncidentPage page;
  std::vector<Told> told;
  std::vector<Breach> breaches;
  std::vector<Line> timeline;
  std::vector<IncidentPage::Cause> suggested;
  std::vector<Involved> involved;
  std::vector<TextTemplate> templates;
};

/// nullopt for what is no such page.
std::optional<IncidentAnswer> read_incident(const nlohmann::json& answer);

}  // namespace oasis
