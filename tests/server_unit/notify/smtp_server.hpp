// Starts tests/fixtures/smtp/server.py as a child process and ends it again.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/places.hpp"

namespace oasis_test {

class SmtpTestServer {
 public:
  explicit SmtpTestServer(const std::vector<std::string>& arguments) {
    int ends[2];
    if (pipe(ends) != 0) return;
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      const int nowhere = open("/dev/null", O_WRONLY);
      dup2(nowhere, STDERR_FILENO);
      const std::string script = oasis::test::source_folder() + "/tests/fixtures/smtp/server.py";
      std::vector<char*> argv{const_cast<char*>("/usr/bin/python3"), const_cast<char*>(script.c_str())};
      for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
      argv.push_back(nullptr);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(ends[1]);
    out_ = fdopen(ends[0], "r");
    port_ = std::atoi(line().c_str());
  }

  SmtpTestServer(const SmtpTestServer&) = delete;
  SmtpTestServer& operator=(const SmtpTestServer&) = delete;

  ~SmtpTestServer() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    if (out_) fclose(out_);
  }

  /// 0 if the server did not start.
  int port() const { return port_; }

  /// The next line it prints: the JSON of a mail it took. Waits for it.
  std::string line() {
    std::string text;
    for (int c = 0; out_ && (c = fgetc(out_)) != EOF && c != '\n';) text += static_cast<char>(c);
    return text;
  }

 private:
  pid_t child_ = -1;
  FILE* out_ = nullptr;
  int port_ = 0;
};

}  // namespace oasis_test
