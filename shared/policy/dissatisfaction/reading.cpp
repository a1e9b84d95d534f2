// The reader: written ranges (text/fold.hpp), of them no code or machine lines, of those the words. May not:
// judge a mood.
#include "shared/policy/dissatisfaction/reading.hpp"

#include <algorithm>
#include <iterator>

#include "shared/text/fold.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_word = 32;        // bytes; longer ones are no words
constexpr std::size_t longest_quotation = 300;  // bytes between two quotation marks on one line

bool is_lower(unsigned char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(unsigned char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(unsigned char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(unsigned char c) {
  return is_lower(c) || is_upper(c);
}
bool is_space(unsigned char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

bool begins_with_date(std::string_view line) {
  if (!line.empty() && line.front() == '[') line.remove_prefix(1);
  constexpr std::string_view shape = "0000-00-00";
  if (line.size() < shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == '0' ? !is_digit(line[i]) : line[i] != shape[i]) return false;
  }
  return true;
}

/// Log lines and stack traces (Java, Python, JavaScript, .NET), by how they begin.
bool written_by_a_machine(std::string_view line) {
  line = trimmed(line);
  if (begins_with_date(line)) return true;
  for (const std::string_view begin :
       {"Traceback (", "Caused by:", "Exception in thread", "File \"", "fatal:", "panic:"}) {
    if (line.starts_with(begin)) return true;
  }
  if (line.starts_with("at ")) return line.find('(') != line.npos && line.find('.') < line.find('(');
  const std::string_view first = line.substr(0, line.find(' '));
  return first.ends_with("Exception:") || (first.ends_with("Error:") && first != "Error:");
}

struct Spelling {
  std::string_view written;
  std::string_view first;
  std::string_view second;  // empty: one word
};

/// Short spellings without an apostrophe, and the irregular ones with it. Sorted.
constexpr Spelling spellings[] = {
    {"arent", "are", "not"},   {"can't", "can", "not"},     {"cannot", "can", "not"},
    {"cant", "can", "not"},    {"couldnt", "could", "not"}, {"didnt", "did", "not"},
    {"doesnt", "does", "not"}, {"dont", "do", "not"},       {"gonna", "going", "to"},
    {"hasnt", "has", "not"},   {"havent", "have", "not"},   {"im", "i", "am"},
    {"isnt", "is", "not"},     {"ive", "i", "have"},        {"pls", "please", ""},
    {"plz", "please", ""},     {"shan't", "shall", "not"},  {"shouldnt", "should", "not"},
    {"u", "you", ""},          {"ur", "your", ""},          {"wanna", "want", "to"},
    {"wasnt", "was", "not"},   {"whats", "what", "is"},     {"won't", "will", "not"},
    {"wont", "will", "not"},   {"wouldnt", "would", "not"}, {"youre", "you", "are"},
};

static_assert(std::is_sorted(std::begin(spellings), std::end(spellings),
                             [](const Spelling& a, const Spelling& b) { return a.written < b.written; }));

struct Ending {
  std::string_view written;
  std::string_view word;
};
constexpr Ending endings[] = {{"n't", "not"},  {"'m", "am"},    {"'re", "are"}, {"'ve", "have"},
                              {"'ll", "will"}, {"'d", "would"}, {"'s", "is"}};

/// The code point at text[at] and how many bytes it has; U+FFFD where the bytes are broken.
std::size_t decode(std::string_view text, std::size_t at, char32_t& code) {
  std::size_t end = at;
  code = next_code_point(text, end);
  return end - at;
}

bool is_latin_letter(char32_t code) {
  return code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7;
}
bool is_symbol(char32_t code) {
  return (code >= 0x2600 && code <= 0x27BF) || (code >= 0x1F300 && code <= 0x1FAFF) || code == 0x2764;
}
bool is_other_letter(char32_t code) {
  return (code >= 0x370 && code < 0x2000) || (code >= 0x2E80 && code < 0xFE00);
}

enum class Part { letter, apostrophe, name, mark, space };

/// What a character inside a run without spaces says about it. Digits, "_", "@", "\", "=", and "/", "." or
/// ":" with a letter or digit behind them, make an address, a name of a program or a number of it, and no
/// word.
Part part_of_word(std::string_view line, std::size_t at, char32_t code) {
  if (code == 0x2019 || code == '\'') return Part::apostrophe;
  if (code >= 0x80) return is_latin_letter(code) ? Part::letter : Part::space;
  const auto c = static_cast<unsigned char>(code);
  if (is_letter(c)) return Part::letter;
  if (is_space(c)) return Part::space;
  const auto next = static_cast<unsigned char>(at + 1 < line.size() ? line[at + 1] : ' ');
  const bool inner = is_letter(next) || is_digit(next) || next == '/';
  if (is_digit(c) || c == '_' || c == '@' || c == '\\' || c == '=') return Part::name;
  if ((c == '/' || c == '.' || c == ':') && inner) return Part::name;
  return Part::mark;
}

class Reader {
 public:
  Reader(std::string_view text, Reading& reading) : text_(text), reading_(reading) {}

  void read() {
    std::string_view rest = text_;
    bool in_code = false;
    while (!rest.empty() && !full()) {
      const std::string_view line = take_line(rest);
      const std::string_view content = trimmed(line);
      if (content.starts_with("```") || content.starts_with("~~~")) {
        in_code = !in_code;
        end_sentence(1);
      } else if (content.empty() || content.front() == '>') {
        end_sentence(1);
      } else if (!in_code && !written_by_a_machine(line)) {
        read_line(line);
      }
    }
    end_sentence(1);
  }

 private:
  bool full() const { return reading_.words.size() >= most_words_read; }

  void end_clause() { ++clause_; }

  void end_sentence(double emphasis) {
    end_clause();
    if (reading_.places.empty() || reading_.places.back().sentence != sentence_) return;
    reading_.emphasis.push_back(emphasis);
    ++sentence_;
  }

  void read_line(std::string_view line) {
    for (std::size_t at = 0; at < line.size() && !full();) {
      const auto c = static_cast<unsigned char>(line[at]);
      if (c == '.' || c == '!' || c == '?') {
        at = read_marks(line, at);
      } else if (c == '`' || c == '"') {
        at = skip_quotation(line, at, c == '`' ? "`" : "\"");
      } else if (c == ':' || c == ';') {
        at = read_colon(line, at);
      } else if (c == ',' || c == '(' || c == ')') {
        end_clause();
        ++at;
      } else if (is_letter(c) || is_digit(c)) {
        at = read_word(line, at);
      } else if (c >= 0x80) {
        at = read_beyond_ascii(line, at);
      } else {
        ++at;
      }
    }
  }

  /// A run of . ! ? ends a sentence, if a space or the line's end follows.
  std::size_t read_marks(std::string_view line, std::size_t at) {
    std::size_t loud = 0;
    std::size_t end = at;
    for (; end < line.size() && (line[end] == '.' || line[end] == '!' || line[end] == '?'); ++end)
      loud += line[end] != '.';
    if (end == line.size() || !is_letter(static_cast<unsigned char>(line[end])) || end - at > 1) {
      end_sentence(loud >= 2 ? 1.4 : line[at] == '!' ? 1.15 : 1);
    }
    return end;
  }

  /// Quoted words are somebody else's, unless the quotation ends the message or never ends.
  std::size_t skip_quotation(std::string_view line, std::size_t at, std::string_view close) {
    const std::size_t found = line.substr(at + 1, longest_quotation).find(close);
    if (found == line.npos) return at + 1;
    const std::size_t end = at + 1 + found + close.size();
    const bool whole_message =
        reading_.words.empty() &&
        text_.find_first_not_of(" \t\r\n.!", line.data() + end - text_.data()) == text_.npos;
    return whole_message ? at + 1 : end;
  }

  /// An emoticon, the colon of "fatal:" before what a machine said, or the end of a clause.
  std::size_t read_colon(std::string_view line, std::size_t at) {
    std::size_t mouth = at + 1;
    if (mouth < line.size() && line[mouth] == '-') ++mouth;
    if (mouth < line.size() && (line[mouth] == ')' || line[mouth] == 'D')) return add_symbol(":)"), mouth + 1;
    if (mouth < line.size() && (line[mouth] == '(' || line[mouth] == '/') && line.substr(at, 3) != "://")
      return add_symbol(":("), mouth + 1;
    end_clause();
    const std::string_view word = reading_.words.empty() ? "" : reading_.words.back().text;
    if (line[at] != ':' || (word != "fatal" && word != "error" && word != "panic")) return at + 1;
    while (at < line.size() && line[at] != '?' && line[at] != '!' && line.substr(at, 2) != ". ") ++at;
    return at;
  }

  std::size_t read_beyond_ascii(std::string_view line, std::size_t at) {
    char32_t code = 0;
    const std::size_t length = decode(line, at, code);
    if (is_latin_letter(code)) return read_word(line, at);
    if (code == 0x201C) return skip_quotation(line, at + length - 1, "\u201D");
    if (is_symbol(code)) add_symbol(line.substr(at, length));
    if (is_other_letter(code)) ++reading_.other_letters;
    if (code == 0x2026 || code == 0x3002) end_sentence(1);
    if (code == 0x2013 || code == 0x2014) end_clause();
    return at + length;
  }

  /// Reads up to the next space or mark; what is a name or a number, and no word, is passed over.
  std::size_t read_word(std::string_view line, std::size_t at) {
    char word[longest_word];
    std::size_t length = 0, capitals = 0, count = 0;
    bool plain = true, accents = false;
    std::size_t end = at;
    while (end < line.size()) {
      char32_t code = 0;
      const std::size_t bytes = decode(line, end, code);
      const Part part = part_of_word(line, end, code);
      if (part == Part::space || (part == Part::mark && (plain || code != '-'))) break;
      if (part == Part::name) plain = false;
      if (part == Part::letter) {
        const bool upper = code < 0x80 && is_upper(static_cast<unsigned char>(code));
        capitals += upper;
        accents = accents || code >= 0x80;
        ++count;
        for (std::size_t i = 0; i < bytes; ++i, ++length) {
          if (length < longest_word)
            word[length] = upper ? static_cast<char>(code + ('a' - 'A')) : line[end + i];
        }
      } else if (part == Part::apostrophe) {
        if (length < longest_word) word[length] = '\'';
        ++length;
      }
      end += bytes;
    }
    if (plain && length <= longest_word) {
      reading_.latin_letters += count;
      reading_.capital_letters += capitals;
      reading_.foreign += accents;
      add_word({word, length}, capitals == count && count >= 3);
    }
    number_before_ = !plain;
    return std::max(end, at + 1);
  }

  void add_symbol(std::string_view symbol) { place(keep(symbol), false); }

  /// Spells contractions out; the apostrophe of "c'est" and "l'ordine" is no English one.
  void add_word(std::string_view written, bool capitals) {
    while (!written.empty() && written.back() == '\'') written.remove_suffix(1);
    while (!written.empty() && written.front() == '\'') written.remove_prefix(1);
    if (written.empty()) return;
    const auto* spelling =
        std::lower_bound(std::begin(spellings), std::end(spellings), written,
                         [](const Spelling& s, std::string_view sought) { return s.written < sought; });
    if (spelling != std::end(spellings) && spelling->written == written) {
      place(spelling->first, capitals);
      if (!spelling->second.empty()) place(spelling->second, capitals);
      return;
    }
    const std::size_t apostrophe = written.find('\'');
    if (apostrophe != written.npos) {
      for (const Ending& ending : endings) {
        if (!written.ends_with(ending.written) || written.size() == ending.written.size()) continue;
        place(keep(written.substr(0, written.size() - ending.written.size())), capitals);
        place(ending.word, capitals);
        return;
      }
      reading_.foreign += apostrophe <= 2 && written.size() > apostrophe + 2 && written.front() != 'o';
    }
    place(keep(written), capitals);
  }

  /// Copies a word into the reading, with "sooooo" as "so".
  std::string_view keep(std::string_view word) {
    const std::size_t begin = reading_.letters.size();
    if (begin + word.size() > reading_.letters.capacity()) return {};
    for (std::size_t i = 0; i < word.size();) {
      std::size_t run = i + 1;
      while (run < word.size() && word[run] == word[i]) ++run;
      reading_.letters.insert(reading_.letters.end(), run - i >= 3 ? 1 : run - i, word[i]);
      i = run;
    }
    return {reading_.letters.data() + begin, reading_.letters.size() - begin};
  }

  void place(std::string_view text, bool capitals) {
    if (text.empty() || full()) return;
    const int word = find_word(text);
    if (word != unknown_word) {
      reading_.known += (known_word(word).flags & foreign_word) == 0;
      reading_.english += (known_word(word).flags & english_word) != 0;
      reading_.foreign += (known_word(word).flags & foreign_word) != 0;
    }
    reading_.words.push_back({text, capitals, number_before_});
    reading_.places.push_back({word, sentence_, clause_});
    number_before_ = false;
  }

  std::string_view text_;
  Reading& reading_;
  std::uint32_t sentence_ = 0;
  std::uint32_t clause_ = 0;
  bool number_before_ = false;
};

}  // namespace

void read_message(std::string_view text, Reading& reading) {
  const std::string written = written_text(text.substr(0, most_bytes_read));
  reading.letters.reserve(std::min(written.size(), most_words_read * longest_word));
  const std::size_t likely_words = std::min(written.size() / 4 + 8, most_words_read);
  reading.words.reserve(likely_words);
  reading.places.reserve(likely_words);
  Reader(written, reading).read();
}

}  // namespace oasis
