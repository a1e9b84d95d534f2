// Finding tickets by words. May not: know who may see what.
#include "server/store/search.hpp"

#include <algorithm>
#include <vector>

#include "server/store/schema_search.hpp"
#include "shared/text/case_fold.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::store {
namespace {

constexpr std::size_t most_words = 10;
constexpr std::size_t least_beginning =
    3;  // the index knows beginnings of this length; shorter ones would be slow
constexpr std::size_t before_word = 60;  // bytes of a snippet before its word
constexpr std::size_t snippet_letters = 160;

struct Term {
  std::string text;
  bool quoted = false;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// A term without one would be found nowhere, and with it all others.
bool holds_a_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Words, and what stands in double quotes (a last quote may be missing).
std::vector<Term> terms_in(std::string_view typed) {
  std::vector<Term> terms;
  Term term;
  const auto end_term = [&] {
    if (holds_a_word(term.text) && terms.size() < most_words) terms.push_back(term);
    term = {};
  };
  bool quoted = false;
  for (const char c : typed) {
    if (c == '"') {
      end_term();
      quoted = !quoted;
      term.quoted = quoted;
    } else if (is_blank(c) && !quoted) {
      end_term();
    } else {
      term.text += c == '\0' ? ' ' : c;
    }
  }
  end_term();
  return terms;
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

std::string search_expression(std::string_view typed) {
  const std::string tidy = repair_utf8(typed);
  const std::vector<Term> terms = terms_in(tidy);
  std::string expression;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (i > 0) expression += " AND ";
    expression += '"' + terms[i].text + '"';  // no quote is left in it
    const bool still_typed = i + 1 == terms.size() && !terms[i].quoted && !is_blank(tidy.back());
    if (still_typed && letters_of(terms[i].text) >= least_beginning) expression += '*';
  }
  return expression;
}

void index_words(Database& database) {
  database.prepare(index_words_sql).run();
}

void search(Database& database, std::string_view expression, std::int64_t most,
            const std::function<bool(const Found&)>& visit) {
  if (expression.empty()) return;
  auto rows = database
                  .prepare(
                      "SELECT s.ticket, s.message, s.internal FROM search CROSS JOIN searched s ON s.id = "
                      "search.rowid "
                      "WHERE search MATCH ? ORDER BY search.rowid DESC LIMIT ?")
                  .bind(expression)
                  .bind(most);
  while (rows.step()) {
    if (!visit({rows.text(0), rows.text(1), rows.integer(2) != 0})) return;
  }
}

std::string snippet_of(std::string_view text, std::string_view typed) {
  const std::string folded = case_folded(text);
  std::size_t at = std::string::npos;
  for (const Term& term : terms_in(repair_utf8(typed)))
    at = std::min(at, folded.find(case_folded(term.text)));
  // Folding rarely changes the length of what is before, and then the window is a little off.
  std::size_t from =
      at == std::string::npos || at < before_word ? 0 : std::min(at - before_word, text.size());
  while (from > 0 && from < text.size() && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) ++from;
  while (from > 0 && from < text.size() && !is_blank(text[from])) ++from;
  std::string_view rest = text.substr(std::min(from, text.size()));
  return (from > 0 ? "…" : "") + one_line(rest.substr(0, snippet_letters * 8), snippet_letters);
}

}  // namespace oasis::store
