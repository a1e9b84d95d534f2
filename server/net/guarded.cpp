// HTTP requests that cannot be turned against the server's own network. May not: retry; log.
#include "server/net/guarded.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "server/net/address.hpp"

namespace oasis::net {
namespace {

using Kind = Failure::Kind;

struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURL, FreeHandle>;
using Url = std::unique_ptr<CURLU, FreeHandle>;
using List = std::unique_ptr<curl_slist, FreeHandle>;
using Text = std::unique_ptr<char, FreeHandle>;

/// What the callbacks of one request share.
struct Exchange {
  bool may_be_private = false;
  bool was_private = false;  // and therefore not connected to
  std::size_t longest_reply = 0;
  Reply reply;
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

/// Here the name has become the very address that the connection goes to.
curl_socket_t open_socket(void* shared, curlsocktype, curl_sockaddr* to) {
  auto& exchange = *static_cast<Exchange*>(shared);
  if (!exchange.may_be_private && !is_public(to->addr)) {
    exchange.was_private = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* shared) {
  auto& exchange = *static_cast<Exchange*>(shared);
  const std::size_t room = exchange.longest_reply - exchange.reply.body.size();
  exchange.reply.body.append(bytes, std::min(room, count));
  return count <= room ? count : 0;  // 0 ends the transfer
}

std::size_t take_header(char* bytes, std::size_t, std::size_t count, void* shared) {
  auto& exchange = *static_cast<Exchange*>(shared);
  std::string_view line(bytes, count);
  const auto colon = line.find(':');
  if (line.substr(0, 5) == "HTTP/") exchange.reply.headers.clear();  // an interim answer came before
  if (colon == std::string_view::npos || exchange.reply.headers.size() >= 100) return count;
  std::string_view value = line.substr(colon + 1);
  while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '\r' || value.back() == '\n' || value.back() == ' '))
    value.remove_suffix(1);
  exchange.reply.headers.emplace_back(lower(line.substr(0, colon)), std::string(value));
  return count;
}

/// The host of an http or https URL without credentials in it; empty if it is no such URL.
std::string host_of(const std::string& text) {
  const Url url(curl_url());
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) return "";
  const auto part = [&url](CURLUPart which) {
    char* found = nullptr;
    if (curl_url_get(url.get(), which, &found, 0) != CURLUE_OK) return std::string();
    return std::string(Text(found).get());
  };
  const std::string scheme = part(CURLUPART_SCHEME);
  if ((scheme != "https" && scheme != "http") || !part(CURLUPART_USER).empty()) return "";
  return lower(part(CURLUPART_HOST));
}

List header_list(const Request& request) {
  List list;
  // curl would wait for "100 Continue" before a large body.
  list.reset(curl_slist_append(nullptr, "Expect:"));
  for (const auto& [name, value] : request.headers) {
    list.reset(curl_slist_append(list.release(), (name + ": " + value).c_str()));
  }
  return list;
}

bool breaks_lines(const Request& request) {
  const auto broken = [](const std::string& text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos;
  };
  return broken(request.method) ||
         std::any_of(request.headers.begin(), request.headers.end(),
                     [&](const auto& header) { return broken(header.first) || broken(header.second); });
}

void set_up(CURL* curl, const Request& request, const List& headers, Exchange& exchange) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // a proxy would resolve the name itself, unseen by us
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS,
                   static_cast<long>(std::max<std::int64_t>(request.patience.ms, 1)));
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "support-oasis");
  if (request.method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
}

void require_curl() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

std::string_view Reply::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [name](const auto& one) { return one.first == name; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Result<Reply, Failure> send(const Request& request, const Permits& permits) {
  require_curl();
  const std::string host = host_of(request.url);
  if (host.empty()) return Failure{Kind::refused, "This is no http or https address."};
  if (breaks_lines(request)) return Failure{Kind::refused, "A header holds a line break."};
  Exchange exchange;
  exchange.longest_reply = request.longest_reply;
  exchange.may_be_private = std::find(permits.private_hosts.begin(), permits.private_hosts.end(), host) !=
                            permits.private_hosts.end();
  const Handle handle(curl_easy_init());
  if (!handle) return Failure{Kind::not_sent, "There is no memory for a connection."};
  const List headers = header_list(request);
  set_up(handle.get(), request, headers, exchange);
  const CURLcode code = curl_easy_perform(handle.get());
  long status = 0;
  long sent_bytes = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(handle.get(), CURLINFO_REQUEST_SIZE, &sent_bytes);
  exchange.reply.status = static_cast<int>(status);
  // CURLE_WRITE_ERROR is the end that take_body made: everything that counts is there.
  if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && status != 0)) return std::move(exchange.reply);
  if (exchange.was_private) {
    return Failure{Kind::refused, host + " has a private address; --private-host " + host + " allows it."};
  }
  return Failure{sent_bytes > 0 ? Kind::uncertain : Kind::not_sent,
                 host + ": " + curl_easy_strerror(code) + "."};
}

}  // namespace oasis::net
