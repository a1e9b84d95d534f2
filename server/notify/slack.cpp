// Slack: incoming webhooks, and chat.postMessage with buttons. May not: retry, write texts.
//
// An incoming webhook answers 200 "ok" or a word with 400, 403, 404, 410; chat.postMessage answers 200 with
// {"ok":true,"ts":…} or {"ok":false,"error":…}; both 429 with Retry-After. Neither knows an idempotency key:
// what is sent again says that it may repeat. What the buttons do: routes/callbacks.cpp.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/notify/channels.hpp"
#include "server/notify/settings.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

/// In characters.
constexpr std::size_t longest_section = 3000;
constexpr std::size_t longest_header = 150;

/// &, < and > are Slack's own marks.
std::string slack_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == '<') {
      escaped += "&lt;";
    } else if (c == '>') {
      escaped += "&gt;";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// As much of the text as fits: of a mark all letters count ("&gt;").
std::string section_of(const Parcel& parcel) {
  for (std::size_t most = longest_section;; most -= longest_section / 10) {
    const std::string text = text_of(parcel, most);
    std::string escaped = slack_text(text);
    if (most + escaped.size() - text.size() <= longest_section) return escaped;
  }
}

std::string header_of(const Parcel& parcel) {
  return title_of(parcel, longest_header - 20);
}

json plain_text(const std::string& words) {
  return {{"type", "plain_text"}, {"text", words}};
}

json button(const char* label, const char* answer, const Parcel& parcel, const char* style) {
  json one = {{"type", "button"},
              {"text", plain_text(label)},
              {"action_id", answer},
              {"value", parcel.answer_url.substr(parcel.answer_url.rfind('/') + 1)}};
  if (*style) one["style"] = style;
  return one;
}

/// Before it is closed: a thumb slips.
json asked_again() {
  return {{"title", plain_text("Close the ticket?")},
          {"text", plain_text("Nobody is told of it any more, and its customer sees that it is closed.")},
          {"confirm", plain_text("Close")},
          {"deny", plain_text("Leave it open")}};
}

json blocks_of(const Parcel& parcel, bool buttons) {
  json blocks = json::array();
  blocks.push_back({{"type", "header"}, {"text", plain_text(header_of(parcel))}});
  blocks.push_back(
      {{"type", "section"},
       {"text", {{"type", "mrkdwn"}, {"text", section_of(parcel)}}}});
  if (parcel.answer_url.empty()) return blocks;
  json elements = json::array();
  if (buttons) {
    elements.push_back(button("Acknowledge", "acknowledge", parcel, "primary"));
    elements.push_back(button("Escalate", "escalate", parcel, ""));
    elements.push_back(button("Close", "close", parcel, "danger"));
    elements.back()["confirm"] = asked_again();
  } else {
    elements.push_back({{"type", "button"},
                        {"text", plain_text("Acknowledge …")},
                        {"action_id", "open"},
                        {"url", parcel.answer_url}});
  }
  blocks.push_back({{"type", "actions"}, {"elements", std::move(elements)}});
  return blocks;
}

std::string body_of(const Parcel& parcel, const std::string& channel, bool buttons) {
  json body = {{"text", slack_text(header_of(parcel))}, {"blocks", blocks_of(parcel, buttons)}};
  if (!channel.empty()) body["channel"] = channel;
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

Outcome post_to_webhook(const Parcel& parcel, const std::string& url, const Outside& outside) {
  const auto reply = net::send(json_request(url, body_of(parcel, "", false), outside), outside.permits);
  return outcome_of(reply, "Slack", reply.ok() ? reply->body : "");
}

/// Errors that pass: everything else is wrong for this address or this installation until somebody changes
/// it.
bool passes(const std::string& error) {
  constexpr std::array<std::string_view, 6> passing{"ratelimited", "rate_limited",        "internal_error",
                                                    "fatal_error", "service_unavailable", "request_timeout"};
  return std::find(passing.begin(), passing.end(), error) != passing.end();
}

Outcome post_message(const Parcel& parcel, const std::string& base, const std::string& token,
                     const Outside& outside) {
  net::Request request =
      json_request(base + "/api/chat.postMessage", body_of(parcel, parcel.row.address, true), outside);
  request.headers.front().second = "application/json; charset=utf-8";
  request.headers.push_back(bearer_authorization(token));
  const auto reply = net::send(request, outside.permits);
  if (!reply.ok() || reply->status != 200) return outcome_of(reply, "Slack");
  const json answer = json::parse(reply->body, nullptr, false);
  if (answer.is_object() && answer.value("ok", false)) {
    return sent(answer.value("channel", std::string()) + "/" + answer.value("ts", std::string()));
  }
  const std::string error = answer.is_object() ? answer.value("error", std::string("unknown")) : "no JSON";
  Outcome outcome = refused("Slack answered: " + shortened(error, 100) + ".");
  if (passes(error)) {
    outcome.kind = Outcome::Kind::try_again;
    outcome.provider_fault = error.rfind("rate", 0) != 0;
  }
  return outcome;
}

}  // namespace

Result<Channel> slack_channel(const oasis::Channel* settings, const House& house) {
  std::string base;
  std::string token;
  std::string no_token =
      "No bot of Slack is set up: add a channel of kind slack with the bot's token, or use the "
      "address of an incoming webhook.";
  if (settings) {
    base = setting(settings->settings, "base_url");
    auto secret = secret_of(*settings, settings->secret_ref, "secret_ref", house);
    if (secret.ok()) token = *std::move(secret);
    if (!secret.ok() && !settings->secret_ref.empty()) no_token = secret.error().what;
  }
  if (base.empty()) base = "https://slack.com";
  while (base.back() == '/') base.pop_back();
  return Channel([base, token, no_token, house](const Parcel& parcel) {
    const auto address = plain_address(parcel.row.address, house);
    if (!address.ok()) return refused(address.error().what);
    if (address->find("://") != std::string::npos) return post_to_webhook(parcel, *address, house.outside);
    if (token.empty()) return refused(no_token);
    return post_message(parcel, base, token, house.outside);
  });
}

}  // namespace oasis::notify
