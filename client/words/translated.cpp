// See translated.hpp.
#include "client/words/translated.hpp"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/json_text.hpp"

namespace oasis {
namespace {

constexpr std::pair<std::string_view, Plural> plural_names[] = {
    {"none", Plural::none},     {"one-other", Plural::one_other}, {"french", Plural::french},
    {"east-slavic", Plural::east_slavic}, {"polish", Plural::polish},       {"czech", Plural::czech}};

std::size_t forms_of(Plural rule) {
  switch (rule) {
    case Plural::none:
      return 1;
    case Plural::one_other:
    case Plural::french:
      return 2;
    case Plural::east_slavic:
    case Plural::polish:
    case Plural::czech:
      return 3;
  }
  return 1;
}

/// Nothing while English is spoken. Never destroyed: texts are asked for until the page goes.
Catalogue*& spoken() {
  static Catalogue* catalogue = nullptr;
  return catalogue;
}

const std::vector<std::string>* find(const char* english) {
  const Catalogue* catalogue = spoken();
  if (catalogue == nullptr) return nullptr;
  const auto found = catalogue->texts.find(std::string_view(english));
  return found == catalogue->texts.end() ? nullptr : &found->second;
}

/// "Open" of "do|Open".
const char* without_meaning(const char* english) {
  const char* bar = std::strchr(english, '|');
  return bar == nullptr ? english : bar + 1;
}

/// Which of the places {1} … {9}, or {1*}, a text has, a bit each.
unsigned places_in(std::string_view text) {
  unsigned places = 0;
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    const bool ends = text[at + 2] == '}' || text.substr(at + 2, 2) == "*}";
    if (text[at] == '{' && text[at + 1] >= '1' && text[at + 1] <= '9' && ends) places |= 1u << (text[at + 1] - '0');
  }
  return places;
}

/// The forms of one translation; the form for one may do without the number ("a ticket").
Result<std::vector<std::string>> read_forms(const std::string& english, const nlohmann::json& value, Plural plural) {
  const std::string where = "/texts/" + english;
  std::vector<std::string> forms;
  if (value.is_string()) {
    forms.push_back(value.get<std::string>());
  } else if (value.is_array() && value.size() == forms_of(plural)) {
    for (const auto& form : value) {
      if (!form.is_string()) return Error{where, "A form is a text."};
      forms.push_back(form.get<std::string>());
    }
  } else {
    return Error{where, "A text, or as many forms of it as the language has, belongs here."};
  }
  if (forms.back().empty()) return Error{where, "A translation is not empty; leave it out to say it in English."};
  if (places_in(forms.back()) != places_in(english)) return Error{where, "It has other places than the English text."};
  return forms;
}

/// Sorted so that the first that fits is the right one.
Result<std::vector<Sentence>> read_sentences(const nlohmann::json& patterns) {
  if (!patterns.is_object()) return Error{"/sentences", "An object of sentences by their English pattern belongs here."};
  std::vector<Sentence> sentences;
  for (const auto& [pattern, value] : patterns.items()) {
    const std::string where = "/sentences/" + pattern;
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) return Error{where, "A text belongs here."};
    if (places_in(pattern) != places_in(value.get_ref<const std::string&>())) return Error{where, "It has other places than the English text."};
    auto sentence = read_sentence(pattern, value.get<std::string>());
    if (!sentence) return Error{where, "Its places stand side by side, or one of them twice."};
    sentences.push_back(std::move(*sentence));
  }
  std::stable_sort(sentences.begin(), sentences.end(), [](const Sentence& a, const Sentence& b) { return a.letters > b.letters; });
  return sentences;
}

/// Which of the parts stands at this place of the pattern; as many as there are where none does.
std::size_t part_at(std::string_view pattern, std::size_t at, std::size_t count) {
  if (at + 2 >= pattern.size() || pattern[at] != '{' || pattern[at + 2] != '}') return count;
  return std::min(count, static_cast<std::size_t>(static_cast<unsigned char>(pattern[at + 1] - '1')));
}

}  // namespace

std::size_t form_of(Plural rule, std::int64_t count) {
  const std::int64_t n = count < 0 ? -count : count;
  const bool few = n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14);
  switch (rule) {
    case Plural::none:
      return 0;
    case Plural::one_other:
      return n == 1 ? 0 : 1;
    case Plural::french:
      return n < 2 ? 0 : 1;
    case Plural::east_slavic:
      return n % 10 == 1 && n % 100 != 11 ? 0 : few ? 1 : 2;
    case Plural::polish:
      return n == 1 ? 0 : few ? 1 : 2;
    case Plural::czech:
      return n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2;
  }
  return 0;
}

Result<Catalogue> read_catalogue(std::string_view text) {
  const auto json = wire::parse(text);
  if (!json.is_object()) return Error{"", "A catalogue is an object with language, plural and texts."};
  Catalogue catalogue;
  const auto language = json.find("language"), plural = json.find("plural"), texts = json.find("texts");
  if (language == json.end() || !language->is_string()) return Error{"/language", "A language tag belongs here: \"de\"."};
  catalogue.language = language->get<std::string>();
  const auto named = std::find_if(std::begin(plural_names), std::end(plural_names), [&](const auto& name) {
    return plural != json.end() && plural->is_string() && plural->template get_ref<const std::string&>() == name.first;
  });
  if (named == std::end(plural_names)) {
    return Error{"/plural", "One of none, one-other, french, east-slavic, polish and czech belongs here."};
  }
  catalogue.plural = named->second;
  if (texts == json.end() || !texts->is_object()) return Error{"/texts", "An object of texts by their English belongs here."};
  for (const auto& [english, value] : texts->items()) {
    OASIS_TRY(std::vector<std::string> forms, read_forms(english, value, catalogue.plural));
    catalogue.texts.emplace(english, std::move(forms));
  }
  if (const auto patterns = json.find("sentences"); patterns != json.end()) {
    OASIS_TRY(catalogue.sentences, read_sentences(*patterns));
  }
  return catalogue;
}

void speak(Catalogue catalogue) {
  delete std::exchange(spoken(), new Catalogue(std::move(catalogue)));
}

void speak_english() {
  delete std::exchange(spoken(), nullptr);
}

const std::string& spoken_language() {
  static const std::string english = "en";
  return spoken() == nullptr ? english : spoken()->language;
}

const char* translated(const char* english) {
  const auto* forms = find(english);
  return forms == nullptr ? without_meaning(english) : forms->back().c_str();
}

std::string retold(std::string_view said) {
  if (spoken() == nullptr) return std::string(said);
  for (const Sentence& sentence : spoken()->sentences) {
    const auto parts = sentence.parts_of(said);
    if (!parts) continue;
    std::array<std::string, 9> filled;
    for (const Sentence::Place& place : sentence.places) {
      const std::string_view part = (*parts)[place.number];
      filled[place.number] = place.retold ? retold(part) : std::string(part);
    }
    return fill_places(sentence.translation, {filled[0], filled[1], filled[2], filled[3], filled[4], filled[5], filled[6], filled[7], filled[8]});
  }
  const auto text = spoken()->texts.find(said);
  return text == spoken()->texts.end() ? std::string(said) : text->second.back();
}

std::string count_of(std::int64_t count, const char* one, const char* many) {
  const auto* forms = find(many);
  if (forms == nullptr) return phrase(without_meaning(count == 1 ? one : many), count);
  return phrase((*forms)[std::min(form_of(spoken()->plural, count), forms->size() - 1)], count);
}

void append_filled(std::string& text, std::string_view pattern, std::initializer_list<PhrasePart> parts) {
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::size_t part = part_at(pattern, at, parts.size());
    if (part < parts.size()) {
      parts.begin()[part].append_to(text);
      at += 2;
    } else {
      text += pattern[at];
    }
  }
}

std::string fill_places(std::string_view pattern, std::initializer_list<PhrasePart> parts) {
  std::string text;
  append_filled(text, pattern, parts);
  return text;
}

void PhrasePart::append_to(std::string& text) const {
  if (is_number_) {
    text += write_number(number_);
  } else {
    text += text_;
  }
}

}  // namespace oasis
