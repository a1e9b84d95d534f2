// See trial.hpp.
#include "server/notify/trial.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/engine/digest.hpp"
#include "server/mail/imap.hpp"
#include "server/mail/mailbox_settings.hpp"
#include "server/net/guarded.hpp"
#include "server/notify/secrets.hpp"
#include "server/watch/heartbeat.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/time/text.hpp"

namespace oasis::notify {
namespace {

Trial trial_of(const Outcome& outcome, std::string to) {
  const bool works = outcome.kind == Outcome::Kind::sent;
  return {works, std::move(to), works ? "" : outcome.detail};
}

Trial failed(std::string to, std::string why) {
  return {false, std::move(to), std::move(why)};
}

/// The unread mails of the folder; the one that mails go to afterwards is opened as well.
Result<std::int64_t> look_into(const MailboxSettings& settings) {
  OASIS_TRY(ImapVisit imap, ImapVisit::begin(settings.server));
  if (!settings.move_to.empty()) {
    OASIS_TRY([[maybe_unused]] const ImapFolder done, imap.select(settings.move_to));
  }
  OASIS_TRY([[maybe_unused]] const ImapFolder folder, imap.select(settings.folder));
  OASIS_TRY(const std::vector<std::int64_t> unread, imap.find(1, 0, true));
  return static_cast<std::int64_t>(unread.size());
}

}  // namespace

Parcel test_parcel(const std::string& via, const std::string& address, Instant now) {
  Parcel parcel;
  parcel.row.via = via;
  parcel.row.address = address;
  parcel.row.at = parcel.row.queued = now;
  parcel.row.key = "test/" + engine::new_id(now.ms);
  parcel.row.message_id = engine::sha256_hex(parcel.row.key).substr(0, 32) + "@test.support-oasis.invalid";
  parcel.row.words = "This is a test of the channel " + via + ". It works.\n";
  parcel.letter = {"A test from Support Oasis", parcel.row.words};
  return parcel;
}

Trial try_channel(WaysOut ways, Workspace workspace, std::size_t channel, const User& to, const engine::Links& links, Instant now) {
  ways.smtp.reset();
  ways.folder.clear();
  workspace.channels = {workspace.channels[channel]};
  const std::string& kind = workspace.channels.front().kind;
  const std::string via = kind == "smtp" ? "email" : kind;
  const std::string& address = address_of(to, via);
  if (address.empty())
    return failed(to.name, "You have no address of this kind: add one to yourself under People, so that the test has somewhere to go.");
  for (const auto& [name, value] : workspace.channels.front().settings)  // what comes back is not signed by a test
    if (name == "signing_secret_ref" && !find_secret(ways.data_folder, value))
      return failed(address, "There is no secret \"" + value + "\": add it to the data folder's file secrets.");
  const bool is_secret = address.find("://") != std::string::npos;
  return trial_of(way_by(ways, workspace, via, links)(test_parcel(via, address, now)), is_secret ? watch::host_in(address) : address);
}

Trial try_webhook(const WaysOut& ways, const Workspace& workspace, const Webhook& webhook, const engine::Links& links, Instant now) {
  Parcel parcel = test_parcel("webhook", webhook.id, now);
  parcel.payload = nlohmann::json{{"webhook", webhook.id},
                                  {"key", parcel.row.key},
                                  {"caused_by", "test"},
                                  {"at", to_text(now)},
                                  {"url", links.url_of("/")},
                                  {"test", true}}
                       .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return trial_of(way_by(ways, workspace, "webhook", links)(parcel), watch::host_in(webhook.url));
}

Trial try_mailbox(const Mailbox& mailbox, const std::string& data_folder) {
  if (!is_polled(mailbox))
    return failed(mailbox.address, "It names no host, so nothing is fetched: its mail has to be handed over by a mail server or a provider.");
  const auto password = find_secret(data_folder, mailbox.secret_ref);
  auto settings = read_mailbox(mailbox, password);
  if (!settings.ok()) return failed(mailbox.address, settings.error().where + " " + settings.error().what);
  const std::string to = settings->server.username + ", " + settings->server.host + ":" + std::to_string(settings->server.port);
  if (!password)
    return failed(to, "There is no secret \"" + mailbox.secret_ref + "\": add it to the data folder's file secrets.");
  settings->server.patience = seconds(15);  // somebody waits for it
  const auto unread = look_into(*settings);
  return unread.ok() ? Trial{true, to, "", *unread} : failed(to, unread.error().what);
}

Trial try_address(const std::string& url) {
  const std::string host = watch::host_in(url);
  net::Request request;
  request.method = "GET";
  request.url = url;
  const auto reply = net::send(request, net::Permits{{host}});
  if (!reply.ok()) return failed(host, reply.error().what);
  return reply->status < 300 ? Trial{true, host, ""}
                             : failed(host, host + " answered with status " + std::to_string(reply->status) + ".");
}

}  // namespace oasis::notify
