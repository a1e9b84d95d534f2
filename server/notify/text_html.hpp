// A plain text as HTML: the second part of each of our mails. Pure. May not: let anything of the text become
// mark-up of its own.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// The HTML twin of a plain text: escaped, paragraphs, http and https addresses as links, "> " quotes set
/// off. What is written as people write it becomes what it means: a line with a line of "---" or "===" below
/// it a heading, lines with "- " in front a list, what follows "-- " a signature, and a name with a column
/// behind it ("Who:   Ann") bold. An item whose last line is
/// nothing but an address becomes a link with the item's first line as its words. No style sheet, picture or
/// script; light and dark by the reader's choice. `language` (BCP 47; empty: not known) is how a screen
/// reader says it; what is none is left out. O(text).
std::string text_as_html(std::string_view text, std::string_view language = {});

}  // namespace oasis
