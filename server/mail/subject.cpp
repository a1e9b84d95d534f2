// See subject.hpp. May not: change words of the title.
#include "server/mail/subject.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// What mail programs put in front of an answered or passed-on subject.
constexpr std::string_view prefixes[] = {"re",   "aw",   "wg",   "fw",   "fwd",  "sv",  "vs",     "vb",
                                         "vl",   "antw", "ref",  "res",  "enc",  "rv",  "tr",     "r",
                                         "i",    "odp",  "pd",   "ynt",  "rif",  "fs",  "doorst", "回复",
                                         "答复", "转发", "回覆", "轉寄", "返信", "転送"};

/// The tag "[#digits]" that begins at or after `from`: its place, end and number.
struct Tag {
  std::size_t from = 0, end = 0;
  std::int64_t number = 0;
};

std::optional<Tag> find_tag(std::string_view subject) {
  for (std::size_t at = subject.find("[#"); at != std::string_view::npos; at = subject.find("[#", at + 2)) {
    const std::size_t close = subject.find(']', at);
    if (close == std::string_view::npos) return std::nullopt;
    Tag tag{at, close + 1, 0};
    const char* last = subject.data() + close;
    const auto [end, fault] = std::from_chars(subject.data() + at + 2, last, tag.number);
    if (fault == std::errc() && end == last && tag.number > 0) return tag;
  }
  return std::nullopt;
}

/// Without one prefix and its colon (narrow or wide, "Re[2]:" as well); false if there is none.
bool drop_prefix(std::string_view& subject) {
  const std::size_t narrow = subject.find(':');
  const std::size_t wide = subject.find("：");
  const std::size_t colon = std::min(narrow, wide);
  if (colon == std::string_view::npos || colon > 20) return false;
  std::string_view word = trimmed(subject.substr(0, colon));
  if (word.substr(word.size() - std::min<std::size_t>(word.size(), 1)) == "]")
    word = word.substr(0, word.find('['));
  if (std::none_of(std::begin(prefixes), std::end(prefixes),
                   [&](std::string_view prefix) { return same_ignoring_case(prefix, word); }))
    return false;
  subject.remove_prefix(colon + (colon == narrow ? 1 : std::string_view("：").size()));
  subject = trimmed(subject);
  return true;
}

}  // namespace

std::optional<std::int64_t> ticket_number_in(std::string_view subject) {
  const auto tag = find_tag(subject);
  return tag ? std::optional(tag->number) : std::nullopt;
}

std::string bare_subject(std::string_view subject) {
  std::string rest(trimmed(subject));
  while (true) {
    std::string_view view = rest;
    const bool dropped = drop_prefix(view);
    rest = std::string(view);
    const auto tag = find_tag(rest);
    if (tag) rest = std::string(trimmed(rest.erase(tag->from, tag->end - tag->from)));
    if (!dropped && !tag) return one_line(rest, 300);
  }
}

std::string tagged_subject(std::int64_t number, std::string_view title) {
  return "[#" + std::to_string(number) + "] " + std::string(title);
}

}  // namespace oasis
