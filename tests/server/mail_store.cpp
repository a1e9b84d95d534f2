// See mail_store.hpp.
#include "tests/server/mail_store.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

namespace oasis::test {
namespace {

namespace fs = std::filesystem;

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool answers(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  char greeting[4] = {};
  const bool greeted = connected && ::recv(socket, greeting, sizeof greeting, MSG_WAITALL) == 4;
  ::close(socket);
  return greeted;
}

/// Dovecot serves no mail of root: then it runs as nobody.
const passwd& owner() {
  static const passwd who = *(::geteuid() == 0 ? ::getpwnam("nobody") : ::getpwuid(::geteuid()));
  return who;
}

std::string settings(const std::string& folder, const std::string& maildir, int port, int tls_port,
                     const MailStore::Tls& tls) {
  const std::string user = owner().pw_name;
  const std::string group = ::getgrgid(owner().pw_gid)->gr_name;
  return "base_dir = " + folder + "/run\nstate_dir = " + folder + "/run\nlog_path = " + folder +
         "/log\nprotocols = imap\nlisten = 127.0.0.1\n" +
         (tls.certificate.empty() ? std::string("ssl = no\ndisable_plaintext_auth = no\n")
                                  : "ssl = required\nssl_cert = <" + tls.certificate + "\nssl_key = <" + tls.key +
                                        "\nssl_dh =\nverbose_ssl = yes\n") +
         "first_valid_uid = 1\nfirst_valid_gid = 1\ndefault_internal_user = " +
         user + "\ndefault_internal_group = " + group + "\ndefault_login_user = " + user +
         "\nservice anvil {\n  chroot =\n}\nservice stats {\n  chroot =\n}\n"
         "service imap-login {\n  chroot =\n  inet_listener imap {\n    port = " +
         std::to_string(port) +
         "\n  }\n  inet_listener imaps {\n    port = " + std::to_string(tls_port) + "\n  }\n}\n"
         "passdb {\n  driver = static\n  args = password={PLAIN}" +
         std::string(MailStore::password) + "\n}\nuserdb {\n  driver = static\n  args = uid=" + user +
         " gid=" + group + " home=" + folder + "/home\n}\nmail_location = maildir:" + maildir +
         "\nnamespace inbox {\n  inbox = yes\n}\n";
}

}  // namespace

MailStore::MailStore(const Tls& tls)
    : port_(free_port()), tls_port_(tls.certificate.empty() ? 0 : free_port()) {
  ::chmod(folder_.path().c_str(), 0755);
  for (const char* name : {"/mail", "/mail/cur", "/mail/new", "/mail/tmp", "/run", "/home"}) {
    fs::create_directories(folder_.path() + name);
    hand_over(folder_.path() + name);
  }
  hand_over(folder_.path());
  std::ofstream(folder_.path() + "/dovecot.conf") << settings(folder_.path(), maildir(), port_, tls_port_, tls);
  start();
}

MailStore::~MailStore() {
  stop();
}

void MailStore::hand_over(const std::string& path) const {
  if (::geteuid() == 0 && ::chown(path.c_str(), owner().pw_uid, owner().pw_gid) != 0)
    ADD_FAILURE() << "cannot hand over " << path;
}

void MailStore::start() {
  const std::string file = folder_.path() + "/dovecot.conf";
  process_ = ::fork();
  if (process_ == 0) {
    if (::geteuid() == 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(owner().pw_gid) != 0 || ::setuid(owner().pw_uid) != 0))
      ::_exit(126);
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int descriptor : {0, 1, 2}) ::dup2(nothing, descriptor);
    ::execl("/usr/sbin/dovecot", "dovecot", "-F", "-c", file.c_str(), nullptr);
    ::_exit(127);
  }
  for (int tries = 0; tries < 300 && !answers(port_); ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  if (!answers(port_))
    ADD_FAILURE() << "Dovecot does not answer; see scripts/setup: the package is dovecot-imapd";
}

std::string MailStore::log() const {
  std::ifstream file(folder_.path() + "/log");
  return {std::istreambuf_iterator<char>(file), {}};
}

void MailStore::stop() {
  if (process_ < 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  process_ = -1;
}

void MailStore::deliver(const std::string& name, const std::string& raw, bool seen) {
  const std::string made = maildir() + "/tmp/" + name;
  std::ofstream(made, std::ios::binary) << raw;
  hand_over(made);
  fs::rename(made, maildir() + (seen ? "/cur/" + name + ":2,S" : "/new/" + name));
}

void MailStore::make_folder(const std::string& name) {
  for (const char* part : {"", "/cur", "/new", "/tmp"}) {
    const std::string path = maildir() + "/." + name + part;
    fs::create_directories(path);
    hand_over(path);
  }
}

std::vector<std::string> MailStore::mails(const std::string& folder, char flag) const {
  std::vector<std::string> names;
  for (const char* part : {"/cur", "/new"}) {
    std::error_code trouble;
    for (const auto& entry :
         fs::directory_iterator(maildir() + (folder.empty() ? "" : "/." + folder) + part, trouble)) {
      const std::string name = entry.path().filename().string();
      const std::size_t flags = name.find(":2,");
      if (flag == '\0' || (flags != std::string::npos && name.find(flag, flags + 3) != std::string::npos))
        names.push_back(name.substr(0, name.find_first_of(",:")));
    }
  }
  return names;
}

void MailStore::renumber() {
  stop();
  for (const char* name : {"/dovecot-uidlist", "/dovecot-uidvalidity", "/dovecot.index", "/dovecot.index.log",
                           "/dovecot.index.cache"})
    fs::remove(maildir() + name);
  for (const auto& entry : fs::directory_iterator(maildir())) {
    if (entry.path().filename().string().rfind("dovecot-uidvalidity", 0) == 0) fs::remove(entry.path());
  }
  start();
}

}  // namespace oasis::test
