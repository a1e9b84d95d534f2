// One visit to a mailbox's folder by IMAP (RFC 9051): what is there, the bytes of a mail, marked when it is
// done. May not: decide what a mail leads to, remember anything between visits (collect.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail/imap_wire.hpp"
#include "shared/result.hpp"

namespace oasis {

/// A folder's numbering: UIDs grow within one UIDVALIDITY; with another one they mean other mails.
struct ImapFolder {
  std::int64_t uid_validity = 0;
  std::int64_t uid_next = 0;  ///< the UID that the next mail will have, or more
};

class ImapVisit {
 public:
  static Result<ImapVisit> begin(const ImapServer& server);

  /// Opens the folder for reading and marking; "INBOX" or a name of plain ASCII as the server spells it.
  Result<ImapFolder> select(std::string_view folder);
  /// UIDs from `from` on (to `to`; 0 = to the end), in order; `unseen`: only those without \Seen.
  Result<std::vector<std::int64_t>> find(std::int64_t from, std::int64_t to, bool unseen);
  /// The size of a mail in bytes; nullopt if it is gone.
  Result<std::optional<std::size_t>> size_of(std::int64_t uid);
  /// The whole mail, without marking it (BODY.PEEK); nullopt if it is gone.
  Result<std::optional<std::string>> fetch(std::int64_t uid, std::size_t most_bytes);
  /// Sets \Seen on the mails with these UIDs that are still there.
  std::optional<Error> mark_seen(std::int64_t first, std::int64_t last);
  /// Moves one mail into another folder (MOVE, or COPY and \Deleted where the server has no MOVE).
  std::optional<Error> move(std::int64_t uid, std::string_view folder);

 private:
  explicit ImapVisit(ImapWire wire) : wire_(std::move(wire)) {}
  /// Gives a command and waits for its end; the untagged responses, or the server's refusal as the error.
  Result<std::vector<ImapResponse>> give(const std::string& command, std::size_t longest_literal = 64 * 1024);

  ImapWire wire_;
  int commands_ = 0;
};

}  // namespace oasis
