// A workspace document made ready for questions: calendars with prefix sums, every object found by its id.
// May not: change; answer questions that need a ticket (those are in the other files of this room).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "shared/model/state.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/schedules.hpp"
#include "shared/result.hpp"
#include "shared/time/calendar.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// What a ticket's clocks are measured by: "A ticket's policy is its customer's, else the workspace's
/// default_sla, else none"; "the customer's own calendar wins over the policy's".
struct Terms {
  const Sla* sla = nullptr;  ///< none: no clock has a target
  const Calendar* calendar = nullptr;
};

/// One version of the document. Immutable; may be shared between threads. Lookups are O(1) on average and
/// answer nullptr for an unknown or empty id.
class Policies {
 public:
  /// Prepares a document that codec/workspace has accepted; an error only where it was not. `version` is 1,
  /// 2, 3 … in the order in which documents came into force. About a millisecond a calendar.
  static Result<std::shared_ptr<const Policies>> prepare(Workspace workspace, const Zones& zones,
                                                         std::uint32_t version);

  const Workspace& workspace() const { return workspace_; }
  std::uint32_t version() const { return version_; }

  const User* user(std::string_view id) const { return find(users_, id); }
  const Team* team(std::string_view id) const { return find(teams_, id); }
  const Customer* customer(std::string_view id) const { return find(customers_, id); }
  const Sla* sla(std::string_view id) const { return find(slas_, id); }
  const Schedule* schedule(std::string_view id) const { return find(schedules_, id); }
  const Chain* chain(std::string_view id) const { return find(chains_, id); }
  const Rule* rule(std::string_view id) const { return find(rules_, id); }
  const Template* text_template(std::string_view id) const { return find(templates_, id); }
  const Webhook* webhook(std::string_view id) const { return find(webhooks_, id); }

  /// The terms of a customer's tickets; those of nobody's for an unknown or empty id.
  const Terms& terms(std::string_view customer) const;
  /// The rules that answer to a trigger, in document order.
  const std::vector<const Rule*>& rules_on(Trigger trigger) const;
  /// The rules that wait for a silence (`no_response`, `idle`), in document order.
  const std::vector<const Rule*>& waiting_rules() const { return waiting_rules_; }

  /// The schedule, prepared.
  const Rota* rota(std::string_view id) const;
  const Calendar* calendar(std::string_view id) const;
  /// 24×7 in the workspace's zone: what holds where no calendar is named.
  const Calendar& always() const { return always_; }
  /// The named calendar, `always()` for an empty id.
  const Calendar& calendar_or_always(std::string_view id) const;

  const Zone& zone() const { return *zone_; }
  /// The person's zone, else the workspace's.
  const Zone& zone_of(const User& user) const;
  const Zone& zone_of(const Schedule& schedule) const;
  /// The customer's zone, else that of the calendar their clocks count by.
  const Zone& zone_of(const Customer& customer) const;
  const SharedZone& shared_zone(std::string_view name) const;

  /// The customer with a contact of that address, else with that domain (or a domain above it); nullptr if
  /// nobody fits.
  const Customer* customer_of_email(std::string_view email) const;

 private:
  template <typename T>
  using Index = std::unordered_map<std::string_view, const T*>;

  template <typename T>
  static const T* find(const Index<T>& index, std::string_view id) {
    const auto found = index.find(id);
    return found == index.end() ? nullptr : found->second;
  }

  Policies(Workspace workspace, SharedZone zone, Calendar always, std::uint32_t version);
  Terms terms_for(const Customer& customer) const;

  Workspace workspace_;
  std::uint32_t version_;
  SharedZone zone_;
  Calendar always_;
  std::map<std::string, SharedZone, std::less<>> zones_;
  std::map<std::string, Calendar, std::less<>> calendars_;
  std::map<std::string, Rota, std::less<>> rotas_;
  // The keys live in workspace_, which never changes again.
  Index<User> users_;
  Index<Team> teams_;
  Index<Customer> customers_;
  Index<Sla> slas_;
  Index<Schedule> schedules_;
  Index<Chain> chains_;
  Index<Rule> rules_;
  Index<Template> templates_;
  Index<Webhook> webhooks_;
  std::map<Trigger, std::vector<const Rule*>> rules_on_;
  std::vector<const Rule*> no_rules_;
  std::vector<const Rule*> waiting_rules_;
  std::unordered_map<std::string_view, Terms> terms_;  // by customer
  Terms default_terms_;
  std::unordered_map<std::string, const Customer*> customers_by_email_;
  std::unordered_map<std::string, const Customer*> customers_by_domain_;
};

/// The version of the document with that number, else the newest; nullptr only if there is none at all.
/// O(log versions).
const Policies* policies_of(const State& state, std::uint32_t version);
/// The newest version; nullptr only if there is none.
const Policies* current_policies(const State& state);

}  // namespace oasis
