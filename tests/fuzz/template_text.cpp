// Texts with places: what is not a place stays, values are not expanded again, names are those that were
// asked for. May not: know what the names mean.
#include <set>
#include <string>
#include <vector>

#include "shared/text/templates.hpp"
#include "tests/fuzz/fuzzed.hpp"

using namespace oasis;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(test::as_text(data, size));
  std::multiset<std::string> asked;  // a condition may be asked twice
  const auto unknown = [&](std::string_view name, std::string_view) -> std::optional<std::string> {
    asked.emplace(name);
    return std::nullopt;
  };
  test::must_hold(expand_template(text, unknown) == text, "unknown places stay as they are");
  const std::vector<std::string> names = template_names(text);
  test::must_hold(
      std::set<std::string>(names.begin(), names.end()) == std::set<std::string>(asked.begin(), asked.end()),
      "the names are those of the places");
  for (const TemplateFault& fault : template_faults(text, {"a.b", "due"}, {"local"}))
    test::must_hold(fault.line >= 1 && fault.column >= 1 && !fault.what.empty(), "faults have a place");
  const auto same = [](std::string_view, std::string_view) { return std::optional<std::string>("{{a}}"); };
  const std::string expanded = expand_template(text, same);
  test::must_hold(expanded.size() <= text.size() + 5 * asked.size(), "values are not expanded again");
  return 0;
}
