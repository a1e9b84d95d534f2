// The pages of one's own notifications and of readiness: plain HTML, without JavaScript. May not: know
// requests or rows; the routes fill them in.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "server/http/pages.hpp"

namespace oasis::http {

/// A line of a rule: what is used, and when. `via` "daily" and "weekly" are digests.
struct RuleLine {
  std::string via;    ///< empty: the line is not used
  std::string after;  ///< a duration, "0s": at once
  std::string at;     ///< digests: "09:00"
  std::string day;    ///< weekly digest: "mon" …
};

struct RulesOfUrgency {
  std::string urgency;  ///< "critical", "normal", "low"
  bool own = false;     ///< else the usual ones hold
  std::string usual;    ///< what those are for this person, in words
  std::vector<RuleLine> lines;
};

struct NotificationsPage {
  std::string name;
  std::string zone;  ///< the person's own; empty: the workspace's
  std::string language;  ///< of what we write to them, as a tag; empty: English
  std::string workspace_zone;
  struct Address {
    std::string via;
    std::string via_name;  ///< "E-mail"
    std::string address;
    bool in_use = false;
    bool code_awaited = false;
    std::string state;       ///< "verified", "not verified yet", "failing", "waiting for the code"
    std::string state_kind;  ///< "good", "open", "bad": its colour
    std::string why;         ///< it fails
    bool may_remove = false;
  };
  std::vector<Address> addresses;
  struct Kind {
    std::string via;
    std::string name;
    std::string hint;  ///< how an address looks
  };
  std::vector<Kind> kinds;  ///< channels that an address can be added for
  std::array<RulesOfUrgency, 3> rules;
  std::string quiet_from, quiet_to;  ///< "22:00", or both empty
  struct Away {
    std::string from, to;  ///< for people, in their zone
    std::string value;     ///< what the form sends to keep it
  };
  std::vector<Away> away;
  std::string notice;  ///< what was just done, or empty
  std::string error;
};
std::string notifications_page(const PageFrame& frame, const NotificationsPage& content);

struct ReadinessPage {
  bool everybody = false;  ///< a manager's page; else one's own
  struct Person {
    std::string name;
    std::string when;  ///< "on call now in Tier 1", "from Fri 27 Mar …"
    bool reachable = false;
    std::vector<std::pair<std::string, std::string>> obstacles;  ///< what, and what helps
  };
  std::vector<Person> people;
  struct Letter {
    std::string when, via, to, ticket, error;
    std::string url;  ///< of the ticket; empty: none
  };
  std::vector<Letter> failed;          ///< messages that were given up
  std::vector<std::string> providers;  ///< sentences about those that do not answer
};
std::string readiness_page(const PageFrame& frame, const ReadinessPage& content);

}  // namespace oasis::http
