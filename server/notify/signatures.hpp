// Signatures as providers make and expect them. May not: keep a key.
#pragma once

#include <string>
#include <string_view>

#include "shared/time/instant.hpp"

namespace oasis::notify {

/// HMAC-SHA-256 (RFC 2104) as 64 lower-case hex digits.
std::string hmac_sha256_hex(std::string_view key, std::string_view text);
/// HMAC-SHA-1 as base64: Twilio's.
std::string hmac_sha1_base64(std::string_view key, std::string_view text);

/// Older than this, or as far in the future, a signed request counts as replayed.
constexpr Duration signature_life = minutes(5);

/// What a webhook of ours is signed with: "v1=" and the HMAC-SHA-256 of "<seconds>.<body>".
std::string webhook_signature(std::string_view key, Instant at, std::string_view body);

/// Slack's: "v0=" and the HMAC-SHA-256 of "v0:<seconds>:<body>", not older than signature_life. `timestamp`
/// and `signature` are the headers as they came.
bool is_from_slack(std::string_view key, std::string_view timestamp, std::string_view signature,
                   std::string_view body, Instant now);

}  // namespace oasis::notify
