// Reads TZif strictly: every count, index and length is checked before it is used, whatever the bytes are.
#include "shared/time/tzif.hpp"

#include <cstdint>

namespace oasis {

namespace {

constexpr std::int64_t earliest_second = -377'705'116'800;  // -9999-01-01T00:00:00Z
constexpr std::int64_t latest_second = 253'402'300'799;     // 9999-12-31T23:59:59Z
constexpr std::int64_t least_offset = -89'999;              // RFC 9636, section 3.2: more than 25 h west,
constexpr std::int64_t most_offset = 93'599;                // less than 26 h east

/// A part of the file that is read from the front; asking for more than there is yields nothing and is
/// remembered.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  bool broken() const { return broken_; }
  std::string_view rest() const { return rest_; }

  std::string_view take(std::uint64_t count) {
    if (count > rest_.size()) {
      broken_ = true;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

 private:
  std::string_view rest_;
  bool broken_ = false;
};

/// Big-endian, two's complement; `bytes` holds `index + 1` values of `size` bytes or more.
std::int64_t number_at(std::string_view bytes, std::size_t index, std::size_t size) {
  std::uint64_t value = static_cast<unsigned char>(bytes[index * size]) & 0x80 ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[index * size + i]);
  return static_cast<std::int64_t>(value);
}

Error malformed(const char* what) {
  return {{}, std::string("malformed TZif data: ") + what};
}

struct Header {
  char version = 0;
  std::uint32_t ut_indicators = 0;
  std::uint32_t standard_indicators = 0;
  std::uint32_t leap_seconds = 0;
  std::uint32_t times = 0;
  std::uint32_t types = 0;
  std::uint32_t characters = 0;
};

Result<Header> read_header(Bytes& bytes) {
  const std::string_view raw = bytes.take(44);
  if (bytes.broken()) return malformed("the file ends within a header");
  if (raw.substr(0, 4) != "TZif") return malformed("it does not begin with \"TZif\"");
  const auto count = [&](std::size_t index) {
    return static_cast<std::uint32_t>(number_at(raw.substr(20), index, 4));
  };
  return Header{raw[4], count(0), count(1), count(2), count(3), count(4), count(5)};
}

struct DataBlock {
  std::string_view times;
  std::string_view type_indices;
  std::string_view types;
  std::string_view characters;
  std::string_view standard_indicators;
  std::string_view ut_indicators;
};

DataBlock take_block(Bytes& bytes, const Header& header, std::uint64_t time_size) {
  DataBlock block;
  block.times = bytes.take(header.times * time_size);
  block.type_indices = bytes.take(header.times);
  block.types = bytes.take(header.types * std::uint64_t{6});
  block.characters = bytes.take(header.characters);
  bytes.take(header.leap_seconds * (time_size + 4));
  block.standard_indicators = bytes.take(header.standard_indicators);
  block.ut_indicators = bytes.take(header.ut_indicators);
  return block;
}

bool only_zero_and_one(std::string_view flags) {
  return flags.find_first_not_of(std::string_view("\0\1", 2)) == std::string_view::npos;
}

/// The offsets of the local time types, after checking what belongs to them.
Result<std::vector<Duration>> read_types(const Header& header, const DataBlock& block) {
  if (header.types == 0 || header.types > 256)
    return malformed("the number of local time types is not 1 to 256");
  if (header.characters == 0 || block.characters.back() != '\0')
    return malformed("an unterminated designation");
  const bool counts_fit = (header.ut_indicators == 0 || header.ut_indicators == header.types) &&
                          (header.standard_indicators == 0 || header.standard_indicators == header.types);
  if (!counts_fit) return malformed("there are not as many indicators as local time types");
  if (!only_zero_and_one(block.standard_indicators) || !only_zero_and_one(block.ut_indicators)) {
    return malformed("an indicator is neither 0 nor 1");
  }
  std::vector<Duration> offsets;
  for (std::uint32_t i = 0; i < header.types; ++i) {
    const std::string_view type = block.types.substr(i * std::size_t{6}, 6);
    const std::int64_t offset = number_at(type, 0, 4);
    if (offset < least_offset || offset > most_offset) return malformed("an offset of more than a day");
    if (!only_zero_and_one(type.substr(4, 1))) return malformed("a daylight saving mark is neither 0 nor 1");
    if (static_cast<unsigned char>(type[5]) >= header.characters)
      return malformed("a designation out of range");
    offsets.push_back(seconds(offset));
  }
  return offsets;
}

Result<TzifContent> read_table(const Header& header, const DataBlock& block) {
  OASIS_TRY(const std::vector<Duration> offsets, read_types(header, block));
  TzifContent content;
  content.first_offset = offsets.front();
  std::optional<std::int64_t> previous;
  for (std::uint32_t i = 0; i < header.times; ++i) {
    const std::int64_t at = number_at(block.times, i, 8);
    const std::size_t type = static_cast<unsigned char>(block.type_indices[i]);
    if (previous && at <= *previous) return malformed("the transitions are not in order");
    if (type >= offsets.size()) return malformed("a transition to a local time type that is not there");
    if (at > latest_second) return malformed("a transition after the year 9999");
    previous = at;
    // Some files begin with a transition at the Big Bang.
    if (at < earliest_second) {
      content.first_offset = offsets[type];
    } else {
      content.transitions.push_back({Instant{at * 1'000}, offsets[type]});
    }
  }
  return content;
}

}  // namespace

Result<TzifContent> read_tzif(std::string_view bytes) {
  if (bytes.size() > largest_tzif) return malformed("it is larger than 64 KiB");
  Bytes rest(bytes);
  OASIS_TRY(const Header old_header, read_header(rest));
  if (old_header.version == '\0') {
    return Error{{}, "TZif data of version 1 end in 2037: use tzdata in version 2 or later"};
  }
  if (old_header.version < '2' || old_header.version > '4') {
    return Error{{}, "TZif data of an unknown version: versions 2 to 4 can be read"};
  }
  take_block(rest, old_header, 4);  // 32-bit times, repeated in the second block
  OASIS_TRY(const Header header, read_header(rest));
  if (header.version != old_header.version) return malformed("its two headers differ in version");
  if (old_header.leap_seconds != 0 || header.leap_seconds != 0) {
    return Error{
        {},
        "TZif data with leap seconds (\"right/\") count other seconds than everybody else: use the plain "
        "files"};
  }
  const DataBlock block = take_block(rest, header, 8);
  if (rest.broken()) return malformed("the file ends within its table");
  OASIS_TRY(TzifContent content, read_table(header, block));

  const std::string_view footer = rest.rest();
  if (footer.size() < 2 || footer.front() != '\n' || footer.back() != '\n')
    return malformed("there is no footer");
  const std::string_view tz_string = footer.substr(1, footer.size() - 2);
  if (!tz_string.empty()) {
    OASIS_TRY(content.rule, parse_tz_string(tz_string, header.version >= '3'));
  }
  return content;
}

}  // namespace oasis
