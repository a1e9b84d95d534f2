// cpp-httplib parses one framed request and writes its answer. May not: wait for input.
#include "server/http/protocol.hpp"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <utility>

#include "server/http/answer.hpp"
#include "server/http/listener.hpp"

namespace oasis::http {
namespace {

/// The request that this thread is answering: cpp-httplib passes nothing of ours through to its hooks.
struct Exchange {
  ConnectionStream& stream;
  Answered outcome;
};
thread_local Exchange* current = nullptr;

/// The address that our own proxy saw: the last of the list. What stands before it anybody may have written.
std::string last_forwarded(const std::string& header) {
  const auto comma = header.rfind(',');
  auto last = comma == std::string::npos ? header : header.substr(comma + 1);
  last.erase(0, last.find_first_not_of(' '));
  last.erase(last.find_last_not_of(' ') + 1);
  return last;
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
  Parser(ProtocolOptions options, AnswerRequest handler) : options_(options), handler_(std::move(handler)) {
    svr_sock_ = 0;  // any but INVALID_SOCKET, which would mean "shutting down"
    // Routing by cpp-httplib is a scan of regular expressions; ours is a table, asked before.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      handler_(request, response, current->outcome.live);
      if (current->outcome.live) current->stream.discard_output();
      return HandlerResponse::Handled;
    });
    set_exception_handler(answer_exception);
    set_error_handler(fill_empty_refusal);
    set_post_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      add_security_headers(response, options_.secure);
      response.headers.erase("Keep-Alive");  // its numbers are cpp-httplib's, not ours
      current->outcome.close |= response.status >= 400 || request.get_header_value("Connection") == "close";
    });
  }

  Answered answer(Connection& connection, std::chrono::milliseconds patience) {
    ConnectionStream stream(connection, patience);
    Exchange exchange{stream, {}};
    current = &exchange;
    const auto prepare = [&](httplib::Request& request) {
      // The front has read the body; cpp-httplib must neither read nor drain one.
      request.body =
          connection.in.substr(connection.head_bytes, connection.request_bytes - connection.head_bytes);
      request.body_consumed_ = true;
      if (!options_.behind_proxy) return;
      const std::string client = last_forwarded(request.get_header_value("X-Forwarded-For"));
      if (is_numeric_address(client)) request.remote_addr = client;
    };
    bool closed = false;
    bool answered = false;
    try {
      answered = process_request(stream, connection.address, connection.port, "", 0, false, closed, prepare);
    } catch (const std::exception& error) {  // thrown while the answer was being written
      spdlog::error("event=answer_failed error=\"{}\"", error.what());
    }
    current = nullptr;
    exchange.outcome.close |= closed || !answered;
    return std::move(exchange.outcome);
  }

 private:
  const ProtocolOptions options_;
  const AnswerRequest handler_;
};

Protocol::Protocol(ProtocolOptions options, AnswerRequest handler)
    : parser_(std::make_unique<Parser>(options, std::move(handler))) {}
Protocol::~Protocol() = default;
Answered Protocol::answer(Connection& connection, std::chrono::milliseconds patience) {
  return parser_->answer(connection, patience);
}

}  // namespace oasis::http
