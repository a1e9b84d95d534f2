// Serves files that lie in memory, precompressed, as browsers like them best: hashed names for ever, the rest
// by ETag. May not: read a disk, compress.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace oasis::http {

struct Asset {
  std::string_view name;    // as written in the sources: "app.js"
  std::string_view path;    // as served: "/app.1a2b3c4d5e6f.js"
  std::string_view type;    // Content-Type
  std::string_view digest;  // of the content
  bool immutable = false;   // the path changes with the content
  std::string_view raw;
  std::string_view brotli;  // empty: does not shrink
  std::string_view gzip;
};

enum class Encoding { identity, gzip, brotli };

/// The best encoding that an Accept-Encoding header allows (RFC 9110 section 12.5.3).
Encoding negotiate(std::string_view accept_encoding);

class Assets {
 public:
  explicit Assets(std::span<const Asset> assets);

  const Asset* at_path(std::string_view path) const;
  const Asset* named(std::string_view name) const;
  /// Where a file is served, by its name in the sources; empty when it is not there.
  std::string_view path_of(std::string_view name) const;

  /// Answers GET and HEAD with the file: 200, or 304 when the browser has it.
  static void serve(const Asset& asset, const httplib::Request& request, httplib::Response& response);

 private:
  std::unordered_map<std::string_view, const Asset*> by_path_;
  std::unordered_map<std::string_view, const Asset*> by_name_;
};

}  // namespace oasis::http
