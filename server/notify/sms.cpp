// Text messages by Twilio's REST interface, or one that is like it. May not: retry, write texts.
//
// POST /2010-04-01/Accounts/{account}/Messages.json answers 201 with the message's sid, or a JSON error with
// a code of its own. It knows no idempotency key: before a message that may have arrived is sent again, the
// provider is asked for the messages to that number, and one with the same text counts as ours (each holds
// its own code).
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "server/notify/abridged.hpp"
#include "server/notify/channels.hpp"
#include "server/notify/settings.hpp"
#include "shared/text/percent.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

/// Ten segments; Twilio takes no more than 1,600 characters.
constexpr std::size_t longest_text = 1500;
constexpr std::size_t longest_title = 300;
constexpr std::size_t longest_item_subject = 30;
constexpr std::string_view may_repeat_mark = "\n(may repeat)";

struct Account {
  std::string base;   // https://api.twilio.com
  std::string id;     // AC…
  std::string token;  // the secret
  std::string from;   // a number, or a messaging service (MG…)
};

/// Codes that say that this number will never get our messages: no such number, no mobile, opted out, not
/// allowed.
bool is_hopeless(std::int64_t code) {
  constexpr std::array<std::int64_t, 8> codes{21211, 21214, 21217, 21408, 21610, 21612, 21614, 21635};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool is_too_fast(std::int64_t code) {
  return code == 20429 || code == 14107 || code == 21611 ||
         code == 30001;  // rate, rate, full queue, full queue
}

/// What else a page lists, one line each, in at most `room` bytes: "#2 ack K7Q2M9 Exports fail".
std::string list_of(const std::vector<AlsoWaiting>& also, std::size_t room, const engine::Links& links) {
  std::string list;
  for (std::size_t i = 0; i < also.size(); ++i) {
    const std::string rest = std::to_string(also.size() - i) + " more: " + links.url_of("/inbox/mine");
    const std::string item = "#" + std::to_string(also[i].ticket.number) + " ack " + also[i].code + " " +
                             cut_to(marked_subject(also[i].ticket), longest_item_subject);
    if (list.size() + item.size() + rest.size() + 2 > room) return list + "\n" + rest;
    list += "\n" + item;
  }
  return list;
}

/// Without the mark that it may repeat.
std::string words_of(const Parcel& parcel, const engine::Links& links) {
  const std::size_t room = longest_text - may_repeat_mark.size();
  if (parcel.code.empty() && !parcel.row.words.empty()) return abridged(parcel.letter.text, room);
  std::string text = title_of(parcel, longest_title);
  if (parcel.code.empty()) return text;
  text += "\nReply ack " + parcel.code + " (or esc, close)\n" + parcel.answer_url;
  return text + list_of(parcel.also, room - std::min(room, text.size()), links);
}

std::string messages_url(const Account& account) {
  return account.base + "/2010-04-01/Accounts/" + account.id + "/Messages.json";
}

struct Answered {
  std::string sid;
  std::string message;
  std::int64_t code = 0;
};
Answered read_answer(const Result<net::Reply, net::Failure>& reply) {
  Answered answered;
  if (!reply.ok()) return answered;
  const json body = json::parse(reply->body, nullptr, false);
  if (!body.is_object()) return answered;
  const auto text = [&body](const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  answered.sid = text("sid");
  answered.message = text("message");
  const auto code = body.find("code");
  if (code != body.end() && code->is_number_integer()) answered.code = code->get<std::int64_t>();
  return answered;
}

/// The sid of a message with this text that the provider has already.
std::string find_sent(const Account& account, const std::string& to, const std::string& text,
                      const Outside& outside) {
  net::Request request;
  request.method = "GET";
  request.url = messages_url(account) + "?To=" + percent_encoded(to) + "&PageSize=50";
  request.headers.push_back(basic_authorization(account.id, account.token));
  request.patience = outside.patience;
  const auto reply = net::send(request, outside.permits);
  if (!reply.ok() || reply->status != 200) return "";
  const json body = json::parse(reply->body, nullptr, false);
  const json none = json::array();
  const json& messages = body.is_object() && body.contains("messages") ? body["messages"] : none;
  for (const json& message : messages) {
    if (!message.is_object() || message.value("to", std::string()) != to) continue;
    // Ours but for the mark that this attempt would add.
    const json& said = message.contains("body") ? message["body"] : none;
    if (said.is_string() && !said.get<std::string>().empty() && text.rfind(said.get<std::string>(), 0) == 0)
      return message.value("sid", std::string());
  }
  return "";
}

Outcome deliver(const Parcel& parcel, const Account& account, const House& house) {
  std::string text = words_of(parcel, house.links);
  if (parcel.row.may_repeat) {
    text += may_repeat_mark;
    if (const std::string sid = find_sent(account, parcel.row.address, text, house.outside); !sid.empty())
      return sent(sid);
  }
  const bool service = account.from.rfind("MG", 0) == 0;
  const Fields fields{
      {"To", parcel.row.address},
      {service ? "MessagingServiceSid" : "From", account.from},
      {"Body", text},
      {"StatusCallback", house.links.url_of("/callbacks/sms?message=" + std::to_string(parcel.row.id))}};
  net::Request request = form_request(messages_url(account), fields, house.outside);
  request.headers.push_back(basic_authorization(account.id, account.token));
  const auto reply = net::send(request, house.outside.permits);
  const Answered answered = read_answer(reply);
  std::string said = answered.message;
  if (answered.code != 0) said += " (code " + std::to_string(answered.code) + ")";
  Outcome outcome = outcome_of(reply, "The text message service", said);
  outcome.provider = answered.sid;
  if (reply.ok() && is_too_fast(answered.code)) outcome.kind = Outcome::Kind::try_again;
  if (reply.ok() && is_hopeless(answered.code)) outcome.kind = Outcome::Kind::refused;
  return outcome;
}

/// "+" and digits (E.164), as the interface wants it.
bool is_number(const std::string& address) {
  return address.size() >= 8 && address.size() <= 16 && address[0] == '+' &&
         address.find_first_not_of("0123456789", 1) == std::string::npos;
}

}  // namespace

Result<Channel> sms_channel(const oasis::Channel* settings, const House& house) {
  if (!settings)
    return Error{"", "No text message service is set up: add a channel of kind sms to the workspace."};
  Account account;
  account.base = setting(settings->settings, "base_url");
  if (account.base.empty()) account.base = "https://api.twilio.com";
  while (account.base.back() == '/') account.base.pop_back();
  account.id = setting(settings->settings, "account");
  account.from = setting(settings->settings, "from");
  OASIS_TRY(account.token, secret_of(*settings, settings->secret_ref, "secret_ref", house));
  return Channel([account, house](const Parcel& parcel) {
    if (!is_number(parcel.row.address))
      return refused("A telephone number is written with + and the country's code: +4930123456.");
    return deliver(parcel, account, house);
  });
}

}  // namespace oasis::notify
