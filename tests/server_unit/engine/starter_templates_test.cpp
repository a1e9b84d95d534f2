// The texts that we bring: there is one for each of the moments in which words are hard to find, in each of
// our languages, and what they name exists.
#include "server/engine/starter_templates.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/engine/system_zones.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/template_values.hpp"

namespace oasis::engine {
namespace {

struct StarterTemplates : testing::Test {
  Zones zones = load_zones();
  Workspace workspace = [this] {
    nlohmann::json document = {{"name", "Acme"},
                               {"users", {{{"id", "ann"}, {"name", "Ann Ek"}, {"role", "admin"}}}},
                               {"customers", {{{"id", "globex"}, {"name", "Globex"}, {"language", "de"}}}}};
    document["templates"] = starter_templates();
    auto read = read_workspace(document, zones);
    EXPECT_TRUE(read.ok()) << read.error().front().where << " " << read.error().front().what;
    return read.ok() ? std::move(*read) : Workspace{};
  }();
};

TEST_F(StarterTemplates, NameOnlyWhatThereIs) {
  const auto faults = template_faults(workspace);
  for (const Error& fault : faults) ADD_FAILURE() << fault.where << ": " << fault.what;
}

TEST_F(StarterTemplates, SaySomeOfThemToOurPeopleOnly) {
  for (const char* id : {"vip", "post-mortem", "escalation", "digest"}) EXPECT_TRUE(is_for_our_people(starter_template(id))) << id;
  for (const char* id : {"outage", "data-loss", "billing-error", "angry-customer", "security-report", "delayed-fix"})
    EXPECT_FALSE(is_for_our_people(starter_template(id))) << id;
}

TEST_F(StarterTemplates, HaveWordsForEachHardMomentInBothLanguages) {
  const auto policies = Policies::prepare(workspace, zones, 1);
  ASSERT_TRUE(policies.ok());
  Ticket ticket;
  ticket.number = 7;
  ticket.customer = "globex";
  ticket.subject = "Exports fail";
  ticket.contact_name = "Gina Roth";
  for (const char* id :
       {"outage", "data-loss", "billing-error", "angry-customer", "security-report", "delayed-fix", "vip"}) {
    const Template& source = starter_template(id);
    ASSERT_EQ(source.id, id);
    const TemplateLetter german =
        letter_from(source, ticket, **policies, nullptr, {{"user.name", "Ann"}, {"facts", "-"}});
    Template plain = source;
    plain.variants.clear();
    const TemplateLetter english =
        letter_from(plain, ticket, **policies, nullptr, {{"user.name", "Ann"}, {"facts", "-"}});
    EXPECT_NE(german.text, english.text) << id << " is not in German";
    for (const TemplateLetter& letter : {german, english}) {
      EXPECT_EQ((letter.subject + letter.text).find("{{"), std::string::npos) << letter.text;
      EXPECT_GT(letter.text.size(), 100u) << id;
    }
  }
}

}  // namespace
}  // namespace oasis::engine
