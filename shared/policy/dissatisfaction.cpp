// Scores a message: words with their negations and degrees, capitals and punctuation, phrases, language.
// May not: read the text itself (reading.cpp) or hold words (words.txt, phrases.txt).
#include "shared/policy/dissatisfaction.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>

#include "shared/policy/dissatisfaction/lexicon.hpp"
#include "shared/policy/dissatisfaction/reading.hpp"

namespace oasis {
namespace {

constexpr std::size_t most_words_shown = 50;
constexpr std::ptrdiff_t most_repeats = 2;   // of one word
constexpr std::size_t words_before = 3;      // how far a negation reaches
constexpr double negated = -0.4;             // "not good" is bad, but less than "bad" is
constexpr double shouted = 1.25;             // a word in capitals in a message that is not
constexpr double all_shouted = 1.3;          // a message in capitals
constexpr double praise = 0.5;               // politeness must not hide anger
constexpr double plain_length = 30;          // words; in longer messages more words are needed
constexpr double half_score_squared = 72.0;  // sum s gives s / √(s² + this): ±0.5 at ±4.9

bool is(const ReadWord& word, std::initializer_list<std::string_view> any) {
  return std::find(any.begin(), any.end(), word.text) != any.end();
}

bool negates(const PlacedWord& place) {
  return place.word != unknown_word && (known_word(place.word).flags & negating_word) != 0;
}

/// Not English: another script, or more words of other languages than of English, or hardly a known word.
bool understood(const Reading& reading) {
  if (reading.other_letters > reading.latin_letters / 2) return false;
  if (reading.foreign > reading.english) return false;
  return reading.english > 0 || reading.words.size() < 4 || reading.known * 2 >= reading.words.size();
}

/// How the words before words[at] in its clause change it: "very", "a bit", "not".
double change_by_words_before(const Reading& reading, std::size_t at) {
  double change = 1;
  for (std::size_t back = 1; back <= words_before && back <= at; ++back) {
    const PlacedWord& before = reading.places[at - back];
    if (before.clause != reading.places[at].clause) break;
    if (before.word == unknown_word) continue;
    const LexiconWord& known = known_word(before.word);
    if (back <= 2 && known.degree_tenths != 0) change *= known.degree_tenths / 10.0;
    const bool only_sounds_so =
        is(reading.words[at - back + 1], {"only", "believe", "imagine"});  // "not only bad"
    if ((known.flags & negating_word) && !only_sounds_so) return change * negated;
  }
  return change;
}

/// "How do I escalate …", "no need to cancel …", "if we cancel …", "406 Not Acceptable": no phrase of a mood.
/// "How do I cancel my account" is one.
bool taken_back(const Reading& reading, std::size_t at, PhraseKind kind) {
  if (reading.words[at].after_number) return true;
  for (std::size_t back = 1; back <= at; ++back) {
    const std::size_t i = at - back;
    if (reading.places[i].clause != reading.places[at].clause) return false;
    if (is(reading.words[i], {"and", "but", "so", "because", "then", "now"})) return false;
    if (back <= words_before && negates(reading.places[i])) return true;
    const bool of_somebody = back == 2 && is(reading.words[at - 1], {"i", "we", "you", "they", "he", "she"});
    if (is(reading.words[i], {"if"}) && (back == 1 || of_somebody)) return true;
    if (kind != PhraseKind::leaving && is(reading.words[i], {"how", "where", "when", "which", "whether"}))
      return true;
  }
  return false;
}

std::string joined(const Reading& reading, std::size_t at, std::size_t length) {
  std::string text;
  for (std::size_t i = at; i < at + length; ++i) {
    if (i > at) text += ' ';
    text += reading.words[i].text;
  }
  return text;
}

/// Adds up words and weighing phrases; a word inside a phrase counts with the phrase only.
class Sum {
 public:
  explicit Sum(const Reading& reading, Dissatisfaction& answer) : reading_(reading), answer_(answer) {
    const bool all = reading.words.size() >= 3 && reading.capital_letters * 10 >= reading.latin_letters * 7;
    capitals_ = all ? 1 : shouted;
    message_ = all ? all_shouted : 1;
  }

  void add(std::size_t at, std::size_t length, double weight, bool shifted) {
    if (weight == 0 || repeated(at, length)) return;
    if (shifted) weight *= change_by_words_before(reading_, at);
    if (reading_.words[at].capitals) weight *= capitals_;
    weight *= reading_.emphasis[reading_.places[at].sentence] * (weight < 0 ? message_ : praise);
    total_ += weight;
    if (answer_.words.size() < most_words_shown)
      answer_.words.push_back({joined(reading_, at, length), weight});
  }

  double score() const {
    const double sum =
        total_ / std::max(1.0, std::sqrt(static_cast<double>(reading_.words.size()) / plain_length));
    return sum / std::sqrt(sum * sum + half_score_squared);
  }

 private:
  /// A word that comes a third time is what the message is about, such as "mock", and no more of a mood.
  /// Compared with the words that count already, of which at most `most_words_shown` are kept.
  bool repeated(std::size_t at, std::size_t length) const {
    if (length != 1) return false;
    const auto same = [&](const WeighedWord& word) { return word.text == reading_.words[at].text; };
    return std::count_if(answer_.words.begin(), answer_.words.end(), same) >= most_repeats;
  }

  const Reading& reading_;
  Dissatisfaction& answer_;
  double capitals_ = 1;
  double message_ = 1;
  double total_ = 0;
};

}  // namespace

Dissatisfaction judge_dissatisfaction(std::string_view text) {
  Dissatisfaction answer;
  Reading reading;
  read_message(text, reading);
  answer.understood = understood(reading);
  if (!answer.understood) return answer;

  Sum sum(reading, answer);
  const std::size_t count = reading.words.size();
  std::size_t weighed_to = 0;  // words before this place are part of a weighing phrase
  std::size_t phrase_to = 0;   // words before this place are part of a phrase of dissatisfaction
  for (std::size_t at = 0; at < count; ++at) {
    const PlacedWord* places = reading.places.data();
    if (places[at].word == unknown_word) continue;
    if (at >= phrase_to) {
      const PhraseMatch found = match_phrase(places, count, at, false);
      if (found.phrase && !taken_back(reading, at, found.phrase->kind)) {
        phrase_to = at + found.length;
        if (answer.phrase.empty()) answer.phrase = joined(reading, at, found.length);
        sum.add(at, found.length, found.phrase->tenths / 10.0, false);
      }
    }
    if (at < weighed_to) continue;
    const PhraseMatch weighing = match_phrase(places, count, at, true);
    if (weighing.phrase) {
      weighed_to = at + weighing.length;
      sum.add(at, weighing.length, weighing.phrase->tenths / 10.0, true);
    } else {
      sum.add(at, 1, known_word(places[at].word).tenths / 10.0, true);
    }
  }
  answer.score = sum.score();
  answer.dissatisfied = answer.score <= dissatisfied_at || !answer.phrase.empty();
  return answer;
}

}  // namespace oasis
