// The bytes of one peer, plain or through TLS, over a non-blocking socket that it owns.
// May not: wait; decide when a connection ends; be used by two threads at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

struct ssl_st;
struct ssl_ctx_st;

namespace oasis::http {

/// How far reading, sending or greeting has come. TLS may want to send while it reads, and the other way round.
enum class Progress { done, wants_read, wants_write, gone };

struct Moved {
  Progress progress = Progress::done;
  std::size_t bytes = 0;  // more than none only with `done`
};

class Wire {
 public:
  Wire() = default;
  /// A connected, non-blocking socket without encryption.
  explicit Wire(int socket) : socket_(socket) {}
  /// The server's side of TLS. `context` is kept alive by the connection.
  Wire(int socket, ssl_ctx_st* context);
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  Wire(Wire&& other) noexcept;
  Wire& operator=(Wire&& other) noexcept;
  /// Closes the socket; whatever was sent before still goes out.
  ~Wire();

  int socket() const { return socket_; }
  bool is_secure() const { return tls_ != nullptr; }

  /// The TLS handshake, as far as the peer allows; costs the time of a signature. `done` without TLS.
  Progress greet();
  /// `gone` also when the peer has said its last word.
  Moved receive(char* to, std::size_t size);
  Moved send(const char* from, std::size_t size);
  /// Whether bytes lie here that no epoll will tell of.
  bool has_unread() const;
  /// Tells the peer that nothing more comes from here.
  void say_goodbye();

 private:
  struct Free {
    void operator()(ssl_st* tls) const;
  };
  void close();

  int socket_ = -1;
  std::unique_ptr<ssl_st, Free> tls_;
};

/// What epoll must watch for: EPOLLOUT for wants_write, else EPOLLIN.
std::uint32_t events_for(Progress progress);

}  // namespace oasis::http
