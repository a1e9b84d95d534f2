// cpp-httplib parses one framed request and writes its answer. May not: wait for input.
#include "server/http/protocol.hpp"

#include <httplib.h>
#include <spdlog/spdlog.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <utility>

#include "server/engine/away.hpp"
#include "server/http/answer.hpp"
#include "server/http/request_id.hpp"

namespace oasis::http {
namespace {

/// The request that this thread is answering: cpp-httplib passes nothing of ours through to its hooks.
struct Exchange {
  ConnectionStream& stream;
  Answered outcome;
  std::optional<NamedRequest> name;
  bool secure = false;
};
thread_local Exchange* current = nullptr;

constexpr std::array<const char*, 6> forwarding_headers{"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host",
                                                        "Forwarded",       "X-Request-Id",      passed_on};

/// What proxies write into a request that they pass on.
constexpr std::array<const char*, 6> traces_of_proxies{"X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host",
                                                       "Forwarded",       "X-Real-IP",         "Via"};

/// All values of a header that may come several times, as one list.
std::string joined(const httplib::Request& request, const char* name) {
  std::string list;
  for (std::size_t i = 0; i < request.get_header_value_count(name); ++i) {
    list += (i > 0 ? "," : "") + request.get_header_value(name, "", i);
  }
  return list;
}

void answer_exception(const httplib::Request& request, httplib::Response& response,
                      const std::exception_ptr& thrown) {
  std::string what = "unknown";
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& error) {
    what = error.what();
  } catch (...) {
  }
  spdlog::error("event=request_failed method={} error=\"{}\"", request.method, what);
  refuse(response, Code::internal, "Something went wrong on our side; the server's log says what.");
}

bool is_among(const httplib::Headers& headers, std::string_view name) {
  // Answers have a handful: looking at all is less than a hash of the name.
  return std::any_of(headers.begin(), headers.end(), [name](const auto& header) {
    return header.first.size() == name.size() && ::strncasecmp(header.first.data(), name.data(), name.size()) == 0;
  });
}

/// What every answer has is written out, and never was among its headers: those are a hash table of strings.
ssize_t write_headers(httplib::Stream& stream, httplib::Headers& headers) {
  std::string lines;
  lines.reserve(1024);
  for (const auto& [name, value] : headers) {
    if (name == "Keep-Alive") continue;  // its numbers are cpp-httplib's, not ours
    lines.append(name).append(": ").append(value).append("\r\n");
  }
  append_security_header_lines(lines, current->secure, [&headers](std::string_view name) { return is_among(headers, name); });
  lines.append("X-Request-Id: ").append(current->name ? current->name->id() : new_request_id()).append("\r\n\r\n");
  return stream.write(lines.data(), lines.size());
}

/// cpp-httplib's own refusals come without a body.
void fill_empty_refusal(const httplib::Request&, httplib::Response& response) {
  if (!response.body.empty()) return;
  const bool range = response.status == 416;
  answer_json(response,
              error_json(range ? "bad_range" : "bad_request", range ? "The range lies outside of the content."
                                                                    : "The request cannot be understood."));
}

}  // namespace

class Protocol::Parser final : private httplib::Server {
 public:
  Parser(ProtocolOptions options, AnswerRequest handler)
      : options_(std::move(options)), handler_(std::move(handler)) {
    svr_sock_ = 0;  // any but INVALID_SOCKET, which would mean "shutting down"
    // Routing by cpp-httplib is a scan of regular expressions; ours is a table, asked before.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      try {
        handler_(request, response, current->outcome.live);
      } catch (const engine::MayNotWait&) {
        current->outcome.put_off = true;
      }
      if (current->outcome.live || current->outcome.put_off) current->stream.discard_output();
      return HandlerResponse::Handled;
    });
    set_exception_handler(answer_exception);
    set_error_handler(fill_empty_refusal);
    set_header_writer(write_headers);
    set_post_routing_handler([](const httplib::Request& request, httplib::Response& response) {
      current->outcome.close |= response.status >= 400 || request.get_header_value("Connection") == "close";
    });
  }

  Answered answer(Connection& connection, std::chrono::milliseconds patience) {
    ConnectionStream stream(connection, patience);
    Exchange exchange{stream, {}, std::nullopt, connection.wire.is_secure()};
    current = &exchange;
    const auto began = std::chrono::steady_clock::now();
    const auto prepare = [this, &connection](httplib::Request& request) {
      // The front has read the body; cpp-httplib must neither read nor drain one.
      request.body =
          connection.in.substr(connection.head_bytes, connection.request_bytes - connection.head_bytes);
      request.body_consumed_ = true;
      hear_proxy(request, connection, *current);
    };
    bool closed = false;
    bool answered = false;
    try {
      answered = process_request(stream, connection.address, connection.port, "", 0, false, closed, prepare);
    } catch (const std::exception& error) {  // thrown while the answer was being written
      spdlog::error("event=answer_failed error=\"{}\"", error.what());
    }
    current = nullptr;
    if (exchange.outcome.put_off) return std::move(exchange.outcome);
    if (options_.traffic) {
      options_.traffic->duration.observe(
          std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
    }
    exchange.outcome.close |= closed || !answered;
    return std::move(exchange.outcome);
  }

 private:
  /// What a proxy of ours says about the request is taken; what anybody else says of that kind is taken away.
  void hear_proxy(httplib::Request& request, const Connection& connection, Exchange& exchange) const {
    const bool proxied = contains(options_.proxies, connection.address);
    if (proxied) {
      request.remote_addr = client_of(connection.address, joined(request, "X-Forwarded-For"), options_.proxies);
      const std::string scheme = request.get_header_value("X-Forwarded-Proto");
      exchange.secure |= scheme.empty() ? options_.secure : scheme == "https";
    }
    const std::string theirs = proxied ? request.get_header_value("X-Request-Id") : "";
    exchange.name.emplace(is_request_id(theirs) ? theirs : new_request_id());
    if (!may_be_passed_on(request)) return;
    const bool traced = std::any_of(traces_of_proxies.begin(), traces_of_proxies.end(),
                                    [&request](const char* header) { return request.has_header(header); });
    for (const char* header : forwarding_headers) request.headers.erase(header);
    if (traced && request.remote_addr == connection.address) request.headers.emplace(passed_on, "yes");
  }

  /// None of the headers above begins with another letter; most requests have no such header at all.
  static bool may_be_passed_on(const httplib::Request& request) {
    return std::any_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
      const char first = header.first.empty() ? '\0' : header.first.front();
      return first == 'X' || first == 'x' || first == 'F' || first == 'f' || first == 'V' || first == 'v';
    });
  }

  const ProtocolOptions options_;
  const AnswerRequest handler_;
};

Protocol::Protocol(ProtocolOptions options, AnswerRequest handler)
    : parser_(std::make_unique<Parser>(std::move(options), std::move(handler))) {}
Protocol::~Protocol() = default;
Answered Protocol::answer(Connection& connection, std::chrono::milliseconds patience) {
  return parser_->answer(connection, patience);
}

}  // namespace oasis::http
