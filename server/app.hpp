// The composition root: where the rooms of the server are put together, for `serve` and for commands that
// find no server running. May not: hold logic of its own.
//
// A room that comes joins here: it is built from the folder, the writer and `read`, adds its routes to
// `routes` and its actions to `actions`.
#pragma once

#include <atomic>
#include <optional>
#include <span>
#include <string>

#include "server/cli/control.hpp"
#include "server/engine/backups.hpp"
#include "server/engine/clock.hpp"
#include "server/engine/links.hpp"
#include "server/engine/rollups.hpp"
#include "server/engine/writer.hpp"
#include "server/http/assets.hpp"
#include "server/http/auth/auth.hpp"
#include "server/http/live.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"
#include "server/http/routes/watching.hpp"
#include "server/http/services.hpp"
#include "server/http/settings_services.hpp"
#include "server/mail/collect.hpp"
#include "server/mail/room.hpp"
#include "server/mail/rounds.hpp"
#include "server/net/guarded.hpp"
#include "server/notify/outbox.hpp"
#include "server/notify/ways_out.hpp"
#include "server/store/access.hpp"
#include "server/store/checkpoints.hpp"
#include "server/store/folder.hpp"
#include "server/store/readers.hpp"
#include "server/watch/heartbeat.hpp"
#include "server/watch/measures.hpp"

namespace oasis {

struct AppOptions {
  std::string data_folder;
  std::string public_url;  // where people reach us; empty: as it was last time
  std::span<const http::Asset> assets;
  std::optional<SmtpServer> smtp = {};  // where mail leaves; beats the workspace's channels
  std::string mail_from = {};           // with smtp or mail_folder
  std::string mail_folder = {};         // mail is written here instead of being sent
  net::Permits permits = {};            // private hosts that webhooks may go to (server/net/guarded.hpp)
  std::string heartbeat_url = {};       // told every minute that due times are acted upon
  std::string metrics_token = {};       // see http::Watched
  engine::BackupPlan backups = {Duration{}, 0, ""};  // none, unless asked for
};

class App {
 public:
  /// Locks and opens the data folder. Throws store::Failure with one sentence.
  explicit App(const AppOptions& options);
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // The order is the order of their making: what stands further down uses what stands above.
  store::Folder folder;
  Zones zones;
  engine::SystemClock clock;
  std::string key;         // of the installation: signs links and reply addresses
  store::Database opened;  // the writing connection, until the writer takes it over
  store::Checkpoints checkpoints;
  std::string origin;      // names our mail, see notify::EmailSettings
  store::Readers readers;
  store::Read read;
  http::Live live;
  watch::Work work;
  watch::Traffic traffic;
  std::optional<watch::Heartbeat> heartbeat;
  engine::Links links;
  Rounds rounds;  // before the writer, whose job rings it
  engine::Writer writer;
  store::Write write;
  http::Auth auth;
  http::Assets assets;
  http::PageFrame frame;
  http::PageFrame report_frame;
  http::Services services;
  const std::string metrics_token;
  http::Watched watched;
  http::Routes routes;
  MailRoom mail_room;
  cli::Actions actions;
  notify::WaysOut ways;
  notify::Channels channels;
  http::NotifyServices telling;
  http::SettingsServices settings;
  std::optional<notify::Sender> sender;    // while serving
  std::optional<engine::Backups> backups;  // while serving
  std::optional<Collector> collector;      // while serving
  std::optional<engine::Rollups> rollups;  // while serving

  /// Where people reach us, remembered for commands that run without a server. Before serve().
  void set_public_url(const std::string& url);
  /// Begins to act on time: fires what is due, sends what waits, takes spooled mail.
  void serve();
  /// Ends what serve() began, and all live streams.
  void stop();

 private:
  engine::WriterHooks hooks(const std::string& heartbeat_url);
  void publish(std::int64_t head, const std::vector<store::Change>& changes);

  engine::BackupPlan backup_plan_;
  std::atomic<bool> sending_ = false;
};

}  // namespace oasis
