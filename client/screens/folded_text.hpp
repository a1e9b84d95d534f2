// What a customer wrote, without what everybody has read already: quoted text and signatures are folded, and shown when
// asked for. May not: remove anything.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "client/ui/ui.hpp"
#include "shared/text/fold.hpp"

namespace oasis {

/// One message's parts, found once, and whether all of them are shown.
struct FoldedText {
  std::size_t length = 0;  ///< of the text that they were found in
  std::vector<FoldRange> parts;
  bool open = false;
};
using FoldedTexts = std::map<std::string, FoldedText>;  // by the message's id

/// Draws it into a column, with a button where something is folded.
void draw_folded_text(ui::Ui& ui, FoldedTexts& texts, const std::string& message, const std::string& text);

}  // namespace oasis
