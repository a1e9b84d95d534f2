// The channels that are spoken to by HTTP, one file each. Each takes the workspace's channel of its kind
// (checked when the document was read; nullptr where there is none) and finds its secrets itself. May not:
// retry, write texts.
#pragma once

#include <optional>
#include <string>

#include "server/notify/parcel.hpp"
#include "server/notify/provider.hpp"
#include "shared/model/workspace.hpp"

namespace oasis::notify {

/// What the channels need of the house.
struct House {
  std::string data_folder;     ///< where secrets are looked up
  const engine::Links& links;  ///< for callbacks: where providers reach us; outlives the channels
  Outside outside;
};

/// Text messages by Twilio's REST interface, or one like it (setting base_url). Asks before it sends again
/// whether the provider has the message already. Status reports come back to /callbacks/sms
/// (routes/callbacks.cpp).
Result<Channel> sms_channel(const oasis::Channel* settings, const House& house);
/// Slack: an address that is a web address is an incoming webhook; else a channel or person, by
/// chat.postMessage with the bot's token and buttons.
Result<Channel> slack_channel(const oasis::Channel* settings, const House& house);
/// Microsoft Teams: the address is the web address of a workflow ("When a Teams webhook request is
/// received").
Result<Channel> teams_channel(const oasis::Channel* settings, const House& house);
/// ntfy: the address is a topic.
Result<Channel> ntfy_channel(const oasis::Channel* settings, const House& house);
/// A web address of a person; signed if the channel has a secret.
Result<Channel> webhook_channel(const oasis::Channel* settings, const House& house);
/// A webhook of the workspace that a rule calls: the address is its id.
Result<Channel> rule_webhook_channel(const Workspace& workspace, const House& house);

/// The secret that a channel names, or the error that says where it belongs. `setting`: which of its fields
/// names it.
Result<std::string> secret_of(const oasis::Channel& channel, const std::string& name,
                              const std::string& setting, const House& house);
/// An address as it is used: one that reads "secret:NAME" stands for that secret (a webhook's address is
/// one).
Result<std::string> plain_address(const std::string& address, const House& house);

}  // namespace oasis::notify
