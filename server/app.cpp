// The composition root. May not: hold logic of its own.
#include "server/app.hpp"

#include <spdlog/spdlog.h>

#include <utility>

#include "server/cli/channel_actions.hpp"
#include "server/cli/domain_actions.hpp"
#include "server/cli/security_actions.hpp"
#include "server/cli/user_actions.hpp"
#include "server/engine/away.hpp"
#include "server/engine/digest.hpp"
#include "server/engine/jobs.hpp"
#include "server/engine/loading.hpp"
#include "server/engine/people.hpp"
#include "server/engine/system_zones.hpp"
#include "server/http/feed.hpp"
#include "server/http/routes/account.hpp"
#include "server/http/routes/forgot.hpp"
#include "server/http/routes/page.hpp"
#include "server/http/routes/people.hpp"
#include "server/http/routes/sign_in.hpp"
#include "server/http/routes/welcome.hpp"
#include "server/mail/address.hpp"
#include "server/notify/clock_notices.hpp"
#include "server/notify/digests.hpp"
#include "server/notify/drills.hpp"
#include "server/notify/gap_notices.hpp"
#include "server/notify/handoffs.hpp"
#include "server/notify/service_reports.hpp"
#include "server/notify/training.hpp"
#include "server/store/log.hpp"
#include "server/store/outbox.hpp"

namespace oasis {
namespace {

bool is_https(const std::string& url) {
  return url.rfind("https://", 0) == 0;
}

store::Database open_database(const store::Folder& folder, const Zones& zones, engine::Clock& clock) {
  store::Database database = store::open_for_writing(folder);
  engine::install_workspace(database, zones, clock.now());
  return database;
}

/// A domain that is ours alone, for Message-IDs; stays the same as long as the address that mail comes from.
std::string origin_of(store::Database& database, const std::string& mail_from) {
  const std::string domain = domain_of(mail_from);
  return "oasis-" + store::meta(database, "instance").substr(0, 12) + "." +
         (domain.empty() ? "localhost" : domain);
}

http::People people_of(engine::Writer& writer) {
  return {[&writer](const Id& user) { return engine::role_now(writer, user); },
          [&writer](const http::NewPerson& person) {
            return engine::add_person(writer, {person.id, person.name, person.email, person.role, person.address});
          },
          [&writer](const std::function<void(store::Database&)>& work) {
            writer.run([&work](engine::Turn& turn) {
              work(turn.database());
              turn.look_at_accounts();
            });
          }};
}

http::Gate gate_of(http::Auth& auth, const http::Assets& assets) {
  return {[&auth](const httplib::Request& request) { return http::identify(auth, request); },
          [&auth](const httplib::Request& request) { return http::from_our_page(auth, request); },
          [&auth](const httplib::Request& request, const std::optional<http::Principal>& who) {
            return http::throttle(auth, request, who);
          },
          http::ask_to_sign_in,
          [&assets](http::Call& call) { return http::serve_page_file(call, assets); }};
}

/// A page with a style of its own and without the program, which is not for everybody.
http::PageFrame frame_with(const http::Assets& assets, const char* style) {
  return {std::string(assets.path_of("pages.css")), std::string(assets.path_of(style)), ""};
}

}  // namespace

App::App(const AppOptions& options)
    : folder(store::Folder::lock(options.data_folder)),
      zones(engine::load_zones()),
      key(engine::load_key(folder.path() + "/key")),
      opened(open_database(folder, zones, clock)),
      checkpoints(folder, opened),
      origin(origin_of(opened, options.mail_from)),
      readers(folder),
      read([this](const std::function<void(store::Database&)>& work) {
        engine::about_to_read();
        readers.read(work);
      }),
      live({.epoch = store::epoch(opened),
            .head = store::head(opened),
            .secure = is_https(options.public_url)}),
      links(options.public_url.empty() ? store::meta(opened, "url") : options.public_url, key),
      writer({zones, origin}, std::move(opened), clock, hooks(options.heartbeat_url)),
      write([this](const std::function<void(store::Database&)>& work) { writer.run_store(work); }),
      auth{read,
           write,
           people_of(writer),
           [this] { return writer.now(); },
           live,
           options.public_url,
           is_https(options.public_url),
           {},
           {},
           store::Seal::load(folder.path()),
           {},
           origin,
           [this] {
             if (sending_) sender->wake();
           },
           [this] { return writer.commits(); },
           {}},
      assets(options.assets),
      frame{std::string(assets.path_of("pages.css")), "", std::string(assets.path_of("app.wasm"))},
      report_frame(frame_with(assets, "report.css")),
      services{writer, read, zones, links, frame_with(assets, "customer.css")},
      metrics_token(options.metrics_token),
      watched{writer, read, live, work, traffic, metrics_token, [this] { return telling.providers(); }},
      routes(gate_of(auth, assets)),
      mail_room{writer, origin, engine::keyed_token(key, "reply addresses"), folder.path(), &links},
      ways{folder.path(),       origin,         mail_room.reply_key, options.smtp, options.mail_from,
           options.mail_folder, options.permits},
      channels(notify::ways_out(ways, writer, links)),
      telling{services, folder.path(), frame_with(assets, "notifications.css"),
              [this] {
                if (sending_) sender->wake();
              },
              [this] { return sending_ ? sender->providers() : std::vector<notify::ProviderHealth>(); }},
      settings{services, auth, ways, heartbeat, backups},
      backup_plan_(options.backups) {
  if (auth.public_url.empty())
    read([this](store::Database& reading) { auth.public_url = store::meta(reading, "url"); });
  if (backup_plan_.folder.empty()) backup_plan_.folder = folder.backups_path();
  http::add_sign_in_routes(routes, auth, frame);
  http::add_welcome_routes(routes, auth, frame);
  http::add_forgot_routes(routes, auth, services, frame);
  http::add_account_routes(routes, auth, services, frame);
  http::add_people_routes(routes, auth, services, frame);
  http::add_page_routes(routes, assets, frame);
  http::add_watching_routes(routes, watched);
  http::add_sync_routes(routes, services);
  http::add_ticket_routes(routes, services);
  http::add_upload_routes(routes, services);
  http::add_search_route(routes, services);
  http::add_history_route(routes, services);
  http::add_presence_route(routes, services);
  http::add_customer_routes(routes, services);
  http::add_answer_routes(routes, telling);
  http::add_callback_routes(routes, telling);
  http::add_notification_routes(routes, telling);
  http::add_readiness_routes(routes, telling);
  http::add_schedule_routes(routes, telling);
  http::add_outbox_routes(routes, telling);
  http::add_drill_routes(routes, telling);
  http::add_training_routes(routes, services);
  http::add_template_routes(routes, services);
  http::add_config_routes(routes, settings);
  http::add_trial_route(routes, settings);
  http::add_audit_route(routes, services);
  http::add_mail_routes(routes, mail_room);
  http::add_report_routes(routes, services, report_frame);
  http::add_report_ticket_routes(routes, services);
  http::add_service_report_routes(routes, telling);
  http::add_review_routes(routes, services, report_frame);
  http::add_incident_routes(routes, telling, report_frame);
  http::add_board_route(routes, services, report_frame);
  http::add_chain_routes(routes, services, report_frame);
  cli::add_user_actions(actions, auth);
  cli::add_config_actions(actions, writer, auth, zones);
  cli::add_mail_actions(actions, mail_room);
  cli::add_channel_actions(actions, telling, channels, clock);
  cli::add_security_actions(actions, auth, folder.path());
}

engine::WriterHooks App::hooks(const std::string& heartbeat_url) {
  engine::WriterHooks hooks;
  hooks.committed = [this](std::int64_t head, const std::vector<store::Change>& changes) {
    publish(head, changes);
  };
  hooks.jobs_ran = [this] {
    if (sending_) sender->wake();
  };
  hooks.jobs = engine::regular_jobs(work);
  if (!heartbeat_url.empty()) {
    heartbeat.emplace(heartbeat_url, work);
    hooks.jobs["heartbeat"] = [this](engine::Turn& turn) {
      heartbeat->beat();
      return turn.now() + minutes(1);
    };
  }
  hooks.work = &work;
  hooks.leapt = notify::tell_of_leap;
  hooks.jobs["gaps"] = notify::tell_of_gaps;
  hooks.jobs["handoffs"] = notify::tell_of_handoffs;
  hooks.jobs[notify::job_of_drills] = notify::hold_drills;
  hooks.jobs["backup"] = [this](engine::Turn& turn) { return backups->when_due(turn); };
  hooks.jobs[mailboxes_job] = [this](engine::Turn& turn) { return due_mailboxes(turn, rounds); };
  hooks.jobs["training"] = [this](engine::Turn& turn) { return notify::remind_readers(turn, links); };
  hooks.jobs["digests"] = [this](engine::Turn& turn) { return notify::queue_digests(turn, links); };
  hooks.jobs["service_reports"] = notify::mail_service_reports;
  hooks.jobs["claims"] = [](engine::Turn& turn) {
    store::forget_claims(turn.database(), turn.now() - days(8));
    return turn.now() + days(1);
  };
  return hooks;
}

void App::publish(std::int64_t head, const std::vector<store::Change>& changes) {
  for (const store::Change& change : changes) {
    if (change.entity == "workspace") rounds.document_changed();
  }
  http::publish(live, writer.policies(), zones, head, changes);
  if (!sending_) return;
  sender->wake();
  if (!changes.empty()) rollups->note();
}

void App::set_public_url(const std::string& url) {
  auth.public_url = url;
  auth.secure = is_https(url);
  links.set_base(url);
  write([&](store::Database& database) { store::set_meta(database, "url", url); });
}

void App::serve() {
  sender.emplace(writer, read, zones, links, clock, channels);
  rollups.emplace(writer, read);
  sending_ = true;
  backups.emplace(backup_plan_, folder.database_path(), writer);
  writer.act_on_time();
  collector.emplace(mail_room, rounds);
  if (const std::size_t taken = drain_spool(mail_room)) spdlog::info("event=spool_taken mails={}", taken);
}

void App::stop() {
  collector.reset();
  writer.rest();
  backups.reset();
  live.stop();
  sending_ = false;
  rollups.reset();
  sender.reset();
}

}  // namespace oasis
