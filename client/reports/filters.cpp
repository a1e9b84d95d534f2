// See filters.hpp.
#include "client/reports/filters.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

/// One choice: any, or one of the values.
bool choose(Ui& ui, const char* name, const char* any, const std::vector<std::string>& names,
            const std::vector<std::string>& values, std::string& value, float width) {
  std::vector<std::string> options{any};
  options.insert(options.end(), names.begin(), names.end());
  const auto found = std::find(values.begin(), values.end(), value);
  int selected = value.empty() || found == values.end() ? 0 : static_cast<int>(found - values.begin()) + 1;
  if (!combo(ui, name, options, selected, {.width = width, .show_label = false})) return false;
  value = selected == 0 ? std::string() : values[static_cast<std::size_t>(selected - 1)];
  return true;
}

bool choose_priority(Ui& ui, ReportQuery& query, float width) {
  std::vector<std::string> options{"Any priority"_tr};
  for (const Priority one : {Priority::urgent, Priority::high, Priority::normal, Priority::low})
    options.emplace_back(wording::name_of(one));
  int selected = query.priority ? static_cast<int>(priority_count) - static_cast<int>(*query.priority) : 0;
  if (!combo(ui, "Priority"_tr, options, selected, {.width = width, .show_label = false})) return false;
  query.priority.reset();
  if (selected > 0) query.priority = static_cast<Priority>(static_cast<int>(priority_count) - selected);
  return true;
}

bool choose_customer(Desk& desk, ReportQuery& query, float width) {
  std::vector<std::string> names, ids;
  for (const Customer& one : desk.workspace.customers) {
    names.push_back(wording::name_of_customer(desk.workspace, one.id));
    ids.push_back(one.id);
  }
  return choose(desk.ui, "Customer"_tr, "Any customer"_tr, names, ids, query.customer, width);
}

bool choose_team(Desk& desk, ReportQuery& query, float width) {
  std::vector<std::string> names, ids;
  for (const Team& one : desk.workspace.teams) {
    names.push_back(wording::name_of_team(desk.workspace, one.id));
    ids.push_back(one.id);
  }
  return choose(desk.ui, "Team"_tr, "Any team"_tr, names, ids, query.team, width);
}

std::vector<std::string> channels_in(const Replica& replica) {
  std::set<std::string> channels;
  for (const auto& [id, ticket] : replica.confirmed.tickets)
    if (!ticket.channel.empty()) channels.insert(ticket.channel);
  return {channels.begin(), channels.end()};
}

bool choose_channel(Desk& desk, ReportQuery& query, ChannelsKnown& channels, float width) {
  if (!channels) channels = channels_in(desk.replica);
  std::vector<std::string> all = *channels, names;
  if (!query.channel.empty() && std::find(all.begin(), all.end(), query.channel) == all.end()) all.push_back(query.channel);
  if (all.empty()) return false;
  for (const std::string& channel : all) names.push_back(wording::name_of_via(channel));
  return choose(desk.ui, "Came by"_tr, "Any channel"_tr, names, all, query.channel, width);
}

bool choose_category(Ui& ui, ReportQuery& query, const ReportTable* table, float width) {
  std::vector<std::string> all;
  if (table != nullptr) all = table->categories;
  if (!query.category.empty() && std::find(all.begin(), all.end(), query.category) == all.end())
    all.push_back(query.category);
  if (all.empty()) return false;
  return choose(ui, "Category"_tr, "Any category"_tr, all, all, query.category, width);
}

}  // namespace

bool draw_filters(Desk& desk, ReportQuery& query, ChannelsKnown& channels, const ReportTable* table) {
  Ui& ui = desk.ui;
  const float room = ui.area().w;
  const float width = room < 480 ? (room - ui.metrics().gap) / 2 - 0.5f : 168.f;
  Row row(ui, {.wrap = true});
  bool changed = choose_priority(ui, query, width);
  changed |= choose_customer(desk, query, width);
  changed |= choose_team(desk, query, width);
  changed |= choose_channel(desk, query, channels, width);
  changed |= choose_category(ui, query, table, width);
  if (query.is_filtered() &&
      button(ui, "Show all tickets"_tr, {.kind = ButtonKind::quiet, .icon = Icon::close})) {
    query = without_filters(query);
    changed = true;
  }
  return changed;
}

}  // namespace oasis
