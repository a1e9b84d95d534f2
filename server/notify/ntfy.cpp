// ntfy: messages to telephones through a server that may be one's own. May not: retry, write texts.
//
// A message is published as JSON at the server's root; it answers 200 with the message's id, or
// {"code","error"}. Its buttons post to our signed link. It knows no idempotency key: what is sent again says
// that it may repeat.
#include <nlohmann/json.hpp>

#include "server/notify/channels.hpp"
#include "server/notify/settings.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

/// A message has 4,096 bytes; the buttons and the title need some of them elsewhere.
constexpr std::size_t longest_message = 1200;

int priority_of(Urgency urgency) {
  switch (urgency) {
    case Urgency::critical:
      return 5;
    case Urgency::normal:
      return 4;
    case Urgency::low:
      break;
  }
  return 2;
}

json button(const char* label, const std::string& url, const char* answer) {
  return {{"action", "http"},
          {"label", label},
          {"url", url},
          {"method", "POST"},
          {"headers", {{"Content-Type", "application/x-www-form-urlencoded"}}},
          {"body", std::string("do=") + answer + "&by=button"},
          {"clear", true}};
}

std::string body_of(const Parcel& parcel, const std::string& topic) {
  json body = {{"topic", topic},
               {"title", title_of(parcel, 200)},
               {"message", text_of(parcel, longest_message)},
               {"priority", priority_of(parcel.urgency)},
               {"tags", json::array()}};
  if (parcel.urgency == Urgency::critical) body["tags"].push_back("rotating_light");
  if (!parcel.answer_url.empty()) {
    body["click"] = parcel.answer_url;
    body["actions"] = {button("Acknowledge", parcel.answer_url, "acknowledge"),
                       button("Escalate", parcel.answer_url, "escalate"),
                       button("Close", parcel.answer_url, "close")};  // it shows three at most
  }
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string said_in(const Result<net::Reply, net::Failure>& reply, const char* name) {
  if (!reply.ok()) return "";
  const json body = json::parse(reply->body, nullptr, false);
  return body.is_object() && body.contains(name) && body[name].is_string() ? body[name].get<std::string>()
                                                                           : "";
}

/// A topic is a name of letters, digits, "-" and "_".
bool is_topic(const std::string& text) {
  return !text.empty() && text.size() <= 64 &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
             std::string::npos;
}

}  // namespace

Result<Channel> ntfy_channel(const oasis::Channel* settings, const House& house) {
  std::string base = settings ? setting(settings->settings, "base_url") : "";
  if (base.empty()) base = "https://ntfy.sh";
  std::string token;
  if (settings && !settings->secret_ref.empty()) {
    OASIS_TRY(token, secret_of(*settings, settings->secret_ref, "secret_ref", house));
  }
  return Channel([base, token, house](const Parcel& parcel) {
    const auto topic = plain_address(parcel.row.address, house);
    if (!topic.ok()) return refused(topic.error().what);
    if (!is_topic(*topic)) return refused("The address for ntfy is a topic: letters, digits, - and _.");
    net::Request request = json_request(base, body_of(parcel, *topic), house.outside);
    if (!token.empty()) request.headers.push_back(bearer_authorization(token));
    const auto reply = net::send(request, house.outside.permits);
    Outcome outcome = outcome_of(reply, "ntfy", said_in(reply, "error"));
    if (outcome.kind == Outcome::Kind::sent) outcome.provider = said_in(reply, "id");
    return outcome;
  });
}

}  // namespace oasis::notify
