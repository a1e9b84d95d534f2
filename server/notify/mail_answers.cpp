// Answers and reports by mail. May not: read mail bytes.
#include "server/notify/mail_answers.hpp"

#include <utility>
#include <vector>

#include "server/mail/address.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/answers.hpp"
#include "server/store/outbox.hpp"
#include "shared/policy/policies.hpp"

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
  const Answered answered = answer_by_reply(turn, links, id, answer, answers_to, "mail");
  if (answered.kind == Answered::Kind::forged && answer.only_code) return std::nullopt;
  return MailAnswer{"An answer by " + id + ": " + answered.what, answered.number};
}

void note_bounce(engine::Turn& turn, const IncomingMail& mail) {
  if (!mail.bounce || !mail.bounce->permanent) return;
  auto row = store::find_outgoing_by_message_id(turn.database(), mail.bounce->original_message_id);
  if (!row || row->via != "email") return;
  record_failed(turn, std::move(*row),
                "The mail came back: " +
                    (mail.bounce->diagnostic.empty() ? mail.bounce->status : mail.bounce->diagnostic));
}

}  // namespace oasis::notify
