// The address an answer to a ticket goes to: "support+t1042-<signature>@…" (sub-addressing, RFC 5233). Who
// has it was given a mail of that ticket; nobody can make one up for another ticket. May not: store keys,
// know tickets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oasis {

/// The signed address of ticket `number` (> 0) at the mailbox `support` ("support@example.com"); the mailbox
/// itself if it is no address. Signature: HMAC-SHA256 with `key` (at least 16 secret bytes), its first 80
/// bits (RFC 2104, section 5) in lower-case base32, since some servers lower-case local parts.
std::string reply_address(std::string_view support, std::int64_t number, std::string_view key);

/// What an address says about a ticket.
struct ReplyToken {
  std::int64_t number = 0;
  bool genuine = false;  // the signature fits; false: forged, cut or of another installation
};

/// The token in `address`; nothing if it has none. ASCII case does not matter; compared in constant time.
std::optional<ReplyToken> read_reply_address(std::string_view address, std::string_view key);

}  // namespace oasis
