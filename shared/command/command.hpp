// Intents: what somebody wants to happen. The same structs come from the browser, the API, a mail, a
// scenario. May not: carry anything that the server must know better (time, numbers, who sends it).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/model/message.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// What a message brings along; ids are made by the sender.
struct Draft {
  MessageId id;
  std::string text;
  std::vector<Attachment> attachments;
  std::string mail_id;
  bool automatic = false;
  /// What was read out of the text when it came: a back-test over history need not read it again. Unset: the
  /// text is read. Never taken from outside.
  std::optional<Mood> mood;
};

struct CreateTicket {
  TicketId ticket;
  std::string subject;
  Priority priority = Priority::normal;
  Id customer;  ///< or found by the domain of from_email
  std::string from_name;
  std::string from_email;
  std::string category;
  std::string channel;
  std::vector<std::string> tags;
  Id team;
  bool drill = false;
  TicketId follows;  ///< an earlier ticket that this one belongs to; its people see the link
  Draft message;
};
struct Reply {
  TicketId ticket;
  Draft message;
  std::optional<Instant> promise =
      {};  ///< the next update by then; unset = by the cadence, if the ticket has one
};
struct WriteNote {
  TicketId ticket;
  Draft message;
};
struct CustomerReply {
  TicketId ticket;
  Draft message;
  TicketId opens;  ///< the id of the new ticket if this one is closed; empty = the message's id
};
struct SetFields {
  TicketId ticket;
  std::optional<Priority> priority;
  std::optional<Status> status;
  std::optional<Id> assignee;  ///< empty = nobody
  std::optional<Id> team;
  std::optional<std::vector<std::string>> tags;
  std::optional<Id> customer;
  std::optional<std::string> subject;
  std::optional<std::string> category;
  std::string outcome;  ///< with status resolved: how it ended
};
struct Merge {
  TicketId ticket;
  TicketId into;
};
struct Acknowledge {
  TicketId ticket;
};
struct Escalate {
  TicketId ticket;
  Id chain;                          ///< empty = the workspace's first
  std::optional<std::int32_t> tier;  ///< unset = the next above what was reached
  std::string reason;
  EscalationContext context = {};  ///< all empty = what the ticket has stays
};
struct Rate {
  TicketId ticket;
  std::int32_t satisfaction = 0;
  std::string comment;
};

/// "Apply now": the active run moves to the newest version of its chain, keeping step and time.
struct ApplyChain {
  TicketId ticket;
  Id chain;
};
/// Every message of the step that fired last has failed for everybody: the next step fires at once. Given by
/// the server's outbox only.
struct StepFailed {
  TicketId ticket;
  Id chain;
  std::int32_t step = 0;
  std::int32_t round = 1;
};

/// "Next update by …", told to the customer outside of a reply.
struct PromiseUpdate {
  TicketId ticket;
  Instant due;
};

/// Two tickets that belong together, or (`off`) no longer do. Both show it.
struct Link {
  TicketId ticket;
  TicketId to;
  bool off = false;
};
/// What a customer wrote about something else becomes the first message of a ticket of its own, linked to
/// this one. The message stays where it was, too: history is never rewritten.
struct Split {
  TicketId ticket;
  TicketId opens;  ///< the id of the new ticket
  std::string subject;
  Draft message;  ///< without files: those stay with the first ticket
};
/// Somebody wants to hear what happens to the ticket, or (`off`) no longer.
struct Watch {
  TicketId ticket;
  Id user;  ///< empty = who gives the command
  bool off = false;
};

using Command = std::variant<CreateTicket, Reply, WriteNote, CustomerReply, SetFields, Merge, Acknowledge,
                             Escalate, Rate, ApplyChain, StepFailed, PromiseUpdate, Link, Split, Watch>;

/// Why a command was refused: `code` for programs, `what` for people.
struct Refusal {
  enum class Code : std::uint8_t { unknown_ticket, forbidden, invalid, conflict, too_large };
  Code code = Code::invalid;
  std::string where;  ///< JSON pointer into the command's arguments, empty where none fits
  std::string what;
};

}  // namespace oasis
