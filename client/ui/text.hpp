// Words: single lines, headings, wrapped paragraphs.
// May not: take input (a paragraph's text can be selected; the page does that).
#pragma once

#include "client/ui/ui.hpp"

namespace oasis::ui {

struct TextStyle {
  TextSize size = TextSize::body;
  Weight weight = Weight::regular;
  Tone tone = Tone::normal;
  float width = 0;  // 0: as wide as the words in a row, all there is in a column; longer text ends in "…"
  bool hidden = false;  // not in the semantic tree, because something around it already says it
};

void text(Ui& ui, std::string_view words, TextStyle style = {});

/// Level 1 is the page's one title; levels may not skip.
void heading(Ui& ui, std::string_view words, int level = 2);
/// A page's title in a column, in two lines at most where one is too short; the end of longer ones is "…".
void wrapped_title(Ui& ui, std::string_view words);
/// The height that wrapped_title() will take at a width, in CSS pixels.
float wrapped_title_height(Ui& ui, std::string_view words, float width);

/// Wrapped to the width there is, blank lines kept, selectable. Scripts from right to left start at the
/// right.
void paragraph(Ui& ui, std::string_view words, TextStyle style = {});

/// The height that paragraph() will take at a width, in CSS pixels.
float paragraph_height(Ui& ui, std::string_view words, float width, TextStyle style = {});

}  // namespace oasis::ui
