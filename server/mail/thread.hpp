// Where an incoming mail goes: to which ticket, from whom, and what it may set off.
// May not: read mail bytes, change tickets, read a clock; the engine carries out what is said here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail/incoming.hpp"

namespace oasis {

/// What the routing asks the store. Addresses and domains come in lower case, message ids without "<>".
class MailDirectory {
 public:
  virtual ~MailDirectory() = default;
  /// The ticket whose conversation holds this message, came in or sent out.
  virtual std::optional<std::int64_t> ticket_of_message(std::string_view message_id) const = 0;
  /// Whether this message came in before (the pipe was run twice, IMAP gave it again).
  virtual bool has_incoming(std::string_view message_id) const = 0;
  virtual bool has_ticket(std::int64_t number) const = 0;
  /// Whether the address belongs to the ticket: its requester, somebody in copy, an agent on it.
  virtual bool is_participant(std::int64_t number, std::string_view address) const = 0;
  /// The contact or user with this address; ids of the workspace.
  virtual std::optional<std::string> contact_with(std::string_view address) const = 0;
  virtual std::optional<std::string> customer_of_contact(std::string_view contact_id) const = 0;
  /// The customer who owns this domain; none for domains where anybody can have an address.
  virtual std::optional<std::string> customer_with_domain(std::string_view domain) const = 0;
  /// Mails from the address within the last hour, without this one.
  virtual int mails_in_last_hour(std::string_view address) const = 0;
};

struct RoutingPolicy {
  /// Our installation: X-Oasis-Origin of what we send, and the domain of our Message-IDs. Must be ours alone
  /// ("mail.oasis.example.com"), not the domain people write from.
  std::string origin;
  std::vector<std::string> own_addresses;  // mailboxes of this installation, without signatures
  std::string reply_key;                   // of reply_address.hpp
  int mails_per_sender_and_hour = 60;      // more are held; 0 = no limit
  std::vector<std::string> authserv_ids = {};  // servers of ours whose Authentication-Results are believed
};

enum class MailAction {
  open_ticket,  // a new ticket
  add_reply,    // a customer's (or agent's) words on the ticket
  record,       // onto the ticket's timeline only: an automatic answer or a bounce
  hold,         // kept for a person to look at, nothing else happens: too many, or automatic without a ticket
  refuse,       // a mail of our own, or one we have already
};

enum class FoundBy { nothing, message_id, reply_address, subject_tag };

struct MailRouting {
  MailAction action = MailAction::open_ticket;
  std::int64_t ticket = 0;  // with add_reply and record
  FoundBy found_by = FoundBy::nothing;
  std::int64_t follows = 0;  // with open_ticket: the ticket whose number its subject names, unproven; 0 = none
  std::optional<std::string> contact;   // who wrote, if known
  std::optional<std::string> customer;  // of the contact, else by the sender's domain
  bool new_participant = false;         // came by a signed address, but is not on the ticket yet
  bool may_answer = false;              // an automatic mail (a receipt) may go back
  bool may_reopen = false;              // may reopen, stop or start clocks: only what somebody wrote
  std::string why;                      // one sentence for the log
};

/// Decides, in this order: our own mail (X-Oasis-Origin, our Message-ID domain, from one of our mailboxes)
/// and mail we have already are refused; bounces and automatic answers are recorded on their ticket, else
/// held; a sender over the limit is held; a ticket is found by In-Reply-To and References (newest first), by
/// a signed reply address, by the subject's tag. A sender who is not on a ticket found by id or tag opens a
/// new one; a signed address lets anybody in who was given it. A forged signature counts as none.
/// Numbers can be guessed and From can be forged, so the tag alone lets in only a sender whom a server in
/// `authserv_ids` vouches for; other mail with the tag of a ticket that its sender claims to be on opens a new
/// one that follows it. A Message-ID of the conversation is known only to who received a mail of it. Pure but for
/// what the directory answers.
MailRouting route_mail(const IncomingMail& mail, const MailDirectory& directory, const RoutingPolicy& policy);

}  // namespace oasis
