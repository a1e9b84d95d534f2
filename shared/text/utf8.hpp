// Text from outside made safe to keep and to show: always valid UTF-8, no control bytes, tidy lines.
// May not: know mail, HTML or languages; cut or change words.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace oasis {

/// Whether every byte belongs to a well-formed sequence (RFC 3629: no overlong forms, no surrogates, at most
/// U+10FFFF). Linear.
bool valid_utf8(std::string_view bytes);

/// `bytes` with every ill-formed sequence replaced by U+FFFD, one for each maximal part as Unicode advises.
/// Linear.
std::string repair_utf8(std::string_view bytes);

/// The code point that begins at `at`, which moves behind it; U+FFFD for an ill-formed one. Wants at < size.
char32_t next_code_point(std::string_view bytes, std::size_t& at);

/// Adds the UTF-8 of `point`; U+FFFD for a surrogate or anything beyond U+10FFFF.
void append_code_point(std::string& out, char32_t point);

/// The first `max_points` code points of valid UTF-8; "…" takes the place of the last one when something was
/// cut.
std::string cut_to(std::string_view utf8, std::size_t max_points);

/// A text of several lines as it is stored and shown: repaired, line ends LF, without NUL, control
/// characters, byte order marks and direction overrides (U+202A–202E, U+2066–2069), no-break spaces as
/// spaces, no spaces at line ends (but for the "-- " before a signature), at most two empty lines in a row,
/// none at either end, no newline at the end.
std::string readable_text(std::string_view bytes);

/// A heading, name or address as it is stored and shown: readable_text on one line, white space collapsed, at
/// most `max_points` code points.
std::string one_line(std::string_view bytes, std::size_t max_points);

/// ASCII letters lowered, everything else as it is: for header names, addresses and mark-up, not for words.
std::string lower_ascii(std::string_view text);

/// Whether two texts are the same but for the case of ASCII letters.
bool same_ignoring_case(std::string_view a, std::string_view b);

/// Without blanks (space, tab, CR, LF) at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace oasis
