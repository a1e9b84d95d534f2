// GET /api/v1/training: which playbooks the reader has read and is to know; for those who answer for the set-up also how
// far each team does. POST /api/v1/training/:id: a playbook was read, with the answers to its questions.
// GET /api/v1/starters: playbooks and drills to begin with. May not: judge an answer; say for whom a playbook is.
#include "server/notify/training.hpp"

#include <httplib.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/engine/starter_drills.hpp"
#include "server/engine/starter_playbooks.hpp"
#include "server/http/answer.hpp"
#include "server/http/json_body.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "shared/policy/sight.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

json reading_row(const notify::Reading& one) {
  return {{"playbook", one.playbook->id},
          {"to_know", one.to_know},
          {"read", one.read ? json(one.read->ms) : json(nullptr)},
          {"right", one.right},
          {"asked", one.playbook->quiz.size()},
          {"known", one.known()}};
}

void get_training(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const User* me = policies->user(call.who->user_id);
  json answer = {{"playbooks", json::array()}};
  services.read([&](store::Database& reading) {
    if (me != nullptr) {
      for (const notify::Reading& one : notify::readings_of(reading, *policies, *me))
        answer["playbooks"].push_back(reading_row(one));
    }
    if (!sees_settings(sight_of(me))) return;
    answer["teams"] = json::array();
    for (const notify::Coverage& one : notify::coverage_of(reading, *policies))
      answer["teams"].push_back(
          {{"team", one.team}, {"playbook", one.playbook}, {"to_know", one.to_know}, {"unread", one.unread}});
  });
  answer_json(call.response, answer.dump());
}

/// One number for each question of the quiz; a refusal was sent otherwise.
std::optional<std::vector<std::int32_t>> answers_in(Call& call, const Playbook& playbook) {
  const auto body = read_json(call.request.body);
  if (!body.ok()) {
    refuse(call.response, Code::bad_json, body.error().what, body.error().where);
    return std::nullopt;
  }
  const auto given = body->is_object() ? body->find("answers") : body->end();
  if (!body->is_object() || given == body->end() || !given->is_array() || given->size() != playbook.quiz.size()) {
    refuse(call.response, Code::bad_value,
           "Send \"answers\": one number for each of its " + std::to_string(playbook.quiz.size()) + " questions.",
           "/answers");
    return std::nullopt;
  }
  std::vector<std::int32_t> answers;
  for (const json& one : *given) {
    const bool fits = one.is_number_integer() && one.get<std::int64_t>() >= 0 &&
                      one.get<std::int64_t>() < std::numeric_limits<std::int32_t>::max();
    if (!fits) {
      refuse(call.response, Code::bad_value, "An answer is its place among those offered, from 0.",
             "/answers/" + std::to_string(answers.size()));
      return std::nullopt;
    }
    answers.push_back(one.get<std::int32_t>());
  }
  return answers;
}

void post_training(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const auto& playbooks = policies->workspace().playbooks;
  const auto playbook = std::find_if(playbooks.begin(), playbooks.end(),
                                     [&](const Playbook& one) { return one.id == call.path.at("id"); });
  if (playbook == playbooks.end())
    return refuse(call.response, Code::not_found, "There is no such playbook in the workspace.");
  const auto answers = answers_in(call, *playbook);
  if (!answers) return;
  std::int64_t right = 0;
  services.writer.run(
      [&](engine::Turn& turn) { right = notify::take_quiz(turn, *playbook, call.who->user_id, *answers); });
  json wrong = json::array();
  for (std::size_t i = 0; i < answers->size(); ++i) {
    if ((*answers)[i] != playbook->quiz[i].right) wrong.push_back(i);
  }
  answer_json(call.response, json{{"right", right}, {"asked", answers->size()}, {"wrong", wrong}}.dump());
}

}  // namespace

void add_training_routes(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/training", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_training(call, services); }});
  routes.add({"POST", "/api/v1/training/:id", Role::agent, Body::json, small_body,
              [&services](Call& call) { post_training(call, services); }});
  routes.add({"GET", "/api/v1/starters", Role::admin, Body::none, 0, [](Call& call) {
                answer_json(call.response, json{{"playbooks", engine::starter_playbooks()},
                                                {"drills", engine::starter_drills()}}
                                               .dump());
              }});
}

}  // namespace oasis::http
