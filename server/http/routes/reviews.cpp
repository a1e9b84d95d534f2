// GET /api/v1/reviews?month=: what a month's review looks at, with the tickets behind each finding, the same figure of
// the month before, open actions of earlier months and what was decided. POST /api/v1/reviews/:month keeps a decision,
// …/done says that an action is done. GET /reviews/:month: the page to print. For managers, each
// of the tickets that they see: those of some teams or customers decide for their scope, beside all others. May not: find
// (shared/report/findings).
#include "server/http/review.hpp"

#include <httplib.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/counting.hpp"
#include "server/http/json_body.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/store/audit.hpp"
#include "shared/codec/figures.hpp"
#include "shared/policy/sight.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using Row = nlohmann::ordered_json;

constexpr std::size_t most_decision = 2000;  // bytes

/// The month in the path or the query, the last whole one by default. Refused: what is none, or has not begun.
std::optional<ReviewMonth> month_asked(Call& call, const Services& services, const std::string& text) {
  const auto policies = services.writer.policies();
  const ReviewMonth now = month_of(day_number(policies->zone().to_local(services.writer.now())));
  if (text.empty()) return month_before(now);
  const auto month = parse_month(text);
  if (!month || to_text(*month) > to_text(now)) {
    refuse(call.response, Code::bad_value, "A month is written as in 2026-10, and has begun.", "/month");
    return std::nullopt;
  }
  return month;
}

std::optional<Review> review_asked(Call& call, const Services& services, const std::string& text) {
  const auto month = month_asked(call, services, text);
  if (!month) return std::nullopt;
  if (!count_in(call, services)) return std::nullopt;
  std::optional<Review> review;
  read_measures_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    review = review_of(reading, reader, *month, services.writer.now());
  });
  return review;
}

void answer_review(Call& call, const Services& services, const std::string& month) {
  const auto review = review_asked(call, services, month);
  if (review) answer_json(call.response, review_json(*review).dump(-1, ' ', false, Row::error_handler_t::replace));
}

std::optional<nlohmann::json> object_in(Call& call) {
  auto body = read_json(call.request.body);
  if (!body.ok()) {
    refuse(call.response, Code::bad_json, body.error().what, body.error().where);
    return std::nullopt;
  }
  if (!body->is_object()) {
    refuse(call.response, Code::bad_value, "Send an object.", "");
    return std::nullopt;
  }
  return std::move(body).value();
}

/// The part of an outcome that a person decides; false when it was refused.
bool read_decision(Call& call, const nlohmann::json& body, const Policies& policies, store::ReviewOutcome& outcome) {
  const auto bad = [&call](const char* what, const char* where) {
    refuse(call.response, Code::bad_value, what, where);
    return false;
  };
  outcome.verdict = member_text(body, "verdict");
  outcome.words = member_text(body, "words");
  outcome.owner = member_text(body, "owner");
  outcome.due = member_text(body, "due");
  const bool act = outcome.verdict == "act";
  if (!act && outcome.verdict != "accept" && outcome.verdict != "later")
    return bad("A verdict is act, accept or later.", "/verdict");
  if (outcome.words.size() > most_decision) return bad("At most 2,000 bytes.", "/words");
  if (outcome.words.empty() && outcome.verdict != "later") return bad("Say what is to be done, or why it is accepted.", "/words");
  if (!outcome.owner.empty() && (!act || policies.user(outcome.owner) == nullptr))
    return bad("The owner of an action is a person of the workspace.", "/owner");
  if (!outcome.due.empty() && (!act || !parse_date(outcome.due).ok()))
    return bad("An action is due on a day, as in 2026-11-15.", "/due");
  return true;
}

/// What the audit log calls a decision.
std::string audited(const store::ReviewOutcome& outcome) {
  return outcome.month + " " + outcome.kind + " " + outcome.subject + (outcome.scope.empty() ? "" : " of " + outcome.scope);
}

void post_decision(Call& call, const Services& services) {
  const std::string& month = call.path.at("month");
  const auto review = review_asked(call, services, month);
  if (!review) return;
  const auto body = object_in(call);
  if (!body) return;
  const std::string kind = member_text(*body, "kind"), subject = member_text(*body, "subject");
  const auto found = std::find_if(review->findings.begin(), review->findings.end(), [&](const ReviewFinding& one) {
    return word(one.finding.kind) == kind && one.finding.subject == subject;
  });
  if (found == review->findings.end())
    return refuse(call.response, Code::not_found, "The data of this month do not support such a finding.", "/kind");
  store::ReviewOutcome outcome;
  if (!read_decision(call, *body, *review->policies, outcome)) return;
  outcome.scope = review->scope;
  outcome.month = month;
  outcome.kind = kind;
  outcome.subject = subject;
  outcome.what = found->finding.what;
  outcome.evidence = found->finding.evidence;
  outcome.counted = found->now.counted;
  outcome.ground = found->now.ground;
  outcome.by = call.who->user_id;
  services.writer.run([&](engine::Turn& turn) {
    outcome.at = turn.now();
    store::put_outcome(turn.database(), outcome);
    store::append_audit(turn.database(), {turn.now(), outcome.by, "", "review_decided", audited(outcome),
                                          outcome.verdict + (outcome.words.empty() ? "" : ": " + outcome.words)});
  });
  answer_review(call, services, month);
}

void post_done(Call& call, const Services& services) {
  const auto body = object_in(call);
  if (!body) return;
  const std::string& month = call.path.at("month");
  const std::string kind = member_text(*body, "kind"), subject = member_text(*body, "subject");
  const auto given = body->find("done");
  if (given == body->end() || !given->is_boolean())
    return refuse(call.response, Code::bad_value, "Send \"done\", true or false.", "/done");
  const bool done = given->get<bool>();
  const std::string scope = review_scope(sight_of(*services.writer.policies(), call.who->user_id));
  bool known = false;
  services.writer.run([&](engine::Turn& turn) {
    auto outcome = store::find_outcome(turn.database(), scope, month, kind, subject);
    known = outcome && outcome->verdict == "act";
    if (!known) return;
    outcome->done = done ? std::optional(turn.now()) : std::nullopt;
    outcome->done_by = done ? call.who->user_id : "";
    store::put_outcome(turn.database(), *outcome);
    store::append_audit(turn.database(), {turn.now(), call.who->user_id, "", done ? "review_action_done" : "review_action_open",
                                          audited(*outcome), outcome->words});
  });
  if (!known) return refuse(call.response, Code::not_found, "There is no such action.", "/kind");
  answer_json(call.response, Row{{"done", done}}.dump());
}

void get_printed(Call& call, const Services& services, const PageFrame& frame) {
  const auto review = review_asked(call, services, call.path.at("month"));
  if (review) answer_page(call.response, review_page(frame, *review));
}

}  // namespace

void add_review_routes(Routes& routes, const Services& services, const PageFrame& frame) {
  routes.add({"GET", "/api/v1/reviews", Role::manager, Body::none, 0, [&services](Call& call) {
                answer_review(call, services, call.request.get_param_value("month"));
              }});
  routes.add({"POST", "/api/v1/reviews/:month", Role::manager, Body::json, small_body,
              [&services](Call& call) { post_decision(call, services); }});
  routes.add({"POST", "/api/v1/reviews/:month/done", Role::manager, Body::json, small_body,
              [&services](Call& call) { post_done(call, services); }});
  routes.add({"GET", "/reviews/:month", Role::manager, Body::none, 0,
              [&services, &frame](Call& call) { get_printed(call, services, frame); }});
}

}  // namespace oasis::http
