// Serves files that lie in memory. May not: read a disk, compress.
#include "server/http/assets.hpp"

#include <httplib.h>

#include <cstdlib>
#include <optional>

#include "shared/text/utf8.hpp"

namespace oasis::http {
namespace {

/// "gzip;q=0.5" refuses an encoding only with a weight of zero: 0, 0.0, 0.00, 0.000.
bool is_refused(std::string_view parameters) {
  const auto weight = parameters.find("q=");
  return weight != std::string_view::npos &&
         parameters.substr(weight + 2).find_first_not_of("0. ") == std::string_view::npos;
}

std::string etag_of(const Asset& asset) {
  return "W/\"" + std::string(asset.digest) + "\"";
}

bool browser_has_it(const httplib::Request& request, const std::string& etag) {
  const std::string known = request.get_header_value("If-None-Match");
  return known == "*" || known.find(etag.substr(2)) != std::string::npos;  // compared weakly, RFC 9110 13.1.2
}

}  // namespace

Encoding negotiate(std::string_view accept_encoding) {
  std::optional<bool> brotli;
  std::optional<bool> gzip;
  std::optional<bool> others;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const std::string_view item = trimmed(accept_encoding.substr(0, comma));
    accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
    const auto semicolon = item.find(';');
    const std::string_view name = trimmed(item.substr(0, semicolon));
    const bool wanted = semicolon == std::string_view::npos || !is_refused(item.substr(semicolon));
    if (name == "br") brotli = wanted;
    if (name == "gzip" || name == "x-gzip") gzip = wanted;
    if (name == "*") others = wanted;
  }
  if (brotli.value_or(others.value_or(false))) return Encoding::brotli;
  if (gzip.value_or(others.value_or(false))) return Encoding::gzip;
  return Encoding::identity;
}

Assets::Assets(std::span<const Asset> assets) {
  for (const Asset& asset : assets) {
    by_path_.emplace(asset.path, &asset);
    by_name_.emplace(asset.name, &asset);
  }
}

const Asset* Assets::at_path(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : found->second;
}

const Asset* Assets::named(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

std::string_view Assets::path_of(std::string_view name) const {
  const Asset* asset = named(name);
  return asset ? asset->path : std::string_view();
}

void Assets::serve(const Asset& asset, const httplib::Request& request, httplib::Response& response) {
  const std::string etag = etag_of(asset);
  response.set_header("ETag", etag);
  response.set_header("Cache-Control", asset.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (!asset.brotli.empty()) response.set_header("Vary", "Accept-Encoding");
  if (browser_has_it(request, etag)) {
    response.status = 304;
    return;
  }
  std::string_view content = asset.raw;
  const Encoding encoding = negotiate(request.get_header_value("Accept-Encoding"));
  if (encoding == Encoding::brotli && !asset.brotli.empty()) {
    content = asset.brotli;
    response.set_header("Content-Encoding", "br");
  } else if (encoding != Encoding::identity && !asset.gzip.empty()) {
    content = asset.gzip;
    response.set_header("Content-Encoding", "gzip");
  }
  if (content.empty()) return response.set_content("", std::string(asset.type));
  response.set_content_provider(content.size(), std::string(asset.type),
                                [content](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                  return sink.write(content.data() + offset, length);
                                });
}

}  // namespace oasis::http
