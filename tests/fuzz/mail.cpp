// Mail as strangers send it: whatever the bytes, what comes out can be stored, shown and folded. May not:
// know what a mail leads to.
#include "server/mail/authentication.hpp"
#include "server/mail/form_mail.hpp"
#include "server/mail/html_text.hpp"
#include "server/mail/parse.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/utf8.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

namespace {

void check_text(const std::string& text) {
  test::must_hold(valid_utf8(text), "texts are UTF-8");
  test::must_hold(readable_text(text) == text, "texts are readable as they are");
  std::size_t at = 0;
  for (const FoldRange& range : fold(text)) {
    test::must_hold(range.from == at && range.to > range.from, "ranges have no gap and none is empty");
    at = range.to;
  }
  test::must_hold(at == text.size(), "ranges cover the text");
}

void check(const IncomingMail& mail, const MailLimits& limits) {
  check_text(mail.text);
  for (const std::string* line :
       {&mail.message_id, &mail.in_reply_to, &mail.from.name, &mail.from.address, &mail.subject})
    test::must_hold(valid_utf8(*line) && line->find('\n') == std::string::npos, "headers are lines of UTF-8");
  test::must_hold(mail.attachments.size() <= limits.attachments, "attachments are limited");
  for (const MailAttachment& file : mail.attachments) {
    test::must_hold(!file.filename.empty() && valid_utf8(file.filename), "attachments have names");
    test::must_hold(file.filename.find_first_of("/\\") == std::string::npos, "names lead into no folder");
  }
  test::must_hold(mail.bounce.has_value() == (mail.kind == MailKind::bounce), "bounces have a report");
  (void)sender_is_proven(mail.facts.authentication_results, mail.from.address, {"mx.acme.example"});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw = test::as_text(data, size);
  const MailLimits limits;
  const auto mail = parse_mail(raw, limits);
  if (mail.ok()) {
    check(*mail, limits);
  } else {
    test::must_hold(!mail.error().what.empty(), "a refusal says why");
  }
  check_text(html_to_text(repair_utf8(raw)));
  const std::string_view first = raw.substr(0, raw.find('\n'));
  (void)raw_mail_in(first, raw);
  return 0;
}
