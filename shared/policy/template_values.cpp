// See template_values.hpp: one table of names serves expanding and checking.
#include "shared/policy/template_values.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <variant>

#include "shared/text/templates.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::string_view priority_names[] = {"low", "normal", "high", "urgent"};
constexpr std::string_view status_names[] = {"new", "open", "pending", "on hold", "resolved", "closed"};

struct NoInstant {};
using Value = std::variant<NoInstant, std::string, Instant, Duration>;

/// What the values are taken from.
struct Place {
  const Ticket& ticket;
  const Policies& policies;
  const User* agent;  ///< nullptr: nobody
};

Value instant(const std::optional<Instant>& at) {
  return at ? Value(*at) : Value(NoInstant{});
}
template <ClockKind kind>
Value clock_due(const Place& at) {
  return instant(at.ticket.clocks[static_cast<std::size_t>(kind)].due);
}
template <ClockKind kind>
Value clock_target(const Place& at) {
  const std::optional<Duration>& target = at.ticket.clocks[static_cast<std::size_t>(kind)].target;
  return target ? Value(*target) : Value(NoInstant{});
}
template <std::string EscalationContext::*line>
Value context_line(const Place& at) {
  return at.ticket.context ? (*at.ticket.context).*line : std::string();
}

std::string email_of(const User& user) {
  for (const Contact& contact : user.contacts) {
    if (contact.via == "email") return contact.address;
  }
  return {};
}

struct Named {
  std::string_view name;
  Value (*of)(const Place&);
};

constexpr Named named_values[] = {
    {"workspace.name", [](const Place& at) -> Value { return at.policies.workspace().name; }},
    {"ticket.id", [](const Place& at) -> Value { return at.ticket.id; }},
    {"ticket.number", [](const Place& at) -> Value { return std::to_string(at.ticket.number); }},
    {"ticket.subject", [](const Place& at) -> Value { return at.ticket.subject; }},
    {"ticket.status",
     [](const Place& at) -> Value {
       return std::string(status_names[static_cast<std::size_t>(at.ticket.status)]);
     }},
    {"ticket.priority",
     [](const Place& at) -> Value {
       return std::string(priority_names[static_cast<std::size_t>(at.ticket.priority)]);
     }},
    {"ticket.category", [](const Place& at) -> Value { return at.ticket.category; }},
    {"ticket.channel", [](const Place& at) -> Value { return at.ticket.channel; }},
    {"ticket.team",
     [](const Place& at) -> Value {
       const Team* team = at.policies.team(at.ticket.team);
       return team == nullptr ? at.ticket.team : team->name;
     }},
    {"ticket.created", [](const Place& at) -> Value { return at.ticket.created; }},
    {"ticket.resolved", [](const Place& at) { return instant(at.ticket.resolved); }},
    {"ticket.waiting_since", [](const Place& at) { return instant(at.ticket.unanswered_since); }},
    {"ticket.rating",
     [](const Place& at) -> Value {
       return at.ticket.rating ? std::to_string(*at.ticket.rating) : std::string();
     }},
    {"ticket.reopened", [](const Place& at) -> Value { return std::to_string(at.ticket.reopened_times); }},
    {"contact.name", [](const Place& at) -> Value { return at.ticket.contact_name; }},
    {"contact.email", [](const Place& at) -> Value { return at.ticket.contact_email; }},
    {"customer.name",
     [](const Place& at) -> Value {
       const Customer* customer = at.policies.customer(at.ticket.customer);
       return customer == nullptr ? at.ticket.contact_name : customer->name;
     }},
    {"agent.name",
     [](const Place& at) -> Value {
       return at.agent == nullptr ? at.policies.workspace().name : at.agent->name;
     }},
    {"agent.email",
     [](const Place& at) -> Value { return at.agent == nullptr ? std::string() : email_of(*at.agent); }},
    {"clock.first_response.due", clock_due<ClockKind::first_response>},
    {"clock.first_response.target", clock_target<ClockKind::first_response>},
    {"clock.next_response.due", clock_due<ClockKind::next_response>},
    {"clock.next_response.target", clock_target<ClockKind::next_response>},
    {"clock.update.due", clock_due<ClockKind::update>},
    {"clock.update.target", clock_target<ClockKind::update>},
    {"clock.resolution.due", clock_due<ClockKind::resolution>},
    {"clock.resolution.target", clock_target<ClockKind::resolution>},
    {"promise.due",
     [](const Place& at) -> Value {
       return at.ticket.promise ? Value(at.ticket.promise->due) : Value(NoInstant{});
     }},
    {"context.summary", context_line<&EscalationContext::summary>},
    {"context.impact", context_line<&EscalationContext::impact>},
    {"context.tried", context_line<&EscalationContext::tried>},
    {"context.expected", context_line<&EscalationContext::expected>},
};

/// Only the caller knows them, and only our own people read them.
constexpr std::string_view names_for_us[] = {"user.name",        "escalation.reason", "facts",           "timeline",
                                             "incident.summary", "incident.causes",   "incident.actions"};

/// A digest is about no single ticket.
constexpr std::string_view names_of_digests[] = {"workspace.name",
                                                 "user.name",
                                                 "digest.now",
                                                 "digest.summary",
                                                 "digest.waiting",
                                                 "digest.waiting.count",
                                                 "digest.due",
                                                 "digest.due.count",
                                                 "digest.escalated",
                                                 "digest.escalated.count",
                                                 "digest.changed",
                                                 "digest.changed.count",
                                                 "digest.settings"};

constexpr std::string_view filter_names[] = {"local", "date",  "time",   "duration",
                                             "upper", "lower", "default"};

std::string upper_ascii(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// "1 hour 30 minutes", at most two units.
std::string in_words(Duration span) {
  constexpr struct {
    std::int64_t seconds;
    const char* name;
  } units[] = {{86'400, "day"}, {3'600, "hour"}, {60, "minute"}, {1, "second"}};
  std::int64_t left = span.ms / 1000;
  std::string words;
  int said = 0;
  for (const auto& unit : units) {
    const std::int64_t count = left / unit.seconds;
    left %= unit.seconds;
    if (count == 0 || said == 2) continue;
    words += (said++ == 0 ? "" : " ") + std::to_string(count) + " " + unit.name + (count == 1 ? "" : "s");
  }
  return words.empty() ? "0 seconds" : words;
}

std::string print(Instant at, std::string_view filter, const Zone& zone) {
  const std::string text = to_text(zone.to_local(at));  // 2026-03-27T16:30:00
  const std::size_t middle = text.find('T');
  if (filter == "date") return text.substr(0, middle);
  const std::string time = text.substr(middle + 1, 5);
  return filter == "time" ? time : text.substr(0, middle) + " " + time;
}

/// A value as the filters want it, one after the other; nullopt for an unknown filter.
std::optional<std::string> filtered(const Value& value, std::string_view format, const Zone& zone) {
  const auto* text = std::get_if<std::string>(&value);
  const bool missing = std::holds_alternative<NoInstant>(value) || (text != nullptr && text->empty());
  if (format == condition_format) return missing ? std::string() : std::string("yes");
  std::string out = text != nullptr ? *text : missing ? "-" : std::string();
  if (const auto* at = std::get_if<Instant>(&value)) out = to_text(*at);
  if (const auto* span = std::get_if<Duration>(&value)) out = to_text(*span);
  for (const TemplateFilter& filter : template_filters(format)) {
    if (std::find(std::begin(filter_names), std::end(filter_names), filter.name) == std::end(filter_names))
      return std::nullopt;
    const bool of_instant = filter.name == "local" || filter.name == "date" || filter.name == "time";
    if (const auto* at = std::get_if<Instant>(&value); at != nullptr && of_instant)
      out = print(*at, filter.name, zone);
    if (const auto* span = std::get_if<Duration>(&value); span != nullptr && filter.name == "duration")
      out = in_words(*span);
    if (filter.name == "upper") out = upper_ascii(out);
    if (filter.name == "lower") out = lower_ascii(out);
    if (filter.name == "default" && missing) out = filter.argument;
  }
  return out;
}

const TemplateVariant* variant_for(const Template& source, std::string_view language) {
  for (; !language.empty(); language = language.substr(0, std::min(language.rfind('-'), language.size()))) {
    for (const TemplateVariant& variant : source.variants) {
      if (variant.language == language) return &variant;
    }
    if (language.find('-') == std::string_view::npos) break;
  }
  return nullptr;
}

/// The value of a name; `at` is nullptr where there is no ticket.
std::optional<Value> value_of(std::string_view name, const Place* at, const Policies& policies,
                              const MoreValues& more) {
  for (const auto& [known, value] : more) {
    if (known == name) return Value(value);
  }
  if (at == nullptr) return name == "workspace.name" ? std::optional<Value>(policies.workspace().name) : std::nullopt;
  const auto named = std::find_if(std::begin(named_values), std::end(named_values),
                                  [&](const Named& known) { return known.name == name; });
  return named == std::end(named_values) ? std::nullopt : std::optional(named->of(*at));
}

std::string expanded(std::string_view text, const Place* at, const Policies& policies, const Zone& zone,
                     const MoreValues& more) {
  return expand_template(
      text, [&](std::string_view name, std::string_view format) -> std::optional<std::string> {
        const auto value = value_of(name, at, policies, more);
        return value ? filtered(*value, format, zone) : std::nullopt;
      });
}

TemplateLetter written(const Template& source, std::string_view language, const Place* at,
                       const Policies& policies, const Zone& zone, const MoreValues& more) {
  const TemplateVariant* variant = variant_for(source, language);
  const bool own_subject = variant == nullptr || variant->subject.empty();
  return {expanded(own_subject ? source.subject : variant->subject, at, policies, zone, more),
          expanded(variant == nullptr ? source.text : variant->text, at, policies, zone, more)};
}

void add_faults(std::string_view text, const std::string& where, const std::vector<std::string_view>& names,
                std::vector<Error>& faults) {
  const std::vector<std::string_view> filters(std::begin(filter_names), std::end(filter_names));
  for (const TemplateFault& fault : template_faults(text, names, filters)) {
    faults.push_back({where, "line " + std::to_string(fault.line) + ", column " +
                                 std::to_string(fault.column) + ": " + fault.what});
  }
}

bool is_for_us(std::string_view text) {
  const std::vector<std::string> names = template_names(text);
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.rfind("digest.", 0) == 0 ||
           std::find(std::begin(names_for_us), std::end(names_for_us), name) != std::end(names_for_us);
  });
}

bool says_what_is_for_us(const Template& source) {
  if (is_for_us(source.subject) || is_for_us(source.text)) return true;
  return std::any_of(source.variants.begin(), source.variants.end(), [](const TemplateVariant& variant) {
    return is_for_us(variant.subject) || is_for_us(variant.text);
  });
}

/// A customer must not read what is for us, and a rule knows no value for it: it would stand in a note as it is written.
void add_faults(const Workspace& workspace, std::size_t rule, std::vector<Error>& faults) {
  const std::vector<RuleAction>& actions = workspace.rules[rule].then;
  for (std::size_t i = 0; i < actions.size(); ++i) {
    const bool note = actions[i].kind == RuleAction::Kind::note;
    if (!note && actions[i].kind != RuleAction::Kind::reply) continue;
    const auto source = std::find_if(workspace.templates.begin(), workspace.templates.end(),
                                     [&](const Template& one) { return one.id == actions[i].subject; });
    if (source == workspace.templates.end()) continue;
    const std::string where = "/rules/" + std::to_string(rule) + "/then/" + std::to_string(i);
    const std::string what = "The template \"" + source->id + "\" ";
    if (!note && is_for_our_people(*source))
      faults.push_back({where + "/reply/template", what + "is for our own people; a reply goes to the customer."});
    if (note && says_what_is_for_us(*source))
      faults.push_back({where + "/note/template",
                        what + "names what a rule does not know (user.name, escalation.reason, facts, timeline, incident or digest)."});
  }
}

}  // namespace

std::string expand_for_ticket(std::string_view text, const Ticket& ticket, const Policies& policies,
                              const User* agent, const MoreValues& more) {
  const Place at{ticket, policies, agent != nullptr ? agent : policies.user(ticket.assignee)};
  return expanded(text, &at, policies, policies.zone(), more);
}

TemplateLetter letter_from(const Template& source, const Ticket& ticket, const Policies& policies,
                           const User* agent, const MoreValues& more) {
  const Customer* customer = policies.customer(ticket.customer);
  const Place at{ticket, policies, agent != nullptr ? agent : policies.user(ticket.assignee)};
  return written(source, customer == nullptr ? "" : customer->language, &at, policies, policies.zone(), more);
}

TemplateLetter letter_to_reader(const Template& source, const Ticket& ticket, const Policies& policies,
                                const User& reader, std::string_view language, const MoreValues& more) {
  const Place at{ticket, policies, policies.user(ticket.assignee)};
  return written(source, language, &at, policies, policies.zone_of(reader), more);
}

TemplateLetter letter_to_reader(const Template& source, std::string_view language, const Policies& policies,
                                const MoreValues& values) {
  return written(source, language, nullptr, policies, policies.zone(), values);
}

bool is_for_our_people(const Template& source) {
  return source.id == "digest" || source.id == "escalation" || says_what_is_for_us(source);
}

std::vector<Error> template_faults(const Workspace& workspace) {
  std::vector<Error> faults;
  std::vector<std::string_view> ticket_names(std::begin(names_for_us), std::end(names_for_us));
  for (const Named& named : named_values) ticket_names.push_back(named.name);
  const std::vector<std::string_view> digest_names(std::begin(names_of_digests), std::end(names_of_digests));
  for (std::size_t i = 0; i < workspace.templates.size(); ++i) {
    const Template& source = workspace.templates[i];
    const std::vector<std::string_view>& names = source.id == "digest" ? digest_names : ticket_names;
    const std::string where = "/templates/" + std::to_string(i);
    add_faults(source.subject, where + "/subject", names, faults);
    add_faults(source.text, where + "/text", names, faults);
    for (const TemplateVariant& variant : source.variants) {
      const std::string part = where + "/language/" + variant.language;
      add_faults(variant.subject, part + "/subject", names, faults);
      add_faults(variant.text, part + "/text", names, faults);
    }
  }
  for (std::size_t i = 0; i < workspace.rules.size(); ++i) add_faults(workspace, i, faults);
  return faults;
}

}  // namespace oasis
