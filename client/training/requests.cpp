// See requests.hpp.
#include "client/training/requests.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/replica/question_answer.hpp"
#include "client/words/translated.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr Duration again = seconds(30);
constexpr Duration soon = seconds(2);         // while a drill is held
constexpr Duration training_again = minutes(5);

std::optional<Instant> instant_in(const json& object, const char* name) {
  const std::int64_t ms = wire::number_of(object, name);
  return ms > 0 ? std::optional(Instant{ms}) : std::nullopt;
}

std::vector<Id> ids_in(const json& list) {
  std::vector<Id> ids;
  for (const json& one : list) {
    if (one.is_string()) ids.push_back(one.get<Id>());
  }
  return ids;
}

DrillScore read_score(const json& result) {
  DrillScore score;
  score.score = static_cast<std::int32_t>(wire::number_of(result, "score"));
  score.acknowledged = wire::is_true(result, "acknowledged");
  for (const json& row : wire::list_of(result, "tiers")) {
    DrillScore::Tier& tier = score.tiers.emplace_back();
    tier.tier = static_cast<std::int32_t>(wire::number_of(row, "tier"));
    if (const auto told = parse_instant(wire::text_of(row, "told")); told.ok()) tier.told = *told;
    if (const auto after = parse_duration(wire::text_of(row, "acknowledged_after")); after.ok())
      tier.acknowledged_after = *after;
  }
  for (const json& row : wire::list_of(result, "missed_steps"))
    score.missed.push_back({wire::text_of(row, "chain"), static_cast<std::int32_t>(wire::number_of(row, "step")),
                            static_cast<std::int32_t>(wire::number_of(row, "round")), wire::text_of(row, "why")});
  score.gaps = ids_in(wire::list_of(result, "gaps"));
  for (const json& row : wire::list_of(result, "failed_channels"))
    score.failed.push_back({wire::text_of(row, "user"), wire::text_of(row, "via")});
  return score;
}

/// Why the server did not do it; empty if it did.
std::string refusal_in(const platform::Response& response) {
  if (response.status == 200) return "";
  const std::string why = wire::refusal_in(wire::parse(response.body));
  return why.empty() ? "The server does not answer; nothing was changed"_tr : why;
}

}  // namespace

TrainingRequests::TrainingRequests(platform::Platform& platform)
    : platform_(platform), starters_(std::make_unique<json>()) {}
TrainingRequests::~TrainingRequests() = default;

bool TrainingRequests::is_held_now() const {
  return std::any_of(held_.begin(), held_.end(), [](const HeldDrill& one) { return !one.over; });
}

const ReadingState* TrainingRequests::reading_of(const Id& playbook) const {
  const auto found = std::find_if(readings_.begin(), readings_.end(),
                                  [&](const ReadingState& one) { return one.playbook == playbook; });
  return found == readings_.end() ? nullptr : &*found;
}

void TrainingRequests::tick(std::uint32_t document, bool with_drills) {
  const Instant now = platform_.now();
  const Duration pause = is_held_now() ? soon : again;
  const bool other = document != document_;
  document_ = document;
  if (other || !training_at_ || now >= *training_at_ + (failed_ ? again : training_again)) {
    training_at_ = now;
    ask_training();
  }
  if (with_drills && (other || !drills_at_ || now >= *drills_at_ + pause)) {
    drills_at_ = now;
    ask_drills();
  }
  platform_.wake_after(pause);
}

void TrainingRequests::ask_training() {
  platform_.network().send(wire::request("GET", "/api/v1/training"), [this](const platform::Response& response) {
    const json answer = wire::parse(response.body);
    failed_ = response.status != 200 || !answer.is_object();
    answered_ = answered_ || !failed_;
    platform_.wake();
    if (failed_) return;
    readings_.clear();
    for (const json& row : wire::list_of(answer, "playbooks"))
      readings_.push_back({wire::text_of(row, "playbook"), wire::is_true(row, "to_know"), instant_in(row, "read"),
                           wire::is_true(row, "known")});
    coverage_.clear();
    for (const json& row : wire::list_of(answer, "teams"))
      coverage_.push_back({wire::text_of(row, "team"), wire::text_of(row, "playbook"),
                           static_cast<int>(wire::number_of(row, "to_know")), ids_in(wire::list_of(row, "unread"))});
  });
}

void TrainingRequests::take_drills(const json& answer) {
  planned_.clear();
  for (const json& row : wire::list_of(answer, "drills"))
    planned_.push_back({wire::text_of(row, "id"), instant_in(row, "next")});
  held_.clear();
  for (const json& row : wire::list_of(answer, "held")) {
    if (!row.is_object() || !row.contains("result")) continue;
    held_.push_back({wire::text_of(row, "drill"), wire::text_of(row, "ticket"), wire::number_of(row, "number"),
                     Instant{wire::number_of(row, "from")}, Instant{wire::number_of(row, "to")}, wire::is_true(row, "over"),
                     read_score(row["result"])});
  }
}

void TrainingRequests::ask_drills() {
  platform_.network().send(wire::request("GET", "/api/v1/drills"), [this](const platform::Response& response) {
    if (response.status == 200) take_drills(wire::parse(response.body));
    platform_.wake();
  });
}

void TrainingRequests::answer(const Id& playbook, const std::vector<int>& answers,
                              std::function<void(const std::string&, const QuizResult&)> done) {
  platform_.network().send(
      wire::request("POST", "/api/v1/training/" + playbook, wire::print({{"answers", answers}})),
      [this, done = std::move(done)](const platform::Response& response) {
        const json answer = wire::parse(response.body);
        QuizResult result{static_cast<int>(wire::number_of(answer, "right")),
                          static_cast<int>(wire::number_of(answer, "asked")),
                          {}};
        for (const json& one : wire::list_of(answer, "wrong")) {
          if (one.is_number_integer()) result.wrong.push_back(one.get<std::size_t>());
        }
        done(refusal_in(response), result);
        ask_training();
      });
}

void TrainingRequests::hold(const Id& drill, bool outside_hours, std::function<void(const std::string&)> done) {
  platform_.network().send(
      wire::request("POST", "/api/v1/drills/" + drill, wire::print({{"outside_hours", outside_hours}})),
      [this, done = std::move(done)](const platform::Response& response) {
        if (response.status == 200) take_drills(wire::parse(response.body));
        done(refusal_in(response));
        platform_.wake();
      });
}

const json& TrainingRequests::starters() {
  const Instant now = platform_.now();
  if (starters_->is_null() && (!starters_at_ || now >= *starters_at_ + again)) {
    starters_at_ = now;
    platform_.network().send(wire::request("GET", "/api/v1/starters"), [this](const platform::Response& response) {
      const json answer = wire::parse(response.body);
      if (response.status == 200 && answer.is_object()) *starters_ = answer;
      platform_.wake();
    });
  }
  return *starters_;
}

}  // namespace oasis
