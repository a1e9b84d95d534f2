// Measures as text for Prometheus. May not: read a measure's source.
#include "server/watch/exposition.hpp"

#include <array>
#include <charconv>

namespace oasis::watch {
namespace {

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? ' ' : c;
  }
  return text;
}

}  // namespace

std::string Exposition::number(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

void Exposition::family(std::string_view name, std::string_view type, std::string_view help) {
  text_.append("# HELP oasis_").append(name).append(" ").append(help);
  text_.append("\n# TYPE oasis_").append(name).append(" ").append(type).append("\n");
}

void Exposition::sample(std::string_view name, const Labels& labels, double value) {
  text_.append("oasis_").append(name);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    text_.append(i == 0 ? "{" : ",").append(labels[i].first).append("=\"");
    text_.append(escaped(labels[i].second)).append("\"");
  }
  text_.append(labels.empty() ? " " : "} ").append(number(value)).append("\n");
}

void Exposition::counter(std::string_view name, std::string_view help, std::uint64_t value) {
  family(name, "counter", help);
  sample(name, {}, static_cast<double>(value));
}

void Exposition::gauge(std::string_view name, std::string_view help, double value) {
  family(name, "gauge", help);
  sample(name, {}, value);
}

void Exposition::bucket(std::string_view name, std::string_view bound, std::uint64_t count) {
  sample(std::string(name) + "_bucket", {{"le", bound}}, static_cast<double>(count));
}

}  // namespace oasis::watch
