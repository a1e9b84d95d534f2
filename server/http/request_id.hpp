// The name of the request that a thread is answering, for its log lines and for whoever asked.
// May not: know a request.
#pragma once

#include <string>
#include <string_view>

namespace oasis::http {

/// 16 hex digits, new with every call; not a secret.
std::string new_request_id();
/// Whether a proxy's name for a request may stand in our log: 1–64 of [A-Za-z0-9._-].
bool is_request_id(std::string_view text);

/// What this thread is answering; empty between requests.
std::string_view current_request_id();

/// Names the request as long as it lives.
class NamedRequest {
 public:
  explicit NamedRequest(std::string id);
  NamedRequest(const NamedRequest&) = delete;
  NamedRequest& operator=(const NamedRequest&) = delete;
  ~NamedRequest();
  const std::string& id() const { return id_; }

 private:
  std::string id_;
};

}  // namespace oasis::http
