// See office.hpp.
#include "tests/sync_simulation/office.hpp"

#include <array>

namespace oasis::test {
namespace {

/// What bob and cid are, in each form: who works on tickets, and which of them they see.
struct Form {
  const char* bob;
  const char* cid;
};
constexpr const char* network_only = R"("role": "agent", "scope": {"teams": ["network"]})";
constexpr std::array<Form, office_variants> forms{{
    {R"("role": "agent")", network_only},
    {R"("role": "viewer")", network_only},
    {R"("role": "agent")", R"("role": "agent", "scope": {"customers": ["globex"]})"},
    {R"("role": "viewer", "scope": {"teams": ["support"]})", R"("role": "agent")"},
    {R"("role": "agent", "scope": {"teams": ["support"], "customers": ["globex"]})",
     R"("role": "agent", "scope": {"teams": ["support", "network"]})"},
}};

}  // namespace

std::string office_document(int variant) {
  const Form& form = forms.at(static_cast<std::size_t>(variant));
  return R"json({
  "name": "Acme", "zone": "UTC", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "bob", "name": "Bob", )json" +
         std::string(form.bob) + R"json(, "contacts": {"email": "bob@acme.example"}},
    {"id": "cid", "name": "Cid", )json" +
         form.cid + R"json(, "contacts": {"email": "cid@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "customers": [{"id": "globex", "name": "Globex", "domains": ["globex.example"]}],
  "teams": [{"id": "support", "members": ["ann", "bob"]}, {"id": "network", "members": ["cid"]}],
  "slas": [{"id": "standard", "targets": {"normal": {"first_response": "20m", "resolution": "24h"}}}],
  "chains": [{"id": "default", "steps": [
    {"tier": 1, "notify": [{"user": "ann"}], "wait": "3m"},
    {"tier": 2, "notify": [{"user": "bob"}], "wait": "3m"},
    {"tier": 3, "notify": [{"user": "olga"}], "wait": "3m"}]}],
  "rules": [{"id": "no-answer", "on": "no_response", "for": "4m", "then": [{"escalate": {"chain": "default"}}]}]
})json";
}

}  // namespace oasis::test
