// See html_text.hpp: tokens drive a writer that knows lines, quotes and lists.
// May not: keep mark-up of any kind.
#include "server/mail/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "server/mail/html_entities.hpp"
#include "server/mail/html_tokens.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr int deepest_quote = 16;
constexpr int deepest_list = 8;
constexpr std::size_t longest_address = 2000;

template <std::size_t n>
bool one_of(std::string_view name, const std::array<std::string_view, n>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 9> spaced_blocks{"p",  "h1", "h2",  "h3",   "h4",
                                                        "h5", "h6", "pre", "table"};
constexpr std::array<std::string_view, 22> line_blocks{
    "div",  "tr",   "ul",     "ol",      "li",     "dl",   "dt",      "dd",   "section", "article", "header",
    "body", "html", "footer", "address", "center", "form", "caption", "main", "nav",     "figure",  "option"};
constexpr std::array<std::string_view, 3> dropped_elements{"template", "svg", "object"};
constexpr std::array<std::string_view, 11> void_elements{"br",   "img",  "hr",  "meta", "link",  "input",
                                                         "area", "base", "col", "wbr",  "source"};

/// Invisible characters that newsletters fill their preview line with.
bool is_filler(char32_t c) {
  return c == 0x200B || c == 0x200C || c == 0x34F || c == 0xAD || c == 0x2060 || c == 0x2007;
}

/// Writes words into lines with the marks of quotes and lists in front.
class LineWriter {
 public:
  int quotes = 0;
  int lists = 0;  // nested lists around the words
  bool preformatted = false;

  bool at_line_start() const { return at_line_start_; }
  std::size_t size() const { return out_.size(); }
  std::string_view since(std::size_t from) const { return std::string_view(out_).substr(from); }
  std::string take() { return std::move(out_); }

  void words(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (c == '\n' && preformatted) {
        end_line();
      } else if ((c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') && !preformatted) {
        space_owed_ = !at_line_start_;
      } else if (!is_filler(c)) {
        begin_word();
        append_code_point(out_, c);
      }
    }
  }

  /// Without collapsing, for marks of our own.
  void mark(std::string_view text) {
    begin_word();
    out_ += text;
    space_owed_ = false;
  }

  /// A mark that the first words of the item follow, even if a block begins in between.
  void item(std::string_view text) {
    mark(text);
    only_item_mark_ = true;
  }

  void end_line() {
    only_item_mark_ = false;
    if (at_line_start_) quote_marks(quotes);
    out_ += '\n';
    at_line_start_ = true;
    space_owed_ = false;
  }

  void new_line() {
    if (!at_line_start_) end_line();
  }

  /// The next words begin a line; with `apart` an empty line before it.
  void block(bool apart) {
    if (only_item_mark_) return;
    new_line();
    if (apart && !out_.empty()) {
      empty_line_quotes_ = empty_line_owed_ ? std::min(empty_line_quotes_, quotes) : quotes;
      empty_line_owed_ = true;
    }
  }

 private:
  void quote_marks(int depth) {
    for (int i = 0; i < depth; ++i) out_ += "> ";
  }

  void begin_word() {
    if (at_line_start_) {
      if (empty_line_owed_) {
        quote_marks(std::min(empty_line_quotes_, quotes));
        out_ += '\n';
      }
      empty_line_owed_ = false;
      quote_marks(quotes);
      for (int i = 1; i < lists; ++i) out_ += "  ";
      at_line_start_ = false;
    } else if (space_owed_) {
      out_ += ' ';
    }
    space_owed_ = false;
    only_item_mark_ = false;
  }

  std::string out_;
  bool at_line_start_ = true;
  bool space_owed_ = false;
  bool only_item_mark_ = false;
  bool empty_line_owed_ = false;
  int empty_line_quotes_ = 0;
};

bool is_shown_address(std::string_view address) {
  const std::string start = lower_ascii(address.substr(0, 8));
  for (const std::string_view scheme : {"http://", "https://", "mailto:", "tel:"})
    if (start.compare(0, scheme.size(), scheme) == 0) return address.size() <= longest_address;
  return false;
}

/// "https://a.example/" and "a.example" say the same.
std::string_view bare_address(std::string_view address) {
  for (const std::string_view scheme : {"http://", "https://", "mailto:", "tel:"})
    if (same_ignoring_case(address.substr(0, scheme.size()), scheme)) address.remove_prefix(scheme.size());
  while (!address.empty() && address.back() == '/') address.remove_suffix(1);
  return address;
}

bool style_says(const HtmlToken& tag, std::string_view rule) {
  std::string style = lower_ascii(tag.attribute("style"));
  style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
  return style.find(rule) != std::string::npos;
}

bool is_hidden(const HtmlToken& tag) {
  return style_says(tag, "display:none") || style_says(tag, "mso-hide:all") ||
         style_says(tag, "visibility:hidden");
}

/// Turns the tokens of one document into lines.
class Reader {
 public:
  Reader(std::string_view html, bool drop_hidden) : tokens_(html), drop_hidden_(drop_hidden) {}

  /// False if a hidden element never ended, so that the rest of the text is missing.
  bool run() {
    HtmlToken token;
    while (tokens_.next(token)) {
      if (!dropped_.empty()) {
        skip(token);
      } else if (token.kind == HtmlToken::Kind::text) {
        write(token.text);
      } else if (token.kind == HtmlToken::Kind::start_tag) {
        start(token);
      } else {
        end(token.name);
      }
    }
    return dropped_.empty();
  }

  std::string take() { return writer_.take(); }

 private:
  struct List {
    bool ordered = false;
    int next = 1;
  };

  void write(std::string_view text) {
    if (cell_mark_owed_ && text.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      if (!writer_.at_line_start()) writer_.mark(" | ");
      cell_mark_owed_ = false;
    }
    writer_.words(resolve_references(text));
  }

  /// Inside a dropped element only its own kind counts, so that a nested one does not end it.
  void skip(const HtmlToken& token) {
    if (token.name != dropped_) return;
    if (token.kind == HtmlToken::Kind::start_tag) ++dropped_depth_;
    if (token.kind == HtmlToken::Kind::end_tag && --dropped_depth_ == 0) dropped_.clear();
  }

  void start(const HtmlToken& tag) {
    const std::string& name = tag.name;
    const bool drop = one_of(name, dropped_elements) || (drop_hidden_ && is_hidden(tag));
    if (drop && !one_of(name, void_elements)) {
      if (one_of(name, spaced_blocks) || one_of(name, line_blocks)) writer_.block(false);
      dropped_ = name;
      dropped_depth_ = 1;
    } else if (name == "br") {
      writer_.end_line();
    } else if (name == "hr") {
      writer_.block(false);
      writer_.mark("----------");
      writer_.block(false);
    } else if (name == "img") {
      start_picture(tag);
    } else if (name == "a") {
      end_link();
      link_ = is_shown_address(tag.attribute("href")) ? std::string(tag.attribute("href")) : std::string();
      link_from_ = writer_.size();
      in_link_ = true;
    } else if (name == "blockquote") {
      start_quote(tag);
    } else if (name == "li") {
      start_item();
    } else if (name == "td" || name == "th") {
      cell_mark_owed_ = !writer_.at_line_start();
    } else {
      start_block(tag);
    }
  }

  void start_block(const HtmlToken& tag) {
    const std::string& name = tag.name;
    // Word's paragraphs, those without a margin and those in lists are lines.
    const bool tight = !lists_.empty() || same_ignoring_case(tag.attribute("class").substr(0, 3), "mso") ||
                       style_says(tag, "margin:0") || style_says(tag, "margin-bottom:0");
    if (name == "ul" || name == "ol") {
      writer_.block(lists_.empty());
      if (lists_.size() < deepest_list) ++writer_.lists;
      lists_.push_back({name == "ol", 1});
    } else if (one_of(name, spaced_blocks)) {
      writer_.block(!tight);
      tight_paragraph_ = tight;
    } else if (one_of(name, line_blocks)) {
      writer_.block(false);
    }
    if (name == "tr") cell_mark_owed_ = false;
    if (name == "pre") writer_.preformatted = true;
  }

  void start_picture(const HtmlToken& tag) {
    const std::string words = one_line(tag.attribute("alt"), 200);
    if (!words.empty()) write("[" + words + "]");
  }

  void start_quote(const HtmlToken& tag) {
    // Web mail indents by a quote without a border.
    const bool quote = !style_says(tag, "border:none") && writer_.quotes < deepest_quote;
    quotes_.push_back(quote);
    writer_.block(true);
    if (quote) ++writer_.quotes;
  }

  void start_item() {
    writer_.new_line();
    if (lists_.empty() || !lists_.back().ordered) {
      writer_.item("- ");
    } else {
      writer_.item(std::to_string(lists_.back().next++) + ". ");
    }
  }

  void end(const std::string& name) {
    if (name == "a") {
      end_link();
    } else if (name == "blockquote" && !quotes_.empty()) {
      writer_.block(true);
      if (quotes_.back()) --writer_.quotes;
      quotes_.pop_back();
    } else if ((name == "ul" || name == "ol") && !lists_.empty()) {
      lists_.pop_back();
      if (lists_.size() < deepest_list) --writer_.lists;
      writer_.block(lists_.empty());
    } else if (name == "pre") {
      writer_.preformatted = false;
      writer_.block(true);
    } else if (one_of(name, spaced_blocks)) {
      writer_.block(name != "p" || !tight_paragraph_);
    } else if (one_of(name, line_blocks)) {
      writer_.block(false);
    }
    if (name == "tr" || name == "table") cell_mark_owed_ = false;
  }

  void end_link() {
    if (!in_link_) return;
    in_link_ = false;
    const std::string shown = one_line(writer_.since(std::min(link_from_, writer_.size())), longest_address);
    if (link_.empty() || shown.empty() || same_ignoring_case(bare_address(shown), bare_address(link_)))
      return;
    writer_.words(" <" + link_ + ">");
  }

  HtmlTokens tokens_;
  bool drop_hidden_;
  LineWriter writer_;
  std::string dropped_;  // the element whose content does not show; empty if none
  int dropped_depth_ = 0;
  std::vector<List> lists_;
  std::vector<bool> quotes_;  // open <blockquote>s: whether each is a quote
  bool tight_paragraph_ = false;
  bool cell_mark_owed_ = false;
  bool in_link_ = false;
  std::string link_;
  std::size_t link_from_ = 0;
};

}  // namespace

std::string html_to_text(std::string_view html) {
  Reader reader(html, true);
  if (reader.run()) return readable_text(reader.take());
  Reader again(html, false);
  again.run();
  return readable_text(again.take());
}

}  // namespace oasis
