// What somebody said on a ticket. May not: know how it arrived or leaves (server/mail, server/notify).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// Who did something: a person of the workspace, the customer, or the system by a rule or a timer.
struct Actor {
  enum class Kind : std::uint8_t { user, customer, system };
  Kind kind = Kind::system;
  Id id;                     ///< user: their id; customer: empty; system: "rule <id>", "timer", "mail", …
  Role role = Role::viewer;  ///< user: what they may do; not stored with events
  friend bool operator==(const Actor&, const Actor&) = default;
};

/// How a customer's message sounds (policy/dissatisfaction), as it is kept with the fact.
struct Mood {
  double score = 0;  ///< in [-1, 1]
  bool dissatisfied = false;
  std::vector<std::string> words;  ///< what made the score
  friend bool operator==(const Mood&, const Mood&) = default;
};

/// A file beside a message; its bytes are stored by the server under `id`.
struct Attachment {
  std::string id;
  std::string name;
  std::string type;  ///< media type as declared and checked at the edge
  std::int64_t bytes = 0;
  bool in_line = false;  ///< a picture that stands within the text, not a file that was attached
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct Message {
  MessageId id;
  TicketId ticket;
  Instant at;
  Actor author;
  std::string author_name;  ///< as it was then
  bool internal = false;    ///< a note: staff only
  bool automatic = false;   ///< an automatic reply or system message: stops no clock
  std::string text;         ///< UTF-8, readable, quoted parts included
  std::vector<Attachment> attachments;
  std::string mail_id;  ///< Message-ID without brackets when it came or goes by mail
  friend bool operator==(const Message&, const Message&) = default;
};

}  // namespace oasis
