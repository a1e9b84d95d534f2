// E-mail as a channel. May not: retry, write texts.
#include "server/notify/email.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "server/mail/address.hpp"
#include "server/mail/reply_address.hpp"
#include "server/mail/subject.hpp"
#include "server/notify/compose.hpp"
#include "server/notify/secrets.hpp"
#include "server/notify/settings.hpp"
#include "shared/text/percent.hpp"

namespace oasis::notify {
namespace {

/// "Acme Support <help@acme.example>" or the bare address.
MailAddress read_from(const std::string& text) {
  const std::size_t open = text.rfind('<');
  if (open == std::string::npos || text.back() != '>') return {"", text};
  std::string name = text.substr(0, open);
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return {name, text.substr(open + 1, text.size() - open - 2)};
}

Result<std::string> composed(const Parcel& parcel, const EmailSettings& settings) {
  OutgoingMail mail;
  mail.message_id = parcel.row.message_id;
  mail.from = settings.from;
  mail.to.push_back({parcel.to_name, parcel.row.address});
  mail.references = parcel.references;
  if (!parcel.references.empty()) mail.in_reply_to = parcel.references.back();
  if (parcel.to_customer && !settings.mailbox.empty()) {
    mail.reply_to = MailAddress{"", parcel.number == 0 ? settings.mailbox
                                                       : reply_address(settings.mailbox, parcel.number, settings.reply_key)};
  }
  // A program that threads by subject looks behind the "Re:" only.
  const bool answer = parcel.to_customer && !parcel.references.empty();
  const std::string_view subject = parcel.letter.subject;
  const std::string_view mark = parcel.letter.drill ? drill_word : std::string_view();
  const std::string title(subject.substr(mark.size()));
  mail.subject = std::string(mark) + (answer ? "Re: " : "") +
                 (parcel.number > 0 ? tagged_subject(parcel.number, title) : title);
  mail.text = text_of(parcel);
  mail.language = parcel.language;
  mail.reply_marker = parcel.to_customer && parcel.number > 0;
  mail.automatic = parcel.automatic;
  mail.origin = settings.origin;
  mail.date = parcel.row.at;
  mail.files = parcel.files;
  return compose_mail(mail);
}

Outcome outcome_of(const SmtpResult& result) {
  Outcome outcome;
  switch (result.outcome) {
    case SmtpOutcome::sent:
      outcome.kind = Outcome::Kind::sent;
      break;
    case SmtpOutcome::temporary:
      outcome.kind = Outcome::Kind::try_again;
      // No answer at all, or none that is about this mail: the next one will meet the same.
      outcome.provider_fault = result.code == 0 || result.settings_fault;
      break;
    case SmtpOutcome::permanent:
      outcome.kind = Outcome::Kind::refused;
      break;
  }
  outcome.detail = result.reason;
  outcome.may_repeat = result.may_repeat;
  return outcome;
}

/// Connections to one mail server, each for one thread at a time, kept open between mails.
class Connections {
 public:
  explicit Connections(SmtpServer server) : server_(std::move(server)) {}

  SmtpResult send(const std::string& sender, const std::string& recipient, const std::string& mail) {
    std::unique_ptr<SmtpSender> connection = take();
    SmtpResult result = connection->send(sender, recipient, mail);
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
    return result;
  }

 private:
  std::unique_ptr<SmtpSender> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<SmtpSender>(server_);
    std::unique_ptr<SmtpSender> connection = std::move(free_.back());
    free_.pop_back();
    return connection;
  }

  const SmtpServer server_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SmtpSender>> free_;
};

}  // namespace

Result<SmtpServer> read_smtp_url(const std::string& url) {
  const std::string form = "write it as smtp://user:password@host:port or smtps://…";
  SmtpServer server;
  std::string_view rest = url;
  const bool tls = rest.rfind("smtps://", 0) == 0;
  if (!tls && rest.rfind("smtp://", 0) != 0)
    return Error{"", "\"" + url.substr(0, url.find(':')) + "\" is no mail server: " + form + "."};
  rest.remove_prefix(tls ? 8 : 7);
  while (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
    const std::string_view login = rest.substr(0, at);
    const std::size_t colon = login.find(':');
    const auto user = percent_decoded(login.substr(0, colon));
    const auto password =
        colon == std::string_view::npos ? std::string() : percent_decoded(login.substr(colon + 1));
    if (!user || !password)
      return Error{"", "A percent sign of the mail server's address escapes nothing: " + form + "."};
    server.username = *user;
    server.password = *password;
    rest.remove_prefix(at + 1);
  }
  server.port = tls ? 465 : server.username.empty() ? 25 : 587;
  const std::size_t colon = rest.rfind(':');
  if (colon != std::string_view::npos && rest.find(']', colon) == std::string_view::npos) {
    const auto port = port_in(rest.substr(colon + 1));
    if (!port) return Error{"", "The mail server's port is a number from 1 to 65535: " + form + "."};
    server.port = *port;
    rest = rest.substr(0, colon);
  }
  if (rest.size() > 2 && rest.front() == '[' && rest.back() == ']') rest = rest.substr(1, rest.size() - 2);
  if (rest.empty()) return Error{"", "The mail server's address has no host: " + form + "."};
  server.host = std::string(rest);
  server.security = tls                            ? SmtpSecurity::tls
                    : is_this_machine(server.host) ? SmtpSecurity::none
                                                   : SmtpSecurity::starttls;
  return server;
}

Result<EmailSettings> read_smtp_channel(const oasis::Channel& channel, const std::string& data_folder) {
  const auto fault = [&channel](const char* name, const std::string& what) {
    return Error{"/channels/" + channel.id + "/" + name, what};
  };
  EmailSettings settings;
  settings.server.host = setting(channel.settings, "host");
  if (settings.server.host.empty()) return fault("host", "The channel needs the name of a mail server.");
  const std::string security = setting(channel.settings, "security");
  if (security == "tls") {
    settings.server.security = SmtpSecurity::tls;
  } else if (security == "none") {
    settings.server.security = SmtpSecurity::none;
  } else if (!security.empty() && security != "starttls") {
    return fault("security", "security is none, starttls or tls.");
  }
  settings.server.port = settings.server.security == SmtpSecurity::tls ? 465 : 587;
  if (const std::string port = setting(channel.settings, "port"); !port.empty()) {
    const auto number = port_in(port);
    if (!number) return fault("port", "port is a number from 1 to 65535.");
    settings.server.port = *number;
  }
  settings.server.username = setting(channel.settings, "user");
  if (!settings.server.username.empty()) {
    const auto password = find_secret(data_folder, channel.secret_ref);
    if (!password)
      return fault("secret_ref",
                   "There is no secret \"" + channel.secret_ref + "\" in the data folder's file secrets.");
    settings.server.password = *password;
  }
  settings.server.ca_file = setting(channel.settings, "ca_file");
  settings.from = read_from(setting(channel.settings, "from"));
  if (!is_mail_address(settings.from.address))
    return fault("from", "from is the address that mail comes from.");
  return settings;
}

Channel email_channel(EmailSettings settings) {
  const auto connections = std::make_shared<Connections>(settings.server);
  return [settings = std::move(settings), connections](const Parcel& parcel) -> Outcome {
    const auto mail = composed(parcel, settings);
    if (!mail.ok()) return {Outcome::Kind::refused, mail.error().what, false, false, {}, ""};
    return outcome_of(connections->send(settings.from.address, parcel.row.address, *mail));
  };
}

Channel folder_channel(EmailSettings settings, std::string folder) {
  return [settings = std::move(settings), folder = std::move(folder)](const Parcel& parcel) -> Outcome {
    const auto mail = composed(parcel, settings);
    if (!mail.ok()) return {Outcome::Kind::refused, mail.error().what, false, false, {}, ""};
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    const std::string name =
        std::to_string(parcel.row.at.ms) + "-" + parcel.row.message_id.substr(0, 12) + ".eml";
    std::ofstream file(folder + "/" + name, std::ios::binary);
    file << *mail;
    file.close();
    if (file.good()) return {Outcome::Kind::sent, "", false, false, {}, ""};
    return {
        Outcome::Kind::try_again, "The mail could not be written to " + folder + ".", false, true, {}, ""};
  };
}

}  // namespace oasis::notify
