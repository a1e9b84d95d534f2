// A real IMAP server (Dovecot) on a free port of loopback with one mailbox, as an ordinary user. For tests
// that fetch mail. May not: be reached from another machine, outlive its test.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "tests/server/server_process.hpp"

namespace oasis::test {

class MailStore {
 public:
  /// A certificate and its key (PEM files that everybody may read).
  struct Tls {
    std::string certificate, key;
  };
  /// Starts it and waits until it answers; skips nothing: Dovecot is one of the test packages. With `tls` nobody
  /// signs in without: it offers STARTTLS at `port`, and TLS from the first byte at `tls_port`.
  explicit MailStore(const Tls& tls = {});
  MailStore(const MailStore&) = delete;
  MailStore& operator=(const MailStore&) = delete;
  ~MailStore();

  int port() const { return port_; }
  int tls_port() const { return tls_port_; }
  /// Everything that it logged so far.
  std::string log() const;
  static constexpr const char* password = "a-quiet-harbour";

  /// Puts a mail into the inbox; `seen`: somebody has read it already.
  void deliver(const std::string& name, const std::string& raw, bool seen = false);
  void make_folder(const std::string& name);
  /// The names of mails in a folder ("" = the inbox) whose flags hold `flag` ('S' = seen); '\0': all.
  std::vector<std::string> mails(const std::string& folder, char flag = '\0') const;
  /// The folder gets another UIDVALIDITY, as after a restore.
  void renumber();
  void stop();
  void start();

 private:
  std::string maildir() const { return folder_.path() + "/mail"; }
  void hand_over(const std::string& path) const;

  TemporaryFolder folder_;
  int port_ = 0;
  int tls_port_ = 0;
  pid_t process_ = -1;
};

}  // namespace oasis::test
