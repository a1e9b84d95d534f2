// A certificate of our own for private networks (tls.hpp). May not: know a connection.
#include <fcntl.h>
#include <ifaddrs.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <netinet/in.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "server/http/listener.hpp"
#include "server/http/tls.hpp"

namespace oasis::http {
namespace {

constexpr long valid_seconds = 2L * 365 * 24 * 3600;
constexpr int renewed_days = 30;

template <auto free>
struct With {
  template <typename T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using Certificate = std::unique_ptr<X509, With<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;
using File = std::unique_ptr<std::FILE, With<std::fclose>>;
using Extension = std::unique_ptr<X509_EXTENSION, With<X509_EXTENSION_free>>;

Certificate read_certificate(const std::string& path) {
  const File file(std::fopen(path.c_str(), "re"));
  return Certificate(file ? PEM_read_X509(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

bool names(X509& certificate, const std::string& name) {
  return is_numeric_address(name) ? X509_check_ip_asc(&certificate, name.c_str(), 0) == 1
                                  : X509_check_host(&certificate, name.c_str(), name.size(), 0, nullptr) == 1;
}

bool still_good(X509& certificate, const std::vector<std::string>& wanted) {
  int days = 0;
  int seconds = 0;
  if (ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(&certificate)) != 1) return false;
  if (days < renewed_days) return false;
  for (const std::string& name : wanted) {
    if (!names(certificate, name)) return false;
  }
  return true;
}

void add_extension(X509& certificate, int kind, const std::string& value) {
  const Extension extension(X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
  if (!extension || X509_add_ext(&certificate, extension.get(), -1) != 1) {
    throw std::runtime_error("A certificate for " + value + " cannot be made.");
  }
}

Certificate sign(EVP_PKEY& key, const std::vector<std::string>& wanted) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  std::uint64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);  // clocks differ
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), valid_seconds);
  X509_set_pubkey(certificate.get(), &key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>("Support Oasis"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  std::string alternatives;
  for (const std::string& each : wanted) {
    alternatives += (alternatives.empty() ? "" : ",") + std::string(is_numeric_address(each) ? "IP:" : "DNS:") + each;
  }
  add_extension(*certificate, NID_subject_alt_name, alternatives);
  add_extension(*certificate, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(*certificate, NID_ext_key_usage, "serverAuth");
  if (X509_sign(certificate.get(), &key, EVP_sha256()) == 0) {
    throw std::runtime_error("A certificate cannot be signed on this machine.");
  }
  return certificate;
}

/// Whole or not at all, readable by its owner only.
template <typename Write>
void write_file(const std::string& path, Write write) {
  const std::string fresh = path + ".new";
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  File file(descriptor < 0 ? nullptr : ::fdopen(descriptor, "w"));
  const bool written = file && write(file.get()) == 1 && std::fflush(file.get()) == 0 && ::fsync(descriptor) == 0;
  if (!written || std::rename(fresh.c_str(), path.c_str()) != 0) {
    throw std::runtime_error("The certificate cannot be written to " + path + ".");
  }
}

}  // namespace

std::string fingerprint_of(const std::string& certificate_file) {
  const Certificate certificate = read_certificate(certificate_file);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  if (!certificate || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &length) != 1) return "";
  std::string text;
  for (unsigned int i = 0; i < length; ++i) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (i > 0) text += ':';
    text += digits[digest[i] >> 4];
    text += digits[digest[i] & 15];
  }
  return text;
}

CertificateFiles keep_self_signed(const std::string& folder, const std::vector<std::string>& wanted) {
  const CertificateFiles files{folder + "/tls-certificate.pem", folder + "/tls-key.pem"};
  if (const Certificate kept = read_certificate(files.certificate);
      kept && ::access(files.key.c_str(), R_OK) == 0 && still_good(*kept, wanted)) {
    return files;
  }
  const Key key(EVP_EC_gen("P-256"));
  if (!key) throw std::runtime_error("A key cannot be made on this machine.");
  const Certificate certificate = sign(*key, wanted);
  write_file(files.key, [&](std::FILE* file) {
    return PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  });
  write_file(files.certificate, [&](std::FILE* file) { return PEM_write_X509(file, certificate.get()); });
  return files;
}

std::vector<std::string> names_of_this_machine() {
  std::vector<std::string> found{"localhost"};
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) == 0 && name[0] != '\0') found.emplace_back(name.data());
  ifaddrs* addresses = nullptr;
  if (::getifaddrs(&addresses) != 0) return found;
  for (const ifaddrs* each = addresses; each; each = each->ifa_next) {
    if (!each->ifa_addr) continue;
    sockaddr_storage address{};
    const int family = each->ifa_addr->sa_family;
    if (family != AF_INET && family != AF_INET6) continue;
    std::copy_n(reinterpret_cast<const char*>(each->ifa_addr),
                family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6), reinterpret_cast<char*>(&address));
    int port = 0;
    found.push_back(peer_of(address, port));
  }
  ::freeifaddrs(addresses);
  return found;
}

}  // namespace oasis::http
