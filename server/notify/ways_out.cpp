// Chooses channels. May not: send.
#include "server/notify/ways_out.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "server/notify/channels.hpp"
#include "server/notify/settings.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

/// What a rule calls has a payload; what tells a person has none.
Result<Channel> make_webhook(const Workspace& workspace, const oasis::Channel* settings, const House& house) {
  OASIS_TRY(const Channel for_rules, rule_webhook_channel(workspace, house));
  Result<Channel> for_people = webhook_channel(settings, house);
  const std::string fault = for_people.ok() ? "" : for_people.error().what;
  return Channel(
      [for_rules, fault, people = for_people.ok() ? *for_people : Channel()](const Parcel& parcel) {
        if (!parcel.payload.empty()) return for_rules(parcel);
        return people ? people(parcel) : refused(fault);
      });
}

Result<EmailSettings> mail_settings(const WaysOut& ways, const Workspace& workspace) {
  if (ways.smtp || !ways.folder.empty()) {
    EmailSettings settings;
    if (ways.smtp) settings.server = *ways.smtp;
    settings.from.address = ways.mail_from;
    return settings;
  }
  if (const oasis::Channel* channel = channel_for(workspace, "email"))
    return read_smtp_channel(*channel, ways.data_folder);
  return Error{
      "",
      "No mail server is set up: start with --smtp and --mail-from, or add a channel of kind smtp to the "
      "workspace."};
}

Result<Channel> make_mail(const WaysOut& ways, const Workspace& workspace) {
  OASIS_TRY(EmailSettings settings, mail_settings(ways, workspace));
  settings.origin = ways.origin;
  settings.reply_key = ways.reply_key;
  if (!workspace.mailboxes.empty()) settings.mailbox = workspace.mailboxes.front().address;
  if (settings.from.name.empty()) settings.from.name = workspace.name;
  return ways.folder.empty() ? email_channel(std::move(settings)) : folder_channel(std::move(settings), ways.folder);
}

Result<Channel> make_way(const WaysOut& ways, const Workspace& workspace, const std::string& via, const House& house) {
  const oasis::Channel* settings = channel_for(workspace, via);
  if (via == "email") return make_mail(ways, workspace);
  if (via == "sms") return sms_channel(settings, house);
  if (via == "slack") return slack_channel(settings, house);
  if (via == "teams") return teams_channel(settings, house);
  if (via == "ntfy") return ntfy_channel(settings, house);
  if (via == "webhook") return make_webhook(workspace, settings, house);
  return Error{
      "", "There is no way to send by " + via + ": email, sms, slack, teams, ntfy and webhook are known."};
}

Channel refusing(const Error& error) {
  return [why = error.where + (error.where.empty() ? "" : ": ") + error.what](const Parcel&) { return refused(why); };
}

/// Channels as they are asked for, made anew when the document changes; in between their connections stay
/// open.
class Ways {
 public:
  Ways(WaysOut ways, const engine::Writer& writer, const engine::Links& links)
      : ways_(std::move(ways)), writer_(writer), house_{ways_.data_folder, links, {ways_.permits}} {}

  Channel find(const std::string& via) {
    const auto policies = writer_.document().policies;
    const std::lock_guard lock(mutex_);
    if (policies->version() != version_) {
      made_.clear();
      version_ = policies->version();
    }
    const auto found = made_.find(via);
    if (found != made_.end()) return found->second;
    Result<Channel> channel = make_way(ways_, policies->workspace(), via, house_);
    if (channel.ok()) return made_[via] = *std::move(channel);
    return refusing(channel.error());  // not kept: a secret may be added at any time
  }

 private:
  const WaysOut ways_;
  const engine::Writer& writer_;
  const House house_;
  std::mutex mutex_;
  std::map<std::string, Channel> made_;
  std::uint32_t version_ = 0;
};

}  // namespace

Channel way_by(const WaysOut& ways, const Workspace& workspace, const std::string& via, const engine::Links& links) {
  Result<Channel> channel = make_way(ways, workspace, via, {ways.data_folder, links, {ways.permits}});
  return channel.ok() ? *std::move(channel) : refusing(channel.error());
}

Channels ways_out(WaysOut ways, const engine::Writer& writer, const engine::Links& links) {
  const auto all = std::make_shared<Ways>(std::move(ways), writer, links);
  return [all](const std::string& via) { return all->find(via); };
}

}  // namespace oasis::notify
