// See settings_words.hpp.
#include "client/screens/settings_words.hpp"

#include <algorithm>
#include <iterator>

#include "client/words/translated.hpp"

namespace oasis {

std::string name_of_word(std::string_view word) {
  struct Named {
    std::string_view word;
    const char* name;
  };
  constexpr Named names[] = {
      // priorities and urgencies
      {"low", "Low"_kept},
      {"normal", "Normal"_kept},
      {"high", "High"_kept},
      {"urgent", "Urgent"_kept},
      {"critical", "Critical"_kept},
      // states
      {"new", "New"_kept},
      {"open", "Open"_kept},
      {"pending", "Pending"_kept},
      {"on-hold", "On hold"_kept},
      {"resolved", "Resolved"_kept},
      {"closed", "Closed"_kept},
      // roles
      {"viewer", "Viewer"_kept},
      {"agent", "Agent"_kept},
      {"manager", "Manager"_kept},
      {"admin", "Admin"_kept},
      // clocks
      {"first_response", "First response"_kept},
      {"next_response", "Next response"_kept},
      {"update", "Update"_kept},
      {"resolution", "Resolution"_kept},
      // what starts a rule
      {"created", "A ticket is opened"_kept},
      {"updated", "A ticket is changed"_kept},
      {"customer_replied", "The customer writes again"_kept},
      {"no_response", "Nobody answers for a while"_kept},
      {"idle", "Nothing happens for a while"_kept},
      {"sla_warning", "A due time is near"_kept},
      {"sla_breached", "A due time has passed"_kept},
      {"dissatisfied", "The customer is unhappy"_kept},
      {"rated", "The customer gives a rating"_kept},
      {"reopened", "A ticket is opened again"_kept},
      {"priority_raised", "Priority raised"_kept},
      {"promise_broken", "A promise was broken"_kept},
      // how often a shift changes, and a drill is held
      {"hourly", "Hourly"_kept},
      {"daily", "Daily"_kept},
      {"weekly", "Weekly"_kept},
      {"monthly", "Monthly"_kept},
      {"never", "By hand only"_kept},
      {"month", "Every month"_kept},
      {"quarter", "Every quarter"_kept},
      {"year", "Every year"_kept},
      // channels
      {"smtp", "E-mail (SMTP)"_kept},
      {"sms", "SMS"_kept},
      {"slack", "Slack"_kept},
      {"teams", "Microsoft Teams"_kept},
      {"ntfy", "ntfy"_kept},
      {"webhook", "Webhook"_kept},
  };
  const auto* found = std::find_if(std::begin(names), std::end(names), [&](const Named& named) { return named.word == word; });
  return found == std::end(names) ? std::string(word) : translated(found->name);
}

}  // namespace oasis
