// The workspace document as plain data: everything that can be configured, exactly as people write it
// (docs/scenario.md). May not: decide anything; what the words mean is in policy/.
// Durations and instants are as written; ids refer to other objects of the same document and are checked
// when it is read (codec/workspace.hpp), so that code behind that edge may rely on them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/time/calendar.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// Minutes after local midnight, 0 … 1440; 1440 ("24:00") only as an end.
using ClockMinute = std::int16_t;

/// A daily span of local wall-clock time; `to` at or before `from` runs into the next day, equal is 24 hours.
struct ClockSpan {
  ClockMinute from = 0;
  ClockMinute to = 0;
  friend bool operator==(const ClockSpan&, const ClockSpan&) = default;
};

/// Somebody to tell: one person, whoever is on call in a schedule, or every member of a team.
struct Target {
  enum class Kind : std::uint8_t { user, schedule, team };
  Kind kind = Kind::user;
  Id id;
  friend bool operator==(const Target&, const Target&) = default;
};

/// One line of a person's own notification rules: a contact used after a delay, or a digest.
struct NotifyEntry {
  enum class Kind : std::uint8_t { contact, daily_digest, weekly_digest };
  Kind kind = Kind::contact;
  std::string via;          ///< contact: the key in `User::contacts` ("email", "sms", "slack", …)
  Duration after;           ///< contact: counted from the moment the person would be told
  ClockMinute at = 9 * 60;  ///< digest: local time of the person
  std::uint8_t day = 0;     ///< weekly digest: 0 = Monday … 6 = Sunday
  friend bool operator==(const NotifyEntry&, const NotifyEntry&) = default;
};

struct Contact {
  std::string via;      ///< "email", "sms", "slack", "teams", "ntfy", "webhook"
  std::string address;  ///< in that channel's own form
  friend bool operator==(const Contact&, const Contact&) = default;
};

/// Which tickets a person sees (semantics: People): of these teams and of these customers. A list that is
/// unset is no limit; an empty one leaves nothing.
struct Scope {
  std::optional<std::vector<Id>> teams;
  std::optional<std::vector<Id>> customers;
  friend bool operator==(const Scope&, const Scope&) = default;
};

struct User {
  Id id;
  std::string name;
  Role role = Role::agent;
  std::string zone;               ///< IANA name; empty = the workspace's
  std::vector<Contact> contacts;  ///< in document order, one per `via`
  /// By urgency; unset = the default of semantics: Notifications.
  std::array<std::optional<std::vector<NotifyEntry>>, urgency_count> notify;
  std::optional<ClockSpan> quiet_hours;  ///< in the person's zone
  std::vector<Interval> away;
  Scope scope;  ///< never of an admin
  friend bool operator==(const User&, const User&) = default;
};

struct Team {
  Id id;
  std::string name;
  std::vector<Id> members;
  friend bool operator==(const Team&, const Team&) = default;
};

/// A person at a customer who writes to us.
struct CustomerContact {
  Id id;
  std::string name;
  std::string email;
  friend bool operator==(const CustomerContact&, const CustomerContact&) = default;
};

/// A monthly service report by mail (semantics: Service reports).
struct ReportMailing {
  std::vector<std::string> to;      ///< addresses, or ids of the customer's contacts that have one; at least one
  std::optional<std::int32_t> day;  ///< of the month after, 1 … 28; unset = its first business day
  ClockMinute at = 8 * 60;          ///< local time of the customer
  friend bool operator==(const ReportMailing&, const ReportMailing&) = default;
};

struct Customer {
  Id id;
  std::string name;
  std::string zone;  ///< IANA name; empty = that of the calendar their clocks count by
  Id sla;       ///< empty = the workspace's default_sla
  Id calendar;  ///< empty = the policy's
  std::vector<std::string> tags;
  std::vector<std::string> domains;  ///< lower case; senders at these belong to this customer
  std::string language;              ///< BCP 47, lower case ("de", "pt-br"); empty = the templates' own
  std::vector<CustomerContact> contacts;
  std::optional<ReportMailing> service_report;  ///< unset = none is mailed
  friend bool operator==(const Customer&, const Customer&) = default;
};

struct NamedCalendar {
  Id id;
  std::string name;
  std::string zone;  ///< IANA name; empty = the workspace's
  CalendarRules rules;
  friend bool operator==(const NamedCalendar&, const NamedCalendar&) = default;
};

/// How long a clock may run: a duration of open time, or until the end of the day it starts on.
struct ClockTarget {
  bool same_day = false;
  Duration time;  ///< unused when same_day
  friend bool operator==(const ClockTarget&, const ClockTarget&) = default;
};

struct Sla {
  Id id;
  std::string name;
  Id calendar;                  ///< empty = 24×7 in the workspace's zone
  std::vector<double> warn_at;  ///< fractions of the target in (0, 1), increasing
  std::vector<Status> pause_in = {Status::pending};
  /// While a ticket is escalated, a public update is promised each so much open time; a chain's own beats it.
  std::optional<Duration> update_every;
  /// [priority][clock]; a missing target means no clock.
  std::array<std::array<std::optional<ClockTarget>, clock_count>, priority_count> targets;
  friend bool operator==(const Sla&, const Sla&) = default;
};

/// A local wall-clock time without zone, milliseconds since 1970-01-01T00:00:00 of that wall clock.
struct Rotation {
  enum class Kind : std::uint8_t { hourly, daily, weekly, monthly };
  Kind kind = Kind::weekly;
  std::int32_t every = 1;  ///< >= 1
  LocalTime start;         ///< in the schedule's zone
  std::vector<Id> people;  ///< at least one
  friend bool operator==(const Rotation&, const Rotation&) = default;
};

/// Limits a layer to some weekdays and hours; a window belongs to the day on which it starts.
struct ShiftWindow {
  std::array<bool, 7> days{};  ///< [0] = Monday
  ClockSpan hours;
  friend bool operator==(const ShiftWindow&, const ShiftWindow&) = default;
};

struct Layer {
  std::int32_t priority = 0;
  Rotation rotation;
  std::vector<ShiftWindow> windows;  ///< none = always
  friend bool operator==(const Layer&, const Layer&) = default;
};

/// `remove`+`add` replaces, `add` alone adds, `remove` alone removes; an empty id is absent.
struct Override {
  Interval during;
  Id remove;
  Id add;
  friend bool operator==(const Override&, const Override&) = default;
};

/// Somebody takes somebody's shifts over by agreement: wherever `user` is on call, `taken_by` is instead.
struct Swap {
  Interval during;
  Id user;
  Id taken_by;
  friend bool operator==(const Swap&, const Swap&) = default;
};

struct FixedShift {
  Id user;
  Interval during;
  friend bool operator==(const FixedShift&, const FixedShift&) = default;
};

/// Beats layers, overrides and swaps for its whole span, gaps in it included.
struct FixedPeriod {
  Interval during;
  std::vector<FixedShift> shifts;
  friend bool operator==(const FixedPeriod&, const FixedPeriod&) = default;
};

struct Schedule {
  Id id;
  std::string name;
  std::string zone;  ///< IANA name; empty = the workspace's
  std::vector<Layer> layers;
  std::vector<Override> overrides;
  std::vector<Swap> swaps;
  std::vector<FixedPeriod> fixed;
  friend bool operator==(const Schedule&, const Schedule&) = default;
};

struct Step {
  std::int32_t tier = 1;
  std::string name;
  std::vector<Target> notify;
  std::vector<Target> backup;      ///< told instead when `notify` reaches nobody
  std::optional<Urgency> urgency;  ///< unset = from the ticket's priority
  Duration wait;
  Id calendar;  ///< the wait counts its open time; empty = real time
  friend bool operator==(const Step&, const Step&) = default;
};

/// An escalation policy: who is told, in which order, how long to wait for each.
struct Chain {
  Id id;
  std::string name;
  std::int32_t repeat = 0;  ///< further rounds after the first
  std::optional<Duration> ack_timeout;
  std::optional<Duration> update_every;  ///< customers hear from us each so much open time while it runs
  std::vector<Step> steps;               ///< tiers never decrease
  friend bool operator==(const Chain&, const Chain&) = default;
};

/// What must hold for a rule to fire: each non-empty field must match one of its values.
struct RuleCondition {
  std::vector<Priority> priority;
  std::vector<Status> status;
  std::vector<Id> customer;
  std::vector<std::string> customer_tag;
  std::vector<Id> team;
  std::vector<std::int32_t>
      tier;  ///< the highest tier that an escalation of the ticket has reached; 0 = none
  std::vector<std::string> tag;
  std::vector<std::string> category;
  std::vector<std::string> channel;
  std::vector<std::string> text_contains;  ///< case-folded substrings
  Id within;                               ///< a calendar that must be open now
  friend bool operator==(const RuleCondition&, const RuleCondition&) = default;
};

struct RuleAction {
  enum class Kind : std::uint8_t { escalate, set, notify, reply, note, webhook };
  Kind kind = Kind::escalate;
  Id chain;                                      ///< escalate
  std::optional<std::int32_t> tier;              ///< escalate; unset = the first
  std::optional<Priority> priority;              ///< set
  std::optional<Status> status;                  ///< set
  std::optional<Id> team;                        ///< set
  std::optional<Id> assignee;                    ///< set
  std::optional<std::vector<std::string>> tags;  ///< set: replaces all
  Target target;                                 ///< notify
  Urgency urgency = Urgency::normal;             ///< notify
  Id subject;                                    ///< reply, note: a template; webhook: a webhook
  friend bool operator==(const RuleAction&, const RuleAction&) = default;
};

enum class Trigger : std::uint8_t {
  created,
  updated,
  customer_replied,
  no_response,
  idle,
  sla_warning,
  sla_breached,
  dissatisfied,
  rated,
  reopened,
  priority_raised,
  promise_broken
};

struct Rule {
  Id id;
  Trigger on = Trigger::created;
  Duration for_;                   ///< no_response, idle
  Id calendar;                     ///< no_response: counts its open time; empty = 24×7
  std::optional<ClockKind> clock;  ///< sla_warning, sla_breached: unset = any
  std::int32_t at_most = 2;        ///< rated: satisfaction at or below
  std::int32_t times = 1;          ///< reopened: at least so often
  RuleCondition condition;
  std::vector<RuleAction> then;
  friend bool operator==(const Rule&, const Rule&) = default;
};

/// A template in another language.
struct TemplateVariant {
  std::string language;  ///< BCP 47, lower case
  std::string subject;   ///< empty = the template's own
  std::string text;
  friend bool operator==(const TemplateVariant&, const TemplateVariant&) = default;
};

struct Template {
  Id id;
  std::string name;
  std::string subject;
  std::string text;
  std::vector<TemplateVariant> variants;  ///< one a language
  friend bool operator==(const Template&, const Template&) = default;
};

struct Webhook {
  Id id;
  std::string url;
  std::string secret_ref;  ///< names a secret in the data folder, never its value
  friend bool operator==(const Webhook&, const Webhook&) = default;
};

/// Where messages leave and enter; the server's rooms read the settings, the core only carries them.
struct Channel {
  Id id;
  std::string kind;  ///< "smtp", "sms", "slack", …
  std::vector<std::pair<std::string, std::string>> settings;
  std::string secret_ref;
  friend bool operator==(const Channel&, const Channel&) = default;
};

struct Mailbox {
  Id id;
  std::string address;  ///< mail to it becomes tickets; replies leave from it
  std::vector<std::pair<std::string, std::string>> settings;
  std::string secret_ref;
  friend bool operator==(const Mailbox&, const Mailbox&) = default;
};

/// Load limits per person (semantics: Schedules); unset = no limit.
struct Guards {
  std::optional<Duration> longest_run;
  std::optional<std::int32_t> nights_in_a_row;
  std::optional<Duration> hours_a_week;
  std::optional<Duration> shortest_rest;
  std::optional<std::int32_t> pages_a_shift;
  bool hard = false;
  friend bool operator==(const Guards&, const Guards&) = default;
};

/// A scripted incident that is run now and then (semantics: Drills).
struct Drill {
  enum class Every : std::uint8_t { never, month, quarter, year };  ///< never: only by hand
  Id id;
  std::string name;
  Id chain;  ///< along which it is escalated
  std::string subject;
  std::string text;
  Priority priority = Priority::urgent;
  Every every = Every::quarter;
  bool announced = true;
  bool outside_hours = false;  ///< also outside of the participants' working hours
  Id calendar;                 ///< of those; empty = Monday to Friday, 09:00 to 17:00, where each of them is
  friend bool operator==(const Drill&, const Drill&) = default;
};

/// What to do in a moment and how to say it, read before it is needed and beside a ticket (semantics: Playbooks).
struct Playbook {
  struct Question {
    std::string question;
    std::vector<std::string> answers;
    std::int32_t right = 0;  ///< index into `answers`
    friend bool operator==(const Question&, const Question&) = default;
  };
  Id id;
  std::string name;
  std::string when;                     ///< the moment it is for, in one line
  std::vector<std::int32_t> tiers;      ///< of escalations it is for; empty = all
  std::vector<std::string> categories;  ///< of tickets it is for; empty = all
  std::string text;                     ///< Markdown: headings, lists, quotes, bold
  std::vector<Question> quiz;
  friend bool operator==(const Playbook&, const Playbook&) = default;
};

struct Workspace {
  std::string name;
  std::string zone = "UTC";
  std::optional<Target> last_resort;
  Id default_sla;  ///< empty = none
  std::vector<User> users;
  std::vector<Team> teams;
  std::vector<Customer> customers;
  std::vector<NamedCalendar> calendars;
  std::vector<Sla> slas;
  std::vector<Schedule> schedules;
  std::vector<Chain> chains;
  std::vector<Rule> rules;
  std::vector<Template> templates;
  std::vector<Webhook> webhooks;
  std::vector<Mailbox> mailboxes;
  std::vector<Channel> channels;
  std::vector<Drill> drills;
  std::vector<Playbook> playbooks;
  Guards guards;
  friend bool operator==(const Workspace&, const Workspace&) = default;
};

}  // namespace oasis
