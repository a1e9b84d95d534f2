// Hands one mail to a mail server (SMTP, RFC 5321; submission with STARTTLS or TLS, RFC 8314), by libcurl.
// May not: retry, choose recipients, change the mail; the outbox does. Never lets a password into a text.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "shared/time/instant.hpp"

namespace oasis {

enum class SmtpSecurity {
  none,      // plain; with a password only on the machine itself
  starttls,  // must be offered, else nothing is sent
  tls,       // from the first byte (port 465)
};

struct SmtpServer {
  std::string host;  // name or address, without scheme or port
  int port = 587;
  SmtpSecurity security = SmtpSecurity::starttls;
  std::string username;  // empty: no sign-in
  std::string password;
  std::string ca_file;                 // PEM of the authorities to trust; empty: the system's
  std::string greeting = "localhost";  // the name we give in EHLO
  Duration connect_timeout = seconds(10);
  Duration total_timeout = seconds(60);  // for a whole transaction with a short mail; a long one has more
};

enum class SmtpOutcome {
  sent,       // the server took the mail and answers for it now
  temporary,  // try again later
  permanent,  // this server will never take this mail for this recipient
};

struct SmtpResult {
  SmtpOutcome outcome = SmtpOutcome::temporary;
  int code = 0;        // the server's reply code; 0 if it did not come to one
  std::string reason;  // one sentence for a person; empty if sent
  std::string reply;   // the server's last reply, for the log; one line, without our password
  /// All bytes were handed over but no answer came: the server may have the mail. A retry with the same
  /// Message-ID can be recognised by the receiver, but may be shown twice.
  bool may_repeat = false;
  /// Not this mail but the settings are at fault (sign-in refused, certificate, no TLS, unknown host):
  /// somebody has to be told; every other mail will meet the same.
  bool settings_fault = false;
};

/// One connection to one server, kept open between mails. Not for use by several threads at once.
class SmtpSender {
 public:
  explicit SmtpSender(SmtpServer server);
  ~SmtpSender();
  SmtpSender(SmtpSender&&) noexcept;
  SmtpSender& operator=(SmtpSender&&) noexcept;

  /// Sends `mail` (whole, with CRLF line ends, as compose_mail gives it) in one transaction to one recipient,
  /// so that each recipient has an answer of its own. `sender` and `recipient` are bare addresses; an empty
  /// sender is the null sender of automatic mail. Blocks until the server answered or a time-out passed. 4xx
  /// and everything without an answer is temporary, 5xx permanent; a refused sign-in is temporary and a
  /// settings fault.
  SmtpResult send(std::string_view sender, std::string_view recipient, std::string_view mail);

 private:
  struct Connection;
  SmtpServer server_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace oasis
