// Reads a message into the words that count: what its writer wrote newly, without code, log lines, stack
// traces, addresses and quoted words. May not: judge a mood.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "shared/policy/dissatisfaction/lexicon.hpp"

namespace oasis {

/// One word: its place, and how it was written. `text` is lower case, letters repeated three times or more
/// reduced to one, contractions spelled out ("can't" is two words).
struct ReadWord {
  std::string_view text;
  bool capitals = false;      // written in capitals only, three letters or more
  bool after_number = false;  // directly behind a number, as in "406 Not Acceptable"
};

/// A message, read. Not to be copied: the words look into `letters`.
struct Reading {
  Reading() = default;
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  std::vector<ReadWord> words;
  std::vector<PlacedWord> places;  // as long as words
  std::vector<double> emphasis;    // of each sentence, by its punctuation; 1 is plain
  std::vector<char> letters;       // never grows beyond what was reserved
  std::size_t english = 0;         // words that only English has
  std::size_t foreign = 0;         // words and spellings that English does not have
  std::size_t known = 0;           // words of the lexicon, those of other languages left out
  std::size_t latin_letters = 0;   // letters of words, by script
  std::size_t other_letters = 0;
  std::size_t capital_letters = 0;
};

/// What comes after so many bytes of the message, or so many words of them, does not count.
inline constexpr std::size_t most_bytes_read = 256 * 1024;
inline constexpr std::size_t most_words_read = 2000;

/// Fills an empty `reading` from a message. Linear in the text.
void read_message(std::string_view text, Reading& reading);

}  // namespace oasis
