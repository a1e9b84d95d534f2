// Microsoft Teams, by a workflow's webhook, which posts an Adaptive Card and answers 202. May not: retry,
// write texts. It knows no idempotency key: what is sent again says that it may repeat.
#include <nlohmann/json.hpp>

#include "server/notify/channels.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

/// A card may have 28 KB.
constexpr std::size_t longest_card_text = 6000;

json card_of(const Parcel& parcel, const std::string& title) {
  json card = {
      {"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
      {"type", "AdaptiveCard"},
      {"version", "1.4"},
      {"body",
       {{{"type", "TextBlock"}, {"text", title}, {"weight", "Bolder"}, {"size", "Medium"}, {"wrap", true}},
        {{"type", "TextBlock"},
         {"text", text_of(parcel, longest_card_text)},
         {"wrap", true},
         {"fontType", "Monospace"}}}}};
  if (!parcel.answer_url.empty()) {
    card["actions"] = {{{"type", "Action.OpenUrl"}, {"title", "Acknowledge …"}, {"url", parcel.answer_url}}};
  }
  return card;
}

std::string body_of(const Parcel& parcel) {
  const json body = {{"type", "message"},
                     {"attachments",
                      {{{"contentType", "application/vnd.microsoft.card.adaptive"},
                        {"contentUrl", nullptr},
                        {"content", card_of(parcel, title_of(parcel, 200))}}}}};
  return body.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Result<Channel> teams_channel(const oasis::Channel*, const House& house) {
  return Channel([house](const Parcel& parcel) {
    const auto address = plain_address(parcel.row.address, house);
    if (!address.ok()) return refused(address.error().what);
    if (address->find("://") == std::string::npos)
      return refused("The address for Teams is the web address of a workflow.");
    const auto reply =
        net::send(json_request(*address, body_of(parcel), house.outside), house.outside.permits);
    return outcome_of(reply, "Teams");
  });
}

}  // namespace oasis::notify
