// Users, teams, customers of the workspace document.
#include <algorithm>

#include "shared/codec/workspace_parts.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;

namespace {

constexpr std::size_t most_report_recipients = 20;
constexpr std::size_t longest_address = 254;           // RFC 5321
constexpr std::int32_t last_day_of_every_month = 28;

void read_clock_minute(const Field& field, ClockMinute& out, bool is_end) {
  ClockTime clock;
  if (is_end ? read_clock_end(field, clock) : read_clock(field, clock))
    out = static_cast<ClockMinute>(clock.minute);
}

void read_contacts(const Field& field, std::vector<Contact>& out) {
  if (!field.value().is_object()) return field.fault("must be an object of channel and address");
  for (auto member = field.value().begin(); member != field.value().end(); ++member) {
    const Field at(member.value(), field, member.key());
    Contact contact;
    contact.via = member.key();
    if (!is_identifier(contact.via)) at.fault("is no channel: email, sms, slack, …");
    if (read_text(at, contact.address) && contact.address.empty()) at.fault("must not be empty");
    out.push_back(std::move(contact));
  }
}

void read_notify_entry(const Field& field, const std::vector<Contact>& contacts, NotifyEntry& out) {
  Members members(field);
  if (members.has("digest")) {
    members.optional("digest", [&](const Field& at) {
      std::string often;
      if (!read_text(at, often)) return;
      if (often == "daily") {
        out.kind = NotifyEntry::Kind::daily_digest;
      } else if (often == "weekly") {
        out.kind = NotifyEntry::Kind::weekly_digest;
      } else {
        at.fault(in_quotes(often) + " is none of daily, weekly");
      }
    });
    members.optional("at", [&](const Field& at) { read_clock_minute(at, out.at, false); });
    if (out.kind == NotifyEntry::Kind::weekly_digest) {
      members.optional("day", [&](const Field& at) {
        int day = 0;
        if (read_weekday(at, day)) out.day = static_cast<std::uint8_t>(day);
      });
    }
  } else {
    members.required("via", [&](const Field& at) {
      if (!read_text(at, out.via)) return;
      for (const Contact& contact : contacts) {
        if (contact.via == out.via) return;
      }
      at.fault("no contact " + in_quotes(out.via));
    });
    members.optional("after", [&](const Field& at) { read_duration(at, out.after, {}, days(30)); });
  }
  members.done();
}

void read_notify(const Field& field, User& out) {
  Members members(field);
  for (Urgency urgency : {Urgency::critical, Urgency::normal, Urgency::low}) {
    members.optional(word(urgency), [&](const Field& at) {
      auto& entries = out.notify[static_cast<std::size_t>(urgency)].emplace();
      read_list(at, 20, [&](const Field& item) {
        read_notify_entry(item, out.contacts, entries.emplace_back());
        const bool waits = entries.back().kind != NotifyEntry::Kind::contact;
        if (waits && urgency == Urgency::critical) item.fault("critical goes at once: name a contact");
      });
    });
  }
  members.done();
}

void read_scope(const Field& field, const Names& names, User& out) {
  Members members(field);
  const auto read_ids = [&members](const char* key, const Names::Ids& known, const char* kind,
                                   std::optional<std::vector<Id>>& ids) {
    members.optional(key, [&](const Field& at) {
      ids.emplace();
      read_list(at, most_values,
                [&](const Field& item) { read_reference(item, known, kind, ids->emplace_back()); });
    });
  };
  read_ids("teams", names.teams, "team", out.scope.teams);
  read_ids("customers", names.customers, "customer", out.scope.customers);
  members.done();
  if (out.role == Role::admin)
    field.fault("an admin sees everything: take the scope out, or choose another role");
}

/// An address that a mail can go to: "name@place", ASCII, nothing around it.
bool looks_like_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || text.size() > longest_address) return false;
  if (text.find('@', at + 1) != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c < '\x7f' && std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
  });
}

void read_recipient(const Field& field, const std::vector<CustomerContact>& contacts, std::string& out) {
  if (!read_text(field, out)) return;
  if (out.find('@') != std::string::npos) {
    if (!looks_like_address(out)) field.fault(in_quotes(out) + " is no e-mail address");
    return;
  }
  const auto contact = std::find_if(contacts.begin(), contacts.end(),
                                    [&out](const CustomerContact& one) { return one.id == out; });
  if (contact == contacts.end()) {
    field.fault("no contact " + in_quotes(out) + " of this customer, and no e-mail address");
  } else if (!looks_like_address(contact->email)) {
    field.fault("contact " + in_quotes(out) + " has no e-mail address");
  }
}

void read_service_report(const Field& field, Customer& out) {
  ReportMailing& mailing = out.service_report.emplace();
  Members members(field);
  members.required("to", [&](const Field& at) {
    const bool a_list = read_list(at, most_report_recipients, [&](const Field& item) {
      read_recipient(item, out.contacts, mailing.to.emplace_back());
    });
    if (a_list && mailing.to.empty())
      at.fault("must not be empty: name who gets the report, or take service_report out");
  });
  members.optional("day", [&](const Field& at) {
    std::int32_t day = 0;
    if (read_integer(at, day, 1, last_day_of_every_month)) mailing.day = day;
  });
  members.optional("at", [&](const Field& at) { read_clock_minute(at, mailing.at, false); });
  members.done();
}

json write_service_report(const ReportMailing& mailing) {
  json out = {{"to", mailing.to}, {"at", to_text(ClockTime{mailing.at})}};
  if (mailing.day) out["day"] = *mailing.day;
  return out;
}

json write_scope(const Scope& scope) {
  json out = json::object();
  if (scope.teams) out["teams"] = *scope.teams;
  if (scope.customers) out["customers"] = *scope.customers;
  return out;
}

}  // namespace

void read_part(const Field& field, const Names& names, User& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("role", [&](const Field& at) { read_word(at, out.role); });
  members.optional("zone", [&](const Field& at) { read_zone_name(at, names, out.zone); });
  members.optional("contacts", [&](const Field& at) { read_contacts(at, out.contacts); });
  members.optional("notify", [&](const Field& at) { read_notify(at, out); });
  members.optional("quiet_hours", [&](const Field& at) {
    Members span(at);
    out.quiet_hours.emplace();
    span.required("from",
                  [&](const Field& clock) { read_clock_minute(clock, out.quiet_hours->from, false); });
    span.required("to", [&](const Field& clock) { read_clock_minute(clock, out.quiet_hours->to, true); });
    span.done();
  });
  members.optional("away", [&](const Field& at) {
    read_list(at, most_values, [&](const Field& item) {
      Members interval(item);
      read_interval(interval, item, out.away.emplace_back());
      interval.done();
    });
  });
  members.optional("scope", [&](const Field& at) { read_scope(at, names, out); });
  members.done();
}

void read_part(const Field& field, const Names& names, Team& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("members", [&](const Field& at) {
    read_list(at, most_objects, [&](const Field& item) {
      read_reference(item, names.users, "user", out.members.emplace_back());
    });
  });
  members.done();
}

void read_part(const Field& field, const Names& names, Customer& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("zone", [&](const Field& at) { read_zone_name(at, names, out.zone); });
  members.optional("sla", [&](const Field& at) { read_reference(at, names.slas, "service level", out.sla); });
  members.optional("calendar",
                   [&](const Field& at) { read_reference(at, names.calendars, "calendar", out.calendar); });
  members.optional("tags", [&](const Field& at) { read_tags(at, out.tags); });
  members.optional("language", [&](const Field& at) { read_language(at, out.language); });
  members.optional("domains", [&](const Field& at) {
    read_list(at, most_values, [&](const Field& item) {
      std::string domain;
      if (!read_text(item, domain)) return;
      if (domain.empty() || domain.find('@') != std::string::npos) {
        item.fault(in_quotes(domain) + " is no domain, as in \"globex.example\"");
      }
      out.domains.push_back(lower_ascii(domain));
    });
  });
  members.optional("contacts", [&](const Field& at) {
    read_list(at, most_objects, [&](const Field& item) {
      CustomerContact& contact = out.contacts.emplace_back();
      Members person(item);
      read_id_and_name(person, contact.id, &contact.name);
      person.optional("email", [&](const Field& email) { read_text(email, contact.email); });
      person.done();
    });
  });
  members.optional("service_report", [&](const Field& at) { read_service_report(at, out); });
  members.done();
}

json write_part(const User& user) {
  json out = {{"id", user.id}, {"name", user.name}, {"role", word(user.role)}};
  if (!user.zone.empty()) out["zone"] = user.zone;
  json contacts = json::object();
  for (const Contact& contact : user.contacts) contacts[contact.via] = contact.address;
  if (!contacts.empty()) out["contacts"] = std::move(contacts);
  for (Urgency urgency : {Urgency::low, Urgency::normal, Urgency::critical}) {
    const auto& entries = user.notify[static_cast<std::size_t>(urgency)];
    if (!entries) continue;
    json list = json::array();
    for (const NotifyEntry& entry : *entries) {
      if (entry.kind == NotifyEntry::Kind::contact) {
        list.push_back({{"via", entry.via}, {"after", to_text(entry.after)}});
        continue;
      }
      const bool weekly = entry.kind == NotifyEntry::Kind::weekly_digest;
      json digest = {{"digest", weekly ? "weekly" : "daily"}, {"at", to_text(ClockTime{entry.at})}};
      if (weekly) digest["day"] = weekday_word(entry.day);
      list.push_back(std::move(digest));
    }
    out["notify"][std::string(word(urgency))] = std::move(list);
  }
  if (user.quiet_hours) {
    out["quiet_hours"] = {{"from", to_text(ClockTime{user.quiet_hours->from})},
                          {"to", to_text(ClockTime{user.quiet_hours->to})}};
  }
  for (const Interval& away : user.away)
    out["away"].push_back({{"from", to_text(away.from)}, {"to", to_text(away.to)}});
  if (json scope = write_scope(user.scope); !scope.empty()) out["scope"] = std::move(scope);
  return out;
}

json write_part(const Team& team) {
  return {{"id", team.id}, {"name", team.name}, {"members", team.members}};
}

json write_part(const Customer& customer) {
  json out = {{"id", customer.id}, {"name", customer.name}};
  if (!customer.zone.empty()) out["zone"] = customer.zone;
  if (!customer.sla.empty()) out["sla"] = customer.sla;
  if (!customer.calendar.empty()) out["calendar"] = customer.calendar;
  if (!customer.tags.empty()) out["tags"] = customer.tags;
  if (!customer.language.empty()) out["language"] = customer.language;
  if (!customer.domains.empty()) out["domains"] = customer.domains;
  for (const CustomerContact& contact : customer.contacts) {
    out["contacts"].push_back({{"id", contact.id}, {"name", contact.name}, {"email", contact.email}});
  }
  if (customer.service_report) out["service_report"] = write_service_report(*customer.service_report);
  return out;
}

}  // namespace oasis
