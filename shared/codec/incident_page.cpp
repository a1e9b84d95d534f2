// See incident_page.hpp.
#include "shared/codec/incident_page.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "shared/codec/field.hpp"
#include "shared/codec/loose.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Row = nlohmann::ordered_json;

constexpr std::size_t most_items = 20, most_words = 1000, most_summary = 5000;

void read_words(Members& members, std::string_view key, std::string& out, bool required = false) {
  const auto read = [&](const Field& field) {
    if (read_text(field, out, most_words) && required && out.empty()) field.fault("write something");
  };
  required ? members.required(key, read) : static_cast<void>(members.optional(key, read));
}

IncidentPage::Cause read_cause(const Field& field) {
  IncidentPage::Cause cause;
  Members members(field);
  read_words(members, "what", cause.what, true);
  read_words(members, "evidence", cause.evidence);
  read_words(members, "place", cause.place);
  members.done();
  return cause;
}

IncidentPage::Action read_action(const Field& field) {
  IncidentPage::Action action;
  Members members(field);
  read_words(members, "what", action.what, true);
  members.optional("owner", [&](const Field& owner) { read_text(owner, action.owner, 64); });
  members.optional("due", [&](const Field& due) {
    if (read_text(due, action.due, 10) && !action.due.empty() && !parse_date(action.due).ok())
      due.fault("a day is written as in 2026-12-01");
  });
  members.optional("done", [&](const Field& done) { read_bool(done, action.done); });
  members.done();
  return action;
}

}  // namespace

Row write_incident_page(const IncidentPage& page) {
  Row row{{"summary", page.summary}, {"causes", Row::array()}, {"actions", Row::array()}};
  for (const IncidentPage::Cause& cause : page.causes)
    row["causes"].push_back({{"what", cause.what}, {"evidence", cause.evidence}, {"place", cause.place}});
  for (const IncidentPage::Action& action : page.actions) {
    row["actions"].push_back(
        {{"what", action.what}, {"owner", action.owner}, {"due", action.due}, {"done", action.done}});
  }
  return row;
}

std::vector<Error> read_incident_page(const nlohmann::json& json, IncidentPage& page) {
  Faults faults;
  const Field top(json, "", faults);
  Members members(top);
  members.ignore_others();
  members.optional("summary", [&](const Field& field) { read_text(field, page.summary, most_summary); });
  members.optional("causes", [&](const Field& field) {
    read_list(field, most_items, [&](const Field& one) { page.causes.push_back(read_cause(one)); });
  });
  members.optional("actions", [&](const Field& field) {
    read_list(field, most_items, [&](const Field& one) { page.actions.push_back(read_action(one)); });
  });
  members.done();
  return faults.take();
}

IncidentPage incident_page_in(const nlohmann::json& json) {
  IncidentPage page;
  page.summary = loose::text(json, "summary");
  for (const nlohmann::json& row : loose::list(json, "causes"))
    page.causes.push_back({loose::text(row, "what"), loose::text(row, "evidence"), loose::text(row, "place")});
  for (const nlohmann::json& row : loose::list(json, "actions")) {
    page.actions.push_back({loose::text(row, "what"), loose::text(row, "owner"), loose::text(row, "due"),
                            loose::truth(row, "done")});
  }
  return page;
}

}  // namespace oasis
