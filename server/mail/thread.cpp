// See thread.hpp. May not: keep state between mails.
#include "server/mail/thread.hpp"

#include <algorithm>

#include "server/mail/authentication.hpp"
#include "server/mail/kind.hpp"
#include "server/mail/reply_address.hpp"
#include "server/mail/subject.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// Why this mail is one that we sent ourselves; empty if it is not.
std::string own_mail_reason(const IncomingMail& mail, const RoutingPolicy& policy) {
  if (!policy.origin.empty()) {
    if (same_ignoring_case(mail.facts.oasis_origin, policy.origin))
      return "The mail was sent by this installation: a loop.";
    if (domain_of(mail.message_id) == lower_ascii(policy.origin))
      return "The mail has a Message-ID of this installation: a loop.";
  }
  const std::string sender = address_key(mail.from.address);
  for (const std::string& own : policy.own_addresses)
    if (address_key(own) == sender) return "The mail claims to come from our own mailbox " + own + ".";
  // A signed reply address as sender is ours as well.
  if (const auto token = read_reply_address(sender, policy.reply_key); token && token->genuine)
    return "The mail claims to come from one of our reply addresses.";
  return {};
}

struct Found {
  std::int64_t ticket = 0;
  FoundBy by = FoundBy::nothing;
};

Found find_by_ids(const IncomingMail& mail, const MailDirectory& directory) {
  std::vector<std::string> ids{mail.in_reply_to};
  ids.insert(ids.end(), mail.references.rbegin(), mail.references.rend());
  if (mail.bounce) ids.push_back(mail.bounce->original_message_id);
  for (const std::string& id : ids) {
    if (id.empty()) continue;
    if (const auto ticket = directory.ticket_of_message(id)) return {*ticket, FoundBy::message_id};
  }
  return {};
}

Found find_by_reply_address(const IncomingMail& mail, const MailDirectory& directory,
                            const RoutingPolicy& policy) {
  std::vector<std::string> addresses = mail.delivered_to;
  for (const auto* list : {&mail.to, &mail.cc})
    for (const MailAddress& entry : *list) addresses.push_back(entry.address);
  for (const std::string& address : addresses) {
    const auto token = read_reply_address(address, policy.reply_key);
    if (token && token->genuine && directory.has_ticket(token->number))
      return {token->number, FoundBy::reply_address};
  }
  return {};
}

Found find_by_tag(const IncomingMail& mail, const MailDirectory& directory) {
  const auto number = ticket_number_in(mail.subject);
  if (number && directory.has_ticket(*number)) return {*number, FoundBy::subject_tag};
  return {};
}

/// The ticket the sender may write on, and the one that was named but is not theirs.
struct Search {
  Found allowed;
  Found refused;
  bool unproven = false;  // it may be theirs, but only its number and a From say so
};

Search find_ticket(const IncomingMail& mail, const MailDirectory& directory, const RoutingPolicy& policy) {
  const std::string sender = address_key(mail.from.address);
  Search search;
  for (const Found& found : {find_by_ids(mail, directory), find_by_reply_address(mail, directory, policy),
                             find_by_tag(mail, directory)}) {
    if (found.by == FoundBy::nothing) continue;
    // A bounce comes from a mail server, which is on no ticket; our message's id in it is proof enough.
    const bool bounce = mail.kind == MailKind::bounce && found.by == FoundBy::message_id;
    const bool takes_part = directory.is_participant(found.ticket, sender);
    const bool proven = found.by != FoundBy::subject_tag ||
                        sender_is_proven(mail.facts.authentication_results, sender, policy.authserv_ids);
    if (bounce || found.by == FoundBy::reply_address || (takes_part && proven)) {
      search.allowed = found;
      return search;
    }
    if (search.refused.by != FoundBy::nothing) continue;
    search.refused = found;
    search.unproven = takes_part;
  }
  return search;
}

const char* words_for(FoundBy by) {
  switch (by) {
    case FoundBy::message_id:
      return "by the message it answers";
    case FoundBy::reply_address:
      return "by its signed reply address";
    case FoundBy::subject_tag:
      return "by the number in its subject";
    case FoundBy::nothing:
      break;
  }
  return "by nothing";
}

void identify_sender(const IncomingMail& mail, const MailDirectory& directory, MailRouting& routing) {
  routing.contact = directory.contact_with(address_key(mail.from.address));
  if (routing.contact) routing.customer = directory.customer_of_contact(*routing.contact);
  if (!routing.customer) routing.customer = directory.customer_with_domain(domain_of(mail.from.address));
}

MailRouting decided(MailRouting routing, MailAction action, std::string why) {
  routing.action = action;
  routing.why = std::move(why);
  return routing;
}

}  // namespace

MailRouting route_mail(const IncomingMail& mail, const MailDirectory& directory,
                       const RoutingPolicy& policy) {
  MailRouting routing;
  const std::string own = own_mail_reason(mail, policy);
  if (!own.empty()) return decided(routing, MailAction::refuse, own);
  if (!mail.message_id.empty() && directory.has_incoming(mail.message_id))
    return decided(routing, MailAction::refuse, "The mail came in before.");

  identify_sender(mail, directory, routing);
  const Search search = find_ticket(mail, directory, policy);
  const bool found = search.allowed.by != FoundBy::nothing;
  if (found) {
    routing.ticket = search.allowed.ticket;
    routing.found_by = search.allowed.by;
  }
  const std::string place =
      "ticket " + std::to_string(routing.ticket) + ", found " + words_for(routing.found_by);

  if (mail.kind == MailKind::auto_reply || mail.kind == MailKind::bounce) {
    const std::string kind = mail.kind == MailKind::bounce ? "A bounce" : "An automatic answer";
    if (found)
      return decided(routing, MailAction::record, kind + " on " + place + ": recorded, nothing follows.");
    return decided(routing, MailAction::hold, kind + " that belongs to no ticket of ours.");
  }
  const int limit = policy.mails_per_sender_and_hour;
  if (limit > 0 && directory.mails_in_last_hour(address_key(mail.from.address)) >= limit)
    return decided(
        routing, MailAction::hold,
        "The sender has sent " + std::to_string(limit) + " mails within an hour; a person has to look.");

  routing.may_answer = !never_answer(mail);
  routing.may_reopen = true;
  if (found) {
    routing.new_participant = !directory.is_participant(routing.ticket, address_key(mail.from.address));
    return decided(routing, MailAction::add_reply, "An answer on " + place + ".");
  }
  if (search.unproven) {
    routing.follows = search.refused.ticket;
    return decided(routing, MailAction::open_ticket,
                   "The mail names ticket " + std::to_string(search.refused.ticket) +
                       " in its subject only, and nothing proves its sender: a new ticket that follows it.");
  }
  if (search.refused.by != FoundBy::nothing)
    return decided(routing, MailAction::open_ticket,
                   "The mail names ticket " + std::to_string(search.refused.ticket) +
                       ", but its sender is not on it: a new ticket.");
  return decided(routing, MailAction::open_ticket, "The mail answers nothing of ours: a new ticket.");
}

}  // namespace oasis
