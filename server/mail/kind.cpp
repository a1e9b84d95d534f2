// See kind.hpp. May not: look at the text; words in it prove nothing.
#include "server/mail/kind.hpp"

#include <algorithm>
#include <iterator>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

bool begins_with(std::string_view text, std::string_view start) {
  return same_ignoring_case(text.substr(0, start.size()), start);
}

bool is_mailer(std::string_view address) {
  const std::string_view local = address.substr(0, address.find('@'));
  return same_ignoring_case(local, "mailer-daemon") || same_ignoring_case(local, "postmaster") ||
         same_ignoring_case(local, "mail-daemon");
}

/// How programs begin the subject of an absence notice.
bool is_absence_subject(std::string_view subject) {
  static constexpr std::string_view beginnings[] = {"Automatic reply",
                                                    "Auto-reply",
                                                    "Autoreply",
                                                    "Auto reply",
                                                    "Out of office",
                                                    "Out of the office",
                                                    "Automatische Antwort",
                                                    "Abwesenheit",
                                                    "Réponse automatique",
                                                    "Respuesta automática",
                                                    "Risposta automatica",
                                                    "Automatisch antwoord",
                                                    "Resposta automática",
                                                    "Autosvar",
                                                    "Automatiskt svar",
                                                    "Automatisk svar",
                                                    "Odpowiedź automatyczna",
                                                    "Автоматический ответ",
                                                    "自动回复",
                                                    "自動回覆",
                                                    "自動応答",
                                                    "Auto:"};
  return std::any_of(std::begin(beginnings), std::end(beginnings),
                     [&](std::string_view beginning) { return begins_with(subject, beginning); });
}

bool is_automatic(const MailFacts& facts) {
  return !facts.auto_submitted.empty() && !begins_with(facts.auto_submitted, "no");
}

bool is_bulk(const MailFacts& facts) {
  return same_ignoring_case(facts.precedence, "bulk") || same_ignoring_case(facts.precedence, "junk");
}

}  // namespace

const char* name_of(MailKind kind) {
  switch (kind) {
    case MailKind::ordinary:
      return "ordinary";
    case MailKind::auto_reply:
      return "auto_reply";
    case MailKind::bounce:
      return "bounce";
    case MailKind::list:
      return "list";
  }
  return "ordinary";
}

MailKind kind_of(const MailFacts& facts, std::string_view from_address, std::string_view subject,
                 bool answers_a_mail) {
  const bool mailer = is_mailer(from_address);
  if (facts.report_type == "delivery-status" ||
      (mailer && (facts.null_sender || is_automatic(facts) || answers_a_mail)))
    return MailKind::bounce;
  if (same_ignoring_case(from_address.substr(0, from_address.find('@')), "mailer-daemon"))
    return MailKind::bounce;
  if (facts.report_type == "disposition-notification" || facts.answers_itself ||
      begins_with(facts.auto_submitted, "auto-replied") || same_ignoring_case(facts.precedence, "auto_reply"))
    return MailKind::auto_reply;
  if (is_automatic(facts) && answers_a_mail) return MailKind::auto_reply;
  if (is_absence_subject(subject) && (is_automatic(facts) || facts.null_sender || is_bulk(facts)))
    return MailKind::auto_reply;
  if (!facts.list_id.empty() || same_ignoring_case(facts.precedence, "list")) return MailKind::list;
  return MailKind::ordinary;
}

bool never_answer(const IncomingMail& mail) {
  const std::string answered = lower_ascii(mail.reply_to ? mail.reply_to->address : mail.from.address);
  for (const char* nobody : {"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply"}) {
    if (begins_with(answered, nobody)) return true;
  }
  return mail.kind != MailKind::ordinary || is_automatic(mail.facts) || is_bulk(mail.facts) ||
         mail.facts.null_sender;
}

}  // namespace oasis
