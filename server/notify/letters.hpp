// The texts of messages to people: pages of an escalation, answers to customers (digests: digests.hpp). Pure.
// May not: look anything up, send, know a channel's form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/engine/links.hpp"
#include "shared/event/event.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis::notify {

/// A subject of one line, without the ticket's tag, and a readable text with LF line ends.
struct Letter {
  std::string subject;
  std::string text;
  bool drill = false;  ///< both begin with `drill_word`, which stays in front of the ticket's tag as well
};

/// What every message of a drill begins with.
constexpr std::string_view drill_word = "DRILL ";
/// A ticket's subject where it stands among others: with the mark, if it is a drill.
std::string marked_subject(const Ticket& ticket);

/// What a letter is written from.
struct Matter {
  const Policies& policies;
  const Workspace& workspace;  ///< of the policies
  const Zones& zones;
  const engine::Links& links;
  const Ticket& ticket;
  const std::vector<Event>& events;  ///< the ticket's, in order
  Instant now;
  std::string language = {};  ///< of whom a page goes to, as a tag; empty: the texts' own
};

/// How a page can be answered without a login: a signed link, and a code for a reply.
struct WayToAnswer {
  std::string url;
  std::string code;
};
/// Another ticket that the same message lists.
struct AlsoWaiting {
  Ticket ticket;
  std::string answer_url;
  std::string code;
};

/// Tells `user` about a ticket: who, what, since when, what was promised, the context that the escalation was
/// given, which clock is due, the customer's last message, what was tried, what is expected, the links and
/// the reply code. `more`: what else this one message lists, by number at the top and in full at the end.
Letter page(const Matter& matter, const User& user, const Notified& notified, const WayToAnswer& way,
            const std::vector<AlsoWaiting>& more);

/// The lines of a page about the ticket itself: who, what, since when, promise, context, clocks, last
/// message, tried.
std::string facts(const Matter& matter, const std::string& zone);

/// A public reply as the customer gets it: who has their ticket, how it stands, when they hear from us next,
/// and the link to their page. `too_large`: its files that no mail takes, each with the link to it.
Letter answer(const Matter& matter, const Message& message, const std::vector<Attachment>& too_large = {});

/// How the ticket ended, with a link for each rating (the page asks before it rates).
Letter outcome(const Matter& matter, const Resolved& resolved);

}  // namespace oasis::notify
