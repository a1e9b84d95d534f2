// See back_test_crew.hpp. What is told and heard: web/simulator.js.
#include "client/chains/back_test_crew.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "client/replica/no_answer.hpp"
#include "client/replica/snapshot.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/outcome.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

using nlohmann::json;

/// Ranges for each worker: tickets are not spread evenly, so who is done sooner takes another one.
constexpr std::int64_t ranges_each = 8;
/// How old the newest of the tickets may be that are tested again.
constexpr Duration fresh = minutes(30);

std::string told(const char* kind) {
  return json{{"kind", kind}}.dump();
}

}  // namespace

std::shared_ptr<BackTestCrew> BackTestCrew::begin(platform::Workers& workers, BackTestTask task) {
  std::shared_ptr<BackTestCrew> crew(new BackTestCrew(workers, std::move(task)));
  workers.stop();
  workers.on_message([weak = std::weak_ptr(crew)](int which, const platform::WorkerMessage& message) {
    if (const auto crew = weak.lock()) crew->hear(which, message);
  });
  crew->tell_all(crew->begin_message());
  return crew;
}

BackTestCrew::BackTestCrew(platform::Workers& workers, BackTestTask task)
    : workers_(workers), task_(std::move(task)), members_(static_cast<std::size_t>(workers.count())) {
  const auto count = static_cast<std::int64_t>(members_.size()) * ranges_each;
  const Duration whole = task_.period.to - task_.period.from;
  for (std::int64_t i = 0; i < count; ++i) {
    ranges_.push_back({task_.period.from + milliseconds(whole.ms * i / count),
                       task_.period.from + milliseconds(whole.ms * (i + 1) / count)});
  }
  range_count_ = ranges_.size();
}

bool BackTestCrew::has_tickets_of(const BackTestTask& task) const {
  const Interval &had = task_.period, &wanted = task.period;
  return loaded_ && !broken_ && (task_.words || !task.words) && wanted.to - had.to < fresh &&
         wanted.to - wanted.from == had.to - had.from;
}

void BackTestCrew::test_again(const BackTestTask& task) {
  task_.in_force = task.in_force;
  task_.edited = task.edited;
  finishing_ = false;
  finished_ = 0;
  before_ = after_ = {};
  result_.reset();
  for (Member& member : members_) member.tested = 0;
  tell_all(begin_message());
}

void BackTestCrew::try_again() {
  why_.clear();
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].failed) tell(static_cast<int>(i), members_[i].told);
  }
}

std::int64_t BackTestCrew::tested() const {
  std::int64_t all = 0;
  for (const Member& member : members_) all += member.tested;
  return all;
}

std::optional<std::int64_t> BackTestCrew::total() const {
  return ranges_begun_ == range_count_ ? std::optional(known_) : std::nullopt;
}

float BackTestCrew::share() const {
  if (known_ == 0 || range_count_ == 0) return 0;
  const float begun = static_cast<float>(ranges_begun_) / static_cast<float>(range_count_);
  return std::min(1.f, begun * static_cast<float>(tested()) / static_cast<float>(known_));
}

void BackTestCrew::tell(int which, std::string message) {
  Member& member = members_[static_cast<std::size_t>(which)];
  member.failed = false;
  member.told = std::move(message);
  workers_.tell(which, member.told);
}

void BackTestCrew::tell_all(const std::string& message) {
  for (std::size_t i = 0; i < members_.size(); ++i) tell(static_cast<int>(i), message);
}

std::string BackTestCrew::begin_message() const {
  const json in_force = write_workspace(task_.in_force->workspace()), edited = write_workspace(task_.edited->workspace());
  std::set<std::string> zones;
  for (const json* document : {&in_force, &edited}) {
    for (std::string& name : zones_named_in(*document)) zones.insert(std::move(name));
  }
  const json documents = {{"in_force", in_force},
                          {"edited", edited},
                          {"version", task_.in_force->version()},
                          {"until", task_.period.to.ms}};
  return json{{"kind", "begin"}, {"zones", zones}, {"text", documents.dump()}}.dump();
}

void BackTestCrew::hear(int which, const platform::WorkerMessage& message) {
  const json said = wire::parse(message.text);
  Member& member = members_[static_cast<std::size_t>(which)];
  const std::string kind = wire::text_of(said, "kind");
  if (kind == "begun") {
    loaded_ ? tell(which, told("test")) : give_work(which);
  } else if (kind == "loaded") {
    const json& page = said["page"];
    known_ += wire::number_of(page, "total");
    member.next = wire::text_of(page, "next");
  } else if (kind == "tested") {
    member.tested = wire::number_of(said, "tested");
  } else if (kind == "idle") {
    member.tested = wire::number_of(said, "tested");
    give_work(which);
  } else if (kind == "finished") {
    take_result(which, message.bytes);
  } else if (kind == "failed") {
    const auto status = static_cast<int>(wire::number_of(said, "status"));
    broken_ = broken_ || status < 0 || !wire::text_of(said, "why").empty();
    member.failed = true;
    why_ = wire::why_no_answer(status);
  }
}

void BackTestCrew::give_work(int which) {
  Member& member = members_[static_cast<std::size_t>(which)];
  member.told.clear();
  if (member.next.empty() && !ranges_.empty()) {
    member.range = ranges_.front();
    ranges_.pop_front();
    ++ranges_begun_;
    tell(which, json{{"kind", "load"}, {"url", url_of(member.range, task_.words)}}.dump());
  } else if (!member.next.empty()) {
    const std::string url = url_of(member.range, task_.words) + "&after=" + percent_encoded(member.next);
    member.next.clear();
    tell(which, json{{"kind", "load"}, {"url", url}}.dump());
  } else {
    finish_when_all_wait();
  }
}

void BackTestCrew::finish_when_all_wait() {
  const bool all_wait =
      std::all_of(members_.begin(), members_.end(), [](const Member& member) { return member.told.empty(); });
  if (!all_wait || finishing_) return;
  loaded_ = finishing_ = true;
  tell_all(told("finish"));
}

void BackTestCrew::take_result(int which, std::string_view bytes) {
  members_[static_cast<std::size_t>(which)].told.clear();
  const auto outcomes = read_outcomes(bytes);
  broken_ = broken_ || !outcomes;
  if (!outcomes) return;
  add_outcome(before_, outcomes->first);
  add_outcome(after_, outcomes->second);
  if (++finished_ == members_.size()) result_.emplace(std::move(before_), std::move(after_));
}

}  // namespace oasis
