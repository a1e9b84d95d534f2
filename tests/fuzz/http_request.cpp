// What arrives on a connection: the front's framing, then cpp-httplib on whatever the framing lets through,
// with the answer going to a real socket. Nothing crashes; what is one request stays one, whatever follows
// it; what is refused stays refused. May not: judge an answer beyond its first bytes.
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <variant>

#include "server/http/connection.hpp"
#include "server/http/framing.hpp"
#include "server/http/networks.hpp"
#include "server/http/protocol.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

namespace {

constexpr std::size_t most_body = 4096;

/// The head is found the same with more bytes behind it, and lies inside of the input.
void check_framing(std::string_view input) {
  const http::Framed framed = http::frame_head(input);
  const auto* head = std::get_if<http::Head>(&framed);
  const http::Framed longer = http::frame_head(std::string(input) + "GET / HTTP/1.1\r\n");
  if (head) {
    test::must_hold(head->bytes <= input.size(), "a head ends inside of the input");
    test::must_hold(input.substr(head->bytes - 4, 4) == "\r\n\r\n", "a head ends with an empty line");
    const auto* again = std::get_if<http::Head>(&longer);
    test::must_hold(again && again->bytes == head->bytes && again->body_bytes == head->body_bytes,
                    "what follows a head does not change it");
  } else if (std::holds_alternative<http::Refused>(framed)) {
    test::must_hold(std::holds_alternative<http::Refused>(longer), "what is refused stays refused");
  }
}

http::Protocol& protocol() {
  static const std::vector<http::Network> loopback = *http::read_network("loopback");
  static http::Protocol one(
      {loopback, false, nullptr},
      [](const httplib::Request& request, httplib::Response& response, std::optional<http::LiveStart>&) {
        response.set_content(request.path + request.body + request.remote_addr + request.get_param_value("q"),
                             "text/plain");
      });
  return one;
}

void check_answer(std::string_view input, const http::Head& head) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) != 0) return;
  std::string heard;
  {
    http::Connection connection;
    connection.wire = http::Wire(ends[1]);
    connection.address = "127.0.0.1";
    connection.in = input;
    connection.head_bytes = head.bytes;
    connection.request_bytes = head.bytes + head.body_bytes;
    protocol().answer(connection, std::chrono::milliseconds(100));
    std::array<char, 65536> bytes;
    const ssize_t got = ::recv(ends[0], bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) heard.assign(bytes.data(), static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  test::must_hold(heard.empty() || heard.rfind("HTTP/1.1 ", 0) == 0, "an answer begins with its status");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input = test::as_text(data, size);
  check_framing(input);
  const http::Framed framed = http::frame_head(input);
  const auto* head = std::get_if<http::Head>(&framed);
  if (!head || head->body_bytes > most_body || input.size() < head->bytes + head->body_bytes) return 0;
  check_answer(input, *head);
  return 0;
}
