// The bytes of an IMAP conversation (RFC 9051): libcurl connects, encrypts and signs in, then lines and
// literals go to and fro here. May not: know what a command means (imap.hpp). Never lets a password into a
// text.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

enum class ImapSecurity {
  none,      // plain; with a password only on the machine itself
  starttls,  // must be offered, else nobody signs in
  tls,       // from the first byte (port 993)
};

struct ImapServer {
  std::string host;  // name or address, without scheme or port
  int port = 993;
  ImapSecurity security = ImapSecurity::tls;
  std::string username;
  std::string password;
  std::string ca_file;  // PEM of the authorities to trust; empty: the system's
  Duration connect_timeout = seconds(15);
  Duration patience = seconds(60);  // with each answer
  std::function<bool()> give_up;    // asked while we wait: true ends the conversation; may be empty
};

/// One response: its line with each literal's place as "{n}", and the literals in order.
struct ImapResponse {
  std::string line;
  std::vector<std::string> literals;
};

/// A connection that is signed in. Not for use by several threads at once. Every error is one sentence for a
/// person; after one the connection is of no use any more.
class ImapWire {
 public:
  static Result<ImapWire> open(const ImapServer& server);
  ImapWire(ImapWire&&) noexcept;
  ImapWire& operator=(ImapWire&&) noexcept;
  ~ImapWire();

  /// Sends one line; the line end is added. `line` must hold no control characters.
  std::optional<Error> send(std::string_view line);
  /// The next response. A line of more than 64 KB or a literal of more than `longest_literal` bytes is an
  /// error.
  Result<ImapResponse> receive(std::size_t longest_literal);

 private:
  struct Connection;
  explicit ImapWire(std::unique_ptr<Connection> connection);
  Result<std::string> receive_line();
  Result<std::string> receive_bytes(std::size_t count);
  std::optional<Error> fill();

  std::unique_ptr<Connection> connection_;
};

}  // namespace oasis
