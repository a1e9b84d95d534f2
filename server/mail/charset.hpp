// Bytes of a mail's text in whatever charset, as UTF-8.
// May not: fail; a wrong or unknown charset falls back to something that can be read.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// `bytes` as valid UTF-8. Tried in order: the named charset (names as mail uses them, any case; latin-1,
/// ASCII, gb2312, shift_jis and ks_c_5601 stand for their larger relatives, as the WHATWG encoding standard
/// has it); UTF-8; ISO-2022-JP if its escapes are there; windows-1252. If the named charset fits but for a
/// few bytes, those become U+FFFD. Linear.
std::string to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace oasis
