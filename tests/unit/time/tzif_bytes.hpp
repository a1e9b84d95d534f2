// Builds TZif files (RFC 9636) byte by byte, right ones and, by changing one field, wrong ones.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace oasis::test {

struct TzifFields {
  char version = '2';
  std::vector<std::int64_t> times = {};    // seconds
  std::vector<std::uint8_t> indices = {};  // into types, one for each time
  std::vector<std::int32_t> types = {0};   // offsets in seconds; the designation of each is ""
  std::string footer = {};
  std::uint32_t leap_seconds = 0;
};

inline void append_number(std::string& out, std::int64_t value, int bytes) {
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
}

inline std::string tzif_header(const TzifFields& fields, std::size_t times, std::size_t types) {
  std::string out = "TZif";
  out += fields.version;
  out.append(15, '\0');
  for (const std::size_t count :
       {std::size_t{0}, std::size_t{0}, std::size_t{fields.leap_seconds}, times, types, types}) {
    append_number(out, static_cast<std::int64_t>(count), 4);
  }
  return out;
}

inline std::string tzif(const TzifFields& fields) {
  TzifFields empty = fields;
  empty.leap_seconds = 0;
  std::string out = tzif_header(empty, 0, 0) + tzif_header(fields, fields.times.size(), fields.types.size());
  for (const std::int64_t time : fields.times) append_number(out, time, 8);
  for (const std::uint8_t index : fields.indices) out += static_cast<char>(index);
  for (std::size_t i = 0; i < fields.types.size(); ++i) {
    append_number(out, fields.types[i], 4);
    out += '\0';                  // standard time
    out += static_cast<char>(i);  // designation
  }
  out.append(fields.types.size(), '\0');
  out.append(fields.leap_seconds * std::size_t{12}, '\0');
  return out + '\n' + fields.footer + '\n';
}

}  // namespace oasis::test
