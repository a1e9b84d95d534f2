// Decides whether a customer's message says that the customer is dissatisfied (docs/semantics.md, Rules, last
// point): a score from a weighted lexicon and phrases that mean "I am leaving", "escalate me", "this is
// unacceptable". A false alarm pages a manager, so in doubt a message is calm. May not: know tickets or
// rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace oasis {

/// A word or phrase, as normalised (lower case, contractions spelled out), and what it added to the score.
struct WeighedWord {
  std::string text;
  double weight = 0;

  friend bool operator==(const WeighedWord&, const WeighedWord&) = default;
};

struct Dissatisfaction {
  /// In [-1, 1]: below 0 is displeased, 0 neutral. 0 where the text was not understood.
  double score = 0;
  /// Score at or below `dissatisfied_at`, or `phrase` is not empty. (A rating of 1 or 2 is judged elsewhere.)
  bool dissatisfied = false;
  /// The text is English, or holds no words at all. A text in another language is not guessed at: score 0,
  /// not dissatisfied, no words.
  bool understood = true;
  /// The words that made the score, in the order of the text, at most 50.
  std::vector<WeighedWord> words;
  /// The first phrase of leaving, escalating, unacceptable, legal steps, refund or public complaint; or
  /// empty.
  std::string phrase;
};

/// The score at which a message counts as dissatisfied.
inline constexpr double dissatisfied_at = -0.5;

/// Judges what the customer wrote newly in `text` (UTF-8; broken bytes are skipped). Quoted lines, the
/// signature (text/fold.hpp), code, log lines, stack traces, addresses and quoted words do not count, nor
/// what comes after the first 256 KiB or 2,000 words. Pure; linear in the text; a few microseconds for a
/// short message.
Dissatisfaction judge_dissatisfaction(std::string_view text);

}  // namespace oasis
