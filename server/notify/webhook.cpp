// Webhooks: a person's, and those that rules call. May not: retry, write texts.
//
// Idempotency-Key is the same at each attempt, so that the receiver can tell a repetition. X-Oasis-Signature
// is "v1=" and the HMAC-SHA-256 of "<X-Oasis-Timestamp>.<body>" in hex (docs/channels.md).
#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "server/notify/channels.hpp"
#include "server/notify/secrets.hpp"
#include "server/notify/signatures.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

/// The wall clock: the receiver compares it with its own.
Instant signing_time() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
}

std::string message_json(const Parcel& parcel) {
  json body = {{"to", parcel.row.user},
               {"subject", parcel.letter.subject},
               {"text", text_of(parcel)},
               {"critical", parcel.urgency == Urgency::critical}};
  if (parcel.number > 0) body["ticket"] = parcel.number;
  if (!parcel.answer_url.empty()) body["acknowledge_url"] = parcel.answer_url;
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

Outcome post(const Parcel& parcel, const std::string& url, const std::string& key, const Outside& outside) {
  if (url.find("://") == std::string::npos) return refused("The address of a webhook begins with https://.");
  net::Request request =
      json_request(url, parcel.payload.empty() ? message_json(parcel) : parcel.payload, outside);
  request.headers.emplace_back("Idempotency-Key", parcel.row.message_id);
  if (!key.empty()) {
    const Instant at = signing_time();
    request.headers.emplace_back("X-Oasis-Timestamp", std::to_string(at.ms / 1000));
    request.headers.emplace_back("X-Oasis-Signature", webhook_signature(key, at, request.body));
  }
  Outcome outcome = outcome_of(net::send(request, outside.permits), "The webhook");
  outcome.provider_fault = false;  // each has a server of its own: one that is down says nothing about others
  return outcome;
}

}  // namespace

Result<Channel> webhook_channel(const oasis::Channel* settings, const House& house) {
  std::string key;
  if (settings && !settings->secret_ref.empty()) {
    OASIS_TRY(key, secret_of(*settings, settings->secret_ref, "secret_ref", house));
  }
  return Channel([key, house](const Parcel& parcel) {
    const auto address = plain_address(parcel.row.address, house);
    if (!address.ok()) return refused(address.error().what);
    return post(parcel, *address, key, house.outside);
  });
}

Result<Channel> rule_webhook_channel(const Workspace& workspace, const House& house) {
  return Channel([webhooks = workspace.webhooks, house](const Parcel& parcel) {
    const auto found = std::find_if(webhooks.begin(), webhooks.end(),
                                    [&parcel](const Webhook& one) { return one.id == parcel.row.address; });
    if (found == webhooks.end())
      return refused("The workspace has no webhook \"" + parcel.row.address + "\" any more.");
    const auto key = found->secret_ref.empty() ? std::optional(std::string())
                                               : find_secret(house.data_folder, found->secret_ref);
    if (!key)
      return refused("There is no secret \"" + found->secret_ref +
                     "\": add it to the data folder's file secrets.");
    return post(parcel, found->url, *key, house.outside);
  });
}

}  // namespace oasis::notify
