// GET /healthz and /metrics. May not: change anything; show a person, a ticket or an address.
#include "server/http/routes/watching.hpp"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <memory>
#include <utility>

#include "server/engine/digest.hpp"
#include "server/engine/rollups.hpp"
#include "server/http/answer.hpp"
#include "server/http/protocol.hpp"
#include "server/store/figures.hpp"
#include "server/watch/exposition.hpp"
#include "server/watch/process.hpp"
#include "shared/codec/object_text.hpp"

namespace oasis::http {
namespace {

/// Later than this is no delay of the machine any more.
constexpr Duration latest = seconds(5);
/// The auditor comes every ten minutes.
constexpr Duration longest_unaudited = minutes(25);

/// Asked on this machine and by a name of it, by no proxy: what a proxy passes on says so or names another host, as
/// does a page that was lured here by DNS.
bool is_from_this_machine(const httplib::Request& request) {
  if (request.has_header(passed_on)) return false;
  const std::string& address = request.remote_addr;
  if (address != "::1" && address.rfind("127.", 0) != 0) return false;
  const std::string host = request.get_header_value("Host");
  const std::string name = host.rfind('[', 0) == 0 ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

bool may_look_inside(const Call& call, const Watched& watched) {
  if (call.who && call.who->role >= Role::manager) return true;
  if (is_from_this_machine(call.request)) return true;
  const std::string given = call.request.get_header_value("Authorization");
  return !watched.token.empty() && engine::same_token(given, "Bearer " + watched.token);
}

/// Looks at the database at most once a second while all is well, however often it is asked.
class Probe {
 public:
  /// Empty: all is well; else why not, in a word or two.
  std::string fault(const Watched& watched) {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    if (now < well_until_) return "";
    try {
      watched.read([](store::Database& reading) { store::head(reading); });
    } catch (const store::Failure&) {
      return "cannot be read";
    }
    well_until_ = now + std::chrono::steady_clock::duration(std::chrono::seconds(1)).count();
    return "";
  }

 private:
  std::atomic<std::chrono::steady_clock::rep> well_until_{std::numeric_limits<std::chrono::steady_clock::rep>::min()};
};

/// "ok", or since when nothing gets through, by the kind of way out. One that is down makes the server no less
/// ready: messages wait, or go another way.
void show_states(ObjectText& parts, const Watched& watched) {
  ObjectText states = parts.object("providers");
  for (const notify::ProviderHealth& one : watched.providers()) {
    if (one.state == notify::Breaker::State::closed) {
      states.text(one.via.c_str(), "ok");
    } else {
      states.text(one.via.c_str(),
                  std::string(notify::name_of(one.state)) + " after " + std::to_string(one.failures) + " failures in a row");
    }
  }
  states.done();
}

void show_parts(ObjectText& health, const Watched& watched, bool is_late, const std::string& database) {
  const Instant audited{watched.work.audited.value()};
  const bool unaudited = audited.ms != 0 && watched.writer.now() - audited > longest_unaudited;
  ObjectText parts = health.object("parts");
  parts.text("auditor", unaudited ? "has not run for 25 minutes" : "ok");
  parts.text("database", database.empty() ? "ok" : database);
  show_states(parts, watched);
  parts.number("streams", static_cast<std::int64_t>(watched.live.streams()));
  parts.text("timers", is_late ? "late" : "ok");
  ObjectText writer = parts.object("writer");
  writer.number("commits", static_cast<std::int64_t>(watched.work.commits.value()));
  writer.number("failed_commits", static_cast<std::int64_t>(watched.work.failed_commits.value()));
  writer.number("queued", watched.work.queued.value());
  writer.done();
  parts.done();
}

void answer_health(Call& call, const Watched& watched, Probe& probe) {
  const Duration late = watched.writer.lateness();
  const std::string database = probe.fault(watched);
  const bool well = late <= latest && database.empty();
  std::string text;  // not by way of a JSON value: whoever watches asks often
  ObjectText health(text);
  health.number("late_ms", late.ms);
  health.truth("live", true);
  if (may_look_inside(call, watched)) show_parts(health, watched, late > latest, database);
  health.truth("ready", well);
  health.text("status", late > latest ? "late" : well ? "ok" : "failing");
  health.done();
  answer_json(call.response, std::move(text));
  if (!well) call.response.status = 503;
}

void show_work(watch::Exposition& page, const watch::Work& work) {
  page.gauge("writer_queue", "Pieces of work that wait for the writer.", static_cast<double>(work.queued.value()));
  page.counter("commits_total", "Durable transactions.", work.commits.value());
  page.counter("failed_commits_total", "Transactions of which nothing was saved.", work.failed_commits.value());
  page.histogram("commit_seconds", "From the begin of a transaction until it is durable.", work.commit_time);
  page.histogram("commit_tasks", "Pieces of work in one transaction.", work.batch);
  page.counter("timers_fired_total", "Due times that were acted upon.", work.fired.value());
  page.counter("timers_failed_total", "Timers that could not fire and are tried again.", work.failed_timers.value());
  page.histogram("timer_lateness_seconds", "From a due time until it was decided.", work.lateness);
  page.counter("timers_mended_total", "Wrong timers that the auditor set right.", work.mended.value());
  page.gauge("auditor_last_seconds", "When the auditor last ended a round, since 1970; 0: not yet.",
             static_cast<double>(work.audited.value()) / 1000);
  page.family("heartbeats_total", "counter", "Beats of the outgoing heartbeat.");
  page.sample("heartbeats_total", {{"heard", "yes"}}, static_cast<double>(work.beats.value()));
  page.sample("heartbeats_total", {{"heard", "no"}}, static_cast<double>(work.lost_beats.value()));
}

void show_traffic(watch::Exposition& page, const watch::Traffic& traffic) {
  page.counter("connections_accepted_total", "Connections that were accepted.", traffic.accepted.value());
  page.gauge("connections", "Open connections without live streams.", static_cast<double>(traffic.open.value()));
  page.gauge("requests_waiting", "Requests that no worker has taken yet.",
             static_cast<double>(traffic.waiting.value()));
  page.histogram("request_seconds", "From a worker taking a request until its answer.", traffic.duration);
  page.family("connections_refused_total", "counter", "Connections that were closed, by reason.");
  const auto refused = [&page](const char* reason, const watch::Counter& count) {
    page.sample("connections_refused_total", {{"reason", reason}}, static_cast<double>(count.value()));
  };
  refused("full", traffic.full);
  refused("address", traffic.crowded);
  refused("malformed", traffic.malformed);
  refused("slow", traffic.too_slow);
  refused("handshake", traffic.not_greeted);
}

void show_requests(watch::Exposition& page, const Routes& routes) {
  page.family("requests_total", "counter", "Answers by route and class of status.");
  routes.each([&page](const Route& route, const RouteCounts& counts) {
    for (std::size_t hundreds = 2; hundreds < counts.by_status.size(); ++hundreds) {
      const std::uint64_t count = counts.by_status[hundreds].value();
      if (count == 0) continue;
      const std::string status = std::to_string(hundreds) + "xx";
      page.sample("requests_total", {{"method", route.method}, {"route", route.pattern}, {"status", status}},
                  static_cast<double>(count));
    }
  });
  page.family("refusals_total", "counter", "Refused requests by code (docs/sync.md, Errors).");
  each_refusal([&page](std::string_view code, std::uint64_t count) {
    page.sample("refusals_total", {{"code", code}}, static_cast<double>(count));
  });
}

void show_store(watch::Exposition& page, const Watched& watched) {
  store::OutboxFigures outbox;
  engine::RollupsLeft left;
  watched.read([&](store::Database& reading) {
    outbox = store::outbox_figures(reading);
    left = engine::rollups_left(reading);
  });
  page.gauge("outbox_waiting", "Messages that have not left yet.", static_cast<double>(outbox.waiting));
  const Duration age = outbox.oldest ? watched.writer.now() - *outbox.oldest : Duration{};
  page.gauge("outbox_oldest_seconds", "How long the oldest of them has been in its state.",
             static_cast<double>(std::max(age, Duration{}).ms) / 1000);
  page.gauge("report_events_left", "Events that no report has counted yet.", static_cast<double>(left.events.events_left));
  page.gauge("report_days_left", "Days of measures that are still to be packed for reports.",
             static_cast<double>(left.days.days_left));
  page.counter("log_seq", "The newest entry of the change log.", static_cast<std::uint64_t>(watched.writer.head()));
  page.gauge("due_late_seconds", "How far the earliest due time is past.",
             static_cast<double>(watched.writer.lateness().ms) / 1000);
}

void show_providers(watch::Exposition& page, const Watched& watched) {
  const std::vector<notify::ProviderHealth> providers = watched.providers();
  page.family("provider_state", "gauge", "1 for the state that the breaker of a way out is in, else 0.");
  for (const notify::ProviderHealth& one : providers) {
    for (const auto state :
         {notify::Breaker::State::closed, notify::Breaker::State::open, notify::Breaker::State::half_open}) {
      page.sample("provider_state", {{"via", one.via}, {"state", notify::name_of(state)}},
                  one.state == state ? 1 : 0);
    }
  }
  page.family("provider_up", "gauge", "Whether messages are handed to it; 0 while it is left alone after failures.");
  for (const notify::ProviderHealth& one : providers)
    page.sample("provider_up", {{"via", one.via}}, one.state == notify::Breaker::State::open ? 0 : 1);
  page.family("provider_failures", "gauge", "Failures in a row of a way out.");
  for (const notify::ProviderHealth& one : providers)
    page.sample("provider_failures", {{"via", one.via}}, one.failures);
  page.family("provider_under_way", "gauge", "Messages that are being handed over to a way out.");
  for (const notify::ProviderHealth& one : providers)
    page.sample("provider_under_way", {{"via", one.via}}, one.under_way);
}

void show_process(watch::Exposition& page) {
  const watch::ProcessUse use = watch::process_use();
  page.gauge("process_resident_bytes", "Memory in use.", static_cast<double>(use.resident_bytes));
  page.family("process_cpu_seconds_total", "counter", "Processor time, all threads.");
  page.sample("process_cpu_seconds_total", {}, use.cpu_seconds);
  page.gauge("process_open_files", "Descriptors in use.", static_cast<double>(use.open_files));
  page.gauge("process_threads", "Threads.", static_cast<double>(use.threads));
}

void answer_metrics(Call& call, const Routes& routes, const Watched& watched) {
  if (!may_look_inside(call, watched)) {
    return refuse(call.response, Code::not_allowed,
                  "Metrics are for this machine, for managers, and for who has the token of --metrics-token-file.");
  }
  watch::Exposition page;
  show_work(page, watched.work);
  show_traffic(page, watched.traffic);
  page.gauge("live_streams", "Browsers that follow the log.", static_cast<double>(watched.live.streams()));
  show_requests(page, routes);
  show_store(page, watched);
  show_providers(page, watched);
  show_process(page);
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_content(page.text(), "text/plain; version=0.0.4; charset=utf-8");
}

}  // namespace

void add_watching_routes(Routes& routes, const Watched& watched) {
  routes.add({"GET", "/healthz", std::nullopt, Body::none, 0,
              [&watched, probe = std::make_shared<Probe>()](Call& call) { answer_health(call, watched, *probe); },
              true});
  routes.add({"GET", "/metrics", std::nullopt, Body::none, 0,
              [&routes, &watched](Call& call) { answer_metrics(call, routes, watched); }});
}

}  // namespace oasis::http
