// See requests.hpp.
#include "client/review/requests.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/wire.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/figures.hpp"

namespace oasis {
namespace {

constexpr Duration asked_anew = minutes(5), tried_anew = seconds(15);

std::string why_refused(const platform::Response& response) {
  if (response.status == 200) return "";
  const std::string why = wire::refusal_in(wire::parse(response.body));
  return why.empty() ? "The server does not answer; nothing was changed."_tr : why;
}

}  // namespace

void ReviewRequests::tick(const std::string& month) {
  const Instant now = platform_.now();
  const Duration pause = question_.why().empty() ? asked_anew : tried_anew;
  const bool other = month != month_;
  if (!other && asked_at_ && (question_.is_waiting() || now < *asked_at_ + pause)) return;
  month_ = month;
  asked_at_ = now;
  question_.ask(platform_, "/api/v1/reviews" + (month.empty() ? "" : "?month=" + month),
                [this, month](const nlohmann::json& answer) {
                  auto review = read_review(answer);
                  if (!review) return false;
                  review_ = std::move(review);
                  review_of_ = month;
                  return true;
                });
  platform_.wake_after(pause);
}

void ReviewRequests::decide(const Finding& finding, const ReviewDecision& decision,
                            std::function<void(const std::string&)> done) {
  if (!review_) return;
  const nlohmann::json body = {{"kind", word(finding.kind)},  {"subject", finding.subject},
                               {"verdict", decision.verdict}, {"words", decision.words},
                               {"owner", decision.owner},     {"due", decision.due}};
  platform_.network().send(wire::request("POST", "/api/v1/reviews/" + to_text(review_->month), wire::print(body)),
                           [this, done = std::move(done), of = review_of_](const platform::Response& response) {
                             auto review = read_review(wire::parse(response.body));
                             if (response.status == 200 && review && of == review_of_) review_ = std::move(review);
                             done(why_refused(response));
                             platform_.wake();
                           });
}

void ReviewRequests::say_done(const ReviewAnswer::Outcome& action, std::function<void(const std::string&)> done) {
  const nlohmann::json body = {{"kind", action.kind}, {"subject", action.subject}, {"done", true}};
  platform_.network().send(wire::request("POST", "/api/v1/reviews/" + action.month + "/done", wire::print(body)),
                           [this, done = std::move(done)](const platform::Response& response) {
                             ask_again();
                             done(why_refused(response));
                             platform_.wake();
                           });
}

}  // namespace oasis
