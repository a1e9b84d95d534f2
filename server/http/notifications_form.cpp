// One's own rules, to the page and back. May not: know requests or rows.
#include "server/http/notifications_form.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/notify/date_words.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::array<const char*, 3> urgency_names{"low", "normal", "critical"};
constexpr std::array<const char*, 7> day_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::size_t most_lines = 12;
constexpr std::size_t most_absences = 50;

std::string value(const Form& form, const std::string& name) {
  const auto found = form.find(name);
  return found == form.end() ? "" : found->second;
}

std::string clock_text(ClockMinute minute) {
  return to_text(ClockTime{minute});
}

RuleLine line_of(const NotifyEntry& entry) {
  switch (entry.kind) {
    case NotifyEntry::Kind::daily_digest:
      return {"daily", "", clock_text(entry.at), ""};
    case NotifyEntry::Kind::weekly_digest:
      return {"weekly", "", clock_text(entry.at), day_names[entry.day]};
    case NotifyEntry::Kind::contact:
      break;
  }
  return {entry.via, to_text(entry.after), "", ""};
}

/// The usual rules of somebody with these addresses, in words.
std::string usual_in_words(const User& user, Urgency urgency) {
  User plain = user;
  for (auto& entries : plain.notify) entries.reset();
  std::string words;
  for (const NotifyEntry& entry : entries_of(plain, urgency)) {
    if (!words.empty()) words += ", ";
    words += entry.kind == NotifyEntry::Kind::contact ? channel_name(entry.via) + " at once"
                                                      : "a daily digest at " + clock_text(entry.at);
  }
  return words.empty() ? "nothing, because there is no address" : words;
}

RulesOfUrgency rules_of(const User& user, Urgency urgency) {
  RulesOfUrgency rules;
  rules.urgency = urgency_names[static_cast<std::size_t>(urgency)];
  const auto& own = user.notify[static_cast<std::size_t>(urgency)];
  rules.own = own.has_value();
  rules.usual = usual_in_words(user, urgency);
  for (const NotifyEntry& entry : entries_of(user, urgency)) rules.lines.push_back(line_of(entry));
  const std::size_t shown = std::max<std::size_t>(rules.lines.size() + 1, urgency == Urgency::low ? 2 : 3);
  while (rules.lines.size() < std::min(shown, most_lines)) rules.lines.push_back({"", "0s", "", ""});
  return rules;
}

json entry_in(const Form& form, const std::string& name, const std::string& via) {
  if (via != "daily" && via != "weekly") {
    const std::string after = value(form, name + "-after");
    return {{"via", via}, {"after", after.empty() ? "0s" : after}};
  }
  const std::string at = value(form, name + "-at");
  json entry = {{"digest", via}, {"at", at.empty() ? "09:00" : at}};
  if (via == "weekly") {
    const std::string day = value(form, name + "-day");
    entry["day"] = day.empty() ? "mon" : day;
  }
  return entry;
}

Result<json> rules_in(const Form& form) {
  json notify = json::object();
  for (const std::string urgency : urgency_names) {
    if (value(form, urgency + "-own") != "yes") continue;
    json entries = json::array();
    for (std::size_t i = 0; i < most_lines; ++i) {
      const std::string name = urgency + "-" + std::to_string(i);
      const std::string via = value(form, name + "-via");
      if (!via.empty()) entries.push_back(entry_in(form, name, via));
    }
    if (entries.empty() && urgency == "critical")
      return Error{"", "Rules of your own for critical messages need at least one address."};
    notify[urgency] = std::move(entries);
  }
  return notify;
}

/// "2026-03-27T09:30" as the browser writes it.
Result<Instant> local_instant(std::string text, const Zone& zone, Repeated repeated) {
  if (text.size() == 16) text += ":00";
  OASIS_TRY(const LocalTime local, parse_local_time(text));
  return zone.to_instant(local, repeated);
}

Result<json> absences_in(const Form& form, const Zone& zone) {
  json away = json::array();
  for (std::size_t i = 0; i < most_absences; ++i) {
    const std::string kept = value(form, "away-" + std::to_string(i));
    const std::size_t slash = kept.find('/');
    if (slash != std::string::npos)
      away.push_back({{"from", kept.substr(0, slash)}, {"to", kept.substr(slash + 1)}});
  }
  const std::string from = value(form, "away-from");
  const std::string to = value(form, "away-to");
  if (from.empty() && to.empty()) return away;
  const auto begin = local_instant(from, zone, Repeated::first);
  const auto end = local_instant(to, zone, Repeated::last);
  if (!begin.ok() || !end.ok()) return Error{"", "Being away needs a beginning and an end."};
  if (*end <= *begin) return Error{"", "Being away ends after it begins."};
  away.push_back({{"from", to_text(*begin)}, {"to", to_text(*end)}});
  return away;
}

}  // namespace

std::string channel_name(const std::string& via) {
  if (via == "email") return "E-mail";
  if (via == "sms") return "Text message";
  if (via == "slack") return "Slack";
  if (via == "teams") return "Teams";
  if (via == "webhook") return "Webhook";
  return via;
}

void show_rules(const User& user, const Zone& zone, const Zones& zones, NotificationsPage& page) {
  page.rules = {rules_of(user, Urgency::critical), rules_of(user, Urgency::normal),
                rules_of(user, Urgency::low)};
  if (user.quiet_hours) {
    page.quiet_from = clock_text(user.quiet_hours->from);
    page.quiet_to = clock_text(user.quiet_hours->to == 1440 ? ClockMinute{0} : user.quiet_hours->to);
  }
  page.zone = user.zone;
  for (const Interval& away : user.away) {
    page.away.push_back({notify::local_text(away.from, zone.name(), zones),
                         notify::local_text(away.to, zone.name(), zones),
                         to_text(away.from) + "/" + to_text(away.to)});
  }
}

Result<json> read_rules(const Form& form, const Zone& zone) {
  json rules = json::object();
  OASIS_TRY(rules["notify"], rules_in(form));
  const std::string from = value(form, "quiet-from");
  const std::string to = value(form, "quiet-to");
  if (from.empty() != to.empty()) return Error{"", "Quiet hours need a beginning and an end."};
  rules["quiet_hours"] = from.empty() ? json() : json{{"from", from}, {"to", to}};
  OASIS_TRY(rules["away"], absences_in(form, zone));
  const std::string own_zone = value(form, "zone");
  rules["zone"] = own_zone.empty() ? json() : json(own_zone);
  // A form without it (an older page) leaves it as it is.
  if (const auto language = form.find("language"); language != form.end())
    rules["language"] = language->second.empty() ? json() : json(language->second);
  return rules;
}

}  // namespace oasis::http
