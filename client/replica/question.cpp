// See question.hpp.
#include "client/replica/question.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/no_answer.hpp"
#include "client/replica/wire.hpp"

namespace oasis {
namespace {

std::string why_not(const platform::Response& response, const nlohmann::json& answer) {
  std::string why = response.status == 0 || response.status == 401 ? std::string() : wire::refusal_in(answer);
  return why.empty() ? wire::why_no_answer(response.status) : why;
}

}  // namespace

void Question::ask(platform::Platform& platform, const std::string& url,
                   std::function<bool(const nlohmann::json&)> answered) {
  if (kept_ == nullptr) kept_ = std::make_shared<Kept>();
  kept_->waiting = true;
  const int number = ++kept_->number;
  platform.network().send(wire::request("GET", url),
                          [&platform, number, weak = std::weak_ptr<Kept>(kept_),
                           answered = std::move(answered)](const platform::Response& response) {
                            const auto kept = weak.lock();
                            if (kept == nullptr || kept->number != number) return;
                            kept->waiting = false;
                            const nlohmann::json answer = wire::parse(response.body);
                            const bool understood = response.status == 200 && answered(answer);
                            kept->why = understood ? std::string() : why_not(response, answer);
                            platform.wake();
                          });
}

}  // namespace oasis
