// Secrets at rest. May not: know what is sealed; log anything.
#include "server/store/seal.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "server/store/sqlite.hpp"

namespace oasis::store {
namespace {

[[noreturn]] void fail(const std::string& sentence) {
  throw Failure(Trouble::other, sentence);
}

void require_sodium() {
  if (sodium_init() < 0) fail("The system gives no random numbers.");
}

bool read_hex(std::string_view text, unsigned char* key, std::size_t bytes) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  std::size_t read = 0;
  return sodium_hex2bin(key, bytes, text.data(), text.size(), nullptr, &read, nullptr) == 0 &&
         read == bytes && text.size() == 2 * bytes;
}

/// A file descriptor that closes itself.
struct Descriptor {
  int value;
  ~Descriptor() {
    if (value >= 0) ::close(value);
  }
};

std::string made_key_text(std::size_t bytes) {
  std::string raw(bytes, '\0');
  randombytes_buf(raw.data(), raw.size());
  std::string text(bytes * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()), raw.size());
  text.back() = '\n';
  return text;
}

/// Writes the file unless it is there.
void make_file(const std::string& path, std::size_t bytes) {
  const Descriptor file{::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
  if (file.value < 0) {
    if (errno == EEXIST) return;
    fail("The key for secrets cannot be made: " + path + " cannot be written.");
  }
  const std::string text = made_key_text(bytes);
  const bool written = ::write(file.value, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (written && ::fsync(file.value) == 0) return;
  ::unlink(path.c_str());
  fail("The key for secrets cannot be kept: " + path + " cannot be written.");
}

std::string read_file(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat about {};
  if (file.value < 0 || ::fstat(file.value, &about) != 0)
    fail("The key for secrets cannot be read: " + path + ".");
  if ((about.st_mode & 077) != 0) fail("Others may read the key for secrets: chmod 600 " + path + ".");
  std::array<char, 256> text{};
  const ssize_t count = ::read(file.value, text.data(), text.size());
  return std::string(text.data(), static_cast<std::size_t>(count < 0 ? 0 : count));
}

}  // namespace

Seal Seal::load(const std::string& data_folder) {
  static_assert(key_bytes == crypto_secretbox_KEYBYTES);
  require_sodium();
  Key key{};
  if (const char* given = std::getenv("OASIS_SECRET_KEY")) {
    if (!read_hex(given, key.data(), key.size())) fail("OASIS_SECRET_KEY must be 64 hexadecimal digits.");
    return Seal(key);
  }
  const std::string path = data_folder + "/secret-key";
  make_file(path, key.size());
  if (!read_hex(read_file(path), key.data(), key.size())) {
    fail("The key for secrets is damaged: " + path + " must hold 64 hexadecimal digits.");
  }
  return Seal(key);
}

Seal::~Seal() {
  sodium_memzero(key_.data(), key_.size());
}

std::string Seal::close(std::string_view secret) const {
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + secret.size(), '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES,
                        reinterpret_cast<const unsigned char*>(secret.data()), secret.size(), bytes,
                        key_.data());
  return sealed;
}

std::optional<std::string> Seal::open(std::string_view sealed) const {
  constexpr std::size_t extra = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < extra) return std::nullopt;
  std::string secret(sealed.size() - extra, '\0');
  const auto* bytes = reinterpret_cast<const unsigned char*>(sealed.data());
  const int opened = crypto_secretbox_open_easy(
      reinterpret_cast<unsigned char*>(secret.data()), bytes + crypto_secretbox_NONCEBYTES,
      sealed.size() - crypto_secretbox_NONCEBYTES, bytes, key_.data());
  return opened == 0 ? std::optional(std::move(secret)) : std::nullopt;
}

}  // namespace oasis::store
