// See actions.hpp.
#include "client/screens/actions.hpp"

#include <algorithm>

#include "client/screens/inbox_query.hpp"

namespace oasis {

std::vector<const Action*> find_actions(const std::vector<Action>& actions, std::string_view words) {
  std::vector<std::string> wanted;
  for (const FilterTerm& term : read_filter(words)) wanted.push_back(term.value);
  std::vector<const Action*> found;
  for (const Action& action : actions) {
    const bool all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return contains_folded(action.name, word) || contains_folded(action.group, word);
    });
    if (action.run && (all || action.found)) found.push_back(&action);
  }
  if (wanted.empty()) return found;
  const std::string& first = wanted.front();
  std::stable_partition(found.begin(), found.end(), [&](const Action* action) {
    return contains_folded(std::string_view(action->name).substr(0, first.size()), first);
  });
  return found;
}

std::string say_keys(std::string_view keys) {
  std::string said;
  while (!keys.empty()) {
    const std::size_t plus = keys.size() == 1 ? 1 : std::min(keys.find('+'), keys.size());
    std::string part(keys.substr(0, plus));
    if (!said.empty()) said += ' ';
    if (!part.empty() && part[0] >= 'a' && part[0] <= 'z') part[0] = static_cast<char>(part[0] - 32);
    said += part;
    keys.remove_prefix(std::min(plus + 1, keys.size()));
  }
  return said;
}

}  // namespace oasis
