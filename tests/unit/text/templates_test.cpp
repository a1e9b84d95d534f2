// Texts with places.
#include "shared/text/templates.hpp"

#include <gtest/gtest.h>

#include "shared/text/case_fold.hpp"

namespace oasis {
namespace {

std::optional<std::string> values(std::string_view name, std::string_view format) {
  if (name == "who") return "Ann";
  if (name == "due") return format == "local" ? "16:30" : "15:30Z";
  if (name == "tricky") return "{{who}}";
  return std::nullopt;
}

TEST(Templates, PlacesAreReplaced) {
  EXPECT_EQ(expand_template("Hello {{who}}, {{ due }} or {{due|local}}.", values),
            "Hello Ann, 15:30Z or 16:30.");
}

TEST(Templates, UnknownNamesAndOpenBracesStay) {
  EXPECT_EQ(expand_template("{{nobody}} {{who {{who}} }} {{", values), "{{nobody}} {{who Ann }} {{");
  EXPECT_EQ(expand_template("{{who\n}}", values), "{{who\n}}");
}

TEST(Templates, ValuesAreNotExpandedAgain) {
  EXPECT_EQ(expand_template("{{tricky}}", values), "{{who}}");
}

TEST(Templates, NamesAreListed) {
  EXPECT_EQ(template_names("{{a}} {{b | local}} {{a}}"), (std::vector<std::string>{"a", "b", "a"}));
}

TEST(CaseFold, CapitalsAndSharpS) {
  EXPECT_EQ(case_folded("STRASSE"), case_folded("Straße"));
  EXPECT_EQ(case_folded("ÅNGSTRÖM Ω ЖИВОЙ Š"), "ångström ω живой š");
}

}  // namespace
}  // namespace oasis
