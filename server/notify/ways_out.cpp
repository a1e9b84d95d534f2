// Chooses channels. May not: send.
#include "server/notify/ways_out.hpp"

#include <memory>
#include <utility>

#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

Channel refusing(std::string why) {
  return [why = std::move(why)](const Parcel&) {
    return Outcome{Outcome::Kind::refused, why, false, false, {}, ""};
  };
}

/// The mail channel, made anew when the document changes; in between its connection stays open.
class MailWay {
 public:
  MailWay(WaysOut ways, const engine::Writer& writer) : ways_(std::move(ways)), writer_(writer) {}

  const Channel& current() {
    const auto policies = writer_.document().policies;
    if (!channel_ || policies->version() != version_) {
      channel_ = make(policies->workspace());
      version_ = policies->version();
    }
    return channel_;
  }

 private:
  Channel make(const Workspace& workspace) const {
    Result<EmailSettings> settings = settings_of(workspace);
    if (!settings.ok())
      return refusing(settings.error().where + (settings.error().where.empty() ? "" : ": ") +
                      settings.error().what);
    settings->origin = ways_.origin;
    settings->reply_key = ways_.reply_key;
    if (!workspace.mailboxes.empty()) settings->mailbox = workspace.mailboxes.front().address;
    if (settings->from.name.empty()) settings->from.name = workspace.name;
    return ways_.folder.empty() ? email_channel(std::move(*settings))
                                : folder_channel(std::move(*settings), ways_.folder);
  }

  Result<EmailSettings> settings_of(const Workspace& workspace) const {
    if (ways_.smtp || !ways_.folder.empty()) {
      EmailSettings settings;
      if (ways_.smtp) settings.server = *ways_.smtp;
      settings.from.address = ways_.mail_from;
      return settings;
    }
    for (const oasis::Channel& channel : workspace.channels) {
      if (channel.kind == "smtp") return read_smtp_channel(channel, ways_.data_folder);
    }
    return Error{"",
                 "No mail server is set up: start with --smtp and --mail-from, or add a channel of kind smtp "
                 "to the workspace."};
  }

  const WaysOut ways_;
  const engine::Writer& writer_;
  Channel channel_;
  std::uint32_t version_ = 0;
};

}  // namespace

Channels ways_out(WaysOut ways, const engine::Writer& writer) {
  const auto mail = std::make_shared<MailWay>(std::move(ways), writer);
  return [mail](const std::string& via) {
    if (via == "email") return mail->current();
    return refusing("This version sends e-mail only; " + via + " was left out.");
  };
}

}  // namespace oasis::notify
