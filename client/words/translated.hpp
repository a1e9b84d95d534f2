// What the page says, in the reader's language. The English text stands where it is said and is the key to its
// translation: "Customers"_tr, phrase("{1} of {2} kept"_tr, kept, all). All such texts are in one catalogue,
// client/words/catalogue.json, which scripts/write-catalogue gathers from the code (docs/translating.md). Where one
// English text has two meanings, what is meant stands before a bar and is not said: "do|Open"_tr is "Open".
// May not: know what is said where, or load anything.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "client/words/locale.hpp"
#include "client/words/sentences.hpp"
#include "shared/result.hpp"

namespace oasis {

/// Which of a text's forms goes with a number; the classes of CLDR's "Language Plural Rules", cardinal numbers, for
/// whole numbers. Forms stand in a translation in the order one, few, many (those that the language has).
enum class Plural : std::uint8_t {
  none,       // one form: Japanese, Chinese, Korean, Vietnamese, Thai
  one_other,  // 1, else: English, German, Dutch, Italian, Spanish, Swedish …
  french,     // 0 and 1, else: French, Brazilian Portuguese
  east_slavic,  // 1, 21 … · 2–4, 22–24 … · else: Russian, Ukrainian
  polish,     // 1 · 2–4, 22–24 … · else
  czech,      // 1 · 2–4 · else: Czech, Slovak
};
/// Place of the form among those of a translation, from 0.
std::size_t form_of(Plural rule, std::int64_t count);

struct TextHash {  // finds a text without a copy of it: texts are looked up in every frame
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// A translation of the catalogue. What it lacks is said in English.
struct Catalogue {
  std::string language;  // BCP 47
  Plural plural = Plural::one_other;
  /// By the English text; where there are two, by the one for many.
  std::unordered_map<std::string, std::vector<std::string>, TextHash, std::equal_to<>> texts;
  std::vector<Sentence> sentences;  // those with most text first
};

/// Reads web/words-LANGUAGE.json: {"language", "plural", "texts": {English: text or list of forms}, "sentences":
/// {pattern: text}}; the last may be left out. The error names the place: a text whose places are not those of the
/// English one is refused.
Result<Catalogue> read_catalogue(std::string_view json);
/// From here on everything is said in this language; texts that were taken before stay as they are. The page says
/// all in one language, so this is a setting of the program.
void speak(Catalogue catalogue);
void speak_english();
const std::string& spoken_language();  // BCP 47

/// The translation, or the text itself without its meaning; valid until speak().
const char* translated(const char* english);
/// One of two texts by count, with the count in the place {1}: count_of(n, "{1} ticket"_kept, "{1} tickets"_kept).
std::string count_of(std::int64_t count, const char* one, const char* many);

/// What stands in a place: a text, or a whole number as the reader's region writes it. Refers to what it was made of.
class PhrasePart {
 public:
  PhrasePart(std::string_view text) : text_(text) {}
  PhrasePart(const std::string& text) : text_(text) {}
  PhrasePart(const char* text) : text_(text) {}
  template <class Number, class = std::enable_if_t<std::is_integral_v<Number>>>
  PhrasePart(Number number) : number_(static_cast<std::int64_t>(number)), is_number_(true) {}

  void append_to(std::string& text) const;

 private:
  std::string_view text_;
  std::int64_t number_ = 0;
  bool is_number_ = false;
};

/// Appends `pattern` with its places {1} … {9} filled; a place without a part stays as it is. For what is said in
/// every frame: takes no memory where `text` has room.
void append_filled(std::string& text, std::string_view pattern, std::initializer_list<PhrasePart> parts);
std::string fill_places(std::string_view pattern, std::initializer_list<PhrasePart> parts);

/// phrase("{1} of {2} kept"_tr, kept, all)
template <class... Parts>
std::string phrase(std::string_view pattern, const Parts&... parts) { return fill_places(pattern, {PhrasePart(parts)...}); }

inline namespace said {
/// "Customers"_tr: in the reader's language.
inline const char* operator""_tr(const char* english, std::size_t) { return translated(english); }
/// Stands in the catalogue, and is translated where it is shown: for tables, and for count_of.
constexpr const char* operator""_kept(const char* english, std::size_t) { return english; }
}  // namespace said

}  // namespace oasis
