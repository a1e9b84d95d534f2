// What is said in the reader's language (client/words/translated.hpp).
#include "client/words/translated.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "client/words/sentences.hpp"
#include "shared/codec/workspace.hpp"
#include "tests/places.hpp"

namespace oasis {
namespace {

class Translated : public testing::Test {
 protected:
  void TearDown() override { speak_english(); }

  static void speak_json(std::string_view json) {
    auto catalogue = read_catalogue(json);
    ASSERT_TRUE(catalogue.ok()) << catalogue.error().where << ": " << catalogue.error().what;
    speak(std::move(catalogue).value());
  }
};

std::string place_of_error(std::string_view json) {
  const auto read = read_catalogue(json);
  return read.ok() ? "none" : read.error().where;
}

TEST_F(Translated, EnglishIsItself) {
  EXPECT_STREQ("Customers"_tr, "Customers");
  EXPECT_EQ(spoken_language(), "en");
  EXPECT_EQ(phrase("{1} of {2} kept"_tr, 3, 12'000), "3 of 12,000 kept");
  EXPECT_EQ(count_of(1, "{1} ticket"_kept, "{1} tickets"_kept), "1 ticket");
  EXPECT_EQ(count_of(0, "{1} ticket"_kept, "{1} tickets"_kept), "0 tickets");
}

TEST_F(Translated, ATextIsSaidInTheLanguageThatIsSpoken) {
  speak_json(R"({"language":"de","plural":"one-other","texts":{
    "Customers":"Kunden","{1} of {2} kept":"Von {2} wurden {1} gehalten","{1} tickets":["{1} Ticket","{1} Tickets"]}})");
  EXPECT_EQ(spoken_language(), "de");
  EXPECT_STREQ("Customers"_tr, "Kunden");
  EXPECT_STREQ(translated("Customers"_kept), "Kunden");
  EXPECT_EQ(phrase("{1} of {2} kept"_tr, 3, 12), "Von 12 wurden 3 gehalten");
  EXPECT_EQ(count_of(1, "{1} ticket"_kept, "{1} tickets"_kept), "1 Ticket");
  EXPECT_EQ(count_of(2, "{1} ticket"_kept, "{1} tickets"_kept), "2 Tickets");
  speak_english();
  EXPECT_STREQ("Customers"_tr, "Customers");
}

TEST_F(Translated, WhatIsMissingIsSaidInEnglish) {
  speak_json(R"({"language":"de","plural":"one-other","texts":{}})");
  EXPECT_STREQ("Customers"_tr, "Customers");
  EXPECT_EQ(count_of(1, "{1} ticket"_kept, "{1} tickets"_kept), "1 ticket");
}

TEST_F(Translated, WhatIsMeantStandsBeforeABarAndIsNotSaid) {
  EXPECT_STREQ("do|Open"_tr, "Open");
  speak_json(R"({"language":"de","plural":"one-other","texts":{"Open":"Offen","do|Open":"Öffnen"}})");
  EXPECT_STREQ("Open"_tr, "Offen");
  EXPECT_STREQ("do|Open"_tr, "Öffnen");
}

TEST_F(Translated, ASentenceOfTheCoreIsKnownByItsPattern) {
  EXPECT_EQ(retold("tier 1, on call in days"), "tier 1, on call in days");
  speak_json(R"({"language":"de","plural":"one-other","texts":{"Update":"Zwischenstand"},"sentences":{
    "on call in {1}":"in Bereitschaft in {1}","tier {1}, {2*}":"Ebene {1}, {2}","tier {1}, backup, {2*}":"Ebene {1}, Vertretung, {2}",
    "{1*} is met in {2} of cases.":"{1} wird in {2} der Fälle eingehalten."}})");
  EXPECT_EQ(retold("tier 1, on call in days"), "Ebene 1, in Bereitschaft in days");
  EXPECT_EQ(retold("tier 1, backup, on call in days"), "Ebene 1, Vertretung, in Bereitschaft in days");
  EXPECT_EQ(retold("Update is met in 80 % of cases."), "Zwischenstand wird in 80 % der Fälle eingehalten.");
  EXPECT_EQ(retold("on call in "), "on call in ");
  EXPECT_EQ(retold("something new"), "something new");
}

TEST_F(Translated, PlacesAreFilledWithAnyTextAndNothingIsFilledTwice) {
  EXPECT_EQ(phrase("{2} and {1}", "{2}", "b"), "b and {2}");
  EXPECT_EQ(phrase("{1} {3} {0} {x} {", "a"), "a {3} {0} {x} {");
}

TEST_F(Translated, CountsHaveTheFormsOfTheirLanguage) {
  const auto forms = [](Plural rule) {
    std::string found;
    for (const int n : {0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 112, 122}) found += std::to_string(form_of(rule, n));
    return found;
  };
  EXPECT_EQ(forms(Plural::none), "000000000000");
  EXPECT_EQ(forms(Plural::one_other), "101111111111");
  EXPECT_EQ(forms(Plural::french), "001111111111");
  EXPECT_EQ(forms(Plural::east_slavic), "201122201221");
  EXPECT_EQ(forms(Plural::polish), "201122221221");
  EXPECT_EQ(forms(Plural::czech), "201122222222");
}

/// Faults are put together from pieces: that there is a pattern for each piece (tests/scripts/sentences.test.mjs) is not yet
/// that the whole is known.
TEST_F(Translated, FaultsOfADocumentAreSaidInTheLanguageThatIsSpoken) {
  std::ifstream file(oasis::test::source_folder() + "/web/words-de.json");
  speak_json(std::string(std::istreambuf_iterator<char>(file), {}));
  const auto document = nlohmann::json::parse(R"({
    "zone": "Berlin", "weather": "fine",
    "users": [{"id": "ann", "role": "boss", "name": 7}, {"id": "ann"}, {"id": "Bob"}],
    "teams": [{"id": "net", "members": ["nobody"]}],
    "slas": [{"id": "gold", "calendar": "none", "targets": {"normal": {"first_response": "soon"}}, "warn_at": [2]}],
    "chains": [{"id": "main", "steps": []}, {"id": "other", "steps": [{"tier": 1, "notify": [], "wait": "5m"}]}],
    "rules": [{"id": "r", "on": "created", "then": [{"sing": {}}]}],
    "channels": [{"id": "c", "kind": "pigeon"}, {"id": "m", "kind": "smtp", "settings": {"host": "a b", "colour": "red", "password": "x"}}],
    "webhooks": [{"id": "w", "url": "ftp://x"}],
    "drills": [{"id": "d", "chain": "main", "subject": ""}]
  })");
  const auto read = read_workspace(document, Zones());
  ASSERT_FALSE(read.ok());
  EXPECT_GE(read.error().size(), 15u);
  for (const Error& fault : read.error()) EXPECT_NE(retold(fault.what), fault.what) << fault.where;
}

TEST_F(Translated, ACatalogueThatIsNotOneNamesThePlace) {
  EXPECT_EQ(place_of_error("[]"), "");
  EXPECT_EQ(place_of_error(R"({"plural":"none","texts":{}})"), "/language");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"two","texts":{}})"), "/plural");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"none"})"), "/texts");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"one-other","texts":{"{1} of {2}":"{1}"}})"), "/texts/{1} of {2}");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"one-other","texts":{"a":["b"]}})"), "/texts/a");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"one-other","texts":{"a":""}})"), "/texts/a");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"one-other","texts":{},"sentences":{"{1}{2}":"{1}{2}"}})"), "/sentences/{1}{2}");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"one-other","texts":{},"sentences":{"in {1}":"in"}})"), "/sentences/in {1}");
  EXPECT_EQ(place_of_error(R"({"language":"de","plural":"one-other","texts":{"{1} as":["an a","{1} as"]}})"), "none");
}

}  // namespace
}  // namespace oasis
