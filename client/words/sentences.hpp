// Sentences that the shared core and the server say in English (client/words/sentences.json), in the reader's language.
// They come whole: in the log, in answers, in refusals. A translation knows them by their pattern: "Nobody was on call
// in {1}." What stands in {1} is said as it is, what stands in {1*} is itself such a sentence, or a text of the catalogue.
// May not: know who says them; change what is kept or sent.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oasis {

/// A pattern taken apart: text, place, text, place … text.
struct Sentence {
  struct Place {
    std::size_t number = 0;  // from 0
    bool retold = false;     // {1*}
    std::string after;       // the text up to the next place, or to the end
  };
  std::string before;
  std::vector<Place> places;
  std::string translation;
  std::size_t letters = 0;  // of text: of two that fit, the one that says more is right

  using Parts = std::array<std::string_view, 9>;
  /// What stands in the places of `said`, by their numbers; a place is never empty. nullopt where it is another sentence.
  /// Each place ends where the text after it stands for the first time. O(length).
  std::optional<Parts> parts_of(std::string_view said) const;
};

/// nullopt where two places stand without a text between them, or one stands twice: nobody could tell what is in them.
std::optional<Sentence> read_sentence(std::string_view pattern, std::string translation);

/// The sentence in the reader's language; as it came where no pattern fits, and in English. O(patterns).
std::string retold(std::string_view said);

}  // namespace oasis
