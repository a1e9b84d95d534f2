// See smtp.hpp. May not: take a code for the answer that belongs to an earlier command of the transaction.
#include "server/notify/smtp.hpp"

#include <curl/curl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

#include "server/mail/address.hpp"
#include "server/net/tls_words.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// A long mail may take longer: the slowest line that it is waited for.
constexpr std::size_t slowest_bytes_per_ms = 64;

/// The mail on its way, and how much of it libcurl has taken.
struct Upload {
  std::string_view mail;
  std::size_t taken = 0;
};

std::size_t give_bytes(char* buffer, std::size_t size, std::size_t count, void* upload_pointer) {
  Upload& upload = *static_cast<Upload*>(upload_pointer);
  const std::size_t bytes = std::min(size * count, upload.mail.size() - upload.taken);
  std::memcpy(buffer, upload.mail.data() + upload.taken, bytes);
  upload.taken += bytes;
  return bytes;
}

/// The server's replies (RFC 5321, section 4.2.1): lines "250-…" go on, a line "250 …" ends one. The last
/// refusal is kept apart, since QUIT and its friendly answer come after it.
struct Replies {
  std::string last, refusal;
  bool complete = true;
};

std::size_t take_reply_line(char* line, std::size_t size, std::size_t count, void* replies_pointer) {
  Replies& replies = *static_cast<Replies*>(replies_pointer);
  const std::string_view text(line, size * count);
  if (replies.complete) replies.last.clear();
  if (replies.last.size() < 2000) replies.last += text;
  replies.complete = text.size() < 4 || text[3] != '-';
  if (replies.complete && (text.substr(0, 1) == "4" || text.substr(0, 1) == "5"))
    replies.refusal = replies.last;
  return size * count;
}

std::size_t ignore_bytes(char*, std::size_t size, std::size_t count, void*) {
  return size * count;
}

SmtpResult settings_fault(std::string reason) {
  SmtpResult result;
  result.reason = std::move(reason);
  result.settings_fault = true;
  return result;
}

SmtpResult refused(std::string reason) {
  SmtpResult result;
  result.outcome = SmtpOutcome::permanent;
  result.reason = std::move(reason);
  return result;
}

/// Servers have been seen to repeat what they were given; the log must not have it.
std::string without_secret(std::string text, const std::string& secret) {
  for (std::size_t at = 0; !secret.empty() && (at = text.find(secret, at)) != std::string::npos; at += 3)
    text.replace(at, secret.size(), "***");
  return text;
}

bool is_settings_fault(CURLcode code) {
  return code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED ||
         code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
         code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_URL_MALFORMAT ||
         code == CURLE_SSL_CONNECT_ERROR || code == CURLE_UNSUPPORTED_PROTOCOL;
}

/// Codes with which libcurl says "the server refused"; with others the code it remembers is of an earlier
/// command.
bool has_answer(CURLcode code) {
  return code == CURLE_SEND_ERROR || code == CURLE_LOGIN_DENIED || code == CURLE_WEIRD_SERVER_REPLY ||
         code == CURLE_RECV_ERROR || code == CURLE_REMOTE_ACCESS_DENIED || code == CURLE_UPLOAD_FAILED;
}

SmtpResult read_result(CURLcode code, long response, bool all_given, std::string reply) {
  SmtpResult result;
  result.reply = std::move(reply);
  if (code == CURLE_OK) {
    result.outcome = SmtpOutcome::sent;
    result.code = static_cast<int>(response);
    return result;
  }
  // 530 to 538: sign in first, with another mechanism, over TLS (RFC 4954, section 6). Not this mail's fault.
  const bool sign_in_refused =
      has_answer(code) && (response == 530 || response == 534 || response == 535 || response == 538);
  result.settings_fault = is_settings_fault(code) || sign_in_refused;
  const bool answered = has_answer(code) && response >= 400;
  if (answered) {
    result.code = static_cast<int>(response);
    const bool final_word = response >= 500 && !result.settings_fault;
    result.outcome = final_word ? SmtpOutcome::permanent : SmtpOutcome::temporary;
    result.reason =
        "The mail server refused" + std::string(final_word ? "" : " for now") + ": " + result.reply;
  } else {
    const std::string tls = net::tls_failure(code);
    result.reason = tls.empty() ? "The mail server could not be reached or did not answer: " +
                                      std::string(curl_easy_strerror(code)) + "."
                                : "No secure connection to the mail server: " + tls + ".";
    result.may_repeat = all_given;
  }
  if (code == CURLE_LOGIN_DENIED || sign_in_refused)
    result.reason = "The mail server refused the sign-in: check user name and password.";
  return result;
}

}  // namespace

struct SmtpSender::Connection {
  CURL* easy = nullptr;

  Connection() {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready == CURLE_OK) easy = curl_easy_init();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    if (!easy) return;
    curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 2L);  // seconds to wait for the answer to QUIT
    curl_easy_cleanup(easy);
  }

  /// After a failed transaction nothing more is said, not even QUIT: its answer might never come.
  void hang_up() {
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket);
    if (socket != CURL_SOCKET_BAD) ::shutdown(socket, SHUT_RDWR);
  }

  /// Everything about the server, and the time that a mail of this size may take; the connection itself
  /// survives the reset.
  void configure(const SmtpServer& server, std::size_t bytes) {
    curl_easy_reset(easy);
    const std::string host =
        server.host.find(':') != std::string::npos ? "[" + server.host + "]" : server.host;
    const std::string scheme = server.security == SmtpSecurity::tls ? "smtps://" : "smtp://";
    const std::string url = scheme + host + ":" + std::to_string(server.port) + "/" + server.greeting;
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");  // a web proxy in the environment is not meant for mail
    curl_easy_setopt(
        easy, CURLOPT_USE_SSL,
        static_cast<long>(server.security == SmtpSecurity::none ? CURLUSESSL_NONE : CURLUSESSL_ALL));
    if (!server.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, server.ca_file.c_str());
    if (!server.username.empty()) {
      curl_easy_setopt(easy, CURLOPT_USERNAME, server.username.c_str());
      curl_easy_setopt(easy, CURLOPT_PASSWORD, server.password.c_str());
    }
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_timeout.ms));
    const auto for_the_bytes = static_cast<long>(bytes / slowest_bytes_per_ms);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(server.total_timeout.ms) + for_the_bytes);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);  // time-outs without signals: we have threads
    curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore_bytes);
  }
};

SmtpSender::SmtpSender(SmtpServer server) : server_(std::move(server)) {}
SmtpSender::~SmtpSender() = default;
SmtpSender::SmtpSender(SmtpSender&&) noexcept = default;
SmtpSender& SmtpSender::operator=(SmtpSender&&) noexcept = default;

SmtpResult SmtpSender::send(std::string_view sender, std::string_view recipient, std::string_view mail) {
  if (!is_server_host(server_.host) || server_.port < 1 || server_.port > 65535 ||
      !is_server_host(server_.greeting))
    return settings_fault(
        "The mail server's host, port or our own name is no valid one: check the settings.");
  if (!server_.username.empty() && server_.security == SmtpSecurity::none && !is_this_machine(server_.host))
    return settings_fault("A password is not sent without TLS: choose starttls or tls for the mail server.");
  if (!is_mail_address(recipient)) return refused("The recipient is no mail address that can be written to.");
  if (!sender.empty() && !is_mail_address(sender)) return settings_fault("The sender is no mail address.");

  if (!connection_) connection_ = std::make_unique<Connection>();
  CURL* easy = connection_->easy;
  if (!easy) return settings_fault("The mail library could not be started.");
  connection_->configure(server_, mail.size());

  Upload upload{mail, 0};
  Replies replies;
  const std::string from = "<" + std::string(sender) + ">";
  curl_slist* recipients = curl_slist_append(nullptr, ("<" + std::string(recipient) + ">").c_str());
  curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(easy, CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt(easy, CURLOPT_READDATA, &upload);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_reply_line);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &replies);

  const CURLcode code = curl_easy_perform(easy);
  long response = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &response);
  // The connection outlives this call and says goodbye later: it must not reach for what ends here.
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, ignore_bytes);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, nullptr);
  curl_easy_setopt(easy, CURLOPT_READDATA, nullptr);
  curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, nullptr);
  curl_slist_free_all(recipients);
  const std::string reply =
      without_secret(one_line(code == CURLE_OK ? replies.last : replies.refusal, 500), server_.password);
  if (code != CURLE_OK) {
    connection_->hang_up();
    connection_.reset();
  }
  return read_result(code, response, upload.taken == mail.size(), reply);
}

}  // namespace oasis
