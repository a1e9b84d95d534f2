// GET /readiness and /api/v1/readiness: who is on call in the next 14 days and may not be reached, with what
// helps; for managers everybody and the messages that were given up, for others themselves. May not: change
// anything.
#include "server/notify/readiness.hpp"

#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/answer.hpp"
#include "server/http/notifications_form.hpp"
#include "server/http/notifications_page.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/notify/date_words.hpp"
#include "server/store/outbox.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr int most_letters = 50;

/// Managers and admins; with a scope they see what concerns themselves, as all others.
bool sees_everybody(const Call& call, const NotifyServices& notify) {
  return sees_settings(sight_of(*notify.services.writer.policies(), call.who->user_id));
}

std::vector<notify::Unready> people_for(const Call& call, const NotifyServices& notify,
                                        store::Database& reading) {
  const auto policies = notify.services.writer.document().policies;
  auto people = notify::unready_people(*policies, reading, notify.services.writer.now());
  if (!sees_everybody(call, notify)) {
    people.erase(
        std::remove_if(people.begin(), people.end(),
                       [&call](const notify::Unready& one) { return one.user != call.who->user_id; }),
        people.end());
  }
  return people;
}

ReadinessPage::Person person_row(const notify::Unready& unready, const std::string& zone,
                                 const NotifyServices& notify) {
  ReadinessPage::Person row;
  row.name = unready.name;
  const bool now = unready.from <= notify.services.writer.now();
  row.when = unready.schedule_name + ", on call " +
             (now ? "now" : "from " + notify::local_text(unready.from, zone, notify.services.zones));
  row.reachable = unready.reachable;
  for (const notify::Obstacle& obstacle : unready.obstacles)
    row.obstacles.emplace_back(obstacle.what, obstacle.fix);
  return row;
}

ReadinessPage::Letter letter_row(const store::Outgoing& message, store::Database& reading,
                                 const std::string& zone, const NotifyServices& notify) {
  const auto policies = notify.services.writer.document().policies;
  const User* user = policies->user(message.user);
  ReadinessPage::Letter row;
  row.when = notify::local_text(message.failed.value_or(message.at), zone, notify.services.zones);
  row.via = channel_name(message.via);
  row.to = user ? user->name : message.user.empty() ? message.address : message.user;
  row.error = message.error;
  if (const auto ticket = store::find_ticket(reading, message.ticket)) {
    row.ticket = "#" + std::to_string(ticket->number);
    row.url = notify.services.links.ticket_url(ticket->number);
  }
  return row;
}

void add_providers(const NotifyServices& notify, ReadinessPage& page) {
  for (const notify::ProviderHealth& one : notify.providers()) {
    if (one.state == notify::Breaker::State::closed) continue;
    page.providers.push_back(
        channel_name(one.via) + ": the provider does not answer; " + std::to_string(one.failures) +
        " attempts in a row have failed. Messages wait, and go by people's other addresses.");
  }
}

void get_page(Call& call, const NotifyServices& notify) {
  const auto policies = notify.services.writer.document().policies;
  const User* me = policies->user(call.who->user_id);
  const std::string zone = me ? policies->zone_of(*me).name() : policies->zone().name();
  ReadinessPage page;
  page.everybody = sees_everybody(call, notify);
  notify.services.read([&](store::Database& reading) {
    for (const notify::Unready& one : people_for(call, notify, reading))
      page.people.push_back(person_row(one, zone, notify));
    if (!page.everybody) return;
    for (const store::Outgoing& message : store::dead_letters(reading, most_letters))
      page.failed.push_back(letter_row(message, reading, zone, notify));
  });
  if (page.everybody) add_providers(notify, page);
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_content(readiness_page(notify.frame, page), "text/html; charset=utf-8");
}

const char* name_of(notify::Obstacle::Kind kind) {
  switch (kind) {
    case notify::Obstacle::Kind::disabled:
      return "disabled";
    case notify::Obstacle::Kind::no_contact:
      return "no_contact";
    case notify::Obstacle::Kind::no_rule:
      return "no_rule";
    case notify::Obstacle::Kind::unverified:
      return "unverified";
    case notify::Obstacle::Kind::failing:
      break;
  }
  return "failing";
}

void get_json(Call& call, const NotifyServices& notify) {
  json people = json::array();
  notify.services.read([&](store::Database& reading) {
    for (const notify::Unready& one : people_for(call, notify, reading)) {
      json obstacles = json::array();
      for (const notify::Obstacle& obstacle : one.obstacles) {
        obstacles.push_back({{"kind", name_of(obstacle.kind)},
                             {"via", obstacle.via},
                             {"what", obstacle.what},
                             {"fix", obstacle.fix}});
      }
      people.push_back({{"user", one.user},
                        {"schedule", one.schedule},
                        {"from", one.from.ms},
                        {"reachable", one.reachable},
                        {"obstacles", std::move(obstacles)}});
    }
  });
  answer_json(call.response, json{{"people", people}}.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace

void add_readiness_routes(Routes& routes, const NotifyServices& notify) {
  routes.add(
      {"GET", "/readiness", Role::viewer, Body::none, 0, [&notify](Call& call) { get_page(call, notify); }});
  routes.add({"GET", "/api/v1/readiness", Role::viewer, Body::none, 0,
              [&notify](Call& call) { get_json(call, notify); }});
}

}  // namespace oasis::http
