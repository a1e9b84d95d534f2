// GET /api/v1/drills: which are planned, and how those went that were held. POST /api/v1/drills/:id: holds one now.
// For those who answer for the set-up: unscoped managers and admins. May not: judge; plan.
#include "server/notify/drills.hpp"

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/json_body.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/drill_score.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"

namespace oasis::http {
namespace {

using Row = nlohmann::ordered_json;

bool answers_for_the_setup(Call& call, const Services& services) {
  if (sees_settings(sight_of(*services.writer.policies(), call.who->user_id))) return true;
  refuse(call.response, Code::not_allowed, "Drills are for managers of the whole workspace.");
  return false;
}

Row held_row(store::Database& reading, const notify::HeldDrill& held, Instant now) {
  Row row = {{"drill", held.drill}, {"ticket", held.ticket}, {"from", held.from.ms}, {"to", held.to.ms},
             {"over", held.to <= now}};
  if (const auto ticket = store::find_ticket(reading, held.ticket)) row["number"] = ticket->number;
  row["result"] = write_drill(notify::score_of(reading, held, now));
  return row;
}

void get_drills(Call& call, const Services& services) {
  if (!answers_for_the_setup(call, services)) return;
  const auto policies = services.writer.policies();
  const Instant now = services.writer.now();
  Row answer = {{"drills", Row::array()}, {"held", Row::array()}};
  services.read([&](store::Database& reading) {
    for (const Drill& drill : policies->workspace().drills) {
      const auto next = notify::planned_drill(reading, *policies, drill, now);
      answer["drills"].push_back(
          {{"id", drill.id}, {"name", drill.name}, {"next", next ? Row(next->ms) : Row(nullptr)}});
    }
    for (const notify::HeldDrill& held : notify::held_drills(reading))
      answer["held"].push_back(held_row(reading, held, now));
  });
  answer_json(call.response, answer.dump(-1, ' ', false, Row::error_handler_t::replace));
}

void post_drill(Call& call, const NotifyServices& notify) {
  if (!answers_for_the_setup(call, notify.services)) return;
  const auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, Code::bad_json, body.error().what, body.error().where);
  const auto asked = body->is_object() ? body->find("outside_hours") : body->end();
  const bool given = body->is_object() && asked != body->end();
  if (!body->is_object() || (given && !asked->is_boolean()))
    return refuse(call.response, Code::bad_value, "Send an object, with outside_hours true or false.", "/outside_hours");
  std::optional<Refusal> refusal;
  notify.services.writer.run([&](engine::Turn& turn) {
    refusal = notify::start_drill(turn, call.path.at("id"), call.who->user_id, given && asked->get<bool>());
  });
  if (refusal) {
    const bool unknown = refusal->where == "/id";
    return refuse(call.response, unknown ? Code::not_found : Code::conflict, refusal->what, refusal->where);
  }
  notify.wake();
  get_drills(call, notify.services);
}

}  // namespace

void add_drill_routes(Routes& routes, const NotifyServices& notify) {
  routes.add({"GET", "/api/v1/drills", Role::manager, Body::none, 0,
              [&notify](Call& call) { get_drills(call, notify.services); }});
  routes.add({"POST", "/api/v1/drills/:id", Role::manager, Body::json, small_body,
              [&notify](Call& call) { post_drill(call, notify); }});
}

}  // namespace oasis::http
