// GET /api/v1/outbox: the messages that were given up, how the providers are doing, how many messages are in
// which state (docs/channels.md). POST /api/v1/outbox/:id/again: tries one more time. For administrators. May
// not: show what a message says.
#include "server/store/outbox.hpp"

#include <httplib.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "server/http/answer.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/notify/aftermath.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr int most_letters = 200;

json letter_json(const store::Outgoing& row) {
  return {
      {"id", row.id},       {"ticket", row.ticket},         {"user", row.user},
      {"via", row.via},     {"address", row.address},       {"attempts", row.attempts},
      {"error", row.error}, {"may_repeat", row.may_repeat}, {"failed_at", row.failed.value_or(row.at).ms}};
}

json provider_json(const notify::ProviderHealth& one) {
  json row = {{"via", one.via},
              {"state", notify::name_of(one.state)},
              {"failures", one.failures},
              {"under_way", one.under_way}};
  if (one.probe_at) row["probe_at"] = one.probe_at->ms;
  if (one.paused_until) row["paused_until"] = one.paused_until->ms;
  return row;
}

void get_outbox(Call& call, const NotifyServices& notify) {
  json body = {{"failed", json::array()}, {"counts", json::array()}, {"providers", json::array()}};
  notify.services.read([&](store::Database& reading) {
    for (const store::Outgoing& row : store::dead_letters(reading, most_letters))
      body["failed"].push_back(letter_json(row));
    for (const store::Counted& one : store::count_outgoing(reading)) {
      body["counts"].push_back(
          {{"via", one.via}, {"state", store::name_of(one.state)}, {"count", one.count}});
    }
  });
  for (const notify::ProviderHealth& one : notify.providers())
    body["providers"].push_back(provider_json(one));
  answer_json(call.response, body.dump(-1, ' ', false, json::error_handler_t::replace));
}

void post_again(Call& call, const NotifyServices& notify) {
  std::int64_t id = 0;
  const std::string& text = call.path.at("id");
  std::from_chars(text.data(), text.data() + text.size(), id);
  bool done = false;
  notify.services.writer.run([&](engine::Turn& turn) { done = notify::try_once_more(turn, id); });
  if (!done)
    return refuse(call.response, Code::conflict, "There is no message with this id that was given up.");
  notify.wake();
  answer_json(call.response, "{}");
}

}  // namespace

void add_outbox_routes(Routes& routes, const NotifyServices& notify) {
  routes.add({"GET", "/api/v1/outbox", Role::admin, Body::none, 0,
              [&notify](Call& call) { get_outbox(call, notify); }});
  routes.add({"POST", "/api/v1/outbox/:id/again", Role::admin, Body::json, small_body,
              [&notify](Call& call) { post_again(call, notify); }});
}

}  // namespace oasis::http
