// Answers and reports by mail. May not: read mail bytes.
#include "server/notify/mail_answers.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/mail/address.hpp"
#include "server/mail/kind.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/answer_words.hpp"
#include "server/notify/answers.hpp"
#include "server/store/bounces.hpp"
#include "server/store/contacts.hpp"
#include "server/store/languages.hpp"
#include "server/store/outbox.hpp"
#include "shared/policy/policies.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

const User* person_who_writes(const Policies& policies, const std::string& address) {
  for (const User& user : policies.workspace().users) {
    for (const Contact& contact : user.contacts) {
      if (contact.via == "email" && address_key(contact.address) == address_key(address)) return &user;
    }
  }
  return nullptr;
}

/// To the person's own address, whatever address the mail asks answers to; never to what a program wrote.
void tell_refused(engine::Turn& turn, const User& user, const IncomingMail& mail, const std::string& why) {
  const auto contact = std::find_if(user.contacts.begin(), user.contacts.end(), [&mail](const Contact& one) {
    return one.via == "email" && address_key(one.address) == address_key(mail.from.address);
  });
  if (contact == user.contacts.end() || never_answer(mail)) return;
  const AnswerWords& say = answer_words(tongue_or_english(store::language_of(turn.database(), user.id)));
  const std::string_view text = trimmed(mail.text);
  const std::string wrote = one_line(text.substr(0, text.find('\n')), 80);
  queue_words(turn, std::string(answer_to_mail) + mail.message_id, user.id, *contact,
              std::string(say.nothing_changed), filled(say.you_wrote, wrote) + "\n" + why + "\n");
}

}  // namespace

std::optional<MailAnswer> answer_by_mail(engine::Turn& turn, const engine::Links& links,
                                         const IncomingMail& mail) {
  if (mail.kind != MailKind::ordinary) return std::nullopt;
  const Answer answer = read_answer(mail.text);
  if (!answer.wish) return std::nullopt;
  const User* user = person_who_writes(*current_policies(turn.state()), mail.from.address);
  if (!user) return std::nullopt;
  std::vector<std::string> answers_to{mail.in_reply_to};
  answers_to.insert(answers_to.end(), mail.references.rbegin(), mail.references.rend());
  const Id id = user->id;
  const Answered answered = answer_by_reply(turn, links, id, answer, answers_to, {"mail", mail.from.address});
  if (answered.kind == Answered::Kind::forged && answer.only_code) return std::nullopt;
  if (answered.kind != Answered::Kind::done) tell_refused(turn, *user, mail, answered.what);
  return MailAnswer{"An answer by " + id + ": " + answered.what, answered.number};
}

void note_bounce(engine::Turn& turn, const IncomingMail& mail) {
  if (!mail.bounce) return;
  auto row = store::find_outgoing_by_message_id(turn.database(), mail.bounce->original_message_id);
  if (!row || row->via != "email" || row->address.empty()) return;
  const std::string status = one_line(mail.bounce->status, 20);
  const std::string diagnostic = one_line(mail.bounce->diagnostic, 300);
  store::put_bounce(turn.database(),
                    {row->address, turn.now(), mail.bounce->permanent, status, diagnostic, 1});
  if (mail.bounce->permanent)
    record_failed(turn, std::move(*row), "The mail came back: " + (diagnostic.empty() ? status : diagnostic));
}

void note_working_address(engine::Turn& turn, const std::string& address) {
  if (!store::forget_bounce(turn.database(), address)) return;
  const User* user = person_who_writes(*current_policies(turn.state()), address);
  if (!user) return;
  for (const Contact& contact : user->contacts) {
    if (contact.via == "email")
      store::mark_contact_took(turn.database(), {user->id, contact.via, contact.address});
  }
}

}  // namespace oasis::notify
