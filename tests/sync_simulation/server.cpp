// See server.hpp.
#include "tests/sync_simulation/server.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "server/engine/clients.hpp"
#include "server/engine/jobs.hpp"
#include "server/engine/loading.hpp"
#include "server/http/details.hpp"
#include "server/http/feed.hpp"
#include "server/store/backup.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "tests/sync_simulation/office.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;
using platform::Response;

constexpr const char* file = "oasis.db";
constexpr const char* backup_file = "backup.db";
/// Requests of these milliseconds share a transaction.
constexpr Duration gather = milliseconds(5);

Response refusal(int status, const char* code) {
  return {status, json{{"error", {{"code", code}, {"message", "No."}}}}.dump(), {}};
}

std::string parameter(const std::string& url, const std::string& name) {
  const auto at = url.find(name + "=");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 1;
  return url.substr(begin, url.find('&', begin) - begin);
}

}  // namespace

Server::Server(World& world, const Zones& zones) : clock(world), world_(world), zones_(zones) {
  start();
  adopt(office_document(0));
}

Server::~Server() {
  stop();
}

// ---- its life

void Server::start() {
  ++life_;
  world_.note("the server starts");
  store::Database database = store::Database::open(file, store::Access::read_write);
  store::migrate(database, store::migrations());
  database.run("PRAGMA wal_autocheckpoint=40");
  engine::install_workspace(database, zones_, clock.now());
  time_ = std::make_unique<engine::SteadyTime>(clock, engine::last_seen(database));
  engine::LedgerHooks hooks = {};
  hooks.committed = [this](std::int64_t head, const std::vector<store::Change>&) { publish(head); };
  hooks.jobs = engine::regular_jobs(work_);
  ledger_ = std::make_unique<engine::Ledger>(engine::Setting{zones_, "sim.invalid"}, std::move(database),
                                             std::move(hooks), time_->read().now);
  reading_ = std::make_unique<store::Database>(store::Database::open(file, store::Access::read_only));
  wake_at_next_due();
}

void Server::stop() {
  ++life_;
  turn_planned_ = dies_after_commit_ = false;
  waiting_.clear();
  held_.clear();
  reading_.reset();
  ledger_.reset();
  auto streams = std::exchange(streams_, {});
  for (auto& [id, stream] : streams) world_.after(milliseconds(30), [closed = stream.closed] { closed(0); });
}

void Server::die() {
  world_.note("the server dies");
  disk_.cut_power();
  stop();
  disk_.reboot(world_.random.next());
  world_.after(world_.random.between(seconds(1), seconds(40)), [this, life = life_] {
    if (life == life_ && !ledger_) start();
  });
}

void Server::crash(std::int64_t operations) {
  if (!ledger_) return;
  if (operations == 0) {
    dies_after_commit_ = true;
  } else {
    disk_.fail_at(disk_.operations() + operations, Disk::Fault::power_cut);
  }
}

void Server::calm() {
  disk_.work_again();
  dies_after_commit_ = false;
  if (disk_.is_dead() && ledger_) die();
  if (!ledger_) start();
}

void Server::disk_error(std::int64_t operations) {
  if (ledger_) disk_.fail_at(disk_.operations() + operations, Disk::Fault::io_error);
}

void Server::back_up() {
  if (!ledger_) return;
  if (disk_.is_dead()) return die();  // it had not noticed yet
  disk_.work_again();
  disk_.remove(backup_file);
  store::copy_database(file, backup_file);
  has_backup_ = true;
  world_.note("backup at ", ledger_->head());
}

void Server::restore() {
  if (!has_backup_) return;
  if (disk_.is_dead()) return ledger_ ? die() : void();
  disk_.work_again();
  stop();
  for (const char* end : {"-wal", "-journal"}) disk_.remove(std::string(file) + end);
  disk_.copy(backup_file, file);
  {
    store::Database database = store::Database::open(file, store::Access::read_write);
    store::begin_new_history(database);
  }
  ++restores_;
  world_.note("restored to the backup");
  start();
}

// ---- its work

void Server::turn() {
  turn_planned_ = false;
  std::vector<engine::Task> tasks = std::exchange(waiting_, {});
  if (dies_after_commit_) {
    for (engine::Task& task : tasks) task.answer = [](std::exception_ptr) {};
  }
  ledger_->transact(std::move(tasks), time_->read().now, true);
  if (disk_.is_dead() || dies_after_commit_) return die();
  wake_at_next_due();
}

void Server::wake_at_next_due() {
  const auto due = ledger_->next_due();
  if (!due) return;
  const Duration wait = std::max(*due - time_->read().now, gather);
  world_.after(std::min(wait, hours(1)), [this, life = life_, wake = ++wakes_] {
    if (life != life_ || wake != wakes_ || !ledger_ || turn_planned_) return;
    turn();
  });
}

void Server::handle(const Id& user, const platform::Request& request, Answered answered) {
  if (!ledger_) return answered({0, "", {}});
  if (signed_out[user]) return answered(refusal(401, "not_signed_in"));
  if (request.url != "/api/v1/commands") {
    Response response = refusal(503, "busy");
    try {
      std::int64_t after = 0;
      const bool may_wait = request.url.find("&wait=") != std::string::npos;
      if (may_wait && !misplaced(user, parameter(request.url, "cursor"), after) && after == ledger_->head()) {
        const std::uint64_t number = ++polls_;
        held_[number] = {user, request.url, std::move(answered)};
        return world_.after(seconds(25), [this, number] { answer_poll(number); });
      }
      response = read(user, request.url);
    } catch (const store::Failure&) {
      if (disk_.is_dead()) return die();
    }
    return answered(std::move(response));
  }
  // What is said to the client is said by the process that did it.
  const auto response = std::make_shared<Response>();
  waiting_.push_back({[this, user, response, body = request.body](engine::Turn& turn) {
                        *response = commands(turn, user, body);
                      },
                      [this, response, answered, life = life_](std::exception_ptr failure) {
                        if (life != life_ || disk_.is_dead()) return;
                        answered(failure ? refusal(503, "busy") : *response);
                      }});
  if (std::exchange(turn_planned_, true)) return;
  world_.after(gather, [this, life = life_] {
    if (life == life_ && ledger_) turn();
  });
}

Response Server::commands(engine::Turn& turn, const Id& user, const std::string& body) {
  auto request = engine::read_command_request(body);
  if (!request.ok()) return refusal(422, "bad_value");
  const auto answer = engine::run_commands(turn, *request, user);
  if (const auto* gap = std::get_if<engine::MidGap>(&answer))
    return {409, json{{"expected", gap->expected}}.dump(), {}};
  if (std::holds_alternative<engine::OtherEpoch>(answer)) return refusal(409, "epoch");
  if (std::holds_alternative<engine::OtherPersonsClient>(answer)) return refusal(403, "not_allowed");
  json results = json::array();
  for (const std::string& row : std::get<engine::Done>(answer).results) results.push_back(json::parse(row));
  return {200,
          json{{"epoch", store::epoch(turn.database())},
               {"server_time", turn.now().ms},
               {"results", std::move(results)}}
              .dump(),
          {}};
}

Response Server::read(const Id& user, const std::string& url) {
  if (url.rfind("/api/v1/bootstrap", 0) == 0) return {200, snapshot_of(user), {}};
  if (url.rfind("/api/v1/clients/", 0) == 0) {
    const auto client = store::find_client(*reading_, url.substr(16));
    if (client && client->user != user) return refusal(403, "not_allowed");
    return {200,
            json{{"epoch", store::epoch(*reading_)},
                 {"last_mid", client ? client->last_mid : 0},
                 {"server_time", time_->read().now.ms}}
                .dump(),
            {}};
  }
  if (url.rfind("/api/v1/tickets/", 0) == 0) {
    std::string body = http::details_body(*reading_, reader(user), url.substr(16), -1);
    return {body.empty() ? 404 : 200, std::move(body), {}};
  }
  if (url.rfind("/api/v1/changes", 0) == 0) {
    std::int64_t after = 0;
    if (const auto status = misplaced(user, parameter(url, "cursor"), after))
      return refusal(*status, "cursor");
    return {200, http::changes_body(*reading_, after, reader(user), time_->read().now), {}};
  }
  return {404, "", {}};
}

bool Server::shows(const Id& user, const TicketId& ticket) {
  const auto row = store::find_ticket_row(*reading_, ticket);
  return row && may_see(reader(user).sight, row->team, row->customer);
}

std::string Server::snapshot_of(const Id& user) {
  std::string body;
  http::write_snapshot(*reading_, reader(user), time_->read().now,
                       [&body](std::string_view piece) { body += piece; });
  return body;
}

http::Reader Server::reader(const Id& user) const {
  const auto policies = ledger_->document().policies;
  return {user, sight_of(*policies, user), policies, zones_};
}

std::optional<int> Server::misplaced(const Id& user, const std::string& text, std::int64_t& seq) {
  const auto cursor = http::read_cursor(text);
  if (!cursor) return 422;
  if (cursor->epoch != store::epoch(*reading_) || cursor->seq > store::head(*reading_)) return 409;
  if (cursor->seq < store::oldest_cursor(*reading_)) return 410;
  if (cursor->seq < store::sight_since(*reading_, user)) return 410;
  seq = cursor->seq;
  return std::nullopt;
}

void Server::answer_poll(std::uint64_t number) {
  const auto found = held_.extract(number);
  if (found.empty() || !ledger_) return;
  try {
    found.mapped().answered(read(found.mapped().user, found.mapped().url));
  } catch (const store::Failure&) {  // the disk has just died: so will the server
  }
}

// ---- streams

int Server::open_stream(std::uint64_t id, const std::string& cursor, Stream stream) {
  if (!ledger_) return 0;
  if (signed_out[stream.user]) return 401;
  try {
    if (const auto status = misplaced(stream.user, cursor, stream.cursor)) return *status;
  } catch (const store::Failure&) {
    if (disk_.is_dead()) die();
    return 0;
  }
  streams_[id] = std::move(stream);
  publish(ledger_->head());
  return 200;
}

void Server::publish(std::int64_t head) {
  while (!held_.empty()) answer_poll(held_.begin()->first);
  try {
    end_streams_of_another_sight();
    for (auto& [id, stream] : streams_) {
      while (stream.cursor < head) {
        std::string body =
            http::changes_body(*reading_, stream.cursor, reader(stream.user), time_->read().now);
        stream.cursor = json::parse(body)["to"].get<std::int64_t>();
        stream.frame(store::epoch(*reading_) + ":" + std::to_string(stream.cursor), std::move(body));
      }
    }
  } catch (const store::Failure&) {  // the disk has just failed; the next commit brings what is missing
  }
}

/// What they may see has changed since: they come back and hear so (http::publish).
void Server::end_streams_of_another_sight() {
  std::vector<Stream> ended;
  for (auto at = streams_.begin(); at != streams_.end();) {
    if (at->second.cursor >= store::sight_since(*reading_, at->second.user)) {
      ++at;
      continue;
    }
    ended.push_back(std::move(at->second));
    at = streams_.erase(at);
  }
  for (const Stream& stream : ended)
    world_.after(milliseconds(30), [closed = stream.closed] { closed(200); });
}

// ---- what happens to it

void Server::customer_writes(const std::string& token) {
  if (!ledger_) return;
  CreateTicket command;
  command.ticket = token;
  command.subject = token;
  command.from_email = "gina@globex.example";
  command.message.id = token;
  command.message.text = "help";
  waiting_.push_back({[command](engine::Turn& turn) {
                        turn.run(command, Actor{Actor::Kind::customer, "", Role::viewer});
                      },
                      [](std::exception_ptr) {}});
  turn();
}

void Server::adopt(const std::string& document) {
  if (!ledger_) return;
  waiting_.push_back({[document](engine::Turn& turn) {
                        turn.adopt_document(document, engine::Reach::open_tickets, "the simulation");
                      },
                      [](std::exception_ptr) {}});
  turn();
}

void Server::look(const std::function<void(store::Database&)>& look) {
  look(*reading_);
}

}  // namespace oasis::test
