// See text_html.hpp: lines become blocks, blocks become elements.
#include "server/notify/text_html.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "shared/text/html.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t deepest_quote = 10;

/// Where the next "http://" or "https://" begins and how long the address is; length 0 if there is none.
struct Link {
  std::size_t at = 0, length = 0;
};

Link next_link(std::string_view line, std::size_t from) {
  for (std::size_t at = line.find("http", from); at != std::string_view::npos;
       at = line.find("http", at + 4)) {
    const std::string_view rest = line.substr(at);
    const std::size_t scheme = rest.substr(0, 8) == "https://" ? 8 : rest.substr(0, 7) == "http://" ? 7 : 0;
    if (scheme == 0) continue;
    std::size_t length = std::min(rest.find_first_of(" \t<>\"'`"), rest.size());
    while (length > scheme && std::string_view(".,;:!?)]}").find(rest[length - 1]) != std::string_view::npos)
      --length;
    if (length > scheme) return {at, length};
  }
  return {line.size(), 0};
}

void link_into(std::string& out, std::string_view address, std::string_view words) {
  out += "<a href=\"";
  out += escaped(address);
  out += "\">";
  out += escaped(words);
  out += "</a>";
}

/// One line, addresses as links, columns that were made with blanks kept.
void line_into(std::string& out, std::string_view line) {
  const auto words_into = [&out](std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      const std::size_t gap = std::min(words.find("  ", at), words.size());
      out += escaped(words.substr(at, gap - at));
      at = gap;
      for (; at + 1 < words.size() && words[at + 1] == ' '; ++at) out += "&nbsp;";
      if (at < words.size() && at >= gap) out += words[at++];
    }
  };
  for (; !line.empty() && line.front() == ' '; line.remove_prefix(1)) out += "&nbsp;";
  for (std::size_t at = 0; at < line.size();) {
    const Link link = next_link(line, at);
    words_into(line.substr(at, link.at - at));
    if (link.length > 0) link_into(out, line.substr(link.at, link.length), line.substr(link.at, link.length));
    at = link.at + link.length;
  }
}

/// How long the name is that a line begins with ("Who:" in "Who:       Gina"); 0 if it begins with none.
std::size_t name_length(std::string_view line) {
  constexpr std::size_t longest_name = 20;
  const std::size_t colon = line.find(':');
  if (colon == 0 || colon > longest_name || line.substr(0, colon).find("  ") != std::string_view::npos)
    return 0;
  return line.substr(colon + 1, 2) == "  " ? colon + 1 : 0;
}

/// A line of a paragraph: "Who:   Gina" with its name in bold instead of a column, which letters of different
/// width would not keep.
void text_line_into(std::string& out, std::string_view line) {
  const std::string_view words = trimmed(line);
  const std::size_t name = name_length(words);
  if (name == 0) return line_into(out, line);
  out += "<b>" + escaped(words.substr(0, name)) + "</b> ";
  line_into(out, trimmed(words.substr(name)));
}

bool is_rule(std::string_view line) {
  return line.size() >= 3 && (line.front() == '-' || line.front() == '=') &&
         line.find_first_not_of(line.front()) == std::string_view::npos;
}

struct Line {
  std::string_view text;
  std::size_t quotes = 0;
};

Line read_line(std::string_view text) {
  Line line{text, 0};
  while (!line.text.empty() && line.text.front() == '>' && line.quotes < deepest_quote) {
    line.text.remove_prefix(1);
    if (!line.text.empty() && line.text.front() == ' ') line.text.remove_prefix(1);
    ++line.quotes;
  }
  return line;
}

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(read_line(text.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

class Page {
 public:
  explicit Page(std::vector<Line> lines) : lines_(std::move(lines)) {}

  std::string print() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.quotes != depth_ || trimmed(line.text).empty()) close_block();
      set_depth(line.quotes);
      if (trimmed(line.text).empty()) continue;
      if (line.quotes == 0 && is_heading(i)) {
        heading(line.text);
        ++i;
      } else if (line.quotes == 0 && line.text.substr(0, 2) == "- ") {
        i = item(i);
      } else if (line.quotes == 0 && trimmed(line.text) == "--") {
        close_block();
        signature_ = true;
      } else {
        paragraph_line(line.text);
      }
    }
    close_block();
    set_depth(0);
    return std::move(out_);
  }

 private:
  bool is_heading(std::size_t i) const {
    return i + 1 < lines_.size() && lines_[i + 1].quotes == 0 && is_rule(lines_[i + 1].text) &&
           !is_rule(lines_[i].text) && block_ != Block::paragraph;
  }

  void heading(std::string_view text) {
    close_block();
    out_ += "<h2 style=\"font-size:1.1em;margin:1.6em 0 .4em\">";
    out_ += escaped(text);
    out_ += "</h2>\n";
  }

  /// An item with the indented lines below it; where it ends.
  std::size_t item(std::size_t first) {
    std::size_t last = first;
    while (last + 1 < lines_.size() && lines_[last + 1].quotes == 0 &&
           lines_[last + 1].text.substr(0, 2) == "  " && !trimmed(lines_[last + 1].text).empty())
      ++last;
    if (block_ != Block::list) {
      close_block();
      out_ += "<ul style=\"margin:.4em 0;padding-left:1.2em\">\n";
      block_ = Block::list;
    }
    out_ += "<li style=\"margin:.4em 0\">";
    const std::string_view words = lines_[first].text.substr(2);
    const std::string_view end = trimmed(lines_[last].text);
    const Link link = next_link(end, 0);
    const bool leads_there =
        last > first && link.at == 0 && link.length == end.size() && next_link(words, 0).length == 0;
    if (leads_there) {
      link_into(out_, end, words);
      --last;
    } else {
      line_into(out_, words);
    }
    for (std::size_t i = first + 1; i <= last; ++i) {
      out_ += "<br>\n";
      line_into(out_, trimmed(lines_[i].text));
    }
    out_ += "</li>\n";
    return leads_there ? last + 1 : last;
  }

  void paragraph_line(std::string_view text) {
    if (block_ != Block::paragraph) close_block();
    out_ += block_ == Block::paragraph ? "<br>\n"
            : signature_               ? "<p style=\"font-size:.92em;opacity:.75\">"
                                       : "<p>";
    block_ = Block::paragraph;
    text_line_into(out_, text);
  }

  void close_block() {
    if (block_ == Block::paragraph) out_ += "</p>\n";
    if (block_ == Block::list) out_ += "</ul>\n";
    block_ = Block::none;
  }

  void set_depth(std::size_t depth) {
    for (; depth_ < depth; ++depth_)
      out_ += "<blockquote style=\"margin:0 0 0 .8ex;border-left:2px solid #aaa;padding-left:1ex\">\n";
    for (; depth_ > depth; --depth_) out_ += "</blockquote>\n";
  }

  enum class Block { none, paragraph, list };
  const std::vector<Line> lines_;
  std::string out_;
  std::size_t depth_ = 0;  // open quotes
  Block block_ = Block::none;
  bool signature_ = false;
};

}  // namespace

std::string text_as_html(std::string_view text, std::string_view language) {
  const std::string clean = readable_text(text);
  const bool is_tag = !language.empty() && std::all_of(language.begin(), language.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
  return "<!DOCTYPE html>\n<html" + (is_tag ? " lang=\"" + std::string(language) + "\"" : "") +
         "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
         "content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\"></head>\n"
         "<body dir=\"auto\" style=\"font:15px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;"
         "max-width:44em;overflow-wrap:anywhere\">\n" +
         Page(lines_of(clean)).print() + "</body></html>\n";
}

}  // namespace oasis
