// See fold.hpp: lines are classified one after the other, then joined to ranges.
// May not: know a language itself; the forms are in fold_phrases.hpp.
#include "shared/text/fold.hpp"

#include <algorithm>
#include <optional>

#include "shared/text/fold_phrases.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t attribution_lines = 4;  // the longest wrapped "On … wrote:" that is looked for
constexpr std::size_t signature_lines = 15;   // more below "-- " is text with a dividing line above it
constexpr std::size_t card_lines = 10;        // the most lines of name and address below "Best regards,"
constexpr std::size_t longest_card_line = 120;
constexpr std::size_t shown_quote_lines = 8;  // the longest quote that stays open above an answer

struct Line {
  std::string_view text;  // trimmed
  std::size_t from = 0, to = 0;
  FoldKind kind = FoldKind::written;

  bool blank() const { return text.empty(); }
  bool quote() const { return !text.empty() && text.front() == '>'; }
};

using Lines = std::vector<Line>;

Lines lines_of(std::string_view text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t newline = text.find('\n', at);
    const std::size_t next = newline == std::string_view::npos ? text.size() : newline + 1;
    lines.push_back({trimmed(text.substr(at, next - at)), at, next});
    at = next;
  }
  return lines;
}

bool begins_with(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && same_ignoring_case(text.substr(0, start.size()), start);
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// "14:05"; "14.05" is no proof, it may be a price, a version or a date.
bool has_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 1; i + 2 < text.size(); ++i)
    if (text[i] == ':' && digit(i - 1) && digit(i + 1) && digit(i + 2)) return true;
  return false;
}

bool ends_with_colon(std::string_view text) {
  constexpr std::string_view wide = "：";
  return !text.empty() && (text.back() == ':' ||
                           (text.size() >= wide.size() && text.substr(text.size() - wide.size()) == wide));
}

/// Without the marks that programs set around bold words and without dashes, underscores and blanks at the
/// ends.
std::string_view bare(std::string_view text, std::string_view marks) {
  while (!text.empty() && contains(marks, text.substr(0, 1))) text.remove_prefix(1);
  while (!text.empty() && contains(marks, text.substr(text.size() - 1))) text.remove_suffix(1);
  return text;
}

bool is_forward_line(std::string_view line) {
  if (line.size() > 120) return false;
  const std::string_view words = bare(line, "-_* :");
  return std::any_of(std::begin(fold_phrases::forwarded), std::end(fold_phrases::forwarded),
                     [&](std::string_view phrase) { return begins_with(words, phrase); });
}

bool is_original_message_line(std::string_view line) {
  if (line.size() > 120 || !begins_with(line, "--")) return false;
  const std::string_view words = bare(line, "-_* ");
  return std::any_of(std::begin(fold_phrases::original_message), std::end(fold_phrases::original_message),
                     [&](std::string_view phrase) { return same_ignoring_case(words, phrase); });
}

/// Whether `line` is the header `name` with its colon: "From: …", "*Von:* …", "De : …", "差出人：…".
bool is_header(std::string_view line, std::string_view name) {
  while (!line.empty() && line.front() == '*') line.remove_prefix(1);
  if (!begins_with(line, name)) return false;
  line.remove_prefix(name.size());
  while (!line.empty() && (line.front() == '*' || line.front() == ' ')) line.remove_prefix(1);
  while (begins_with(line, "\xC2\xA0")) line.remove_prefix(2);
  return begins_with(line, ":") || begins_with(line, "：");
}

/// Whether a block of quoted headers of one language begins at line `at`: From or a date first, then within
/// six lines the others with a subject, or with an addressee and a mail address ("From: Berlin, To: Paris" is
/// no mail).
bool header_block_at(const Lines& lines, std::size_t at) {
  for (const auto& names : fold_phrases::header_names) {
    const std::string_view first = lines[at].text;
    if (!is_header(first, names.from) && !is_header(first, names.sent) && !is_header(first, names.sent_too))
      continue;
    bool from = false, sent = false, to = false, subject = false, address = false;
    for (std::size_t i = at; i < lines.size() && i <= at + 6; ++i) {
      const std::string_view line = lines[i].text;
      from = from || is_header(line, names.from);
      sent = sent || is_header(line, names.sent) || is_header(line, names.sent_too);
      to = to || is_header(line, names.to);
      subject = subject || is_header(line, names.subject);
      address = address || contains(line, "@");
    }
    if (from && sent && (subject || (to && address))) return true;
  }
  return false;
}

bool is_divider(std::string_view line) {
  return line.size() >= 5 && (bare(line, "_").empty() || bare(line, "-").empty());
}

/// An attribution that was found: the lines [first, end), and whether it names a day with an address or a
/// time; without them only a quote below proves it.
struct AttributionAt {
  std::size_t first = 0, end = 0;
  bool certain = false;
};

bool says_when_and_who(std::string_view words) {
  return has_digit(words) && (contains(words, "@") || has_time_of_day(words));
}

/// Whether `words`, which end with a colon, are a known form; `begun`: only forms whose first words are
/// known.
bool is_attribution(std::string_view words, bool begun) {
  return std::any_of(std::begin(fold_phrases::attributions), std::end(fold_phrases::attributions),
                     [&](const fold_phrases::Attribution& form) {
                       if (begun != !form.begins.empty()) return false;
                       return begins_with(words, form.begins) && contains(words, form.says) &&
                              (!begun || has_digit(words));
                     });
}

/// The attribution that ends at line `last`, wrapped over at most four lines without an empty one between.
/// With `proven` (a quote follows) a colon after an address or a time is enough, whatever the language.
std::optional<AttributionAt> attribution_ending_at(const Lines& lines, std::size_t last, bool proven) {
  if (!ends_with_colon(lines[last].text)) return std::nullopt;
  std::optional<AttributionAt> unbegun;
  std::string words;
  for (std::size_t first = last + 1; first-- > 0 && last - first < attribution_lines;) {
    const Line& line = lines[first];
    if (line.blank() || line.quote() || line.text.size() > 400) break;
    words = words.empty() ? std::string(line.text) : std::string(line.text) + " " + words;
    const AttributionAt found{first, last + 1, says_when_and_who(words)};
    if (is_attribution(words, true)) return found;
    // "<bob@example.com> wrote:" goes on above if that line has the day in front or breaks before the
    // address.
    const bool day_above = unbegun && !unbegun->certain && found.certain &&
                           (has_digit(line.text.substr(0, 1)) || line.text.back() == '<');
    const bool introduces = is_attribution(words, false) || (proven && found.certain);
    if (day_above || (!unbegun && introduces)) unbegun = found;
  }
  return unbegun;
}

/// The attribution of the quote that begins at `quote`: it ends directly above, or one empty line higher.
std::optional<AttributionAt> attribution_above(const Lines& lines, std::size_t quote) {
  std::size_t at = quote;
  for (int empty = 0; at > 0 && lines[at - 1].blank() && empty < 2; ++empty) --at;
  if (at == 0) return std::nullopt;
  return attribution_ending_at(lines, at - 1, true);
}

void mark(Lines& lines, std::size_t from, std::size_t to, FoldKind kind) {
  for (std::size_t i = from; i < to; ++i) lines[i].kind = kind;
}

/// Where a passed-on message begins; the number of lines if there is none. From there on nothing is folded.
std::size_t first_forward(const Lines& lines) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [](const Line& l) { return is_forward_line(l.text); });
  return static_cast<std::size_t>(found - lines.begin());
}

/// Where everything that follows is an older message: our marker, a divider with "Original Message", or a
/// block of headers; `limit` if nowhere.
std::size_t first_older_message(const Lines& lines, std::size_t limit) {
  for (std::size_t i = 0; i < limit; ++i) {
    if (contains(lines[i].text, reply_marker) || contains(lines[i].text, reply_marker_german)) {
      const auto above = attribution_above(lines, i);
      return above ? above->first : i;
    }
    if (lines[i].quote()) continue;
    if (is_original_message_line(lines[i].text)) return i;
    if (header_block_at(lines, i)) {
      std::size_t first = i;
      while (first > 0 && (lines[first - 1].blank() || is_divider(lines[first - 1].text))) --first;
      return first;
    }
  }
  return limit;
}

/// Marks runs of ">" lines with their attributions; says whether there was any attribution.
bool mark_quotes(Lines& lines, std::size_t limit) {
  struct Run {
    std::size_t from, to;
    bool attributed;
  };
  std::vector<Run> runs;
  bool attributed = false;
  for (std::size_t i = 0; i < limit; ++i) {
    if (!lines[i].quote()) continue;
    std::size_t to = i + 1;
    for (std::size_t next = to; next < limit && (lines[next].quote() || lines[next].blank()); ++next)
      if (lines[next].quote()) to = next + 1;
    const auto above = attribution_above(lines, i);
    runs.push_back({above ? above->first : i, to, above.has_value()});
    attributed = attributed || above.has_value();
    i = to - 1;
  }
  for (const Run& run : runs)
    if (run.attributed || run.to - run.from > 1 || attributed || runs.size() > 1)
      mark(lines, run.from, run.to, FoldKind::quoted);
  return attributed;
}

/// Without any ">" below it, a certain attribution quotes the rest: programs that do not mark quoted lines.
void mark_unmarked_quote(Lines& lines, std::size_t limit) {
  for (std::size_t i = 0; i < limit; ++i) {
    const auto found = attribution_ending_at(lines, i, false);
    if (!found || !found->certain) continue;
    const bool marked = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(i),
                                    lines.begin() + static_cast<std::ptrdiff_t>(limit),
                                    [](const Line& line) { return line.quote(); });
    if (!marked) mark(lines, found->first, limit, FoldKind::quoted);
    return;
  }
}

/// Whether a phone or program added this line: a known beginning and few words.
bool is_sent_from(std::string_view line) {
  const std::string_view words = bare(line, "*_[] ");
  if (words.size() > 120) return false;
  // A link ("Outlook for iOS <https://…>") counts as no words.
  const std::string_view shown = words.substr(0, std::min(words.find('<'), words.size()));
  if (std::count(shown.begin(), shown.end(), ' ') > 9 || shown.find(", ") != std::string_view::npos)
    return false;
  return std::any_of(std::begin(fold_phrases::sent_from), std::end(fold_phrases::sent_from),
                     [&](std::string_view phrase) { return begins_with(words, phrase); });
}

/// "Best regards," alone on its line.
bool is_closing(std::string_view line) {
  const std::string_view words = bare(line, "*_ ,.!-");
  return std::any_of(std::begin(fold_phrases::closings), std::end(fold_phrases::closings),
                     [&](std::string_view phrase) { return same_ignoring_case(words, phrase); });
}

/// What stands on a visiting card and hardly in a sentence: a mail address, a page, a telephone number.
bool is_contact_detail(std::string_view line) {
  if (contains(line, "@") || contains(line, "www.") || contains(line, "://")) return true;
  const auto digits = std::count_if(line.begin(), line.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 6;
}

/// Something that is still said below the name: a question, a postscript, a sentence.
bool is_said(std::string_view line) {
  const bool sentence = std::count(line.begin(), line.end(), ' ') > 7 && !contains(line, "|");
  return line.size() > longest_card_line || contains(line, "?") || begins_with(line, "PS") ||
         begins_with(line, "P.S") || sentence;
}

/// Where the closing begins below which nothing but a visiting card stands: two lines with a telephone number or an
/// address, or three lines; `to` if nowhere. A name alone stays: it is how people end a letter.
std::size_t card_below_closing(const Lines& lines, std::size_t from, std::size_t to) {
  std::size_t filled = 0;
  bool contact = false;
  for (std::size_t i = to; i-- > from;) {
    const Line& line = lines[i];
    if (line.blank()) continue;
    if (is_closing(line.text)) return filled >= 3 || (filled == 2 && contact) ? i : to;
    if (++filled > card_lines || is_said(line.text)) return to;
    contact = contact || is_contact_detail(line.text);
  }
  return to;
}

/// Where the foot begins that a mailing list adds: a line of underscores, and below it a few lines with at least two
/// addresses; `to` if nowhere.
std::size_t list_foot(const Lines& lines, std::size_t from, std::size_t to) {
  constexpr std::size_t foot_lines = 5;
  std::size_t filled = 0;
  std::size_t contacts = 0;
  for (std::size_t i = to; i-- > from && filled <= foot_lines;) {
    const std::string_view line = lines[i].text;
    if (line.size() >= 20 && bare(line, "_").empty()) return contacts >= 2 ? i : to;
    filled += lines[i].blank() ? 0 : 1;
    contacts += is_contact_detail(line) ? 1 : 0;
  }
  return to;
}

/// Marks what phones and carriers added at the end, with the dividing lines that they set around it; where it begins.
std::size_t mark_sent_from(Lines& lines, std::size_t from, std::size_t to) {
  std::size_t begin = to;
  for (std::size_t i = to; i-- > from;) {
    if (is_sent_from(lines[i].text)) begin = i;
    if (!lines[i].blank() && !is_divider(lines[i].text) && begin != i) break;
  }
  if (begin < to && begin > from && is_divider(lines[begin - 1].text)) --begin;
  mark(lines, begin, to, FoldKind::signature);
  return begin;
}

/// Marks the signature of the written lines [from, to): below "-- ", the foot of a list, phones' lines at the end,
/// the card below "Best regards,".
void mark_signature(Lines& lines, std::size_t from, std::size_t to) {
  std::size_t dashes = to;  // the first "-- " with few enough lines below it
  std::size_t filled = 0;
  for (std::size_t i = to; i-- > from && filled <= signature_lines;) {
    if (lines[i].text == "--" || lines[i].text == "—") dashes = i;
    filled += lines[i].blank() ? 0 : 1;
  }
  mark(lines, dashes, to, FoldKind::signature);
  to = dashes;
  if (const std::size_t foot = list_foot(lines, from, to); foot > from) {
    mark(lines, foot, to, FoldKind::signature);
    to = foot;
  }
  to = mark_sent_from(lines, from, to);
  const std::size_t closing = card_below_closing(lines, from, to);
  const bool text_above = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(from),
                                      lines.begin() + static_cast<std::ptrdiff_t>(closing),
                                      [](const Line& line) { return !line.blank(); });
  if (text_above) mark(lines, closing, to, FoldKind::signature);
}

void mark_signatures(Lines& lines, std::size_t limit) {
  for (std::size_t i = 0; i < limit;) {
    std::size_t to = i;
    while (to < limit && lines[to].kind == FoldKind::written) ++to;
    if (to > i) mark_signature(lines, i, to);
    i = std::max(to, i + 1);
  }
}

/// Neighbours of one kind become one range; empty lines before a quote or signature go with it.
std::vector<FoldRange> ranges_of(Lines& lines) {
  for (std::size_t i = lines.size(); i-- > 1;)
    if (lines[i - 1].blank() && lines[i].kind != FoldKind::written) lines[i - 1].kind = lines[i].kind;
  std::vector<FoldRange> ranges;
  std::vector<std::size_t> filled;  // lines with text, for each range
  for (const Line& line : lines) {
    if (ranges.empty() || ranges.back().kind != line.kind) {
      ranges.push_back({line.kind, line.from, line.to, true});
      filled.push_back(0);
    }
    ranges.back().to = line.to;
    filled.back() += line.blank() ? 0 : 1;
  }
  bool answer_below = false;
  for (std::size_t i = ranges.size(); i-- > 0;) {
    FoldRange& range = ranges[i];
    if (range.kind == FoldKind::written) answer_below = true;
    if (range.kind == FoldKind::signature) range.shown = false;
    if (range.kind == FoldKind::quoted) range.shown = answer_below && filled[i] <= shown_quote_lines;
  }
  return ranges;
}

bool any_written(const Lines& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [](const Line& line) { return line.kind == FoldKind::written && !line.blank(); });
}

}  // namespace

std::vector<FoldRange> fold(std::string_view text) {
  if (text.empty()) return {};
  Lines lines = lines_of(text);
  const std::size_t forward = first_forward(lines);
  const std::size_t older = first_older_message(lines, forward);
  if (older < forward) mark(lines, older, lines.size(), FoldKind::quoted);
  if (!mark_quotes(lines, older)) mark_unmarked_quote(lines, older);
  if (any_written(lines)) mark_signatures(lines, std::min(older, forward));
  if (!any_written(lines)) mark(lines, 0, lines.size(), FoldKind::written);
  return ranges_of(lines);
}

std::string written_text(std::string_view text) {
  std::string out;
  for (const FoldRange& range : fold(text)) {
    if (range.kind != FoldKind::written) continue;
    if (!out.empty()) out += '\n';  // what stood between is gone: the two are no one paragraph
    out += text.substr(range.from, range.to - range.from);
  }
  return std::string(trimmed(out));
}

}  // namespace oasis
