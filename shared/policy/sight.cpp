// See sight.hpp.
#include "shared/policy/sight.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace oasis {
namespace {

/// What stands where a webhook goes, for who may not know.
constexpr const char* hidden_url = "https://hidden.invalid/";
/// What stands where a person is told, for the same. Not one's own either: a document is one for all of a sight.
constexpr const char* hidden_address = "hidden";

bool lists(const std::optional<std::vector<Id>>& list, std::string_view id) {
  return !list || std::find(list->begin(), list->end(), id) != list->end();
}

template <typename T, typename Which>
void take_out(std::vector<T>& list, Which which) {
  list.erase(std::remove_if(list.begin(), list.end(), which), list.end());
}

void hide_settings(Workspace& workspace, const Sight& sight) {
  for (User& user : workspace.users) {
    for (Contact& contact : user.contacts) {
      if (!sees_addresses(sight, contact.via)) contact.address = hidden_address;
    }
  }
  for (Webhook& webhook : workspace.webhooks) {
    webhook.url = hidden_url;
    webhook.secret_ref.clear();
  }
  // Nothing of a document refers to these, and each kind of channel must have settings of its own.
  workspace.drills.clear();  // who knows the script is not surprised by it
  workspace.channels.clear();
  workspace.mailboxes.clear();
}

using Names = std::set<Id>;

Names calendars_in(const Workspace& workspace) {
  Names used;
  for (const Customer& customer : workspace.customers) used.insert(customer.calendar);
  for (const Sla& sla : workspace.slas) used.insert(sla.calendar);
  for (const Chain& chain : workspace.chains) {
    for (const Step& step : chain.steps) used.insert(step.calendar);
  }
  for (const Rule& rule : workspace.rules) used.insert({rule.calendar, rule.condition.within});
  return used;
}

Names slas_in(const Workspace& workspace) {
  Names used{workspace.default_sla};
  for (const Customer& customer : workspace.customers) used.insert(customer.sla);
  return used;
}

/// A rule for other customers only never fires on a ticket in sight.
void hide_rules(Workspace& workspace, const Sight& sight) {
  take_out(workspace.rules, [&sight](Rule& rule) {
    std::vector<Id>& customers = rule.condition.customer;
    if (customers.empty()) return false;
    take_out(customers, [&sight](const Id& id) { return !may_see_customer(sight, id); });
    return customers.empty();
  });
}

void hide_customers(Workspace& workspace, const Sight& sight) {
  const Names slas_before = slas_in(workspace), calendars_before = calendars_in(workspace);
  take_out(workspace.customers, [&sight](const Customer& one) { return !may_see_customer(sight, one.id); });
  hide_rules(workspace, sight);
  const Names slas = slas_in(workspace);
  take_out(workspace.slas,
           [&](const Sla& one) { return slas_before.count(one.id) != 0 && slas.count(one.id) == 0; });
  const Names calendars = calendars_in(workspace);
  take_out(workspace.calendars, [&](const NamedCalendar& one) {
    return calendars_before.count(one.id) != 0 && calendars.count(one.id) == 0;
  });
}

}  // namespace

Sight sight_of(const User* user) {
  if (user == nullptr) return {};
  return {true, user->role, user->role == Role::admin ? Scope{} : user->scope};
}

bool sees_everything(const Sight& sight) {
  return sight.known && !sight.scope.teams && !sight.scope.customers;
}

bool may_see(const Sight& sight, std::string_view team, std::string_view customer) {
  return sight.known && lists(sight.scope.teams, team) && lists(sight.scope.customers, customer);
}

bool may_see_customer(const Sight& sight, std::string_view customer) {
  return sight.known && lists(sight.scope.customers, customer);
}

bool may_see_person(const Sight& sight, std::string_view reader, std::string_view person) {
  return sees_everything(sight) || (sight.known && reader == person);
}

bool sees_notes(const Sight& sight) {
  return sight.known && sight.role >= Role::agent;
}

bool sees_settings(const Sight& sight) {
  return sees_everything(sight) && sight.role >= Role::manager;
}

bool sees_addresses(const Sight& sight, std::string_view via) {
  return sees_settings(sight) || (sight.known && via == "email");
}

Workspace seen_workspace(const Workspace& workspace, const Sight& sight, std::string_view user) {
  if (!sight.known) return {};
  Workspace seen = workspace;
  if (!sees_settings(sight)) hide_settings(seen, sight);
  if (sees_everything(sight)) return seen;
  hide_customers(seen, sight);
  for (User& one : seen.users) {
    if (one.id != user) {
      one.scope = {};
      continue;
    }
    one.scope = sight.scope;
    // An old document may lack what the scope of today names.
    const auto keep_known = [](std::optional<std::vector<Id>>& ids, const auto& objects) {
      if (!ids) return;
      take_out(*ids, [&objects](const Id& id) {
        return std::none_of(objects.begin(), objects.end(),
                            [&id](const auto& object) { return object.id == id; });
      });
    };
    keep_known(one.scope.teams, seen.teams);
    keep_known(one.scope.customers, seen.customers);
    if (one.role == Role::admin) one.scope = {};
  }
  return seen;
}

std::vector<std::string> scopes_of_ticket(std::string_view team, std::string_view customer) {
  const std::string of_team = "team:" + std::string(team);
  const std::string of_customer = "customer:" + std::string(customer);
  return {"staff", of_team, of_customer, of_team + "+" + of_customer};
}

std::vector<std::string> scopes_of(const Sight& sight, std::string_view user) {
  if (!sight.known) return {};
  std::vector<std::string> names{"user:" + std::string(user)};
  const auto& [teams, customers] = sight.scope;
  if (!teams && !customers) {
    names.push_back("staff");
    names.push_back(sees_settings(sight) ? "settings" : "colleague");
  } else if (!customers) {
    for (const Id& team : *teams) names.push_back("team:" + team);
  } else if (!teams) {
    for (const Id& customer : *customers) names.push_back("customer:" + customer);
  } else {
    for (const Id& team : *teams) {
      for (const Id& customer : *customers) names.push_back("team:" + team + "+customer:" + customer);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace oasis
