// A row of the outbox made ready to leave: text, address, threading. May not: send.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "server/engine/links.hpp"
#include "server/notify/compose.hpp"
#include "server/notify/letters.hpp"
#include "server/store/outbox.hpp"
#include "server/store/sqlite.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis::notify {

struct Parcel {
  store::Outgoing row;
  Letter letter;
  std::string to_name;
  std::int64_t number = 0;              ///< of the ticket, for the subject's tag; 0: none
  std::vector<std::string> references;  ///< Message-IDs of the conversation without brackets, oldest first
  std::vector<MailFile> files;          ///< of a reply, as far as a mail takes them (enclosed.hpp)
  bool to_customer = false;
  std::string language;  ///< of the letter, BCP 47; empty: not known
  bool automatic = true;  ///< nobody wrote it: it says so, and no machine should answer it
  Urgency urgency = Urgency::normal;
  /// A page of one ticket to one person: how it can be answered without a login. Empty for everything else.
  std::string answer_url;  ///< the signed link
  std::string code;        ///< the reply code
  std::vector<AlsoWaiting> also;  ///< what else the page lists
  /// For a rule's webhook: what is posted, JSON.
  std::string payload;
};

/// What became of an attempt to hand a parcel over.
struct Outcome {
  enum class Kind {
    sent,       ///< the other side took it
    try_again,  ///< not now: no connection, a temporary refusal
    refused     ///< never: a wrong address, a channel that is not set up
  };
  Kind kind = Kind::refused;
  std::string detail;       ///< one sentence for people; no secret
  bool may_repeat = false;  ///< try_again: the other side may have it already
  /// Not this message but the provider is at fault: every other message will meet the same.
  bool provider_fault = false;
  std::optional<Duration> retry_after;  ///< try_again: the other side asks to be left alone for so long
  std::string provider;                 ///< what the other side calls the message
};

/// A way out of the house, by a contact's `via`. May take long; does not throw. Callable from several threads
/// at once.
using Channel = std::function<Outcome(const Parcel&)>;

/// The subject in at most `longest` code points and behind its ticket's number, as far as it has one: "#7 Fire", "DRILL
/// #7 Fire and 2 more". A longer one is cut in its middle.
std::string title_of(const Parcel& parcel, std::size_t longest);

/// The text in at most `most` code points (abridged.hpp), with the words that it may have come before where an earlier
/// attempt was cut off: in front, where nobody misses them; in an answer to a customer at the end.
std::string text_of(const Parcel& parcel, std::size_t most = std::string::npos);

/// Writes the message that `row` asks for, from what is stored now. Throws store::Failure; what is no longer
/// there (a person who left) gives a letter all the same.
Parcel make_parcel(const store::Outgoing& row, store::Database& reading, const Policies& policies,
                   const Zones& zones, const engine::Links& links, Instant now);

}  // namespace oasis::notify
