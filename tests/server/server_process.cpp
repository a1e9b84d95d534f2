// The real binary as a process of its own. May not: link the server's code.
#include "tests/server/server_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/places.hpp"

namespace oasis::test {
namespace {

const std::string binary = oasis::test::binary_folder() + "/support-oasis";

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

/// Starts the binary with the three standard descriptors given.
pid_t spawn(const std::vector<std::string>& arguments, int in, int out, int errors) {
  std::vector<char*> raw{const_cast<char*>(binary.c_str())};
  for (const std::string& argument : arguments) raw.push_back(const_cast<char*>(argument.c_str()));
  raw.push_back(nullptr);
  const pid_t process = ::fork();
  if (process != 0) return process;
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(errors, STDERR_FILENO);
  ::execv(binary.c_str(), raw.data());
  ::_exit(127);
}

int exit_code_of(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  path_ = (std::filesystem::temp_directory_path() / "oasis-test-XXXXXX").string();
  if (!::mkdtemp(path_.data())) ADD_FAILURE() << "no temporary folder";
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Finished run_command(const std::vector<std::string>& arguments, const std::string& input) {
  TemporaryFolder folder;
  std::ofstream(folder.path() + "/in", std::ios::binary) << input;
  const int in = ::open((folder.path() + "/in").c_str(), O_RDONLY | O_CLOEXEC);
  const int out = ::open((folder.path() + "/out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const int errors = ::open((folder.path() + "/errors").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  Finished finished;
  finished.exit_code = exit_code_of(spawn(arguments, in, out, errors));
  for (const int descriptor : {in, out, errors}) ::close(descriptor);
  finished.out = content_of(folder.path() + "/out");
  finished.errors = content_of(folder.path() + "/errors");
  return finished;
}

ServerProcess::ServerProcess(std::string data_folder, std::vector<std::string> more_arguments)
    : data_folder_(std::move(data_folder)), more_arguments_(std::move(more_arguments)) {
  start(0);
}

ServerProcess::~ServerProcess() {
  kill();
}

void ServerProcess::start(int port) {
  std::vector<std::string> arguments{"serve", "--data", data_folder_, "--port", std::to_string(port)};
  arguments.insert(arguments.end(), more_arguments_.begin(), more_arguments_.end());
  int out[2];
  ASSERT_EQ(::pipe2(out, O_CLOEXEC), 0);
  const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  const int log = ::open((logs_.path() + "/log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  process_ = spawn(arguments, nothing, out[1], log);
  for (const int descriptor : {nothing, out[1], log}) ::close(descriptor);
  greeting_.clear();
  char bytes[1024];
  while (greeting_.find("Ctrl-C") == std::string::npos) {
    pollfd readable{out[0], POLLIN, 0};
    if (::poll(&readable, 1, 30'000) <= 0) break;
    const ssize_t got = ::read(out[0], bytes, sizeof bytes);
    if (got <= 0) break;
    greeting_.append(bytes, static_cast<std::size_t>(got));
  }
  ::close(out[0]);
  const std::string log_text = this->log();
  const auto started = std::min(log_text.rfind("event=started"), log_text.rfind("\"event\":\"started\""));
  const auto colon =
      started == std::string::npos ? started : log_text.rfind(':', log_text.find("data", started));
  port_ = colon == std::string::npos ? port : std::atoi(log_text.c_str() + colon + 1);
  if (started == std::string::npos) ADD_FAILURE() << "the server did not start: " << greeting_ << log_text;
}

std::string ServerProcess::welcome_path() const {
  const auto at = greeting_.find("/welcome/");
  return at == std::string::npos ? "" : greeting_.substr(at, greeting_.find_first_of(" \n", at) - at);
}

std::string ServerProcess::log() const {
  return content_of(logs_.path() + "/log");
}

int ServerProcess::wait() {
  const int code = exit_code_of(process_);
  process_ = -1;
  return code;
}

int ServerProcess::stop() {
  ::kill(process_, SIGTERM);
  return wait();
}

void ServerProcess::hang_up() {
  ::kill(process_, SIGHUP);
}

void ServerProcess::kill() {
  if (process_ < 0) return;
  ::kill(process_, SIGKILL);
  wait();
}

void ServerProcess::start_again() {
  start(port_);
}

bool ServerProcess::is_running() {
  return process_ > 0 && ::waitpid(process_, nullptr, WNOHANG) == 0;
}

Browser::Browser(int port) : client_("127.0.0.1", port) {
  client_.set_read_timeout(30);
  client_.set_keep_alive(true);
  client_.set_decompress(false);
}

httplib::Headers Browser::with_ours(httplib::Headers headers) const {
  headers.emplace("Sec-Fetch-Site", "same-origin");
  if (!cookies_.empty()) headers.emplace("Cookie", cookie());
  return headers;
}

Answer Browser::remember(const httplib::Result& result) {
  auto answer = std::make_shared<httplib::Response>();
  answer->status = 0;
  if (result) *answer = *result;
  for (std::size_t i = 0; i < answer->get_header_value_count("Set-Cookie"); ++i) {
    const std::string set = answer->get_header_value("Set-Cookie", "", i);
    const std::string name = set.substr(0, set.find('='));
    const auto kept = std::find_if(cookies_.begin(), cookies_.end(),
                                   [&name](const std::string& one) { return one.rfind(name + "=", 0) == 0; });
    if (kept != cookies_.end()) cookies_.erase(kept);
    if (set.find("Max-Age=0") == std::string::npos) cookies_.push_back(set.substr(0, set.find(';')));
  }
  return answer;
}

std::string Browser::cookie() const {
  std::string header;
  for (const std::string& one : cookies_) header += (header.empty() ? "" : "; ") + one;
  return header;
}

Answer Browser::get(const std::string& path, httplib::Headers headers) {
  return remember(client_.Get(path, with_ours(std::move(headers))));
}

Answer Browser::post_form(const std::string& path, const httplib::Params& fields) {
  return remember(client_.Post(path, with_ours({}), fields));
}

Answer Browser::post_json(const std::string& path, const std::string& json) {
  return remember(client_.Post(path, with_ours({}), json, "application/json"));
}

Answer Browser::put_json(const std::string& path, const std::string& json) {
  return remember(client_.Put(path, with_ours({}), json, "application/json"));
}

bool Browser::sign_in(const std::string& email, const std::string& password) {
  const auto answer = post_form("/login", {{"email", email}, {"password", password}});
  return answer->status == 303;
}

void make_first_admin(const ServerProcess& server, Browser& browser) {
  const auto answer = browser.post_form(
      server.welcome_path(), {{"name", "Olga Brandt"}, {"email", admin_email}, {"password", admin_password}});
  ASSERT_EQ(answer->status, 303) << answer->body;
}

}  // namespace oasis::test
