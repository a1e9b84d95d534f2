// Compression by zlib. May not: know what is in the body.
#include "server/http/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

namespace oasis::http {
namespace {

/// The fastest: rows shrink to a tenth all the same, and nobody waits for the rest.
constexpr int level = 1;
constexpr int gzip_window = 15 + 16;

}  // namespace

struct Gzip::Stream {
  z_stream state{};
  std::string out;

  void write(std::string_view bytes, int flush) {
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state.avail_in = static_cast<uInt>(bytes.size());
    std::array<char, 16 * 1024> piece;
    do {
      state.next_out = reinterpret_cast<Bytef*>(piece.data());
      state.avail_out = piece.size();
      deflate(&state, flush);
      out.append(piece.data(), piece.size() - state.avail_out);
    } while (state.avail_out == 0);
  }
};

Gzip::Gzip() : stream_(std::make_unique<Stream>()) {
  if (deflateInit2(&stream_->state, level, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

Gzip::~Gzip() {
  deflateEnd(&stream_->state);
}

void Gzip::add(std::string_view bytes) {
  constexpr std::size_t at_once = 1u << 30;  // zlib counts with 32 bits
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), at_once))) {
    stream_->write(bytes.substr(0, at_once), Z_NO_FLUSH);
  }
}

std::string Gzip::finish() {
  stream_->write({}, Z_FINISH);
  return std::move(stream_->out);
}

bool takes_gzip(std::string_view accept_encoding) {
  while (!accept_encoding.empty()) {
    const std::size_t end = std::min(accept_encoding.find(','), accept_encoding.size());
    std::string item(accept_encoding.substr(0, end));
    accept_encoding.remove_prefix(std::min(end + 1, accept_encoding.size()));
    item.erase(std::remove(item.begin(), item.end(), ' '), item.end());
    const std::string_view name = std::string_view(item).substr(0, item.find(';'));
    const bool refused = item.find(";q=0") != std::string::npos &&
                         item.find_first_of("123456789", item.find("q=")) == std::string::npos;
    if (name == "gzip" || name == "*") return !refused;
  }
  return false;
}

}  // namespace oasis::http
