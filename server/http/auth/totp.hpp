// Time-based one-time passwords (RFC 6238 on RFC 4226: HMAC-SHA-1, 30 seconds, 6 digits, which every
// authenticator app speaks). Pure. May not: keep a seed, read a clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/time/instant.hpp"

namespace oasis::http {

constexpr Duration totp_step = seconds(30);
constexpr std::size_t totp_seed_bytes = 20;  // RFC 4226, 4 (R6)

/// The number of the time step that `at` lies in.
std::int64_t step_of(Instant at);
/// The code of a step; `digits` 6 to 8, leading zeros included.
std::string totp_code(std::string_view seed, std::int64_t step, int digits = 6);
/// The step whose code this is: the current one or one beside it (clocks differ), and later than `last_used`,
/// so that a code that was seen works no second time. Spaces in the code do not count.
std::optional<std::int64_t> find_step(std::string_view seed, std::string_view code, Instant now,
                                      std::int64_t last_used);

/// RFC 4648, upper case, without padding: for typing a seed by hand.
std::string base32(std::string_view bytes);
/// What an app reads from a QR code:
/// otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER&algorithm=SHA1&digits=6&period=30
std::string otpauth_uri(std::string_view issuer, std::string_view account, std::string_view seed);

/// Ten random codes for the day the phone is lost: "k3f9-2xqm-…", 80 bits each.
std::vector<std::string> new_recovery_codes();
/// As it was made: without spaces and dashes, lower case.
std::string normal_recovery_code(std::string_view typed);

}  // namespace oasis::http
