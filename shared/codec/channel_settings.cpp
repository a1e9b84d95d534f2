// Settings of channels, by kind. May not: look a secret up.
#include "shared/codec/channel_settings.hpp"

#include <algorithm>

#include "shared/time/text.hpp"

namespace oasis {
namespace {

enum class Form { text, host, port, security, address, url, number, duration, account, sender, secret };

struct Setting {
  std::string_view name;
  Form form = Form::text;
  bool needed = false;
};

struct Kind {
  std::string_view name;
  bool needs_secret = false;
  std::vector<Setting> settings;
};

/// Every kind may also have a limit for each address: so many messages (`limit`) in a while (`per`).
const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"smtp",
       false,
       {{"host", Form::host, true},
        {"port", Form::port},
        {"security", Form::security},
        {"user", Form::text},
        {"ca_file", Form::text},
        {"from", Form::address, true}}},
      {"sms",
       true,
       {{"base_url", Form::url}, {"account", Form::account, true}, {"from", Form::sender, true}}},
      {"slack", false, {{"base_url", Form::url}, {"signing_secret_ref", Form::secret}}},
      {"teams", false, {}},
      {"ntfy", false, {{"base_url", Form::url}}},
      {"webhook", false, {}},
  };
  return all;
}

bool is_number(std::string_view text, std::size_t longest) {
  return !text.empty() && text.size() <= longest &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_host(std::string_view text) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:";
  return !text.empty() && text.size() <= 253 && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_port(std::string_view text) {
  if (!is_number(text, 5)) return false;
  int port = 0;
  for (const char c : text) port = port * 10 + (c - '0');
  return port >= 1 && port <= 65535;
}

/// "help@acme.example" or "Acme <help@acme.example>".
bool is_address(std::string_view text) {
  const std::size_t open = text.rfind('<');
  if (open != std::string_view::npos) {
    if (text.back() != '>') return false;
    text = text.substr(open + 1, text.size() - open - 2);
  }
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find_first_of(" <>\r\n\t,;") == std::string_view::npos &&
         text.find('@', at + 1) == std::string_view::npos;
}

/// A number as providers write it (E.164), a name of at most 11 letters and digits, or a messaging service.
bool is_sender(std::string_view text) {
  if (!text.empty() && text[0] == '+') return text.size() >= 8 && is_number(text.substr(1), 15);
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ";
  const bool service = text.size() == 34 && text.substr(0, 2) == "MG";
  return !text.empty() && (text.size() <= 11 || service) &&
         text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_secret_name(std::string_view text) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !text.empty() && text.size() <= 63 && text.find_first_not_of(allowed) == std::string_view::npos;
}

/// What is wrong with a value; empty if nothing is.
std::string fault_in(Form form, std::string_view value) {
  switch (form) {
    case Form::text:
      return "";
    case Form::host:
      return is_host(value) ? "" : "must be the name or address of a machine, without scheme or port";
    case Form::port:
      return is_port(value) ? "" : "must be a number from 1 to 65535, as a text";
    case Form::security:
      return value == "none" || value == "starttls" || value == "tls" ? "" : "must be none, starttls or tls";
    case Form::address:
      return is_address(value) ? "" : "must be a mail address, or a name and an address in <>";
    case Form::url:
      return value.substr(0, 8) == "https://" || value.substr(0, 7) == "http://"
                 ? ""
                 : "must begin with https:// or http://";
    case Form::number:
      return is_number(value, 6) && value != "0" ? "" : "must be a number above 0, as a text";
    case Form::duration: {
      const auto duration = parse_duration(value);
      return duration.ok() && *duration >= seconds(1) ? "" : "must be a duration such as 10m";
    }
    case Form::account:
      return !value.empty() && value.find_first_of("/?#: \r\n") == std::string_view::npos
                 ? ""
                 : "must be the account's id, such as AC…";
    case Form::sender:
      return is_sender(value) ? ""
                              : "must be a number such as +15550100, a name, or a messaging service (MG…)";
    case Form::secret:
      return is_secret_name(value) ? "" : "must be the name of a secret: small letters, digits and -";
  }
  return "";
}

bool looks_like_a_secret(std::string_view name) {
  for (const std::string_view word : {"password", "token", "secret", "key"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

const Setting* known_setting(const Kind& kind, std::string_view name) {
  static constexpr Setting limit{"limit", Form::number};
  static constexpr Setting per{"per", Form::duration};
  for (const Setting& setting : kind.settings) {
    if (setting.name == name) return &setting;
  }
  if (name == limit.name) return &limit;
  if (name == per.name) return &per;
  return nullptr;
}

std::string known_names(const Kind& kind) {
  std::string names;
  for (const Setting& setting : kind.settings) names += std::string(setting.name) + ", ";
  return names + "limit, per";
}

void check_setting(const Field& at, const Kind& kind, std::string_view name, std::string_view value) {
  const Setting* setting = known_setting(kind, name);
  if (setting) {
    const std::string fault = fault_in(setting->form, value);
    if (!fault.empty()) at.fault(fault);
  } else if (looks_like_a_secret(name)) {
    at.fault("secrets are never written here: name one in secret_ref");
  } else {
    at.fault("is no setting of " + std::string(kind.name) + ": " + known_names(kind) + " are");
  }
}

}  // namespace

void check_channel(const Field& at, const Channel& channel) {
  if (!at.value().is_object()) return;
  const nlohmann::json nothing;
  const auto member = [&](const char* name) -> const nlohmann::json& {
    const auto found = at.value().find(name);
    return found == at.value().end() ? nothing : *found;
  };
  const auto kind = std::find_if(kinds().begin(), kinds().end(),
                                 [&channel](const Kind& one) { return one.name == channel.kind; });
  if (kind == kinds().end()) {
    Field(member("kind"), at, "kind")
        .fault(in_quotes(channel.kind) + " is none of smtp, sms, slack, teams, ntfy, webhook");
    return;
  }
  const Field settings(member("settings"), at, "settings");
  for (const auto& [name, value] : channel.settings)
    check_setting(Field(nothing, settings, name), *kind, name, value);
  const bool is_set_up = !channel.settings.empty();  // without any it is a place kept free: sending says so
  for (const Setting& setting : kind->settings) {
    const bool there = std::any_of(channel.settings.begin(), channel.settings.end(),
                                   [&setting](const auto& one) { return one.first == setting.name; });
    if (setting.needed && !there && is_set_up) settings.fault("\"" + std::string(setting.name) + "\" is missing");
  }
  const bool signs_in = std::any_of(channel.settings.begin(), channel.settings.end(),
                                    [](const auto& one) { return one.first == "user"; });
  if (channel.secret_ref.empty()) {
    if ((kind->needs_secret && is_set_up) || signs_in) at.fault("\"secret_ref\" is missing: it names the password or token");
  } else if (!is_secret_name(channel.secret_ref)) {
    Field(member("secret_ref"), at, "secret_ref")
        .fault("must be the name of a secret: small letters, digits and -");
  }
}

}  // namespace oasis
