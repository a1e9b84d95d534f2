// Playbooks are Markdown: headings, paragraphs, lists, quotes, bold (CommonMark's blocks, of one level each; anything
// else stands as it is written). May not: know what a text is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/ui/ui.hpp"

namespace oasis {

struct MarkdownBlock {
  enum class Kind { heading, paragraph, bullet, numbered, quote } kind = Kind::paragraph;
  std::string text;  ///< lines joined, marks of bold still in it
  int number = 0;    ///< numbered: as it is written
};

/// Linear. Never fails: what is no mark is text.
std::vector<MarkdownBlock> read_markdown(std::string_view text);

/// A stretch of one weight.
struct MarkdownSpan {
  std::string_view text;
  bool bold = false;
};
/// Takes `**…**` apart; a mark without its other half is text.
std::vector<MarkdownSpan> spans_of(std::string_view text);

/// As wide as there is room; headings are of level 2.
void draw_markdown(ui::Ui& ui, const std::vector<MarkdownBlock>& blocks);

}  // namespace oasis
