// Mail addresses and mail servers' names as we compare and check them.
// May not: know people or customers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oasis {

/// Somebody in a header: the name as shown (may be empty) and the address as written, without "<>".
struct MailAddress {
  std::string name;
  std::string address;

  friend bool operator==(const MailAddress&, const MailAddress&) = default;
};

/// Whether `address` can be written to: local@domain in visible ASCII, no quotes, blanks, "<>" or control
/// characters, at most 254 bytes with a local part of at most 64 (RFC 5321, section 4.5.3.1), a domain of
/// letters, digits, "-" and ".".
bool is_mail_address(std::string_view address);

/// The form two addresses are compared in: ASCII lower case. Strictly the local part has a case (RFC
/// 5321, 2.4); no provider uses it, and people type it either way.
std::string address_key(std::string_view address);

/// What stands behind the last "@", in lower case; empty if there is none.
std::string domain_of(std::string_view address);

/// Whether `host` can name a mail server: a name or a numeric address, without scheme, port or path.
bool is_server_host(std::string_view host);

/// Whether `host` is this machine itself: what is said to it crosses no network.
bool is_this_machine(std::string_view host);

/// A TCP port, 1 … 65535; nothing if `text` is none.
std::optional<int> port_in(std::string_view text);

}  // namespace oasis
