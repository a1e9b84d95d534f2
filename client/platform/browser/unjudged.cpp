// Takes the place of shared/policy/dissatisfaction.cpp in the page, where its word lists would be a tenth of a first
// visit: the server judges every message, and its row replaces what the page expected within a moment. May not: know
// a word.
#include "shared/policy/dissatisfaction.hpp"

namespace oasis {

Dissatisfaction judge_dissatisfaction(std::string_view) {
  return {};
}

}  // namespace oasis
