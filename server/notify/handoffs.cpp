// See handoffs.hpp.
#include "server/notify/handoffs.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/store/kept_instant.hpp"
#include "server/store/log.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"
#include "shared/report/oncall_now.hpp"

namespace oasis::notify {
namespace {

constexpr const char* looked_kept = "handoffs_looked";
constexpr Duration look_again = hours(1);

std::string note_name(const Id& schedule) {
  return "handoff_note/" + schedule;
}

}  // namespace

HandoffNote handoff_note(store::Database& reading, const Id& schedule) {
  const auto kept = nlohmann::json::parse(store::meta(reading, note_name(schedule)), nullptr, false);
  if (!kept.is_object()) return {};
  return {kept.value("text", std::string()), kept.value("by", std::string())};
}

std::optional<Refusal> leave_handoff_note(engine::Turn& turn, const Id& schedule, const HandoffNote& note) {
  using Code = Refusal::Code;
  const Policies& policies = *current_policies(turn.state());
  const Rota* rota = policies.rota(schedule);
  if (rota == nullptr) return Refusal{Code::invalid, "/id", "There is no such schedule."};
  const std::vector<Id> people = rota->on_call(turn.now());
  const bool on_call = std::binary_search(people.begin(), people.end(), note.by);
  if (!on_call && !sees_settings(sight_of(policies, note.by)))
    return Refusal{Code::forbidden, "", "Only who is on call leaves a note for the next."};
  if (note.text.size() > longest_handoff_note)
    return Refusal{Code::too_large, "/text", "is longer than 4,000 bytes"};
  const nlohmann::json kept = {{"text", note.text}, {"by", note.by}};
  store::set_meta(
      turn.database(), note_name(schedule),
      note.text.empty() ? "" : kept.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return std::nullopt;
}

Instant tell_of_handoffs(engine::Turn& turn) {
  const Policies& policies = *current_policies(turn.state());
  const Instant now = turn.now();
  Instant next = now + look_again;
  const std::optional<Instant> before = store::kept_instant(turn.database(), looked_kept);
  for (const OncallNow& current : on_call_now(policies, "", now)) {
    next = std::min(next, current.until);
    if (!before || *before >= now) continue;
    const HandoffNote note = handoff_note(turn.database(), current.schedule);
    const auto letters = handoff_letters(policies, current.schedule, *before, now, note);
    for (const HandoffLetter& letter : letters)
      queue_normal(turn, policies, letter.to, letter.subject, letter.text);
    if (!letters.empty() && !note.text.empty())
      store::set_meta(turn.database(), note_name(current.schedule), "");
  }
  store::keep_instant(turn.database(), looked_kept, now);
  return next;
}

}  // namespace oasis::notify
