// The certificate that connections are answered with, from files, replaceable while the server runs.
// May not: know a connection.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct ssl_ctx_st;

namespace oasis::http {

struct CertificateFiles {
  std::string certificate;  // PEM: ours first, then the intermediate ones
  std::string key;          // PEM, without a password
};

/// TLS 1.2 and 1.3 for a server that speaks HTTP/1.1.
class Tls {
 public:
  /// Throws std::runtime_error with one sentence that names the file when one cannot be read, or when the key
  /// belongs to another certificate.
  explicit Tls(CertificateFiles files);

  /// Reads the files again, for connections that come from now on. When it throws (as above) the old
  /// certificate stays.
  void reload();
  /// Valid as long as somebody holds it. From any thread.
  std::shared_ptr<ssl_ctx_st> context() const;

 private:
  const CertificateFiles files_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;
};

/// SHA-256 of the first certificate in a PEM file, as browsers show it ("3A:F0:…"); "" when there is none.
std::string fingerprint_of(const std::string& certificate_file);

/// A certificate signed by its own key (P-256, two years) for a private network, kept in `folder` as
/// tls-certificate.pem and tls-key.pem. What is there stays, unless it ends within thirty days or does not name
/// all of `names` (host names and numeric addresses). Throws std::runtime_error when it cannot be written.
CertificateFiles keep_self_signed(const std::string& folder, const std::vector<std::string>& names);

/// Under which names and addresses other machines find this one, with localhost.
std::vector<std::string> names_of_this_machine();

}  // namespace oasis::http
