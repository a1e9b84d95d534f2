// POST /callbacks/…: what providers tell us. Each proves itself with the provider's signature; what does not
// is refused and logged, and changes nothing.
//   /callbacks/sms?message=ID   what became of a text message (Twilio's StatusCallback)
//   /callbacks/sms/inbound      a text message from somebody (Twilio's webhook for incoming messages)
//   /callbacks/slack            a button was pressed (Slack's interactivity)
// May not: take a session, believe a number or a name without the signature.
#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/engine/digest.hpp"
#include "server/http/answer.hpp"
#include "server/http/form.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/answer_words.hpp"
#include "server/notify/answers.hpp"
#include "server/notify/secrets.hpp"
#include "server/notify/settings.hpp"
#include "server/notify/signatures.hpp"
#include "server/store/languages.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

std::string value(const Form& form, const char* name) {
  const auto found = form.find(name);
  return found == form.end() ? "" : found->second;
}

/// `way` as answers name it: "text message", "Slack".
void refuse_forged(Call& call, const NotifyServices& notify, std::string_view way) {
  notify.services.writer.run([&](engine::Turn& turn) {
    notify::note_refused_answer(turn, "signature", {way, call.request.remote_addr}, "", 0);
  });
  refuse(call.response, Code::not_allowed, "The signature does not fit.");
}

/// The secret that the workspace's channel for `via` names; empty if there is none.
std::string channel_secret(const NotifyServices& notify, std::string_view via,
                           const char* setting = nullptr) {
  const auto policies = notify.services.writer.document().policies;
  const oasis::Channel* channel = notify::channel_for(policies->workspace(), via);
  if (!channel) return "";
  const std::string name = setting ? notify::setting(channel->settings, setting) : channel->secret_ref;
  return notify::find_secret(notify.data_folder, name).value_or("");
}

// ---- Twilio
// -------------------------------------------------------------------------------------------------------

/// X-Twilio-Signature: HMAC-SHA-1 of the address that was called and the form's fields in the order of their
/// names.
bool is_from_twilio(Call& call, const NotifyServices& notify, const Form& form) {
  const std::string token = channel_secret(notify, "sms");
  if (token.empty()) return false;
  std::string text = notify.services.links.url_of(call.request.target);
  for (const auto& [name, content] : form) text += name + content;
  return engine::same_token(call.request.get_header_value("X-Twilio-Signature"),
                            notify::hmac_sha1_base64(token, text));
}

std::optional<Form> twilio_form(Call& call, const NotifyServices& notify) {
  auto form = read_form(call.request.body);
  if (form.ok() && is_from_twilio(call, notify, *form)) return std::move(*form);
  refuse_forged(call, notify, "text message");
  return std::nullopt;
}

void post_status(Call& call, const NotifyServices& notify) {
  const auto form = twilio_form(call, notify);
  if (!form) return;
  std::int64_t id = 0;
  const std::string message = call.request.get_param_value("message");
  std::from_chars(message.data(), message.data() + message.size(), id);
  const std::string status = value(*form, "MessageStatus");
  const bool failed = status == "failed" || status == "undelivered";
  const bool read = status == "read";  // some kinds of message tell that, too
  if (failed || read || status == "delivered") {
    notify.services.writer.run([&](engine::Turn& turn) {
      auto row = store::find_outgoing(turn.database(), id);
      const std::string sid = value(*form, "MessageSid");
      // The number of our message is in the signed address; the provider's own name must not contradict it.
      if (!row || row->via != "sms" || (!row->provider.empty() && row->provider != sid)) return;
      if (!failed) {
        notify::record_delivered(turn, *row);
        row = store::find_outgoing(turn.database(), id);
        if (read && row) notify::record_seen(turn, std::move(*row));
        return;
      }
      const std::string code = value(*form, "ErrorCode");
      notify::record_failed(
          turn, std::move(*row),
          "The text message was not delivered" + (code.empty() ? "." : " (code " + code + ")."));
    });
    notify.wake();
  }
  call.response.status = 204;
}

std::string twiml(const std::string& text) {
  const std::string message = text.empty() ? "" : "<Message>" + escaped(text) + "</Message>";
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + message + "</Response>";
}

void post_text_message(Call& call, const NotifyServices& notify) {
  const auto form = twilio_form(call, notify);
  if (!form) return;
  const std::string from = value(*form, "From");
  const std::string sid = value(*form, "MessageSid");
  const notify::Answer answer = notify::read_answer(value(*form, "Body"));
  std::string reply;
  notify.services.writer.run([&](engine::Turn& turn) {
    reply.clear();
    // The provider repeats what it had no answer to.
    if (!store::use_claim(turn.database(), engine::sha256_hex("sms\n" + sid), turn.now())) return;
    const User* user = notify::person_with(*current_policies(turn.state()), "sms", from);
    if (!user) {
      return notify::note_refused_answer(turn, "unknown_number", {"text message", from}, "", 0);
    }
    if (!answer.wish) {
      const auto tongue = notify::tongue_or_english(store::language_of(turn.database(), user->id));
      reply = notify::answer_words(tongue).how_to_answer;
      return;
    }
    reply = notify::answer_by_text_message(turn, notify.services.links, user->id, from, answer).what;
  });
  call.response.set_content(twiml(reply), "text/xml; charset=utf-8");
}

// ---- Slack
// --------------------------------------------------------------------------------------------------------

std::string text_in(const json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

/// The claim of a page that was sent to one person of Slack is theirs alone; one to a channel is whoever
/// reads it.
bool may_press(const Policies& policies, std::string_view segment, const std::string& slack_user) {
  const auto claim = engine::Links::read_acknowledge(segment);
  const User* user = claim ? policies.user(claim->user) : nullptr;
  if (!user) return true;  // answer_by_link says what is wrong
  const auto contact = std::find_if(user->contacts.begin(), user->contacts.end(),
                                    [](const Contact& one) { return one.via == "slack"; });
  const bool personal = contact != user->contacts.end() && contact->address.rfind("U", 0) == 0;
  return !personal || contact->address == slack_user;
}

/// In the language of whoever pressed, as far as Slack's name for them is one of ours.
const notify::AnswerWords& words_for(engine::Turn& turn, const std::string& slack_user) {
  const User* user = notify::person_with(*current_policies(turn.state()), "slack", slack_user);
  return notify::answer_words(
      notify::tongue_or_english(user ? store::language_of(turn.database(), user->id) : ""));
}

/// Slack shows what is posted to the address that came with the press.
void tell_slack(engine::Turn& turn, const std::string& response_url, const std::string& text) {
  if (response_url.rfind("https://hooks.slack.com/", 0) != 0) return;
  const std::string key = "slack-answer/" + engine::sha256_hex(response_url).substr(0, 32);
  notify::queue_words(turn, key, "", Contact{"slack", response_url}, text, text);
}

void post_slack(Call& call, const NotifyServices& notify) {
  const std::string secret = channel_secret(notify, "slack", "signing_secret_ref");
  if (!notify::is_from_slack(secret, call.request.get_header_value("X-Slack-Request-Timestamp"),
                             call.request.get_header_value("X-Slack-Signature"), call.request.body,
                             notify.services.writer.now())) {
    return refuse_forged(call, notify, "Slack");
  }
  const auto form = read_form(call.request.body);
  const json payload = form.ok() ? json::parse(value(*form, "payload"), nullptr, false) : json();
  const json none = json::object();
  const json& actions = payload.is_object() && payload.contains("actions") ? payload["actions"] : none;
  if (!actions.is_array() || actions.empty())
    return refuse(call.response, Code::bad_value, "No action is in it.");
  const std::string segment = text_in(actions[0], "value");
  const auto wish = notify::wish_named(text_in(actions[0], "action_id"));
  if (!wish) {  // a button that only opens a link
    call.response.status = 200;
    return;
  }
  const std::string presser = text_in(payload.contains("user") ? payload["user"] : none, "id");
  notify.services.writer.run([&](engine::Turn& turn) {
    if (!may_press(*current_policies(turn.state()), segment, presser)) {
      const auto claim = engine::Links::read_acknowledge(segment);
      notify::note_refused_answer(turn, "other_person", {"Slack", presser}, claim ? claim->user : "",
                                  claim ? claim->number : 0);
      return tell_slack(turn, text_in(payload, "response_url"),
                        std::string(words_for(turn, presser).other_person));
    }
    const notify::Answered answered =
        notify::answer_by_link(turn, notify.services.links, segment, *wish, {"Slack", presser});
    tell_slack(turn, text_in(payload, "response_url"), answered.what);
  });
  notify.wake();
  call.response.status = 200;
}

}  // namespace

void add_callback_routes(Routes& routes, const NotifyServices& notify) {
  routes.add({"POST", "/callbacks/sms", std::nullopt, Body::form, small_body,
              [&notify](Call& call) { post_status(call, notify); }});
  routes.add({"POST", "/callbacks/sms/inbound", std::nullopt, Body::form, small_body,
              [&notify](Call& call) { post_text_message(call, notify); }});
  routes.add({"POST", "/callbacks/slack", std::nullopt, Body::form, small_body,
              [&notify](Call& call) { post_slack(call, notify); }});
}

}  // namespace oasis::http
