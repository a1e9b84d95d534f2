// See chain_suggestions.hpp.
#include "shared/report/chain_suggestions.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"

namespace oasis {
namespace {

/// The waits that are suggested: what people set, not what was measured.
constexpr std::array<Duration, 14> round_waits{minutes(5), minutes(10), minutes(15), minutes(20), minutes(30),
                                               minutes(45), hours(1),   hours(2),    hours(3),    hours(4),
                                               hours(6),   hours(8),   hours(12),   hours(24)};
constexpr std::int64_t least_silent = 5;  // times a tier was told without ever answering

/// The step of a tier that has no other; nothing for other tiers.
std::optional<std::size_t> only_step(const Chain& chain, std::int32_t tier) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    if (chain.steps[i].tier != tier) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

/// The shortest round wait that nearly all answers came within; it must save a third of the present one.
std::optional<Duration> wait_for_answers(const Spread& answers, Duration wait) {
  const auto fits = std::lower_bound(round_waits.begin(), round_waits.end(), answers.p95);
  if (answers.few() || fits == round_waits.end() || 3 * fits->ms > 2 * wait.ms) return std::nullopt;
  return *fits;
}

}  // namespace

std::vector<WaitSuggestion> suggestions_of(const Figures& figures, const Policies& policies) {
  std::vector<WaitSuggestion> suggestions;
  for (const auto& [place, counts] : figures.steps) {
    const Chain* chain = policies.chain(place.first);
    const auto step = chain == nullptr ? std::nullopt : only_step(*chain, place.second);
    if (!step || !chain->steps[*step].calendar.empty()) continue;
    const Duration wait = chain->steps[*step].wait;
    const bool silent = counts.told >= least_silent && counts.answered == 0 && wait > round_waits.front();
    const auto shorter = silent ? std::optional(round_waits.front()) : wait_for_answers(counts.answers, wait);
    if (!shorter) continue;
    const std::string evidence =
        silent ? "It was told " + std::to_string(counts.told) + " times and never answered; it waits " +
                     duration_words(wait) + "."
               : "95 % of its " + std::to_string(counts.answers.count) + " answers came within " +
                     duration_words(counts.answers.p95) + "; it waits " + duration_words(wait) + ".";
    suggestions.push_back({place.first, *step, *shorter,
                           "Tier " + std::to_string(place.second) + "’s wait of " + name_of(chain, place.first) +
                               " could be " + duration_words(*shorter),
                           evidence});
  }
  return suggestions;
}

}  // namespace oasis
