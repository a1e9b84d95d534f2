// See templates.hpp.
#include "shared/text/templates.hpp"

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// Calls `literal(text)` and `place(whole, name, format)` for the parts of a text, in order.
template <typename Literal, typename PlaceRead>
void walk(std::string_view text, Literal&& literal, PlaceRead&& place) {
  while (!text.empty()) {
    const std::size_t open = text.find("{{");
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    const std::string_view inside = text.substr(open + 2, close - open - 2);
    if (inside.find_first_of("{\n") != std::string_view::npos) {  // an opening that belongs to no closing
      literal(text.substr(0, open + 2));
      text.remove_prefix(open + 2);
      continue;
    }
    literal(text.substr(0, open));
    const std::size_t bar = inside.find('|');
    const std::string_view format =
        bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1);
    place(text.substr(open, close + 2 - open), trimmed(inside.substr(0, bar)), trimmed(format));
    text.remove_prefix(close + 2);
  }
  literal(text);
}

}  // namespace

std::string expand_template(std::string_view text, const TemplateValue& value) {
  std::string out;
  walk(
      text, [&](std::string_view literal) { out += literal; },
      [&](std::string_view whole, std::string_view name, std::string_view format) {
        const std::optional<std::string> found = value(name, format);
        out += found ? std::string_view(*found) : whole;
      });
  return out;
}

std::vector<std::string> template_names(std::string_view text) {
  std::vector<std::string> names;
  walk(
      text, [](std::string_view) {},
      [&](std::string_view, std::string_view name, std::string_view) { names.emplace_back(name); });
  return names;
}

}  // namespace oasis
