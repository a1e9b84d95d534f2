// Carries out what the routing of a mail says. May not: read mail bytes.
#include "server/mail/intake.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "server/engine/digest.hpp"
#include "server/mail/address.hpp"
#include "server/mail/mailbox_settings.hpp"
#include "server/mail/parse.hpp"
#include "server/mail/subject.hpp"
#include "server/notify/mail_answers.hpp"
#include "server/store/bounces.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// What the routing asks, answered by the turn that will carry it out, so that nothing changes in between.
class TurnDirectory final : public MailDirectory {
 public:
  TurnDirectory(engine::Turn& turn, const Policies& policies) : turn_(turn), policies_(policies) {}

  std::optional<std::int64_t> ticket_of_message(std::string_view message_id) const override {
    const auto id = store::ticket_of_mail(turn_.database(), message_id);
    if (!id || !turn_.fetch(*id)) return std::nullopt;
    return turn_.state().tickets.at(*id).number;
  }
  bool has_incoming(std::string_view message_id) const override {
    return store::has_received_mail(turn_.database(), message_id);
  }
  bool has_ticket(std::int64_t number) const override {
    return store::find_ticket_by_number(turn_.database(), number).has_value();
  }
  bool is_participant(std::int64_t number, std::string_view address) const override {
    const auto id = store::find_ticket_by_number(turn_.database(), number);
    if (!id || !turn_.fetch(*id)) return false;
    const Ticket& ticket = turn_.state().tickets.at(*id);
    if (address_key(ticket.contact_email) == address || user_with(policies_, address)) return true;
    // A colleague of the customer may go on with what another one began.
    const Customer* customer = policies_.customer_of_email(address);
    return customer && !ticket.customer.empty() && customer->id == ticket.customer;
  }
  std::optional<std::string> contact_with(std::string_view address) const override {
    if (const User* user = user_with(policies_, address)) return user->id;
    for (const Customer& customer : policies_.workspace().customers) {
      for (const CustomerContact& contact : customer.contacts) {
        if (address_key(contact.email) == address) return contact.id;
      }
    }
    return std::nullopt;
  }
  std::optional<std::string> customer_of_contact(std::string_view contact_id) const override {
    for (const Customer& customer : policies_.workspace().customers) {
      for (const CustomerContact& contact : customer.contacts) {
        if (contact.id == contact_id) return customer.id;
      }
    }
    return std::nullopt;
  }
  std::optional<std::string> customer_with_domain(std::string_view domain) const override {
    const Customer* customer = policies_.customer_of_email("anybody@" + std::string(domain));
    return customer ? std::optional(customer->id) : std::nullopt;
  }
  int mails_in_last_hour(std::string_view address) const override {
    return static_cast<int>(store::mails_from(turn_.database(), address, turn_.now() - hours(1)));
  }

  static const User* user_with(const Policies& policies, std::string_view address) {
    for (const User& user : policies.workspace().users) {
      for (const Contact& contact : user.contacts) {
        if (contact.via == "email" && address_key(contact.address) == address) return &user;
      }
    }
    return nullptr;
  }

 private:
  engine::Turn& turn_;
  const Policies& policies_;
};

/// One mail on its way through a turn.
class Intake {
 public:
  Intake(engine::Turn& turn, const IncomingMail& mail, const engine::Links* links)
      : turn_(turn), mail_(mail), links_(links), policies_(*current_policies(turn.state())) {}

  Result<TakenMail> take(const RoutingPolicy& policy) {
    const TurnDirectory directory(turn_, policies_);
    const MailRouting routing = route_mail(mail_, directory, policy);
    TakenMail taken{routing.action, 0, routing.why};
    if (routing.action == MailAction::refuse) return taken;
    note_sender();
    if (routing.action != MailAction::hold && took_answer(taken)) return taken;
    // Before the ticket hears of it: what its rules do is done in the same breath.
    if (!routing.may_answer) store::note_machine_mail(turn_.database(), mail_.message_id);
    std::optional<Refusal> refusal;
    Draft draft = make_draft(routing);
    if (routing.action == MailAction::open_ticket) {
      refusal = open_ticket(routing, draft);
    } else if (routing.action != MailAction::hold) {
      refusal = add_to_ticket(routing, draft);
    }
    if (refusal) return Error{refusal->where, refusal->what};
    TicketId ticket;
    if (auto found = store::ticket_of_message(turn_.database(), draft.id)) {
      ticket = std::move(*found);
      store_attachments(draft, ticket);
      note_remarks(ticket);
      taken.ticket = turn_.state().tickets.at(ticket).number;
    }
    note_received(routing.action, ticket);
    return taken;
  }

 private:
  /// "ack" to a page: done by that, and no words on the ticket.
  bool took_answer(TakenMail& taken) {
    const auto answer = links_ ? notify::answer_by_mail(turn_, *links_, mail_) : std::nullopt;
    if (!answer) return false;
    taken = {MailAction::record, answer->ticket, answer->what};
    note_received(taken.action, "");
    return true;
  }

  void note_received(MailAction action, const TicketId& ticket) {
    store::put_received_mail(turn_.database(), {mail_.message_id, turn_.now(), address_key(mail_.from.address),
                                                std::to_string(static_cast<int>(action)), ticket});
  }

  /// Who writes has an address that works; a bounce marks the address that the mail of ours had gone to.
  void note_sender() {
    if (mail_.kind == MailKind::ordinary || mail_.kind == MailKind::list) {
      notify::note_working_address(turn_, mail_.from.address);
    } else {
      notify::note_bounce(turn_, mail_);
    }
  }

  Draft make_draft(const MailRouting& routing) const {
    Draft draft;
    draft.id = engine::new_id(turn_.now().ms);
    draft.text = mail_.text;
    draft.mail_id = mail_.message_id;
    draft.automatic = !routing.may_reopen;
    for (const MailAttachment& file : mail_.attachments) {
      draft.attachments.push_back({engine::new_id(turn_.now().ms), file.filename, file.content_type,
                                   static_cast<std::int64_t>(file.bytes.size()), file.in_line});
    }
    return draft;
  }

  TicketId ticket_with(std::int64_t number) const {
    if (number == 0) return {};
    return store::find_ticket_by_number(turn_.database(), number).value_or("");
  }

  std::optional<Refusal> open_ticket(const MailRouting& routing, const Draft& draft) {
    const MailAddress& writer = mail_.reply_to ? *mail_.reply_to : mail_.from;
    CreateTicket create;
    create.ticket = engine::new_id(turn_.now().ms);
    create.subject = bare_subject(mail_.subject);
    if (create.subject.empty()) create.subject = "(no subject)";
    create.customer = routing.customer.value_or("");
    create.from_name = writer.name.empty() ? mail_.from.name : writer.name;
    create.from_email = writer.address;
    create.channel = "email";
    create.follows = ticket_with(routing.follows);
    create.message = draft;
    return turn_.run(create, Actor{Actor::Kind::customer, "", Role::viewer});
  }

  std::optional<Refusal> add_to_ticket(const MailRouting& routing, const Draft& draft) {
    const TicketId ticket = ticket_with(routing.ticket);
    if (routing.action == MailAction::record) {
      return turn_.run(WriteNote{ticket, draft}, Actor{Actor::Kind::system, "mail", Role::viewer});
    }
    // Who wrote a mail is only claimed: what comes from a colleague's address stays inside, as their note.
    if (const User* user = TurnDirectory::user_with(policies_, address_key(mail_.from.address))) {
      return turn_.run(WriteNote{ticket, draft}, Actor{Actor::Kind::user, user->id, user->role});
    }
    return turn_.run(CustomerReply{ticket, draft, engine::new_id(turn_.now().ms)}, Actor{Actor::Kind::customer, "", Role::viewer});
  }

  /// What had to be left out or guessed, for staff.
  void note_remarks(const TicketId& ticket) {
    if (mail_.remarks.empty()) return;
    WriteNote note;
    note.ticket = ticket;
    note.message.id = engine::new_id(turn_.now().ms);
    note.message.automatic = true;
    for (const std::string& remark : mail_.remarks) note.message.text += remark + "\n";
    (void)turn_.run(note, Actor{Actor::Kind::system, "mail", Role::viewer});  // the mail counts, not the note
  }

  void store_attachments(const Draft& draft, const TicketId& ticket) {
    for (std::size_t i = 0; i < draft.attachments.size(); ++i) {
      const Attachment& file = draft.attachments[i];
      store::put_attachment(turn_.database(), {file.id, ticket, file.name, file.type, mail_.attachments[i].bytes});
    }
  }

  engine::Turn& turn_;
  const IncomingMail& mail_;
  const engine::Links* links_;
  const Policies& policies_;
};

/// A mail without Message-ID is known by its bytes.
std::string made_up_id(std::string_view raw) {
  return engine::sha256_hex(raw) + "@no-message-id.invalid";
}

bool keep_for_a_look(const std::string& folder, const std::string& mail_id, std::string_view raw) {
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  const std::string path = folder + "/" + engine::sha256_hex(mail_id).substr(0, 32) + ".eml";
  std::ofstream file(path, std::ios::binary);
  file.write(raw.data(), static_cast<std::streamsize>(raw.size()));
  file.close();
  return file.good();
}

}  // namespace

RoutingPolicy routing_policy(const Workspace& workspace, std::string origin, std::string reply_key) {
  RoutingPolicy policy;
  policy.origin = std::move(origin);
  policy.reply_key = std::move(reply_key);
  for (const Mailbox& mailbox : workspace.mailboxes) {
    policy.own_addresses.push_back(mailbox.address);
    if (std::string server = setting_of(mailbox, "authserv_id"); !server.empty())
      policy.authserv_ids.push_back(std::move(server));
  }
  return policy;
}

Result<TakenMail> take_mail(engine::Writer& writer, std::string_view raw, const std::string& origin,
                            const std::string& reply_key, const std::string& held_folder,
                            const std::function<void(engine::Turn&)>& also, const engine::Links* links) {
  OASIS_TRY(IncomingMail mail, parse_mail(raw));
  if (mail.message_id.empty()) mail.message_id = made_up_id(raw);
  const auto document = writer.document();
  const RoutingPolicy policy = routing_policy(document.policies->workspace(), origin, reply_key);
  Result<TakenMail> taken = TakenMail{};
  writer.run([&](engine::Turn& turn) {
    taken = Intake(turn, mail, links).take(policy);
    if (also && taken.ok()) also(turn);
    const bool held = taken.ok() && taken->action == MailAction::hold;
    if (held && !keep_for_a_look(held_folder, mail.message_id, raw)) {
      throw store::Failure(store::Trouble::full, "A mail that a person should look at cannot be kept in " + held_folder + ".");
    }
  });
  if (taken.ok()) spdlog::info("Mail taken: {}", taken->what);
  return taken;
}

}  // namespace oasis
