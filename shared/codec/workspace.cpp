// The workspace document as a whole: which parts it has, what only the parts together show.
#include "shared/codec/workspace.hpp"

#include "shared/codec/workspace_parts.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/calendar.hpp"

namespace oasis {

using nlohmann::json;

bool read_reference(const Field& field, const Names::Ids& ids, std::string_view kind, std::string& out) {
  if (!read_text(field, out)) return false;
  if (ids.find(out) != ids.end()) return true;
  field.fault("no " + std::string(kind) + " " + in_quotes(out));
  return false;
}

bool read_zone_name(const Field& field, const Names& names, std::string& out) {
  if (!read_text(field, out)) return false;
  if (names.zones.find(out).ok()) return true;
  field.fault("no time zone " + in_quotes(out) + ", as in \"Europe/Berlin\"");
  return false;
}

void read_target(Members& members, const Field& field, const Names& names, Target& out) {
  int given = 0;
  const auto read = [&](std::string_view key, const Names::Ids& ids, Target::Kind kind) {
    given += members.optional(key, [&](const Field& at) {
      out.kind = kind;
      read_reference(at, ids, key, out.id);
    });
  };
  read("user", names.users, Target::Kind::user);
  read("schedule", names.schedules, Target::Kind::schedule);
  read("team", names.teams, Target::Kind::team);
  if (given != 1 && field.value().is_object()) field.fault("needs one of \"user\", \"schedule\", \"team\"");
}

void read_target(const Field& field, const Names& names, Target& out) {
  Members members(field);
  read_target(members, field, names, out);
  members.done();
}

bool is_language(std::string_view text) {
  std::size_t letters = 0;
  for (const char c : text) {
    if (c == '-') {
      if (letters == 0) return false;
      letters = 0;
      continue;
    }
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!allowed || ++letters > 8) return false;
  }
  return letters > 0 && text.size() >= 2;
}

bool read_language(const Field& field, std::string& out) {
  std::string text;
  if (!read_text(field, text, 35)) return false;
  if (!is_language(text)) {
    field.fault(in_quotes(text) + " is no language, as in \"de\" or \"pt-BR\"");
    return false;
  }
  out = lower_ascii(text);
  return true;
}

void read_update_every(Members& members, std::optional<Duration>& out) {
  members.optional("update_every", [&](const Field& at) { read_duration(at, out.emplace(), minutes(1)); });
}

void read_tags(const Field& field, std::vector<std::string>& out) {
  read_list(field, most_values, [&](const Field& item) {
    std::string tag;
    if (!read_text(item, tag, 100)) return;
    if (tag.empty()) return item.fault("must not be empty");
    out.push_back(std::move(tag));
  });
}

void read_id_and_name(Members& members, std::string& id, std::string* name) {
  members.required("id", [&](const Field& at) { read_identifier(at, id); });
  if (name == nullptr) return;
  *name = id;
  members.optional("name", [&](const Field& at) { read_text(at, *name); });
}

json write_target(const Target& target) {
  switch (target.kind) {
    case Target::Kind::user:
      return {{"user", target.id}};
    case Target::Kind::schedule:
      return {{"schedule", target.id}};
    case Target::Kind::team:
      return {{"team", target.id}};
  }
  return nullptr;
}

namespace {

Names::Ids ids_of(const json& document, std::string_view part) {
  Names::Ids ids;
  if (!document.is_object()) return ids;
  const auto list = document.find(part);
  if (list == document.end() || !list->is_array()) return ids;
  for (const json& object : *list) {
    if (!object.is_object()) continue;
    const auto id = object.find("id");
    if (id == object.end()) continue;
    if (const auto* text = id->get_ptr<const json::string_t*>()) ids.insert(*text);
  }
  return ids;
}

Names names_of(const json& document, const Zones& zones) {
  return {ids_of(document, "users"),     ids_of(document, "teams"),
          ids_of(document, "customers"), ids_of(document, "calendars"),
          ids_of(document, "slas"),      ids_of(document, "schedules"),
          ids_of(document, "chains"),    ids_of(document, "templates"),
          ids_of(document, "webhooks"),  zones};
}

template <typename T>
void read_objects(Members& members, std::string_view part, const Names& names, std::vector<T>& out) {
  members.optional(part, [&](const Field& at) {
    Names::Ids seen;
    read_list(at, most_objects, [&](const Field& item) {
      T& object = out.emplace_back();
      read_part(item, names, object);
      if (!object.id.empty() && !seen.insert(object.id).second)
        item.fault("id " + in_quotes(object.id) + " is there twice");
    });
  });
}

/// A rule may not ask for a tier that its chain does not have (semantics: Chains).
void check_tiers(const Workspace& workspace, const std::string& at, Faults& faults) {
  for (std::size_t r = 0; r < workspace.rules.size(); ++r) {
    const Rule& rule = workspace.rules[r];
    for (std::size_t a = 0; a < rule.then.size(); ++a) {
      const RuleAction& action = rule.then[a];
      if (action.kind != RuleAction::Kind::escalate || !action.tier) continue;
      for (const Chain& chain : workspace.chains) {
        if (chain.id != action.chain || chain.steps.empty() || *action.tier <= chain.steps.back().tier)
          continue;
        faults.add(
            at + "/rules/" + std::to_string(r) + "/then/" + std::to_string(a) + "/escalate/tier",
            "chain " + in_quotes(chain.id) + " ends with tier " + std::to_string(chain.steps.back().tier));
      }
    }
  }
}

/// A calendar that a deadline is counted with must open at least once in five years from any time on
/// (semantics: Calendars).
class OpeningCheck {
 public:
  OpeningCheck(const Workspace& workspace, const Zones& zones, Faults& faults) : faults_(faults) {
    for (const NamedCalendar& calendar : workspace.calendars) {
      const std::string& zone = calendar.zone.empty() ? workspace.zone : calendar.zone;
      const auto found = zones.find(zone);
      if (!found.ok()) continue;
      const auto prepared = Calendar::prepare(calendar.rules, *found);
      if (prepared.ok() && !opens_for_ever(calendar.rules)) never_open_.insert(calendar.id);
    }
  }
  void check(const Id& calendar, std::string where) {
    if (never_open_.count(calendar) != 0)
      faults_.add(std::move(where), "calendar " + in_quotes(calendar) + ": " + std::string(never_opens));
  }

 private:
  // Weekly hours or a yearly exception with hours open again and again; dated exceptions run out.
  static bool opens_for_ever(const CalendarRules& rules) {
    if (!rules.hours) return true;
    for (const auto& windows : *rules.hours) {
      if (!windows.empty()) return true;
    }
    for (const DayException& exception : rules.exceptions) {
      const bool leap_day = exception.month == 2 && exception.day == 29;
      if (!exception.year && !exception.hours.empty() && !leap_day) return true;
    }
    return false;
  }

  Names::Ids never_open_;
  Faults& faults_;
};

void check_openings(const Workspace& workspace, const Zones& zones, const std::string& at, Faults& faults) {
  OpeningCheck check(workspace, zones, faults);
  for (std::size_t i = 0; i < workspace.customers.size(); ++i) {
    check.check(workspace.customers[i].calendar, at + "/customers/" + std::to_string(i) + "/calendar");
  }
  for (std::size_t i = 0; i < workspace.slas.size(); ++i) {
    check.check(workspace.slas[i].calendar, at + "/slas/" + std::to_string(i) + "/calendar");
  }
  for (std::size_t i = 0; i < workspace.chains.size(); ++i) {
    for (std::size_t s = 0; s < workspace.chains[i].steps.size(); ++s) {
      check.check(workspace.chains[i].steps[s].calendar,
                  at + "/chains/" + std::to_string(i) + "/steps/" + std::to_string(s) + "/calendar");
    }
  }
  for (std::size_t i = 0; i < workspace.rules.size(); ++i) {
    check.check(workspace.rules[i].calendar, at + "/rules/" + std::to_string(i) + "/calendar");
  }
  for (std::size_t i = 0; i < workspace.drills.size(); ++i) {
    check.check(workspace.drills[i].calendar, at + "/drills/" + std::to_string(i) + "/calendar");
  }
}

}  // namespace

Result<Workspace, std::vector<Error>> read_workspace(const json& document, const Zones& zones,
                                                     const std::string& at) {
  Faults faults;
  const Field top(document, at, faults);
  const Names names = names_of(document, zones);
  Workspace workspace;
  Members members(top);
  members.optional("name", [&](const Field& field) { read_text(field, workspace.name); });
  members.optional("zone", [&](const Field& field) { read_zone_name(field, names, workspace.zone); });
  members.optional("last_resort",
                   [&](const Field& field) { read_target(field, names, workspace.last_resort.emplace()); });
  members.optional("default_sla", [&](const Field& field) {
    read_reference(field, names.slas, "service level", workspace.default_sla);
  });
  read_objects(members, "users", names, workspace.users);
  read_objects(members, "teams", names, workspace.teams);
  read_objects(members, "customers", names, workspace.customers);
  read_objects(members, "calendars", names, workspace.calendars);
  read_objects(members, "slas", names, workspace.slas);
  read_objects(members, "schedules", names, workspace.schedules);
  read_objects(members, "chains", names, workspace.chains);
  read_objects(members, "rules", names, workspace.rules);
  read_objects(members, "templates", names, workspace.templates);
  read_objects(members, "webhooks", names, workspace.webhooks);
  read_objects(members, "mailboxes", names, workspace.mailboxes);
  read_objects(members, "channels", names, workspace.channels);
  read_objects(members, "drills", names, workspace.drills);
  read_objects(members, "playbooks", names, workspace.playbooks);
  members.optional("guards", [&](const Field& field) { read_part(field, names, workspace.guards); });
  members.done();
  check_tiers(workspace, at, faults);
  check_openings(workspace, zones, at, faults);
  if (!faults.none()) return faults.take();
  return workspace;
}

json write_workspace(const Workspace& workspace) {
  json out = {{"name", workspace.name}, {"zone", workspace.zone}, {"guards", write_part(workspace.guards)}};
  if (workspace.last_resort) out["last_resort"] = write_target(*workspace.last_resort);
  if (!workspace.default_sla.empty()) out["default_sla"] = workspace.default_sla;
  const auto write_objects = [&out](const char* part, const auto& objects) {
    json list = json::array();
    for (const auto& object : objects) list.push_back(write_part(object));
    out[part] = std::move(list);
  };
  write_objects("users", workspace.users);
  write_objects("teams", workspace.teams);
  write_objects("customers", workspace.customers);
  write_objects("calendars", workspace.calendars);
  write_objects("slas", workspace.slas);
  write_objects("schedules", workspace.schedules);
  write_objects("chains", workspace.chains);
  write_objects("rules", workspace.rules);
  write_objects("templates", workspace.templates);
  write_objects("webhooks", workspace.webhooks);
  write_objects("mailboxes", workspace.mailboxes);
  write_objects("channels", workspace.channels);
  // Left out where there are none: pages that are older than these parts go on.
  if (!workspace.drills.empty()) write_objects("drills", workspace.drills);
  if (!workspace.playbooks.empty()) write_objects("playbooks", workspace.playbooks);
  return out;
}

}  // namespace oasis
