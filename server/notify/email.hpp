// E-mail as a channel: where the mail server is, and a parcel as a mail. May not: retry, write texts.
#pragma once

#include <optional>
#include <string>

#include "server/mail/address.hpp"
#include "server/notify/parcel.hpp"
#include "server/notify/smtp.hpp"
#include "shared/model/workspace.hpp"
#include "shared/result.hpp"

namespace oasis::notify {

/// How mail leaves this installation.
struct EmailSettings {
  SmtpServer server;
  MailAddress from;
  std::string mailbox;    ///< answers go to its signed address (reply_address.hpp); empty: to `from`
  std::string reply_key;  ///< signs that address
  std::string origin;     ///< X-Oasis-Origin: our mail is known by it
};

/// "smtp://[user:password@]host[:port]" (STARTTLS wherever a password or another machine is involved; plain
/// to this machine) or "smtps://…" (TLS from the first byte). Percent signs escape in user and password.
Result<SmtpServer> read_smtp_url(const std::string& url);

/// The settings of a channel of kind "smtp": host, port, security ("none", "starttls", "tls"), user, ca_file
/// (PEM of the authorities to trust), from;
/// the password is the secret that secret_ref names. The error names the setting at fault.
Result<EmailSettings> read_smtp_channel(const oasis::Channel& channel, const std::string& data_folder);

/// Delivers by SMTP; keeps its connections open between mails.
Channel email_channel(EmailSettings settings);

/// Writes each mail as a file <folder>/<time>-<Message-ID>.eml instead of sending it: the demo's outbox.
Channel folder_channel(EmailSettings settings, std::string folder);

}  // namespace oasis::notify
