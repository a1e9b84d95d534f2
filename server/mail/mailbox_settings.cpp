// See mailbox_settings.hpp.
#include "server/mail/mailbox_settings.hpp"

#include <algorithm>
#include <array>

#include "server/mail/address.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::array<std::string_view, 9> known_settings{
    "host", "port", "security", "user", "folder", "every", "move_to", "ca_file", "authserv_id"};

Error fault(std::string_view setting, std::string what) {
  return {"/settings/" + std::string(setting), std::move(what)};
}

std::optional<Error> read_security(const std::string& security, ImapServer& server) {
  if (security.empty() || security == "tls") return std::nullopt;
  server.port = 143;
  if (security == "starttls") {
    server.security = ImapSecurity::starttls;
  } else if (security == "none") {
    server.security = ImapSecurity::none;
  } else {
    return fault("security", "is none of tls, starttls, none");
  }
  return std::nullopt;
}

std::optional<Error> read_every(const std::string& every, Duration& out) {
  if (every.empty()) return std::nullopt;
  const Result<Duration> duration = parse_duration(every);
  if (!duration.ok()) return fault("every", duration.error().what);
  if (*duration < seconds(1) || *duration > days(1)) return fault("every", "must be 1s to 24h");
  out = *duration;
  return std::nullopt;
}

}  // namespace

std::string setting_of(const Mailbox& mailbox, std::string_view name) {
  for (const auto& [key, value] : mailbox.settings) {
    if (key == name) return value;
  }
  return {};
}

bool is_polled(const Mailbox& mailbox) {
  return !setting_of(mailbox, "host").empty();
}

Result<MailboxSettings> read_mailbox(const Mailbox& mailbox, const std::optional<std::string>& password) {
  for (const auto& [key, value] : mailbox.settings) {
    if (std::find(known_settings.begin(), known_settings.end(), key) == known_settings.end())
      return fault(key, "is no setting of a mailbox");
  }
  MailboxSettings settings;
  settings.server.host = setting_of(mailbox, "host");
  if (!is_server_host(settings.server.host)) return fault("host", "is no name of a mail server");
  if (auto wrong = read_security(setting_of(mailbox, "security"), settings.server)) return *std::move(wrong);
  if (settings.server.security == ImapSecurity::none && !is_this_machine(settings.server.host))
    return fault("security", "a password is not sent without TLS: choose tls or starttls");
  if (const std::string port = setting_of(mailbox, "port"); !port.empty()) {
    const auto number = port_in(port);
    if (!number) return fault("port", "must be a number from 1 to 65535");
    settings.server.port = *number;
  }
  if (auto wrong = read_every(setting_of(mailbox, "every"), settings.every)) return *std::move(wrong);
  settings.server.username = setting_of(mailbox, "user");
  if (settings.server.username.empty()) settings.server.username = mailbox.address;
  settings.server.password = password.value_or("");
  settings.server.ca_file = setting_of(mailbox, "ca_file");
  if (const std::string folder = setting_of(mailbox, "folder"); !folder.empty()) settings.folder = folder;
  settings.move_to = setting_of(mailbox, "move_to");
  if (settings.move_to == settings.folder) return fault("move_to", "is the folder that mail is read from");
  return settings;
}

std::vector<Error> mailbox_faults(const Workspace& workspace) {
  std::vector<Error> faults;
  for (std::size_t i = 0; i < workspace.mailboxes.size(); ++i) {
    const Mailbox& mailbox = workspace.mailboxes[i];
    if (!is_polled(mailbox)) continue;
    const auto settings = read_mailbox(mailbox, std::nullopt);
    if (settings.ok()) continue;
    faults.push_back({"/mailboxes/" + std::to_string(i) + settings.error().where, settings.error().what});
  }
  return faults;
}

}  // namespace oasis
