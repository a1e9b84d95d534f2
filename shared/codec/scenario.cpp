// Reading scenario files: events and questions around a workspace document.
#include "shared/codec/scenario.hpp"

#include <algorithm>
#include <set>

#include "shared/codec/field.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/codec/workspace_parts.hpp"

namespace oasis {

using nlohmann::json;

namespace {

constexpr std::size_t most_events = 1'000'000;
constexpr std::size_t most_queries = 10'000;
constexpr std::size_t longest_message = 1'000'000;  // bytes

/// Ids that events and questions may name: of the first document and all imported ones.
struct KnownIds {
  Names::Ids users, teams, customers, chains, schedules, calendars;

  void add(const Workspace& workspace) {
    const auto collect = [](const auto& objects, Names::Ids& ids) {
      for (const auto& object : objects) ids.insert(object.id);
    };
    collect(workspace.users, users);
    collect(workspace.teams, teams);
    collect(workspace.customers, customers);
    collect(workspace.chains, chains);
    collect(workspace.schedules, schedules);
    collect(workspace.calendars, calendars);
  }
};

class ScenarioReader {
 public:
  ScenarioReader(const Zones& zones, Faults& faults) : zones_(zones), faults_(faults) {}

  void read(const Field& field, Scenario& out) {
    Members members(field);
    members.required("workspace", [&](const Field& at) {
      read_document(at, out.workspace);
      known_.add(out.workspace);
    });
    if (document_failed_) {  // everything else refers to it
      members.has("events"), members.has("until"), members.has("queries");
      return members.done();
    }
    members.optional("events", [&](const Field& at) { read_events(at, out.events); });
    members.optional("until", [&](const Field& at) { read_instant(at, out.until.emplace()); });
    members.optional("queries", [&](const Field& at) {
      read_list(at, most_queries, [&](const Field& item) { read_query(item, out.queries); });
    });
    members.done();
  }

 private:
  void read_document(const Field& at, Workspace& out) {
    auto workspace = read_workspace(at.value(), zones_, at.pointer());
    if (workspace.ok()) {
      out = std::move(*workspace);
      return;
    }
    document_failed_ = true;
    for (const Error& error : workspace.error()) faults_.add(error.where, error.what);
  }

  // ---- events
  // ---------------------------------------------------------------------------------------------------
  void read_events(const Field& field, std::vector<ScenarioEvent>& out) {
    read_list(field, most_events, [&](const Field& item) {
      ScenarioEvent& event = out.emplace_back();
      if (out.size() > 1) event.at = out[out.size() - 2].at;  // stays if it cannot be read
      read_event(item, event);
      if (out.size() > 1 && event.at < out[out.size() - 2].at) {
        item.fault("happens before the event above it: events stand in time order");
      }
    });
  }

  void read_event(const Field& field, ScenarioEvent& out) {
    Members members(field);
    members.required("at", [&](const Field& at) { read_instant(at, out.at); });
    members.required("do", [&](const Field& at) {
      std::string verb;
      if (read_text(at, verb)) read_verb(verb, at, members, field, out);
    });
    members.done();
  }

  void read_verb(const std::string& verb, const Field& at, Members& members, const Field& field,
                 ScenarioEvent& out) {
    if (verb == "create") return read_create(members, field, out);
    if (verb == "reply") return read_message<Reply>(members, out);
    if (verb == "note") return read_message<WriteNote>(members, out);
    if (verb == "customer_reply") return read_message<CustomerReply>(members, out);
    if (verb == "set") return read_set(members, out);
    if (verb == "merge") return read_merge(members, out);
    if (verb == "acknowledge") return read_acknowledge(members, out);
    if (verb == "escalate") return read_escalate(members, out);
    if (verb == "rate") return read_rate(members, out);
    if (verb == "promise") return read_promise(members, out);
    if (verb == "link") return read_link(members, out);
    if (verb == "split") return read_split(members, out);
    if (verb == "watch") return read_watch(members, out);
    if (verb == "import") return read_import(members, out);
    if (verb == "outage") return read_outage(members, out);
    members.ignore_others();  // without its verb nobody knows what belongs to an event
    at.fault(
        in_quotes(verb) +
        " is none of create, reply, note, customer_reply, set, merge, acknowledge, escalate, rate, promise, "
        "link, split, watch, import, outage");
  }

  /// A member that names an object of the workspace; its key is the kind of the object.
  static void may_name(Members& members, const char* kind, const Names::Ids& known, Id& out) {
    members.optional(kind, [&](const Field& at) { read_reference(at, known, kind, out); });
  }
  static void must_name(Members& members, const char* kind, const Names::Ids& known, Id& out) {
    members.required(kind, [&](const Field& at) { read_reference(at, known, kind, out); });
  }

  void read_by(Members& members, ScenarioEvent& out) {
    members.optional("by", [&](const Field& at) { read_reference(at, known_.users, "user", out.by); });
  }

  /// A ticket that was created above, or one that a message to a closed ticket opens ("T1-2").
  void read_ticket(const Field& at, TicketId& out) {
    if (!read_text(at, out)) return;
    std::string_view base = out;
    for (;;) {
      if (tickets_.count(std::string(base)) != 0) return;
      const std::size_t dash = base.rfind('-');
      if (dash == std::string_view::npos) break;
      base = base.substr(0, dash);
    }
    at.fault("no ticket " + in_quotes(out) + " was created above");
  }

  template <typename C>
  void read_ticket(Members& members, C& command) {
    members.required("ticket", [&](const Field& at) { read_ticket(at, command.ticket); });
  }

  MessageId next_message_id(const TicketId& ticket) { return ticket + "/" + std::to_string(++messages_); }

  void read_create(Members& members, const Field& field, ScenarioEvent& out) {
    CreateTicket command;
    out.by_customer = !members.has("by");
    read_by(members, out);
    members.required("ticket", [&](const Field& at) {
      if (!read_text(at, command.ticket)) return;
      if (command.ticket.empty() || command.ticket.size() > 64) return at.fault("must have 1 to 64 bytes");
      if (!tickets_.insert(command.ticket).second)
        at.fault("ticket " + in_quotes(command.ticket) + " was created above");
    });
    may_name(members, "customer", known_.customers, command.customer);
    members.optional("from", [&](const Field& at) { read_text(at, command.from_email); });
    if (members.has("customer") && members.has("from"))
      field.fault("has both \"customer\" and \"from\": one is enough");
    members.optional("name", [&](const Field& at) { read_text(at, command.from_name); });
    members.optional("subject", [&](const Field& at) { read_text(at, command.subject); });
    members.optional("text", [&](const Field& at) { read_text(at, command.message.text, longest_message); });
    members.optional("priority", [&](const Field& at) { read_word(at, command.priority); });
    members.optional("category", [&](const Field& at) { read_text(at, command.category); });
    members.optional("channel", [&](const Field& at) { read_text(at, command.channel); });
    may_name(members, "team", known_.teams, command.team);
    members.optional("tags", [&](const Field& at) { read_tags(at, command.tags); });
    members.optional("drill", [&](const Field& at) { read_bool(at, command.drill); });
    command.message.id = next_message_id(command.ticket);
    out.what = Command(std::move(command));
  }

  template <typename C>
  void read_message(Members& members, ScenarioEvent& out) {
    C command;
    read_ticket(members, command);
    out.by_customer = std::is_same_v<C, CustomerReply>;
    if (!out.by_customer) read_by(members, out);
    members.optional("text", [&](const Field& at) { read_text(at, command.message.text, longest_message); });
    members.optional("automatic", [&](const Field& at) { read_bool(at, command.message.automatic); });
    if constexpr (std::is_same_v<C, Reply>)
      members.optional("promise", [&](const Field& at) { read_instant(at, command.promise.emplace()); });
    command.message.id = next_message_id(command.ticket);
    out.what = Command(std::move(command));
  }

  void read_set(Members& members, ScenarioEvent& out) {
    auto command = by_staff<SetFields>(members, out);
    const auto reference_or_none = [&](const char* key, const Names::Ids& ids, const char* kind,
                                       std::optional<Id>& id) {
      members.optional(key, [&](const Field& at) {
        id.emplace();
        const bool none = at.value().is_null() || (at.value().is_string() && at.value() == "");
        if (!none) read_reference(at, ids, kind, *id);
      });
    };
    members.optional("priority", [&](const Field& at) { read_word(at, command.priority.emplace()); });
    members.optional("status", [&](const Field& at) { read_word(at, command.status.emplace()); });
    reference_or_none("assignee", known_.users, "user", command.assignee);
    reference_or_none("team", known_.teams, "team", command.team);
    reference_or_none("customer", known_.customers, "customer", command.customer);
    members.optional("tags", [&](const Field& at) { read_tags(at, command.tags.emplace()); });
    members.optional("subject", [&](const Field& at) { read_text(at, command.subject.emplace()); });
    members.optional("category", [&](const Field& at) { read_text(at, command.category.emplace()); });
    members.optional("outcome", [&](const Field& at) { read_text(at, command.outcome); });
    out.what = Command(std::move(command));
  }

  void read_merge(Members& members, ScenarioEvent& out) {
    auto command = by_staff<Merge>(members, out);
    members.required("into", [&](const Field& at) { read_ticket(at, command.into); });
    out.what = Command(std::move(command));
  }

  void read_acknowledge(Members& members, ScenarioEvent& out) {
    out.what = Command(by_staff<Acknowledge>(members, out));
  }

  void read_escalate(Members& members, ScenarioEvent& out) {
    auto command = by_staff<Escalate>(members, out);
    may_name(members, "chain", known_.chains, command.chain);
    members.optional("tier",
                     [&](const Field& at) { read_integer(at, command.tier.emplace(), 1, highest_tier); });
    members.optional("reason", [&](const Field& at) { read_text(at, command.reason); });
    members.optional("context", [&](const Field& at) { read_context(at, command.context); });
    out.what = Command(std::move(command));
  }

  static void read_context(const Field& field, EscalationContext& out) {
    Members members(field);
    members.optional("summary", [&](const Field& at) { read_text(at, out.summary); });
    members.optional("impact", [&](const Field& at) { read_text(at, out.impact); });
    members.optional("tried", [&](const Field& at) { read_text(at, out.tried); });
    members.optional("expected", [&](const Field& at) { read_text(at, out.expected); });
    members.done();
  }

  template <typename C>
  C by_staff(Members& members, ScenarioEvent& out) {
    C command;
    read_ticket(members, command);
    read_by(members, out);
    return command;
  }

  void read_link(Members& members, ScenarioEvent& out) {
    auto command = by_staff<Link>(members, out);
    members.required("to", [&](const Field& at) { read_ticket(at, command.to); });
    members.optional("off", [&](const Field& at) { read_bool(at, command.off); });
    out.what = Command(std::move(command));
  }

  void read_split(Members& members, ScenarioEvent& out) {
    auto command = by_staff<Split>(members, out);
    members.required("opens", [&](const Field& at) {
      if (read_text(at, command.opens)) tickets_.insert(command.opens);
    });
    members.optional("subject", [&](const Field& at) { read_text(at, command.subject); });
    members.optional("text", [&](const Field& at) { read_text(at, command.message.text, longest_message); });
    command.message.id = next_message_id(command.opens);
    out.what = Command(std::move(command));
  }

  void read_watch(Members& members, ScenarioEvent& out) {
    auto command = by_staff<Watch>(members, out);
    may_name(members, "user", known_.users, command.user);
    members.optional("off", [&](const Field& at) { read_bool(at, command.off); });
    out.what = Command(std::move(command));
  }

  void read_promise(Members& members, ScenarioEvent& out) {
    auto command = by_staff<PromiseUpdate>(members, out);
    members.required("due", [&](const Field& at) { read_instant(at, command.due); });
    out.what = Command(command);
  }

  void read_rate(Members& members, ScenarioEvent& out) {
    Rate command;
    read_ticket(members, command);
    out.by_customer = true;
    members.required("satisfaction", [&](const Field& at) { read_integer(at, command.satisfaction, 1, 5); });
    members.optional("text", [&](const Field& at) { read_text(at, command.comment, longest_message); });
    out.what = Command(std::move(command));
  }

  void read_import(Members& members, ScenarioEvent& out) {
    ImportDocument edit;
    read_by(members, out);
    members.optional("apply", [&](const Field& at) {
      std::string apply;
      if (!read_text(at, apply)) return;
      edit.open_tickets = apply == "open";
      if (apply != "open" && apply != "new") at.fault(in_quotes(apply) + " is none of open, new");
    });
    members.required("workspace", [&](const Field& at) {
      read_document(at, edit.workspace);
      known_.add(edit.workspace);
    });
    out.what = std::move(edit);
  }

  void read_outage(Members& members, ScenarioEvent& out) {
    Outage outage;
    members.required("until", [&](const Field& at) {
      if (read_instant(at, outage.until) && outage.until <= out.at) at.fault("must be after \"at\"");
    });
    out.what = outage;
  }

  // ---- questions
  // --------------------------------------------------------------------------------------------------
  void read_query(const Field& field, std::vector<Query>& out) {
    if (!field.value().is_object() || field.value().size() != 1) {
      return field.fault("must be an object with one question, as in {\"on_call\": {…}}");
    }
    const std::string& name = field.value().begin().key();
    const Field at(field.value().begin().value(), field, name);
    Members members(at);
    if (auto query = read_question(name, members, at)) {
      out.push_back(*std::move(query));
      members.done();
    } else {
      at.fault("is no question");
    }
  }

  std::optional<Query> read_question(const std::string& name, Members& members, const Field& at) {
    if (name == "on_call") {
      OnCallQuery query;
      schedule(members, query.schedule);
      instant(members, "at", query.at);
      return query;
    }
    if (name == "shifts") return interval_of_schedule<ShiftsQuery>(members, at);
    if (name == "quality") return interval_of_schedule<QualityQuery>(members, at);
    if (name == "load") return interval_of_schedule<LoadQuery>(members, at);
    if (name == "handoffs") return read_handoffs(members, at);
    if (name == "open_time") {
      OpenTimeQuery query;
      calendar(members, query.calendar);
      instant(members, "from", query.from);
      instant(members, "to", query.to);
      return query;
    }
    if (name == "deadline") {
      DeadlineQuery query;
      calendar(members, query.calendar);
      instant(members, "from", query.from);
      members.required("add", [&](const Field& add) { read_duration(add, query.add, {}, longest_open_time); });
      return query;
    }
    if (name == "start_of") {
      StartOfQuery query;
      calendar(members, query.calendar);
      instant(members, "to", query.to);
      members.required("subtract", [&](const Field& sub) { read_duration(sub, query.subtract, {}, longest_open_time); });
      return query;
    }
    if (name == "is_open") return opening(members, OpeningQuery::Kind::is_open);
    if (name == "next_open") return opening(members, OpeningQuery::Kind::next_open);
    if (name == "next_close") return opening(members, OpeningQuery::Kind::next_close);
    return read_ticket_question(name, members);
  }

  std::optional<Query> read_ticket_question(const std::string& name, Members& members) {
    if (name == "deadlines") {
      DeadlinesQuery query;
      read_ticket(members, query);
      instant(members, "at", query.at);
      return query;
    }
    if (name == "why") {
      WhyQuery query;
      read_ticket(members, query);
      must_name(members, "user", known_.users, query.user);
      instant(members, "at", query.at);
      return query;
    }
    if (name == "explain") {
      ExplainQuery query;
      read_ticket(members, query);
      members.required("clock", [&](const Field& clock) { read_word(clock, query.clock); });
      instant(members, "at", query.at);
      return query;
    }
    if (name == "drill") {
      DrillQuery query;
      read_ticket(members, query);
      instant(members, "at", query.at);
      return query;
    }
    if (name == "gaps") {
      GapsQuery query;
      instant(members, "at", query.at);
      return query;
    }
    if (name == "sentiment") {
      SentimentQuery query;
      members.required("text", [&](const Field& text) { read_text(text, query.text, longest_message); });
      return query;
    }
    return std::nullopt;
  }

  void instant(Members& members, const char* key, Instant& out) {
    members.required(key, [&](const Field& at) { read_instant(at, out); });
  }
  void calendar(Members& members, Id& out) { must_name(members, "calendar", known_.calendars, out); }
  void schedule(Members& members, Id& out) { must_name(members, "schedule", known_.schedules, out); }
  static void read_window(Members& members, const Field& at, Interval& window) {  // at most two million shifts
    read_interval(members, at, window);
    if (window.to - window.from > days(200 * 366)) at.fault("covers more than 200 years: ask for a part of it");
  }
  template <typename Q>
  std::optional<Query> interval_of_schedule(Members& members, const Field& at) {
    Q query;
    schedule(members, query.schedule);
    read_window(members, at, query.during);
    return query;
  }
  std::optional<Query> opening(Members& members, OpeningQuery::Kind kind) {
    OpeningQuery query;
    query.kind = kind;
    calendar(members, query.calendar);
    instant(members, "at", query.at);
    return query;
  }
  std::optional<Query> read_handoffs(Members& members, const Field& at) {
    HandoffsQuery query;
    members.required("zone", [&](const Field& zone) {
      if (!read_text(zone, query.zone)) return;
      if (!zones_.find(query.zone).ok()) zone.fault("no time zone " + in_quotes(query.zone));
    });
    read_rotation_kind(members, query.rotation);
    read_window(members, at, query.during);
    return query;
  }

  static constexpr Duration longest_open_time = days(366'000);

  const Zones& zones_;
  Faults& faults_;
  KnownIds known_;
  std::set<std::string> tickets_;
  std::int64_t messages_ = 0;
  bool document_failed_ = false;
};

/// Finds where a text stops being JSON.
class FaultFinder : public nlohmann::json_sax<json> {
 public:
  std::size_t position = 0;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    position = at;
    return false;
  }
};

}  // namespace

Result<json> parse_json(std::string_view text) {
  json document = json::parse(text.begin(), text.end(), nullptr, false);
  if (!document.is_discarded()) return document;
  FaultFinder finder;
  json::sax_parse(text.begin(), text.end(), &finder);
  const std::string_view before = text.substr(0, finder.position);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  return Error{"", "is no JSON from line " + std::to_string(line) + ", byte " +
                       std::to_string(finder.position) + " on"};
}

Result<Scenario, std::vector<Error>> read_scenario(const json& document, const Zones& zones) {
  Faults faults;
  const Field top(document, "", faults);
  Scenario scenario;
  Members members(top);
  members.required("scenario", [&](const Field& at) { ScenarioReader(zones, faults).read(at, scenario); });
  members.done();
  if (!faults.none()) return faults.take();
  return scenario;
}

}  // namespace oasis
