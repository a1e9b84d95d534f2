// See office.hpp.
#include "tests/sync_simulation/office.hpp"

namespace oasis::test {

std::string office_document(int variant) {
  const std::string bob_role = variant == 1 ? "viewer" : "agent";
  return R"json({
  "name": "Acme", "zone": "UTC", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "bob", "name": "Bob", "role": ")json" +
         bob_role + R"json(", "contacts": {"email": "bob@acme.example"}},
    {"id": "cid", "name": "Cid", "contacts": {"email": "cid@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
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
