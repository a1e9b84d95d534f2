// The name of the request that a thread is answering. May not: know a request.
#include "server/http/request_id.hpp"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <utility>

namespace oasis::http {
namespace {

thread_local std::string_view current;

}  // namespace

std::string new_request_id() {
  // Random once, then counted: no system call for each request.
  static std::atomic<std::uint64_t> next{std::uint64_t{randombytes_random()} << 32 | randombytes_random()};
  std::uint64_t number = next.fetch_add(1, std::memory_order_relaxed);
  std::string id(16, '0');
  for (auto digit = id.rbegin(); digit != id.rend(); ++digit, number >>= 4) {
    *digit = "0123456789abcdef"[number & 15];
  }
  return id;
}

bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
           c == '-';
  });
}

std::string_view current_request_id() {
  return current;
}

NamedRequest::NamedRequest(std::string id) : id_(std::move(id)) {
  current = id_;
}

NamedRequest::~NamedRequest() {
  current = {};
}

}  // namespace oasis::http
