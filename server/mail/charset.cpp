// See charset.hpp: iconv(3) converts. May not: depend on the locale.
#include "server/mail/charset.hpp"

#include <iconv.h>

#include <cerrno>
#include <iterator>
#include <optional>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

struct Alias {
  std::string_view name, means;
};

/// What senders write and what they mean.
constexpr Alias aliases[] = {
    {"us-ascii", "utf-8"},
    {"ascii", "utf-8"},
    {"utf8", "utf-8"},
    {"unicode-1-1-utf-7", "utf-7"},
    {"iso-8859-1", "cp1252"},
    {"latin1", "cp1252"},
    {"iso-8859-9", "cp1254"},
    {"windows-1252", "cp1252"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"sjis", "cp932"},
    {"x-sjis", "cp932"},
    {"ks_c_5601-1987", "cp949"},
    {"ks_c_5601", "cp949"},
    {"euc-kr", "cp949"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"big5", "big5-hkscs"},
    {"x-unknown", "utf-8"},
    {"unknown-8bit", "utf-8"},
};

/// Converts and counts what could not be: each faulty byte becomes U+FFFD.
struct Converted {
  std::string text;
  std::size_t faults = 0;
};

std::optional<Converted> convert(std::string_view bytes, const std::string& charset) {
  const iconv_t converter = iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  Converted out;
  char* input = const_cast<char*>(bytes.data());  // iconv's signature; it does not write there
  std::size_t left = bytes.size();
  char buffer[4096];
  while (true) {
    char* output = buffer;
    std::size_t room = sizeof buffer;
    const bool flushing = left == 0;
    const std::size_t done = flushing ? iconv(converter, nullptr, nullptr, &output, &room)
                                      : iconv(converter, &input, &left, &output, &room);
    const int fault = done == static_cast<std::size_t>(-1) ? errno : 0;
    out.text.append(buffer, sizeof buffer - room);
    if (fault == EILSEQ || fault == EINVAL) {
      if (left == 0) break;
      out.text += replacement;
      ++out.faults;
      ++input;
      --left;
    } else if (flushing && fault == 0) {
      break;
    }
  }
  iconv_close(converter);
  return out;
}

std::string meant(std::string_view charset) {
  const std::string name = lower_ascii(trimmed(charset));
  for (const Alias& alias : aliases)
    if (alias.name == name) return std::string(alias.means);
  return name;
}

bool safe_name(std::string_view name) {
  return !name.empty() && name.size() < 40 && name.find_first_of("/, ") == std::string_view::npos;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  const std::string name = meant(charset);
  // Real text in a one-byte charset is hardly ever well-formed UTF-8 by chance; wrong labels are common.
  const bool one_byte = name.compare(0, 4, "cp12") == 0 || name.compare(0, 9, "iso-8859-") == 0;
  if (one_byte && valid_utf8(bytes)) return std::string(bytes);
  std::optional<Converted> named;
  if (safe_name(name) && name != "utf-8") named = convert(bytes, name);
  if (named && named->faults == 0) return repair_utf8(named->text);
  if (bytes.find("\x1B$") != std::string_view::npos || bytes.find("\x1B(J") != std::string_view::npos) {
    const auto japanese = convert(bytes, "iso-2022-jp");
    if (japanese && japanese->faults == 0) return japanese->text;
  }
  if (valid_utf8(bytes)) return std::string(bytes);
  if (named && named->faults * 20 < bytes.size()) return repair_utf8(named->text);
  // Mostly good UTF-8 with a broken spot stays UTF-8; real one-byte text shows far more faults.
  const std::string repaired = repair_utf8(bytes);
  std::size_t faults = 0, wide = 0;
  for (std::size_t at = 0; at < repaired.size();) {
    const char32_t c = next_code_point(repaired, at);
    faults += c == 0xFFFD ? 1 : 0;
    wide += c >= 0x80 && c != 0xFFFD ? 1 : 0;
  }
  if (wide > faults) return repaired;
  const auto western = convert(bytes, "cp1252");
  return western ? repair_utf8(western->text) : repaired;
}

}  // namespace oasis
