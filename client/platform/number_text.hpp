// Numbers from and to text. For real ones the browser build asks the page, whose own conversion is exact: the
// C library's is thirteen thousand bytes of program. May not: know a locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace oasis::platform {

/// Of a number as JSON writes it; infinite where it is too large.
double read_real(std::string_view number);
/// The shortest text that reads back as the same number; "null" where it is none, as JSON has it.
void write_real(double number, std::string& out);

/// The decimal number that `text` begins with; 0 if it begins with none.
std::int64_t read_whole(std::string_view text);
/// The lowest `digits` hexadecimal digits.
std::string in_hex(std::uint64_t number, int digits);
/// Decimal, with zeros in front up to that many digits; not for negative ones.
std::string padded(std::int64_t number, std::size_t digits);

}  // namespace oasis::platform
