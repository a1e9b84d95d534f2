// The parts of the workspace document, one reader and one writer each; codec/workspace.cpp puts them
// together. Internal to this room. May not: check anything that needs two parts beyond the ids in `Names`.
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "shared/codec/field.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// What a document defines, collected before it is read, so that each reference can be checked where it
/// stands.
struct Names {
  using Ids = std::set<std::string, std::less<>>;
  Ids users, teams, customers, calendars, slas, schedules, chains, templates, webhooks;
  const Zones& zones;
};

/// Limits that keep every answer about a document fast.
constexpr std::size_t most_objects = 10'000;   // of one kind
constexpr std::size_t most_values = 1'000;     // of one list inside an object
constexpr std::int32_t most_repeats = 100;     // further rounds of a chain
constexpr std::int32_t highest_tier = 1'000;   //
constexpr std::size_t longest_text = 100'000;  // bytes of a template

/// Reads an identifier that must be in `ids`; `kind` names what it is: `no schedule "tier-9"`.
bool read_reference(const Field& field, const Names::Ids& ids, std::string_view kind, std::string& out);
bool read_zone_name(const Field& field, const Names& names, std::string& out);
/// `{"user": …}`, `{"schedule": …}` or `{"team": …}`, as members of an object that may have more.
void read_target(Members& members, const Field& field, const Names& names, Target& out);
void read_target(const Field& field, const Names& names, Target& out);
/// How often customers hear from us while their ticket is escalated; a minute at least.
void read_update_every(Members& members, std::optional<Duration>& out);
/// A language tag ("de", "pt-BR"), kept in lower case.
bool read_language(const Field& field, std::string& out);
bool is_language(std::string_view text);
void read_tags(const Field& field, std::vector<std::string>& out);
void read_id_and_name(Members& members, std::string& id, std::string* name);

void read_part(const Field& field, const Names& names, User& out);
void read_part(const Field& field, const Names& names, Team& out);
void read_part(const Field& field, const Names& names, Customer& out);
void read_part(const Field& field, const Names& names, NamedCalendar& out);
void read_part(const Field& field, const Names& names, Sla& out);
void read_part(const Field& field, const Names& names, Schedule& out);
void read_part(const Field& field, const Names& names, Chain& out);
void read_part(const Field& field, const Names& names, Rule& out);
void read_part(const Field& field, const Names& names, Template& out);
void read_part(const Field& field, const Names& names, Webhook& out);
void read_part(const Field& field, const Names& names, Mailbox& out);
void read_part(const Field& field, const Names& names, Channel& out);
void read_part(const Field& field, const Names& names, Drill& out);
void read_part(const Field& field, const Names& names, Playbook& out);
void read_part(const Field& field, const Names& names, Guards& out);

nlohmann::json write_part(const User& user);
nlohmann::json write_part(const Team& team);
nlohmann::json write_part(const Customer& customer);
nlohmann::json write_part(const NamedCalendar& calendar);
nlohmann::json write_part(const Sla& sla);
nlohmann::json write_part(const Schedule& schedule);
nlohmann::json write_part(const Chain& chain);
nlohmann::json write_part(const Rule& rule);
nlohmann::json write_part(const Template& text);
nlohmann::json write_part(const Webhook& webhook);
nlohmann::json write_part(const Mailbox& mailbox);
nlohmann::json write_part(const Channel& channel);
nlohmann::json write_part(const Drill& drill);
nlohmann::json write_part(const Playbook& playbook);
nlohmann::json write_part(const Guards& guards);
nlohmann::json write_target(const Target& target);

/// One rotation `{kind, every, start, people}`; queries about hand-offs use the same without people.
void read_rotation_kind(Members& members, Rotation& out);

}  // namespace oasis
