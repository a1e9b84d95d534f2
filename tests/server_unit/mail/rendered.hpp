// A parsed mail as lines a person can check: what stands in tests/fixtures/mail/*.expected.
// Headers first, then one line of text each, with w (written), q (quoted, open), Q (quoted, closed) or S
// (signature).
#pragma once

#include <string>

#include "server/mail/parse.hpp"
#include "shared/text/fold.hpp"

namespace oasis_test {

inline std::string rendered_text(const std::string& text) {
  std::string out;
  for (const oasis::FoldRange& range : oasis::fold(text)) {
    const char letter = range.kind == oasis::FoldKind::written     ? 'w'
                        : range.kind == oasis::FoldKind::signature ? 'S'
                        : range.shown                              ? 'q'
                                                                   : 'Q';
    for (std::size_t at = range.from; at < range.to;) {
      const std::size_t end = std::min(text.find('\n', at), range.to);
      const std::string line = text.substr(at, end - at);
      out += std::string(1, letter) + (line.empty() ? "" : " " + line) + "\n";
      at = end + 1;
    }
  }
  return out;
}

inline std::string rendered(const oasis::IncomingMail& mail) {
  std::string out;
  const auto line = [&](const std::string& name, const std::string& value) {
    if (!value.empty()) out += name + ": " + value + "\n";
  };
  line("kind", oasis::name_of(mail.kind));
  line("from", mail.from.name + " <" + mail.from.address + ">");
  if (mail.reply_to) line("reply-to", mail.reply_to->address);
  for (const auto& to : mail.to) line("to", to.name + " <" + to.address + ">");
  for (const auto& cc : mail.cc) line("cc", cc.name + " <" + cc.address + ">");
  for (const auto& address : mail.delivered_to) line("delivered-to", address);
  line("subject", mail.subject);
  line("message-id", mail.message_id);
  line("in-reply-to", mail.in_reply_to);
  for (const auto& id : mail.references) line("reference", id);
  line("date", mail.date ? std::to_string(mail.date->ms / 1000) : "");
  for (const auto& a : mail.attachments)
    line("attachment", a.filename + " (" + a.content_type + ", " + std::to_string(a.bytes.size()) + " bytes" +
                           (a.in_line ? ", inline " + a.content_id : "") + ")");
  if (mail.bounce) {
    line("bounce", mail.bounce->recipient + " " + mail.bounce->status +
                       (mail.bounce->permanent ? " permanent" : " temporary"));
    line("bounced-message", mail.bounce->original_message_id);
  }
  for (const auto& remark : mail.remarks) line("remark", remark);
  return out + "\n" + rendered_text(mail.text);
}

}  // namespace oasis_test
