// What the settings of a mailbox in the workspace document say. May not: connect.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail/imap_wire.hpp"
#include "shared/model/workspace.hpp"
#include "shared/result.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct MailboxSettings {
  ImapServer server;
  std::string folder = "INBOX";
  std::string move_to;          ///< where a taken mail goes; empty: it stays and is marked \Seen
  Duration every = minutes(1);  ///< 1 s … 1 day
};

/// Whether the server fetches this mailbox's mail itself: it names a host. Else mail comes in by the pipe.
bool is_polled(const Mailbox& mailbox);

/// A setting's value; empty if it is not there.
std::string setting_of(const Mailbox& mailbox, std::string_view name);

/// The settings `host`, `port` (993 with tls, else 143), `security` (tls, starttls, none; default tls),
/// `user` (default the address), `folder` (INBOX), `every` (1m), `move_to`, `ca_file`; `authserv_id` is read
/// by intake. The password is the secret that `secret_ref` names; `password` is empty for a check of the
/// document alone. The error's `where` is below the mailbox: "/settings/port".
Result<MailboxSettings> read_mailbox(const Mailbox& mailbox, const std::optional<std::string>& password);

/// What is wrong with the polled mailboxes of a document, with a JSON pointer into it.
std::vector<Error> mailbox_faults(const Workspace& workspace);

}  // namespace oasis
