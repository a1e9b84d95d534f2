// The certificate that connections are answered with. May not: know a connection.
#include "server/http/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace oasis::http {
namespace {

using Context = std::shared_ptr<ssl_ctx_st>;

constexpr std::string_view http_1_1{"\x08http/1.1", 9};  // as in ALPN: its length comes first

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
  const std::string_view offer(reinterpret_cast<const char*>(offered), offered_length);
  const auto at = offer.find(http_1_1);
  if (at == std::string_view::npos) return SSL_TLSEXT_ERR_NOACK;
  *chosen = offered + at + 1;
  *length = static_cast<unsigned char>(http_1_1.size() - 1);
  return SSL_TLSEXT_ERR_OK;
}

[[noreturn]] void fail(const std::string& what) {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_peek_last_error(), reason.data(), reason.size());
  ERR_clear_error();
  throw std::runtime_error(what + " (" + reason.data() + ")");
}

Context read_files(const CertificateFiles& files) {
  const Context context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) fail("TLS cannot be set up on this machine.");
  SSL_CTX* tls = context.get();
  SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
  SSL_CTX_set_options(tls, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // With forward secrecy and authenticated encryption only; TLS 1.3 has no others.
  SSL_CTX_set_cipher_list(tls, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                            SSL_MODE_RELEASE_BUFFERS);  // an idle stream keeps no buffers
  SSL_CTX_set_session_cache_mode(tls, SSL_SESS_CACHE_OFF);  // tickets resume without memory of ours
  SSL_CTX_set_alpn_select_cb(tls, choose_protocol, nullptr);
  if (SSL_CTX_use_certificate_chain_file(tls, files.certificate.c_str()) != 1) {
    fail("The certificate " + files.certificate + " cannot be read; it must be a PEM file.");
  }
  if (SSL_CTX_use_PrivateKey_file(tls, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
    fail("The key " + files.key + " cannot be read; it must be a PEM file without a password, of the certificate " +
         files.certificate + ".");
  }
  if (SSL_CTX_check_private_key(tls) != 1) {
    fail("The key " + files.key + " belongs to another certificate than " + files.certificate + ".");
  }
  return context;
}

}  // namespace

Tls::Tls(CertificateFiles files) : files_(std::move(files)), context_(read_files(files_)) {}

void Tls::reload() {
  Context fresh = read_files(files_);
  const std::lock_guard lock(mutex_);
  context_ = std::move(fresh);
}

std::shared_ptr<ssl_ctx_st> Tls::context() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

}  // namespace oasis::http
