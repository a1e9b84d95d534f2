// See folded_text.hpp.
#include "client/screens/folded_text.hpp"

#include <algorithm>

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

/// Without the line ends around it: the gap between two parts is the column's.
std::string_view bare(std::string_view part) {
  while (!part.empty() && part.front() == '\n') part.remove_prefix(1);
  while (!part.empty() && (part.back() == '\n' || part.back() == ' ')) part.remove_suffix(1);
  return part;
}

/// What the button does: "Show quoted text and signature".
const char* say_fold(const FoldedText& folded) {
  const auto hides = [&folded](FoldKind kind) {
    return std::any_of(folded.parts.begin(), folded.parts.end(),
                       [kind](const FoldRange& part) { return !part.shown && part.kind == kind; });
  };
  if (!hides(FoldKind::quoted)) return folded.open ? "Hide signature"_tr : "Show signature"_tr;
  if (!hides(FoldKind::signature)) return folded.open ? "Hide quoted text"_tr : "Show quoted text"_tr;
  return folded.open ? "Hide quoted text and signature"_tr : "Show quoted text and signature"_tr;
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
  const Icon icon = folded.open ? Icon::chevron_up : Icon::more;
  if (!button(ui, {say_fold(folded), "fold"}, {.kind = ButtonKind::quiet, .icon = icon})) return;
  folded.open = !folded.open;
  ui.again();
}

}  // namespace oasis
