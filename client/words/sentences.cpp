// See sentences.hpp; retold() is in translated.cpp, where the language is.
#include "client/words/sentences.hpp"

#include <algorithm>

namespace oasis {

std::optional<Sentence> read_sentence(std::string_view pattern, std::string translation) {
  Sentence sentence;
  sentence.translation = std::move(translation);
  std::string* text = &sentence.before;
  unsigned seen = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool is_place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 1] >= '1' && pattern[at + 1] <= '9';
    if (!is_place) {
      *text += pattern[at];
      ++sentence.letters;
      continue;
    }
    const auto number = static_cast<std::size_t>(pattern[at + 1] - '1');
    if ((seen >> number & 1u) != 0 || (!sentence.places.empty() && text->empty())) return std::nullopt;
    seen |= 1u << number;
    const bool retold = pattern[at + 2] == '*';
    sentence.places.push_back({number, retold, {}});
    text = &sentence.places.back().after;
    at += retold ? 3 : 2;
  }
  return sentence;
}

std::optional<Sentence::Parts> Sentence::parts_of(std::string_view said) const {
  if (said.compare(0, before.size(), before) != 0) return std::nullopt;
  if (places.empty()) return said.size() == before.size() ? std::optional<Parts>(Parts{}) : std::nullopt;
  Parts parts;
  std::size_t from = before.size();
  for (const Place& place : places) {
    const bool last = &place == &places.back();
    if (from + place.after.size() >= said.size()) return std::nullopt;
    const std::size_t end = last ? said.size() - place.after.size() : said.find(place.after, from + 1);
    if (end == std::string_view::npos || said.compare(end, place.after.size(), place.after) != 0) return std::nullopt;
    parts[place.number] = said.substr(from, end - from);
    from = end + place.after.size();
  }
  return parts;
}

}  // namespace oasis
