// The words and phrases that judge_dissatisfaction knows: constant tables compiled from AFINN-165, words.txt
// and phrases.txt by compile_lexicon.py, and the search in them. May not: know about scores or messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace oasis {

enum LexiconFlag : std::uint8_t { english_word = 1, foreign_word = 2, negating_word = 4 };

/// A known word. Its text is [offset, offset + length) of one shared text; the table is sorted by it.
struct LexiconWord {
  std::uint16_t offset;
  std::uint8_t length;
  std::int8_t tenths;          // weight × 10, AFINN's scale of -5 to 5; 0 for words without a mood
  std::uint8_t degree_tenths;  // × 10: how much it strengthens the next word; 0 for other words
  std::uint8_t flags;          // LexiconFlag
  std::uint16_t starts;        // where in the table of starts …
  std::uint16_t start_count;   // … the phrases that may begin with this word are listed
};

/// Why a phrase alone means dissatisfied; `none` for phrases that only weigh.
enum class PhraseKind : std::uint8_t {
  none,
  leaving,
  escalate,
  unacceptable,
  legal,
  refund,
  public_complaint
};

/// A phrase is a run of steps.
struct LexiconPhrase {
  std::uint16_t steps;
  std::uint8_t step_count;
  PhraseKind kind;
  std::int8_t tenths;
};

enum class StepKind : std::uint8_t { one, optional, gap, clause_begins, clause_ends, sentence_ends };

/// One place in a phrase: any of the words `choices` … in the table of choices, sorted by number.
struct LexiconStep {
  std::uint16_t choices;
  std::uint16_t choice_count;
  StepKind kind;
};

inline constexpr int unknown_word = -1;

/// The number of a word (lower case, contractions spelled out) or `unknown_word`. Logarithmic.
int find_word(std::string_view text);

/// `word` must be a number that find_word gave.
const LexiconWord& known_word(int word);

/// A word of a message as the matcher sees it; sentences and clauses count up from 0 through the message.
struct PlacedWord {
  int word = unknown_word;
  std::uint32_t sentence = 0;
  std::uint32_t clause = 0;
};

/// What was found at a place: the phrase and how many words it covers; `phrase` is null where nothing was.
struct PhraseMatch {
  const LexiconPhrase* phrase = nullptr;
  std::size_t length = 0;
};

/// The first phrase in the order of phrases.txt that begins at words[at]; those whose kind is `none` only if
/// `weighing`, the others only if not. Bounded by the phrases of one word.
PhraseMatch match_phrase(const PlacedWord* words, std::size_t count, std::size_t at, bool weighing);

}  // namespace oasis
