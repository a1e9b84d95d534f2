// See tongue.hpp.
#include "server/http/tongue.hpp"

#include <algorithm>
#include <string>

#include "shared/text/utf8.hpp"

namespace oasis::http {
namespace {

/// The weight of ";q=0.8" in thousandths; without one, or with one that cannot be read, 1000.
int weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  const std::string_view text = trimmed(parameters.substr(at + 2));
  if (text.empty() || text.front() != '0') return 1000;
  int weight = 0;
  for (std::size_t i = 2; i < 5; ++i) {
    const bool digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
    weight = weight * 10 + (digit ? text[i] - '0' : 0);
  }
  return weight;
}

}  // namespace

notify::Tongue tongue_for(std::string_view chosen, std::string_view accept_language) {
  if (const auto known = notify::tongue_of(chosen)) return *known;
  notify::Tongue best = notify::Tongue::english;
  int most = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    const std::string_view item = trimmed(accept_language.substr(0, comma));
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const auto tongue = notify::tongue_of(lower_ascii(std::string(trimmed(item.substr(0, semicolon)))));
    const int weight = weight_of(item.substr(semicolon));
    if (!tongue || weight <= most) continue;
    best = *tongue;
    most = weight;
  }
  return best;
}

PageFrame in_language(PageFrame frame, notify::Tongue tongue) {
  frame.language = notify::tag_of(tongue);
  return frame;
}

}  // namespace oasis::http
