// Trying out at once what the settings say: one message, one call of a webhook, one look into a mailbox. Nothing of it
// is in the outbox. May not: retry, keep anything, know what is in force.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/engine/links.hpp"
#include "server/notify/parcel.hpp"
#include "server/notify/ways_out.hpp"
#include "shared/model/workspace.hpp"

namespace oasis::notify {

/// What came of it.
struct Trial {
  bool works = false;
  std::string to;    ///< whom or what was spoken to; of a web address only the host, since it may be a secret
  std::string said;  ///< why it does not work: one sentence for people, no secret; empty if it does
  std::optional<std::int64_t> unread = {};  ///< of a mailbox: mails that nobody has read yet
};

/// A message that says it is a test, as if it came from the outbox.
Parcel test_parcel(const std::string& via, const std::string& address, Instant now);

/// Sends one to the address that `to` has for this channel of `workspace`, by this one even where another one of its kind
/// stands before it, or the command line names another mail server. Blocks until the other side has answered.
Trial try_channel(WaysOut ways, Workspace workspace, std::size_t channel, const User& to, const engine::Links& links, Instant now);
/// Posts to a webhook of `workspace` what a rule would, without a ticket and with "test": true. Blocks likewise.
Trial try_webhook(const WaysOut& ways, const Workspace& workspace, const Webhook& webhook, const engine::Links& links, Instant now);
/// Signs in, opens its folders and counts; takes nothing and marks nothing. Blocks likewise.
Trial try_mailbox(const Mailbox& mailbox, const std::string& data_folder);
/// Asks for a page of a server at this address, as somebody outside would. `url`: the operator's own, so that its host may be
/// a private one. Blocks likewise.
Trial try_address(const std::string& url);

}  // namespace oasis::notify
