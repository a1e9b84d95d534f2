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

std::optional<std::string> known(std::string_view name, std::string_view) {
  if (name == "full") return "yes";
  if (name == "empty") return "";
  return std::nullopt;
}

TEST(Templates, AConditionChoosesAPart) {
  EXPECT_EQ(expand_template("a{{if full}}b{{else}}c{{end}}d", known), "abd");
  EXPECT_EQ(expand_template("a{{if empty}}b{{else}}c{{end}}d", known), "acd");
  EXPECT_EQ(expand_template("a{{if not empty}}b{{end}}{{if not full}}c{{end}}d", known), "abd");
  EXPECT_EQ(expand_template("{{if full}}{{if empty}}x{{else}}y{{end}}{{end}}", known), "y");
}

TEST(Templates, ATagAloneOnItsLineTakesTheLineWithIt) {
  EXPECT_EQ(expand_template("one\n{{if full}}\ntwo\n  {{else}}  \nthree\n{{end}}\nfour\n", known),
            "one\ntwo\nfour\n");
  EXPECT_EQ(expand_template("one {{if full}}two\n{{end}}\nthree", known), "one two\nthree")
      << "only the end is alone";
  EXPECT_EQ(expand_template("{{if full}}\n{{if full}}\nx\n{{end}}\n{{end}}\n", known), "x\n");
  EXPECT_EQ(expand_template("a\n{{if empty}}\nb\n{{end}}", known), "a\n");
}

TEST(Templates, TagsThatBelongToNothingAndUnknownConditionsStay) {
  EXPECT_EQ(expand_template("{{else}} {{end}} {{if full}} x", known), "{{else}} {{end}} {{if full}} x");
  EXPECT_EQ(expand_template("{{if other}}\n{{full}}\n{{end}}", known), "{{if other}}\nyes\n{{end}}");
}

TEST(Templates, ManyConditionsWithinEachOtherEnd) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "{{if full}}";
  for (int i = 0; i < 50'000; ++i) text += "{{end}}";
  EXPECT_LT(expand_template(text, known).size(), text.size());
}

TEST(Templates, FiltersHaveNamesAndArguments) {
  const auto filters = template_filters(" local | default \"a | b\" |upper");
  ASSERT_EQ(filters.size(), 3u);
  EXPECT_EQ(filters[0].name, "local");
  EXPECT_EQ(filters[1].name, "default");
  EXPECT_EQ(filters[1].argument, "a | b");
  EXPECT_EQ(filters[2].name, "upper");
}

TEST(Templates, FaultsNameThePlaceAndWhatWasMeant) {
  const auto faults = template_faults("Hello {{contact.nam}},\n  {{due | locl}} {{xyz}}\n{{if due}}",
                                      {"contact.name", "due"}, {"local"});
  ASSERT_EQ(faults.size(), 4u);
  EXPECT_EQ(faults[0].line, 1u);
  EXPECT_EQ(faults[0].column, 7u);
  EXPECT_EQ(faults[0].what, "no value \"contact.nam\"; did you mean \"contact.name\"?");
  EXPECT_EQ(faults[1].line, 2u);
  EXPECT_EQ(faults[1].column, 3u);
  EXPECT_EQ(faults[1].what, "no filter \"locl\"; did you mean \"local\"?");
  EXPECT_EQ(faults[2].what, "no value \"xyz\"");
  EXPECT_EQ(faults[3].what, "has no {{end}}");
  EXPECT_EQ(template_faults("{{end}}", {}, {}).at(0).what, "belongs to no {{if …}}");
}

TEST(CaseFold, CapitalsAndSharpS) {
  EXPECT_EQ(case_folded("STRASSE"), case_folded("Straße"));
  EXPECT_EQ(case_folded("ÅNGSTRÖM Ω ЖИВОЙ Š"), "ångström ω живой š");
}

}  // namespace
}  // namespace oasis
