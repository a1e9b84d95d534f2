// Texts with places: "Hello {{contact.name}}, next update by {{clock.update.due | local}}." May not: know
// what the names mean; whoever expands a text says so.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oasis {

/// The value of a name, printed as `format` asks (empty if the place names none); nullopt for an unknown
/// name.
using TemplateValue =
    std::function<std::optional<std::string>(std::string_view name, std::string_view format)>;

/// `text` with each `{{name}}` or `{{name | format}}` replaced by its value; blanks around both do not count.
/// A place with an unknown name, and braces that do not close on their line, stay as they are. Values are not
/// expanded again. Linear in text and values.
std::string expand_template(std::string_view text, const TemplateValue& value);

/// The names in the places of a text, in order, each as often as it stands there.
std::vector<std::string> template_names(std::string_view text);

}  // namespace oasis
