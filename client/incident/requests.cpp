// See requests.hpp.
#include "client/incident/requests.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/wire.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/incident_page.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

constexpr Duration asked_once_more = minutes(1);

std::string refused_because(const platform::Response& response) {
  if (response.status == 200) return "";
  const std::string why = wire::refusal_in(wire::parse(response.body));
  return why.empty() ? "The server does not answer; nothing was changed."_tr : why;
}

}  // namespace

std::string IncidentRequests::path() const {
  return "/api/v1/tickets/" + percent_encoded(ticket_) + "/incident";
}

void IncidentRequests::tick(const std::string& ticket) {
  const Instant now = platform_.now();
  const bool other = ticket != ticket_ || !asked_at_;
  if (!other && (question_.is_waiting() || now < *asked_at_ + asked_once_more)) return;
  ticket_ = ticket;
  asked_at_ = now;
  question_.ask(platform_, path(), [this, ticket](const nlohmann::json& answer) {
    auto incident = read_incident(answer);
    if (!incident) return false;
    incident_ = std::move(incident);
    incident_of_ = ticket;
    return true;
  });
  platform_.wake_after(asked_once_more);
}

void IncidentRequests::post(const std::string& path, const std::string& body, Done done) {
  platform_.network().send(wire::request("POST", path, body),
                           [this, done = std::move(done), of = ticket_](const platform::Response& response) {
                             auto incident = read_incident(wire::parse(response.body));
                             if (response.status == 200 && incident && of == ticket_) incident_ = std::move(incident);
                             done(refused_because(response));
                             platform_.wake();
                           });
}

void IncidentRequests::keep(const IncidentPage& page, std::int64_t revision, Done done) {
  if (!incident_) return;
  nlohmann::json body = write_incident_page(page);
  body["revision"] = revision;
  post(path(), wire::print(body), std::move(done));
}

void IncidentRequests::send(const Id& text_template, const std::vector<Id>& to, Done done) {
  if (!incident_) return;
  const nlohmann::json body = {{"revision", incident_->revision}, {"template", text_template}, {"to", to}};
  post(path() + "/send", wire::print(body), std::move(done));
}

const IncidentRequests::Letter* IncidentRequests::letter(const Id& text_template) {
  const std::string asked = path() + "/letter?template=" + percent_encoded(text_template);
  const std::string of = asked + "#" + std::to_string(incident_ ? incident_->revision : 0);
  if (of != letter_asked_) {
    letter_asked_ = of;
    letter_question_.ask(platform_, asked, [this, of](const nlohmann::json& answer) {
      letter_ = Letter{wire::text_of(answer, "subject"), wire::text_of(answer, "text")};
      letter_of_ = of;
      return true;
    });
  }
  return letter_ && letter_of_ == of ? &*letter_ : nullptr;
}

}  // namespace oasis
