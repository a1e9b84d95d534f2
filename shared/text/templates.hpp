// Texts with places: "Hello {{contact.name}}, next update by {{clock.update.due | local}}." May not: know
// what the names mean; whoever expands a text says so.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oasis {

/// The value of a name, printed as `format` asks: what stands behind the first "|" of its place, empty if
/// there is none. For the condition of an `{{if name}}` the format is `condition_format`, and an empty value
/// does not hold. nullopt for an unknown name.
using TemplateValue =
    std::function<std::optional<std::string>(std::string_view name, std::string_view format)>;
inline constexpr std::string_view condition_format = "?";

/// `text` with each `{{name}}` or `{{name | format}}` replaced by its value; blanks around both do not count.
/// `{{if name}} … {{else}} … {{end}}` and `{{if not name}} …` choose a part; `else` may be missing, and a tag
/// of these that stands alone on its line takes the line with it. A place with an unknown name, tags that
/// belong to nothing and braces that do not close on their line stay as they are. Values are not expanded
/// again. Linear in text and values; conditions stand at most 20 deep.
std::string expand_template(std::string_view text, const TemplateValue& value);

/// The names in the places and conditions of a text, in order, each as often as it stands there.
std::vector<std::string> template_names(std::string_view text);

/// One step of a format: "default \"our team\"" has the name `default` and the argument `our team`.
struct TemplateFilter {
  std::string_view name;
  std::string_view argument;
};
/// The steps of a format, in order.
std::vector<TemplateFilter> template_filters(std::string_view format);

struct TemplateFault {
  std::size_t line = 1;    ///< 1, 2, …
  std::size_t column = 1;  ///< 1, 2, … in bytes
  std::string what;        ///< `no value "tiket.number"; did you mean "ticket.number"?`
};
/// What is wrong with a text for somebody who knows these names and filters: unknown ones with the nearest
/// known one, conditions without end, tags that belong to nothing. In the order of the text.
std::vector<TemplateFault> template_faults(std::string_view text, const std::vector<std::string_view>& names,
                                           const std::vector<std::string_view>& filters);

/// The one of `known` that `word` was probably meant to be: at most a third of its letters are wrong; empty
/// if none.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace oasis
