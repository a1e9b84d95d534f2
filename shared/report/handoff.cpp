// See handoff.hpp.
#include "shared/report/handoff.hpp"

#include <algorithm>
#include <iterator>

#include "shared/report/local_words.hpp"
#include "shared/report/oncall_now.hpp"

namespace oasis {
std::vector<HandoffLetter> handoff_letters(const Policies& policies, const Id& schedule, Instant before,
                                           Instant now, const HandoffNote& note) {
  std::vector<HandoffLetter> letters;
  const Schedule* found = policies.schedule(schedule);
  const Rota* rota = policies.rota(schedule);
  if (found == nullptr || rota == nullptr) return letters;
  const std::vector<Id> old = rota->on_call(before);
  const std::vector<OncallNow> current = on_call_now(policies, schedule, now);
  std::vector<Id> left;
  std::set_difference(old.begin(), old.end(), current[0].people.begin(), current[0].people.end(),
                      std::back_inserter(left));
  for (const Id& user : current[0].people) {
    if (std::binary_search(old.begin(), old.end(), user)) continue;
    HandoffLetter letter;
    letter.to = user;
    letter.subject = "You are on call now: " + name_of(*found);
    const Zone& zone = policies.zone_of(*found);
    if (current[0].until < now + handoff_ahead)
      letter.text += "Until " + local_words(zone, current[0].until) + " (" + zone.name() + ").\n";
    if (!left.empty()) letter.text += "You take over from " + names_of(policies, left) + ".\n";
    if (!note.text.empty())
      letter.text += "\nNote by " + name_of(policies, note.by) + ":\n" + note.text + "\n";
    letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace oasis
