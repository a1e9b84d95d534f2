// How the commands of the binary reach a running server. May not: know what an action does.
#include "server/cli/control.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>
#include <utility>

namespace oasis::cli {
namespace {

using nlohmann::json;

/// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int get() const { return value_; }
  bool is_open() const { return value_ >= 0; }

 private:
  int value_;
};

/// A socket's address may have 107 characters, a folder's path more: the folder is named by its descriptor.
sockaddr_un address_in(const Descriptor& folder) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d/control", folder.get());
  return address;
}

Descriptor open_folder(const std::string& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

/// A peer that stops in the middle is given up after this long without a byte.
void limit_waiting(int socket, int seconds) {
  const timeval patience{seconds, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool receive_all(int socket, char* to, std::size_t count) {
  while (count > 0) {
    const ssize_t got = ::recv(socket, to, count, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    to += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

bool send_part(int socket, std::string_view part) {
  const auto size = static_cast<std::uint32_t>(part.size());
  const std::array<char, 4> length{static_cast<char>(size >> 24), static_cast<char>(size >> 16),
                                   static_cast<char>(size >> 8), static_cast<char>(size)};
  return send_all(socket, {length.data(), length.size()}) && send_all(socket, part);
}

std::optional<std::string> receive_part(int socket) {
  std::array<unsigned char, 4> length{};
  if (!receive_all(socket, reinterpret_cast<char*>(length.data()), length.size())) return std::nullopt;
  const std::size_t size = (std::size_t{length[0]} << 24) | (std::size_t{length[1]} << 16) |
                           (std::size_t{length[2]} << 8) | std::size_t{length[3]};
  if (size > control_limit) return std::nullopt;
  std::string part(size, '\0');
  if (!receive_all(socket, part.data(), size)) return std::nullopt;
  return part;
}

bool is_trusted(int socket) {
  ucred peer{};
  socklen_t length = sizeof peer;
  if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return false;
  return peer.uid == 0 || peer.uid == ::geteuid();
}

std::string text_of(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string answer_text(const Result<json>& answer) {
  if (answer.ok()) return text_of({{"answer", *answer}});
  return text_of({{"error", {{"where", answer.error().where}, {"what", answer.error().what}}}});
}

}  // namespace

Result<json> run_action(const Actions& actions, const std::string& name, const json& arguments,
                        std::string_view bytes) {
  const auto action = actions.find(name);
  if (action == actions.end()) {
    return Error{"",
                 "The running server does not know '" + name + "'; it may be another version. Restart it."};
  }
  try {
    return action->second(arguments, bytes);
  } catch (const std::exception& error) {
    return Error{"", error.what()};
  }
}

class ControlServer::Server {
 public:
  Server(const std::string& data_folder, Actions actions)
      : actions_(std::move(actions)),
        folder_(open_folder(data_folder)),
        listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)),
        stop_(::eventfd(0, EFD_CLOEXEC)) {
    ::unlinkat(folder_.get(), "control", 0);
    const sockaddr_un address = address_in(folder_);
    const bool listens =
        ::bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        ::fchmodat(folder_.get(), "control", 0600, 0) == 0 && ::listen(listener_.get(), 64) == 0;
    if (!listens) {
      throw std::runtime_error("The data folder " + data_folder + " takes no control socket: " +
                               std::strerror(errno) + ". Choose a folder on a local disk with --data.");
    }
    thread_ = std::thread([this] { run(); });
  }

  ~Server() {
    ::eventfd_write(stop_.get(), 1);
    thread_.join();
    ::unlinkat(folder_.get(), "control", 0);
  }

 private:
  void run() {
    for (;;) {
      std::array<pollfd, 2> waits{pollfd{listener_.get(), POLLIN, 0}, pollfd{stop_.get(), POLLIN, 0}};
      ::poll(waits.data(), waits.size(), -1);
      if (waits[1].revents) return;
      if (!waits[0].revents) continue;
      const Descriptor peer(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
      if (peer.is_open() && is_trusted(peer.get())) serve(peer.get());
    }
  }

  void serve(int peer) const {
    limit_waiting(peer, 5);
    const auto request_text = receive_part(peer);
    const auto bytes = request_text ? receive_part(peer) : std::nullopt;
    if (!bytes) return;
    const json request = json::parse(*request_text, nullptr, false);
    const bool shaped = request.is_object() && request.contains("name") && request["name"].is_string();
    const Result<json> answer = shaped ? run_action(actions_, request["name"].get<std::string>(),
                                                    request.value("arguments", json::object()), *bytes)
                                       : Result<json>(Error{"", "This is not a request to the server."});
    send_part(peer, answer_text(answer)) && send_part(peer, "");
  }

  const Actions actions_;
  const Descriptor folder_;
  const Descriptor listener_;
  const Descriptor stop_;
  std::thread thread_;
};

ControlServer::ControlServer(const std::string& data_folder, Actions actions)
    : server_(std::make_unique<Server>(data_folder, std::move(actions))) {}
ControlServer::~ControlServer() = default;

std::optional<Result<json>> ask_server(const std::string& data_folder, const std::string& name,
                                       const json& arguments, std::string_view bytes) {
  const Descriptor folder = open_folder(data_folder);
  if (!folder.is_open()) return std::nullopt;
  const Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_un address = address_in(folder);
  if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return std::nullopt;
  limit_waiting(socket.get(), 60);
  // A refusal may come before everything was sent, so the answer is looked for in any case.
  send_part(socket.get(), text_of({{"name", name}, {"arguments", arguments}})) &&
      send_part(socket.get(), bytes);
  const auto text = receive_part(socket.get());
  const json answer = text ? json::parse(*text, nullptr, false) : json();
  if (answer.is_object() && answer.contains("answer")) return Result<json>(answer["answer"]);
  if (answer.is_object() && answer.contains("error") && answer["error"].is_object()) {
    return Result<json>(Error{answer["error"].value("where", ""), answer["error"].value("what", "")});
  }
  return Result<json>(Error{
      "", "The running server gave no answer; its log may say why. It serves only its own user and root."});
}

}  // namespace oasis::cli
