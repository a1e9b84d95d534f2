// A data folder with people in it, and the real binary on it. May not: measure.
#include "tests/bench/server/place.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/store/folder.hpp"
#include "server/store/workspaces.hpp"
#include "tests/bench/server/bench.hpp"
#include "tests/places.hpp"

namespace oasis::bench {
namespace {

Instant wall_now() {
  return {std::chrono::duration_cast<std::chrono::milliseconds>(
              std::chrono::system_clock::now().time_since_epoch())
              .count()};
}

std::string content_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

std::string quiet_document() {
  const nlohmann::json document = {
      {"name", "Bench"},
      {"last_resort", {{"user", "ann"}}},
      {"default_sla", "standard"},
      {"users",
       {{{"id", "ann"}, {"name", "Ann Ek"}, {"role", "admin"}, {"contacts", {{"email", "ann@acme.example"}}}},
        {{"id", "bob"},
         {"name", "Bob Okafor"},
         {"role", "agent"},
         {"contacts", {{"email", "bob@acme.example"}}}}}},
      {"customers", {{{"id", "globex"}, {"name", "Globex"}, {"domains", {"globex.example"}}}}},
      {"slas",
       {{{"id", "standard"}, {"targets", {{"normal", {{"first_response", "24h"}, {"resolution", "72h"}}}}}}}},
      {"chains",
       {{{"id", "default"},
         {"steps",
          {{{"tier", 1}, {"notify", {{{"user", "ann"}}}}, {"wait", "15m"}},
           {{"tier", 2}, {"notify", {{{"user", "bob"}}}}, {"wait", "15m"}}}}}}}};
  return document.dump();
}

Place::Place(std::size_t sessions, const std::string& document) : path_((std::filesystem::temp_directory_path() / "oasis-bench-XXXXXX").string()) {
  if (!::mkdtemp(path_.data())) throw std::runtime_error("no temporary folder");
  const Instant now = wall_now();
  {
    const store::Folder folder = store::Folder::lock(path_);
    store::Database database = store::open_for_writing(folder);
    engine::install_workspace(database, engine::load_zones(), now);  // in a transaction of its own
  }
  adopt(document.empty() ? quiet_document() : document);
  write([&](store::Database& database) {
    http::add_account(database, {"ann", "ann@acme.example", std::string("none"), false, now});
    for (std::size_t i = 0; i < sessions; ++i) {
      const std::string token = http::begin_session(database, "ann", {"127.0.0.1", "bench"}, now);
      cookies_.push_back("Cookie: oasis=" + token + "\r\n");
    }
  });
}

Place::~Place() {
  std::filesystem::remove_all(path_);
}

void Place::write(const std::function<void(store::Database&)>& work) const {
  const store::Folder folder = store::Folder::lock(path_);
  store::Database database = store::open_for_writing(folder);
  store::Transaction transaction(database);
  work(database);
  transaction.commit();
}

void Place::adopt(const std::string& document) const {
  write([&](store::Database& database) {
    const auto current = store::current_workspace(database);
    const std::uint32_t version = current ? current->version + 1 : 1;
    const auto read = engine::read_document(document, version, engine::load_zones());
    if (!read.ok()) throw std::runtime_error(read.error().front().where + ": " + read.error().front().what);
    store::put_workspace(database, {version, read->text}, wall_now(), "bench");
  });
}

std::int64_t Place::integer(const std::string& sql) const {
  return store::Database::open(database_path(), store::Access::read_only).integer(sql);
}

Server::Server(const Place& place, std::vector<std::string> more) : folder_(place.path()) {
  const std::string program = test::binary_folder() + "/support-oasis";
  std::vector<std::string> words{program, "serve", "--data", folder_, "--port", "0"};
  words.insert(words.end(), more.begin(), more.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  int out[2];
  if (::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const int log = ::open((folder_ + "/log").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const std::int64_t began = now_us();
  process_ = ::fork();
  if (process_ == 0) {
    ::dup2(out[1], 1);
    ::dup2(log, 2);
    ::execv(program.c_str(), pointers.data());
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(log);
  std::string greeting;
  char bytes[512];
  while (greeting.find("Ctrl-C") == std::string::npos) {
    const ssize_t got = ::read(out[0], bytes, sizeof bytes);
    if (got <= 0) break;
    greeting.append(bytes, static_cast<std::size_t>(got));
  }
  started_s_ = static_cast<double>(now_us() - began) / 1e6;
  ::close(out[0]);
  const std::string text = this->log();
  const auto at = text.find("event=started address=127.0.0.1:");
  if (at == std::string::npos) throw std::runtime_error("the server did not start: " + text);
  port_ = std::stoi(text.substr(at + 32));
}

Server::~Server() {
  stop();
}

void Server::stop() {
  if (process_ < 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(std::exchange(process_, -1), nullptr, 0);
}

std::string Server::log() const {
  return content_of(folder_ + "/log");
}

double Server::resident_mb() const {
  std::istringstream words(content_of("/proc/" + std::to_string(process_) + "/statm"));
  double pages = 0;
  words >> pages >> pages;
  return pages * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double Server::peak_mb() const {
  const std::string text = content_of("/proc/" + std::to_string(process_) + "/status");
  const auto at = text.find("VmHWM:");
  return at == std::string::npos ? 0 : std::strtod(text.c_str() + at + 6, nullptr) * 1024 / 1e6;
}

double Server::cpu_seconds() const {
  const std::string text = content_of("/proc/" + std::to_string(process_) + "/stat");
  std::istringstream words(text.substr(text.rfind(')') + 2));
  std::string word;
  double ticks = 0;
  for (int field = 3; words >> word; ++field) {
    if (field == 14 || field == 15) ticks += std::stod(word);
  }
  return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::int64_t Server::switches() const {
  std::int64_t sum = 0;
  for (const auto& task :
       std::filesystem::directory_iterator("/proc/" + std::to_string(process_) + "/task")) {
    std::istringstream lines(content_of(task.path().string() + "/status"));
    for (std::string line; std::getline(lines, line);) {
      if (line.find("ctxt_switches:") != std::string::npos)
        sum += std::stoll(line.substr(line.find(':') + 1));
    }
  }
  return sum;
}

}  // namespace oasis::bench
