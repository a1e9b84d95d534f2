// What was tried in the chain editor as a scenario file.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/codec/scenario.hpp"
#include "shared/codec/words.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;

namespace {

void say(json& out, const char* member, const std::string& text) {
  if (!text.empty()) out[member] = text;
}

json event_at(Instant at, const char* verb) {
  json out;
  out["at"] = to_text(at);
  out["ticket"] = what_if_ticket;
  out["do"] = verb;
  return out;
}

json write_creation(const WhatIf& what_if) {
  json out = event_at(what_if.at, "create");
  say(out, "customer", what_if.customer);
  out["priority"] = word(what_if.priority);
  say(out, "subject", what_if.subject);
  say(out, "text", what_if.text);
  return out;
}

json write_act(const WhatIf& what_if, const WhatIfAct& act) {
  constexpr const char* verbs[] = {"acknowledge", "reply", "set"};
  json out = event_at(what_if.at + act.after, verbs[static_cast<std::size_t>(act.kind)]);
  say(out, "by", act.by);
  if (act.kind == WhatIfAct::Kind::resolve) out["status"] = word(Status::resolved);
  return out;
}

}  // namespace

json write_what_if(const WhatIf& what_if, const Workspace& workspace) {
  json events = json::array();
  events.push_back(write_creation(what_if));
  if (!what_if.by_hand.empty()) {
    json by_hand = event_at(what_if.at, "escalate");
    by_hand["chain"] = what_if.by_hand;
    by_hand["reason"] = "by hand";
    events.push_back(std::move(by_hand));
  }
  std::vector<WhatIfAct> acts = what_if.acts;
  std::stable_sort(acts.begin(), acts.end(),
                   [](const WhatIfAct& a, const WhatIfAct& b) { return a.after < b.after; });
  for (const WhatIfAct& act : acts) events.push_back(write_act(what_if, act));
  json scenario;
  scenario["workspace"] = write_workspace(workspace);
  scenario["events"] = std::move(events);
  scenario["until"] = to_text(what_if.at + what_if.length);
  json out;
  out["scenario"] = std::move(scenario);
  return out;
}

}  // namespace oasis
