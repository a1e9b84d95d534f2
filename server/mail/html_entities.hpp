// Character references of HTML ("&eacute;", "&#8364;").
// May not: know tags.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// `text` with its character references resolved; unknown names stay as they are written. Numbers 128–159
/// mean windows-1252, as HTML (section 13.2.5.80) says; impossible ones become U+FFFD. Linear.
std::string resolve_references(std::string_view text);

}  // namespace oasis
