// Splits a mail's text into what its writer wrote now, what is quoted from before, and the signature, so that
// a conversation can fold what everybody has read already. Nothing is removed: the answer is ranges. May not:
// change text, know tickets. When in doubt a range is written, or at least shown.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace oasis {

/// The line that our own mails carry above the conversation, in the languages that they are written in;
/// whatever stands below it in an answer is quoted.
inline constexpr std::string_view reply_marker = "##- Please write your answer above this line -##";
inline constexpr std::string_view reply_marker_german = "##- Bitte antworten Sie oberhalb dieser Zeile -##";

enum class FoldKind { written, quoted, signature };

/// Whole lines [from, to) of the text, in bytes; the newline after the last line belongs to the range.
struct FoldRange {
  FoldKind kind = FoldKind::written;
  std::size_t from = 0;
  std::size_t to = 0;
  /// Show it at first: what was written, and short quotes with an answer below, which explain it.
  bool shown = true;

  friend bool operator==(const FoldRange&, const FoldRange&) = default;
};

/// The ranges of `text` (UTF-8, lines end with LF, as readable_text gives it) in order, without gaps or
/// overlaps, neighbours of different kind; together the whole text; none for an empty text. Linear in the
/// text.
///
/// Quoted is, where something newly written stays:
///  - everything from the line with `reply_marker`, and an attribution directly above it;
///  - everything from "-----Original Message-----" or an Outlook header block ("From: … Sent: … Subject: …");
///  - lines that begin with ">", with the attribution ("On … wrote:") above them; a single such line counts
///  only
///    if it has an attribution or another quote is in the text;
///  - everything below an attribution with an address or a time of day, if no ">" line follows it at all.
/// A passed-on message ("Forwarded message") is never quoted: its sender wants it to be read.
/// Signature is: the lines below "-- " up to a quote or the end (at most 15 lines, else it is text), and
/// lines that phones and carriers add ("Sent from my iPhone") at the end of what was written. A text with
/// nothing newly written is one written range.
std::vector<FoldRange> fold(std::string_view text);

/// Only the written ranges, an empty line between two of them, trimmed at both ends: for search, mood and
/// previews.
std::string written_text(std::string_view text);

}  // namespace oasis
