// See policies.hpp.
#include "shared/policy/policies.hpp"

#include <algorithm>
#include <utility>

#include "shared/text/utf8.hpp"

namespace oasis {

Policies::Policies(Workspace workspace, SharedZone zone, Calendar always, std::uint32_t version)
    : workspace_(std::move(workspace)),
      version_(version),
      zone_(std::move(zone)),
      always_(std::move(always)) {
  const auto index = [](const auto& objects, auto& by_id) {
    for (const auto& object : objects) by_id.emplace(object.id, &object);
  };
  index(workspace_.users, users_);
  index(workspace_.teams, teams_);
  index(workspace_.customers, customers_);
  index(workspace_.slas, slas_);
  index(workspace_.schedules, schedules_);
  index(workspace_.chains, chains_);
  index(workspace_.rules, rules_);
  index(workspace_.templates, templates_);
  index(workspace_.webhooks, webhooks_);
  for (const Rule& rule : workspace_.rules) {
    rules_on_[rule.on].push_back(&rule);
    if (rule.on == Trigger::no_response || rule.on == Trigger::idle) waiting_rules_.push_back(&rule);
  }
  for (const Customer& customer : workspace_.customers) {
    for (const CustomerContact& contact : customer.contacts) {
      if (!contact.email.empty()) customers_by_email_.emplace(lower_ascii(contact.email), &customer);
    }
    for (const std::string& domain : customer.domains)
      customers_by_domain_.emplace(lower_ascii(domain), &customer);
  }
}

Result<std::shared_ptr<const Policies>> Policies::prepare(Workspace workspace, const Zones& zones,
                                                          std::uint32_t version) {
  OASIS_TRY(SharedZone zone, zones.find(workspace.zone));
  OASIS_TRY(Calendar always, Calendar::prepare(CalendarRules{}, zone));
  const std::shared_ptr<Policies> policies(
      new Policies(std::move(workspace), zone, std::move(always), version));
  const auto keep_zone = [&](const std::string& name) -> Result<SharedZone> {
    if (name.empty()) return policies->zone_;
    OASIS_TRY(SharedZone named, zones.find(name));
    policies->zones_.emplace(name, named);
    return named;
  };
  for (const NamedCalendar& calendar : policies->workspace_.calendars) {
    OASIS_TRY(SharedZone its_zone, keep_zone(calendar.zone));
    OASIS_TRY(Calendar prepared, Calendar::prepare(calendar.rules, std::move(its_zone)));
    policies->calendars_.emplace(calendar.id, std::move(prepared));
  }
  policies->default_terms_ = policies->terms_for(Customer{});
  for (const Customer& customer : policies->workspace_.customers) {
    policies->terms_.emplace(customer.id, policies->terms_for(customer));
    if (const auto kept = keep_zone(customer.zone); !kept.ok()) return kept.error();
  }
  for (const User& user : policies->workspace_.users) {
    if (const auto kept = keep_zone(user.zone); !kept.ok()) return kept.error();
  }
  for (const Schedule& schedule : policies->workspace_.schedules) {
    OASIS_TRY(SharedZone its_zone, keep_zone(schedule.zone));
    policies->rotas_.emplace(schedule.id, Rota(schedule, policies->workspace_.users, std::move(its_zone)));
  }
  return std::shared_ptr<const Policies>(policies);
}

Terms Policies::terms_for(const Customer& customer) const {
  Terms terms;
  terms.sla = sla(customer.sla.empty() ? workspace_.default_sla : customer.sla);
  const bool by_policy = customer.calendar.empty() && terms.sla != nullptr;
  terms.calendar = &calendar_or_always(by_policy ? terms.sla->calendar : customer.calendar);
  return terms;
}

const Terms& Policies::terms(std::string_view customer) const {
  const auto found = terms_.find(customer);
  return found == terms_.end() ? default_terms_ : found->second;
}

const std::vector<const Rule*>& Policies::rules_on(Trigger trigger) const {
  const auto found = rules_on_.find(trigger);
  return found == rules_on_.end() ? no_rules_ : found->second;
}

const Calendar* Policies::calendar(std::string_view id) const {
  const auto found = calendars_.find(id);
  return found == calendars_.end() ? nullptr : &found->second;
}

const Rota* Policies::rota(std::string_view id) const {
  const auto found = rotas_.find(id);
  return found == rotas_.end() ? nullptr : &found->second;
}

const Calendar& Policies::calendar_or_always(std::string_view id) const {
  const Calendar* named = calendar(id);
  return named == nullptr ? always_ : *named;
}

const SharedZone& Policies::shared_zone(std::string_view name) const {
  const auto found = zones_.find(name);
  return found == zones_.end() ? zone_ : found->second;
}

const Zone& Policies::zone_of(const User& user) const {
  return *shared_zone(user.zone);
}
const Zone& Policies::zone_of(const Schedule& schedule) const {
  return *shared_zone(schedule.zone);
}

const Zone& Policies::zone_of(const Customer& customer) const {
  return customer.zone.empty() ? terms(customer.id).calendar->zone() : *shared_zone(customer.zone);
}

const Customer* Policies::customer_of_email(std::string_view email) const {
  const std::string address = lower_ascii(email);
  if (const auto found = customers_by_email_.find(address); found != customers_by_email_.end())
    return found->second;
  const std::size_t sign = address.rfind('@');
  if (sign == std::string::npos) return nullptr;
  std::string domain = address.substr(sign + 1);
  while (!domain.empty()) {
    if (const auto found = customers_by_domain_.find(domain); found != customers_by_domain_.end())
      return found->second;
    const std::size_t dot = domain.find('.');
    domain = dot == std::string::npos ? std::string() : domain.substr(dot + 1);
  }
  return nullptr;
}

const Policies* current_policies(const State& state) {
  return state.versions.empty() ? nullptr : state.versions.back().get();
}

const Policies* policies_of(const State& state, std::uint32_t version) {
  const Policies* newest = current_policies(state);
  if (newest == nullptr || newest->version() == version) return newest;
  const auto found = std::lower_bound(
      state.versions.begin(), state.versions.end(), version,
      [](const auto& policies, std::uint32_t wanted) { return policies->version() < wanted; });
  const bool there = found != state.versions.end() && (*found)->version() == version;
  return there ? found->get() : newest;
}

}  // namespace oasis
