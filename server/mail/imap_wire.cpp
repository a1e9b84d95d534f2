// See imap_wire.hpp.
#include "server/mail/imap_wire.hpp"

#include <curl/curl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "server/mail/address.hpp"
#include "server/net/tls_words.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_line = 64 * 1024;
constexpr std::size_t most_literals = 16;
constexpr Duration a_moment = milliseconds(250);  // between two looks at whether we should give up

Error failed(std::string what) {
  return {"", std::move(what)};
}

/// The size at the end of a line that a literal follows: "… {310}" (RFC 9051, section 4.3).
std::optional<std::size_t> literal_size(std::string_view line) {
  if (line.empty() || line.back() != '}') return std::nullopt;
  const std::size_t open = line.rfind('{');
  if (open == std::string_view::npos) return std::nullopt;
  std::size_t size = 0;
  const char* const end = line.data() + line.size() - 1;
  const auto [stop, fault] = std::from_chars(line.data() + open + 1, end, size);
  return fault == std::errc() && stop == end ? std::optional(size) : std::nullopt;
}

std::string why_not_connected(CURLcode code, const ImapServer& server) {
  if (code == CURLE_LOGIN_DENIED) return "The mail server refused the sign-in: check user name and password.";
  const std::string where = server.host + ":" + std::to_string(server.port);
  if (const std::string tls = net::tls_failure(code); !tls.empty())
    return "No secure connection to the mail server " + where + ": " + tls + ".";
  return "The mail server " + where + " could not be reached: " + curl_easy_strerror(code) + ".";
}

}  // namespace

struct ImapWire::Connection {
  CURL* easy = nullptr;
  curl_socket_t socket = CURL_SOCKET_BAD;
  Duration patience;
  std::function<bool()> give_up;
  std::string buffer;    // what came and is not read yet
  std::size_t read = 0;  // bytes of it that are used up

  Connection() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready == CURLE_OK) easy = curl_easy_init();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    if (!easy) return;
    // Nothing more is said: the answer to LOGOUT might never come.
    if (socket != CURL_SOCKET_BAD) ::shutdown(socket, SHUT_RDWR);
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1L);
    curl_easy_cleanup(easy);
  }

  void configure(const ImapServer& server) {
    const std::string host =
        server.host.find(':') != std::string::npos ? "[" + server.host + "]" : server.host;
    const bool tls = server.security == ImapSecurity::tls;
    const std::string url = (tls ? "imaps://" : "imap://") + host + ":" + std::to_string(server.port) + "/";
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // a web proxy in the environment is not meant for mail
    curl_easy_setopt(
        easy, CURLOPT_USE_SSL,
        static_cast<long>(server.security == ImapSecurity::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!server.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, server.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_USERNAME, server.username.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, server.password.c_str());
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_timeout.ms));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(server.patience.ms));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);  // time-outs without signals: we have threads
    curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, ends_if_over);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, this);
  }

  static int ends_if_over(void* connection, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const Connection*>(connection)->is_over() ? 1 : 0;
  }

  bool is_over() const { return give_up && give_up(); }

  /// Whether the socket is ready for `events` within our patience.
  bool wait(short events) {
    for (Duration waited; waited < patience && !is_over(); waited += a_moment) {
      pollfd ready{socket, events, 0};
      if (::poll(&ready, 1, static_cast<int>(a_moment.ms)) > 0) return true;
    }
    return false;
  }
};

ImapWire::ImapWire(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
ImapWire::ImapWire(ImapWire&&) noexcept = default;
ImapWire& ImapWire::operator=(ImapWire&&) noexcept = default;
ImapWire::~ImapWire() = default;

Result<ImapWire> ImapWire::open(const ImapServer& server) {
  if (!is_server_host(server.host) || server.port < 1 || server.port > 65535)
    return failed("The mail server's host or port is no valid one: check the settings.");
  if (server.security == ImapSecurity::none && !is_this_machine(server.host))
    return failed("A password is not sent without TLS: choose starttls or tls for the mailbox.");
  auto connection = std::make_unique<Connection>();
  if (!connection->easy) return failed("The mail library could not be started.");
  connection->patience = server.patience;
  connection->give_up = server.give_up;
  connection->configure(server);
  const CURLcode code = curl_easy_perform(connection->easy);
  if (code != CURLE_OK) return failed(why_not_connected(code, server));
  curl_easy_getinfo(connection->easy, CURLINFO_ACTIVESOCKET, &connection->socket);
  if (connection->socket == CURL_SOCKET_BAD) return failed("The connection to the mail server was lost.");
  return ImapWire(std::move(connection));
}

std::optional<Error> ImapWire::send(std::string_view line) {
  const bool clean =
      std::none_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (!clean) return failed("A command for the mail server holds control characters.");
  std::string bytes = std::string(line) + "\r\n";
  for (std::string_view rest = bytes; !rest.empty();) {
    std::size_t sent = 0;
    const CURLcode code = curl_easy_send(connection_->easy, rest.data(), rest.size(), &sent);
    if (code == CURLE_AGAIN && connection_->wait(POLLOUT)) continue;
    if (code != CURLE_OK) return failed("The connection to the mail server was lost.");
    rest.remove_prefix(sent);
  }
  return std::nullopt;
}

/// Reads what there is; waits if there is nothing yet.
std::optional<Error> ImapWire::fill() {
  Connection& from = *connection_;
  from.buffer.erase(0, from.read);
  from.read = 0;
  char bytes[16 * 1024];
  for (;;) {
    std::size_t got = 0;
    const CURLcode code = curl_easy_recv(from.easy, bytes, sizeof bytes, &got);
    if (code == CURLE_AGAIN) {
      if (!from.wait(POLLIN)) return failed("The mail server did not answer in time.");
      continue;
    }
    if (code != CURLE_OK || got == 0) return failed("The mail server closed the connection.");
    from.buffer.append(bytes, got);
    return std::nullopt;
  }
}

Result<std::string> ImapWire::receive_line() {
  Connection& from = *connection_;
  for (;;) {
    const std::size_t end = from.buffer.find("\r\n", from.read);
    if (end != std::string::npos) {
      std::string line = from.buffer.substr(from.read, end - from.read);
      from.read = end + 2;
      return line;
    }
    if (from.buffer.size() - from.read > longest_line)
      return failed("The mail server sent a line without end.");
    if (auto fault = fill()) return *std::move(fault);
  }
}

Result<std::string> ImapWire::receive_bytes(std::size_t count) {
  Connection& from = *connection_;
  std::string bytes;
  bytes.reserve(count);
  for (;;) {
    const std::size_t part = std::min(count - bytes.size(), from.buffer.size() - from.read);
    bytes.append(from.buffer, from.read, part);
    from.read += part;
    if (bytes.size() == count) return bytes;
    if (auto fault = fill()) return *std::move(fault);
  }
}

Result<ImapResponse> ImapWire::receive(std::size_t longest_literal) {
  ImapResponse response;
  for (;;) {
    OASIS_TRY(const std::string line, receive_line());
    response.line += line;
    const auto size = literal_size(line);
    if (!size) return response;
    if (*size > longest_literal || response.literals.size() >= most_literals)
      return failed("The mail server sent more than was asked for.");
    OASIS_TRY(std::string literal, receive_bytes(*size));
    response.literals.push_back(std::move(literal));
  }
}

}  // namespace oasis
