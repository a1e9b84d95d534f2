// nginx with a fixed reply. May not: be needed.
#include "tests/bench/server/nginx.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/places.hpp"

namespace oasis::bench {
namespace {

/// What scripts/bench has unpacked, else the machine's own.
std::string program() {
  for (const std::string& path : {test::source_folder() + "/.parts/nginx/usr/sbin/nginx", std::string("/usr/sbin/nginx")}) {
    if (std::filesystem::exists(path)) return path;
  }
  return "";
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  ::bind(socket, reinterpret_cast<sockaddr*>(&address), length);
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &length);
  ::close(socket);
  return ntohs(address.sin_port);
}

bool answers(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

std::string configuration(const std::string& folder, int port, std::size_t answer_bytes) {
  constexpr std::size_t head = 150;  // what nginx sends around it
  const std::size_t body = answer_bytes > head ? answer_bytes - head : 1;
  std::string text = ::geteuid() == 0 ? "user root;\n" : "";
  text += "daemon off; worker_processes 2; pid " + folder + "/nginx.pid; error_log stderr crit;\n";
  text += "events { worker_connections 4096; }\nhttp {\n access_log off; keepalive_requests 1000000000;\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    text += std::string(" ") + kind + "_temp_path " + folder + "/nginx-" + kind + ";\n";
  text += " server { listen 127.0.0.1:" + std::to_string(port) +
          "; location / { default_type application/json; return 200 '" + std::string(body, 'x') + "'; } }\n}\n";
  return text;
}

}  // namespace

Nginx::Nginx(const std::string& folder, std::size_t answer_bytes) {
  const std::string path = program();
  if (path.empty()) return;
  port_ = free_port();
  const std::string file = folder + "/nginx.conf";
  std::ofstream(file) << configuration(folder, port_, answer_bytes);
  process_ = ::fork();
  if (process_ == 0) {
    ::execl(path.c_str(), path.c_str(), "-p", folder.c_str(), "-c", file.c_str(), "-e", "stderr", nullptr);
    ::_exit(127);
  }
  for (int tries = 0; tries < 100 && !answers(port_); ++tries) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  if (!answers(port_)) {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
  }
}

Nginx::~Nginx() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace oasis::bench
