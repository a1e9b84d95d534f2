// See schedule_requests.hpp.
#include "client/replica/schedule_requests.hpp"

#include <nlohmann/json.hpp>

#include "client/replica/json_text.hpp"
#include "client/replica/wire.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/schedule_change.hpp"

namespace oasis {
namespace {

constexpr Duration again = seconds(30);
constexpr Duration least = seconds(10);  // between two questions: a busy desk changes all the time

}  // namespace

void ScheduleRequests::tick(std::uint64_t revision) {
  const Instant now = platform_.now();
  const bool due = !asked_at_ || now >= *asked_at_ + again;
  const bool changed = revision != revision_ && (!asked_at_ || now >= *asked_at_ + least);
  if (due || changed) {
    revision_ = revision;
    asked_at_ = now;
    ask();
  }
  platform_.wake_after(again);
}

void ScheduleRequests::ask() {
  platform_.network().send(
      wire::request("GET", "/api/v1/oncall"), [this](const platform::Response& response) {
        const nlohmann::json answer = wire::parse(response.body);
        if (response.status != 200 || !answer.is_object()) return;
        requests_ = read_swap_requests(answer.value("swaps", nlohmann::json()));
        notes_.clear();
        for (const nlohmann::json& row : answer.value("schedules", nlohmann::json::array())) {
          if (row.is_object() && row.contains("note"))
            notes_[wire::text_of(row, "schedule")] = wire::text_of(row["note"], "text");
        }
        platform_.wake();
      });
}

void ScheduleRequests::send(const ScheduleChange& change, std::function<void(const std::string&)> done) {
  post("/api/v1/schedules/changes", wire::print(write_schedule_change(change)), std::move(done));
}

void ScheduleRequests::leave_note(const Id& schedule, const std::string& text,
                                  std::function<void(const std::string&)> done) {
  post("/api/v1/schedules/" + schedule + "/note", wire::print({{"text", text}}), std::move(done));
}

void ScheduleRequests::post(std::string url, std::string body, std::function<void(const std::string&)> done) {
  platform_.network().send(wire::request("POST", std::move(url), std::move(body)),
                           [this, done = std::move(done)](const platform::Response& response) {
                             std::string why;
                             if (response.status != 200) {
                               why = wire::refusal_in(wire::parse(response.body));
                               if (why.empty()) why = "The server does not answer; nothing was changed"_tr;
                             }
                             done(why);
                             ask();
                             platform_.wake();
                           });
}

}  // namespace oasis
