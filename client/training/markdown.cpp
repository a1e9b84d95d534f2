// See markdown.hpp.
#include "client/training/markdown.hpp"

#include <algorithm>

#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

using Kind = MarkdownBlock::Kind;

constexpr std::string_view bold_mark = "**";
constexpr float indent = 22, quote_indent = 14;

bool take(std::string_view& line, std::string_view mark) {
  if (line.substr(0, mark.size()) != mark) return false;
  line.remove_prefix(mark.size());
  return true;
}

/// "12. " in front; 0 if there is none.
int take_number(std::string_view& line) {
  std::size_t digits = 0;
  int number = 0;
  while (digits < line.size() && digits < 3 && line[digits] >= '0' && line[digits] <= '9')
    number = number * 10 + (line[digits++] - '0');
  if (digits == 0 || line.substr(digits, 2) != ". ") return 0;
  line.remove_prefix(digits + 2);
  return number;
}

MarkdownBlock begin_block(std::string_view line) {
  MarkdownBlock block;
  if (line.substr(0, 1) == "#") {
    const std::size_t marks = line.find_first_not_of('#');
    if (marks != std::string_view::npos && line[marks] == ' ') {
      block.kind = Kind::heading;
      line.remove_prefix(marks + 1);
    }
  } else if (take(line, "- ") || take(line, "* ")) {
    block.kind = Kind::bullet;
  } else if (take(line, "> ")) {
    block.kind = Kind::quote;
  } else if ((block.number = take_number(line)) > 0) {
    block.kind = Kind::numbered;
  }
  block.text = line;
  return block;
}

/// Text with bold stretches, broken after spaces. Words of one weight without bold go through paragraph(), which
/// breaks every script.
void draw_spans(Ui& ui, std::string_view text, Tone tone) {
  const std::vector<MarkdownSpan> spans = spans_of(text);
  if (spans.size() == 1)
    return paragraph(ui, spans[0].text, {.weight = spans[0].bold ? Weight::semibold : Weight::regular, .tone = tone});
  struct Word {
    std::string_view text;
    Weight weight;
    float x, width;
    std::size_t line;
  };
  const float room = ui.area().w, height = ui.line_height(TextSize::body);
  const float blank = ui.text_width(" ", TextSize::body);
  std::vector<Word> words;
  std::string plain;
  float x = 0;
  std::size_t line = 0;
  for (const MarkdownSpan& span : spans) {
    plain += span.text;
    const Weight weight = span.bold ? Weight::semibold : Weight::regular;
    for (std::size_t at = 0; at < span.text.size();) {
      if (span.text[at] == ' ') {
        x += blank;
        ++at;
        continue;
      }
      const std::string_view word = span.text.substr(at, std::min(span.text.find(' ', at), span.text.size()) - at);
      const float width = ui.text_width(word, TextSize::body, weight);
      if (x + width > room && x > 0) x = 0, ++line;
      words.push_back({word, weight, x, width, line});
      x += width;
      at += word.size();
    }
  }
  const Rect rect = ui.place(room, height * static_cast<float>(line + 1));
  Painter paint(ui);
  for (const Word& word : words)
    paint.text({rect.x + word.x, rect.y + height * static_cast<float>(word.line), word.width + 1, height}, word.text,
               TextSize::body, ui.palette().tone(tone).text, word.weight);
  ui.node(ui::Role::paragraph, ui.nameless(), plain, rect);
}

void draw_block(Ui& ui, const MarkdownBlock& block) {
  if (block.kind == Kind::heading) {
    space(ui, 6);
    return heading(ui, block.text, 2);
  }
  if (block.kind == Kind::paragraph) return draw_spans(ui, block.text, Tone::normal);
  const bool quote = block.kind == Kind::quote;
  const float left = quote ? quote_indent : indent;
  const Rect area = ui.area();
  const float top = area.y;
  {
    Column column(ui, {.width = area.w - left, .indent = left, .gap = 0});
    draw_spans(ui, block.text, quote ? Tone::secondary : Tone::normal);
  }
  Painter paint(ui);
  const float height = ui.line_height(TextSize::body);
  const Color color = ui.palette().tone(Tone::secondary).text;
  if (quote) {
    paint.fill({area.x, top, 3, ui.last().bottom() - top}, ui.palette().tone(Tone::accent).text, 1);
  } else if (block.kind == Kind::bullet) {
    paint.circle({area.x + 8, top + height / 2}, 2.5f, color);
  } else {
    paint.text({area.x, top, left - 4, height}, std::to_string(block.number) + ".", TextSize::body, color);
  }
}

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view text) {
  std::vector<MarkdownBlock> blocks;
  bool open = false;  // the next line may go on with the last block
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    if (line.empty()) {
      open = false;
      continue;
    }
    MarkdownBlock block = begin_block(line);
    const bool goes_on = open && block.kind == Kind::paragraph && blocks.back().kind != Kind::heading;
    const bool more_quote = open && block.kind == Kind::quote && blocks.back().kind == Kind::quote;
    if (goes_on || more_quote) {
      blocks.back().text += " " + block.text;
    } else {
      blocks.push_back(std::move(block));
    }
    open = true;
  }
  return blocks;
}

std::vector<MarkdownSpan> spans_of(std::string_view text) {
  std::vector<MarkdownSpan> spans;
  const auto add = [&spans](std::string_view part, bool bold) {
    if (!part.empty()) spans.push_back({part, bold});
  };
  while (true) {
    const std::size_t begin = text.find(bold_mark);
    const std::size_t end =
        begin == std::string_view::npos ? begin : text.find(bold_mark, begin + bold_mark.size());
    if (end == std::string_view::npos) break;
    add(text.substr(0, begin), false);
    add(text.substr(begin + 2, end - begin - 2), true);
    text.remove_prefix(end + 2);
  }
  if (!text.empty() || spans.empty()) spans.push_back({text, false});
  return spans;
}

void draw_markdown(Ui& ui, const std::vector<MarkdownBlock>& blocks) {
  for (const MarkdownBlock& block : blocks) draw_block(ui, block);
}

}  // namespace oasis
