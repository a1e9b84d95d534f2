// The bytes of one peer, plain or through TLS. May not: wait.
#include "server/http/wire.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace oasis::http {
namespace {

constexpr std::size_t most_at_once = 1 << 20;  // OpenSSL counts in int

/// After a call on `tls` that did not succeed. Leaves no error behind for the next connection of this thread.
Progress progress_of(ssl_st* tls, int result) {
  const int reason = SSL_get_error(tls, result);
  ERR_clear_error();
  if (reason == SSL_ERROR_WANT_READ) return Progress::wants_read;
  if (reason == SSL_ERROR_WANT_WRITE) return Progress::wants_write;
  return Progress::gone;
}

}  // namespace

void Wire::Free::operator()(ssl_st* tls) const {
  SSL_free(tls);
}

Wire::Wire(int socket, ssl_ctx_st* context) : socket_(socket), tls_(SSL_new(context)) {
  if (!tls_) return;
  SSL_set_fd(tls_.get(), socket);
  SSL_set_accept_state(tls_.get());
}

Wire::Wire(Wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), tls_(std::move(other.tls_)) {}

Wire& Wire::operator=(Wire&& other) noexcept {
  if (this != &other) {
    close();
    socket_ = std::exchange(other.socket_, -1);
    tls_ = std::move(other.tls_);
  }
  return *this;
}

Wire::~Wire() {
  close();
}

void Wire::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

Progress Wire::greet() {
  if (!tls_) return Progress::done;
  const int result = SSL_do_handshake(tls_.get());
  return result == 1 ? Progress::done : progress_of(tls_.get(), result);
}

Moved Wire::receive(char* to, std::size_t size) {
  if (tls_) {
    const int got = SSL_read(tls_.get(), to, static_cast<int>(std::min(size, most_at_once)));
    if (got > 0) return {Progress::done, static_cast<std::size_t>(got)};
    return {progress_of(tls_.get(), got), 0};
  }
  for (;;) {
    const ssize_t got = ::recv(socket_, to, size, MSG_DONTWAIT);
    if (got > 0) return {Progress::done, static_cast<std::size_t>(got)};
    if (got == 0) return {Progress::gone, 0};
    if (errno == EAGAIN) return {Progress::wants_read, 0};
    if (errno != EINTR) return {Progress::gone, 0};
  }
}

Moved Wire::send(const char* from, std::size_t size) {
  if (size == 0) return {};
  if (tls_) {
    const int sent = SSL_write(tls_.get(), from, static_cast<int>(std::min(size, most_at_once)));
    if (sent > 0) return {Progress::done, static_cast<std::size_t>(sent)};
    return {progress_of(tls_.get(), sent), 0};
  }
  for (;;) {
    const ssize_t sent = ::send(socket_, from, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return {Progress::done, static_cast<std::size_t>(sent)};
    if (errno == EAGAIN) return {Progress::wants_write, 0};
    if (errno != EINTR) return {Progress::gone, 0};
  }
}

bool Wire::has_unread() const {
  return tls_ && SSL_pending(tls_.get()) > 0;
}

void Wire::say_goodbye() {
  if (tls_ && SSL_is_init_finished(tls_.get())) {
    SSL_shutdown(tls_.get());  // the close_notify; the peer's own is not waited for
    ERR_clear_error();
  }
  ::shutdown(socket_, SHUT_WR);
}

std::uint32_t events_for(Progress progress) {
  return progress == Progress::wants_write ? EPOLLOUT : EPOLLIN;
}

}  // namespace oasis::http
