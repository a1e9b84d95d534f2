// The real binary as a process of its own, with a data folder of its own: start, stop, kill, start again; and
// a browser-like client. For every test in tests/server. May not: link the server's code.
#pragma once

#include <httplib.h>
#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace oasis::test {

/// A folder that is gone with the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Finished {
  int exit_code = -1;
  std::string out;     // standard output
  std::string errors;  // standard error
};
/// Runs `support-oasis` with these arguments to its end.
Finished run_command(const std::vector<std::string>& arguments, const std::string& input = "");

/// `support-oasis serve` on a free port of loopback. Killed when it goes.
class ServerProcess {
 public:
  /// Starts and waits until it has printed its address; fails the test when it ends before.
  explicit ServerProcess(std::string data_folder, std::vector<std::string> more_arguments = {});
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess();

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  const std::string& data_folder() const { return data_folder_; }
  /// What it printed when it started, and the path of the first admin's link in it ("" when there is none).
  const std::string& greeting() const { return greeting_; }
  std::string welcome_path() const;
  /// Everything it logged so far.
  std::string log() const;

  /// SIGTERM, and the exit code.
  int stop();
  /// SIGHUP: files were renewed.
  void hang_up();
  /// SIGKILL: as if the power went.
  void kill();
  /// Starts again on the same port and folder, after stop or kill.
  void start_again();
  bool is_running();

 private:
  void start(int port);
  int wait();

  std::string data_folder_;
  std::vector<std::string> more_arguments_;
  TemporaryFolder logs_;
  std::string greeting_;
  pid_t process_ = -1;
  int port_ = 0;
};

/// Never null; the status is 0 when the server closed the connection without an answer.
using Answer = std::shared_ptr<const httplib::Response>;

/// A browser as far as the server can tell: keeps the session cookie, says where its requests come from,
/// shows bodies as they came, still compressed.
class Browser {
 public:
  explicit Browser(int port);

  Answer get(const std::string& path, httplib::Headers headers = {});
  Answer post_form(const std::string& path, const httplib::Params& fields);
  Answer post_json(const std::string& path, const std::string& json);
  Answer put_json(const std::string& path, const std::string& json);

  bool sign_in(const std::string& email, const std::string& password);
  /// As it is sent: "oasis=…", empty when signed out.
  std::string cookie() const;
  void set_cookie(std::string cookie) { cookies_ = {std::move(cookie)}; }

 private:
  httplib::Headers with_ours(httplib::Headers headers) const;
  Answer remember(const httplib::Result& result);

  httplib::Client client_;
  std::vector<std::string> cookies_;  // "oasis=…"
};

inline constexpr const char* admin_email = "olga@example.org";
inline constexpr const char* admin_password = "a calm green island";
/// Opens the first admin's link as a person does; the browser is signed in afterwards.
void make_first_admin(const ServerProcess& server, Browser& browser);

}  // namespace oasis::test
