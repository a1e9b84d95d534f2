// One log line as key=value or as JSON. May not: know where it goes.
#include "server/cli/log_format.hpp"

#include <spdlog/pattern_formatter.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/request_id.hpp"

namespace oasis::cli {
namespace {

constexpr const char* time_pattern = "%Y-%m-%dT%H:%M:%S.%e%z";

std::string quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append(spdlog::memory_buf_t& to, std::string_view text) {
  to.append(text.data(), text.data() + text.size());
}

/// %Q: " request=…" while a request is answered.
class RequestFlag final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg&, const std::tm&, spdlog::memory_buf_t& to) override {
    const std::string_view id = http::current_request_id();
    if (!id.empty()) append(to, " request=" + std::string(id));
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<RequestFlag>(); }
};

/// %V: the message on one line, whatever it quotes.
class LineFlag final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& to) override {
    for (const char c : message.payload) to.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c);
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<LineFlag>(); }
};

/// %J: the whole message as members of an object.
class MembersFlag final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& to) override {
    const std::string_view id = http::current_request_id();
    if (!id.empty()) append(to, ",\"request\":" + quoted(id));
    append(to, "," + json_members({message.payload.data(), message.payload.size()}));
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<MembersFlag>(); }
};

std::string_view take_until(std::string_view& text, char end) {
  const auto at = std::min(text.find(end), text.size());
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return taken;
}

bool is_key(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

std::string json_members(std::string_view message) {
  std::string members;
  const auto add = [&members](std::string_view name, std::string_view value) {
    members += (members.empty() ? "" : ",") + quoted(name) + ":" + quoted(value);
  };
  std::string_view rest = message.rfind("event=", 0) == 0 ? message : "";
  if (rest.empty()) add("message", message);
  while (!rest.empty()) {
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos || !is_key(rest.substr(0, equals))) {
      add("message", rest);
      break;
    }
    const std::string_view name = take_until(rest, '=');
    if (!rest.empty() && rest.front() == '"') {
      rest.remove_prefix(1);
      add(name, take_until(rest, '"'));
      if (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
    } else {
      add(name, take_until(rest, ' '));
    }
  }
  return members;
}

std::unique_ptr<spdlog::formatter> text_format() {
  auto format = std::make_unique<spdlog::pattern_formatter>();
  format->add_flag<RequestFlag>('Q').add_flag<LineFlag>('V').set_pattern("time=" + std::string(time_pattern) +
                                                                         " level=%l%Q %V");
  return format;
}

std::unique_ptr<spdlog::formatter> json_format() {
  auto format = std::make_unique<spdlog::pattern_formatter>();
  format->add_flag<MembersFlag>('J').set_pattern("{\"time\":\"" + std::string(time_pattern) +
                                                 "\",\"level\":\"%l\"%J}");
  return format;
}

}  // namespace oasis::cli
