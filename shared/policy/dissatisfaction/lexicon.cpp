// Search in the generated tables of words and phrases. May not: allocate.
#include "shared/policy/dissatisfaction/lexicon.hpp"

#include <algorithm>
#include <iterator>

namespace oasis {
namespace {

#include "dissatisfaction_lexicon.inc"

constexpr std::size_t gap_words = 3;  // `..` in phrases.txt

std::string_view text_of(const LexiconWord& word) {
  return {reinterpret_cast<const char*>(lexicon_text) + word.offset, word.length};
}

/// Matches the steps from `step` on against the words from `at` on.
class Matcher {
 public:
  Matcher(const PlacedWord* words, std::size_t count, std::size_t start)
      : words_(words), count_(count), start_(start) {}

  /// The place after the last word that matched, or 0 (no phrase is empty).
  std::size_t match(const LexiconStep* step, const LexiconStep* end, std::size_t at) const {
    if (step == end) return at;
    switch (step->kind) {
      case StepKind::one:
        return fits(*step, at) ? match(step + 1, end, at + 1) : 0;
      case StepKind::optional:
        if (fits(*step, at)) {
          if (const std::size_t matched = match(step + 1, end, at + 1)) return matched;
        }
        return match(step + 1, end, at);
      case StepKind::gap:
        for (std::size_t skipped = 0; skipped <= gap_words && at + skipped <= count_; ++skipped) {
          if (const std::size_t matched = match(step + 1, end, at + skipped)) return matched;
        }
        return 0;
      case StepKind::clause_begins:
        return at == 0 || words_[at - 1].clause != words_[at].clause ? match(step + 1, end, at) : 0;
      case StepKind::clause_ends:
        return inside(at) && words_[at].clause == words_[at - 1].clause ? 0 : match(step + 1, end, at);
      case StepKind::sentence_ends:
        return inside(at) ? 0 : match(step + 1, end, at);
    }
    return 0;
  }

 private:
  bool inside(std::size_t at) const { return at < count_ && words_[at].sentence == words_[start_].sentence; }

  bool fits(const LexiconStep& step, std::size_t at) const {
    if (!inside(at) || words_[at].word == unknown_word) return false;
    const std::uint16_t* first = lexicon_choices + step.choices;
    return std::binary_search(first, first + step.choice_count, static_cast<std::uint16_t>(words_[at].word));
  }

  const PlacedWord* words_;
  std::size_t count_;
  std::size_t start_;
};

}  // namespace

int find_word(std::string_view text) {
  const auto* found = std::lower_bound(
      std::begin(lexicon_words), std::end(lexicon_words), text,
      [](const LexiconWord& word, std::string_view sought) { return text_of(word) < sought; });
  if (found == std::end(lexicon_words) || text_of(*found) != text) return unknown_word;
  return static_cast<int>(found - std::begin(lexicon_words));
}

const LexiconWord& known_word(int word) {
  return lexicon_words[word];
}

PhraseMatch match_phrase(const PlacedWord* words, std::size_t count, std::size_t at, bool weighing) {
  if (words[at].word == unknown_word) return {};
  const LexiconWord& first = known_word(words[at].word);
  const Matcher matcher(words, count, at);
  for (std::size_t i = first.starts; i < std::size_t{first.starts} + first.start_count; ++i) {
    const LexiconPhrase& phrase = lexicon_phrases[lexicon_starts[i]];
    if ((phrase.kind == PhraseKind::none) != weighing) continue;
    const LexiconStep* steps = lexicon_steps + phrase.steps;
    if (const std::size_t end = matcher.match(steps, steps + phrase.step_count, at))
      return {&phrase, end - at};
  }
  return {};
}

}  // namespace oasis
