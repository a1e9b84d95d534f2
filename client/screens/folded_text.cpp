// See folded_text.hpp.
#include "client/screens/folded_text.hpp"

#include <algorithm>

#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

/// Without the line ends around it: the gap between two parts is the column's.
std::string_view bare(std::string_view part) {
  while (!part.empty() && part.front() == '\n') part.remove_prefix(1);
  while (!part.empty() && (part.back() == '\n' || part.back() == ' ')) part.remove_suffix(1);
  return part;
}

std::string_view say_folded(const FoldedText& folded) {
  const auto hides = [&folded](FoldKind kind) {
    return std::any_of(folded.parts.begin(), folded.parts.end(),
                       [kind](const FoldRange& part) { return !part.shown && part.kind == kind; });
  };
  if (!hides(FoldKind::quoted)) return "signature";
  return hides(FoldKind::signature) ? "quoted text and signature" : "quoted text";
}

}  // namespace

void draw_folded_text(Ui& ui, FoldedTexts& texts, const std::string& message, const std::string& text) {
  FoldedText& folded = texts[message];
  if (folded.length != text.size() || folded.parts.empty()) {
    folded.length = text.size();
    folded.parts = fold(text);
  }
  bool hides = false;
  for (const FoldRange& part : folded.parts) {
    hides = hides || !part.shown;
    const std::string_view words = bare(std::string_view(text).substr(part.from, part.to - part.from));
    if (words.empty() || (!part.shown && !folded.open)) continue;
    paragraph(ui, words, {.tone = part.kind == FoldKind::written ? Tone::normal : Tone::secondary});
  }
  if (!hides) return;
  Row row(ui, {.height = 28});
  const std::string label = (folded.open ? "Hide " : "Show ") + std::string(say_folded(folded));
  if (!button(ui, {label, "fold"}, {.kind = ButtonKind::quiet, .icon = folded.open ? Icon::chevron_up : Icon::more})) return;
  folded.open = !folded.open;
  ui.again();
}

}  // namespace oasis
