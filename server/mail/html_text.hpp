// HTML of a mail as readable plain text. Nothing of the mark-up survives, so nothing can run or load.
// May not: fetch anything, keep tags, follow a link.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// The text a reader of `html` (UTF-8; faults are repaired) would see, as readable_text gives it:
///  - script, style, title, template, svg, comments and what is styled as hidden are dropped;
///  - paragraphs and headings are set apart by an empty line, other blocks begin a line; white space
///  collapses
///    but in <pre>;
///  - list items begin with "- " or their number, two spaces further in for each level;
///  - quotes (<blockquote>) have "> " before each line, as in plain mail;
///  - a link is its text and, where that is not the address itself, " <address>"; only http, https, mailto
///  and tel;
///  - a picture is its description in brackets; cells of a table row are set apart by " | ";
///  - character references (HTML, section 13.5: the common names and all numbers) are resolved.
/// Broken mark-up gives as much text as can be had. Linear in the input.
std::string html_to_text(std::string_view html);

}  // namespace oasis
