// The workspace of desk_stage.hpp.
#include "tests/client/screens/desk_stage.hpp"

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"

namespace oasis {
namespace {

constexpr const char* document = R"({
  "name": "Acme", "zone": "UTC", "default_sla": "standard", "last_resort": {"user": "olga"},
  "users": [
    {"id": "ann", "name": "Ann Ek", "role": "admin", "contacts": {"email": "ann@acme.example"}},
    {"id": "bob", "name": "Bob Okafor", "role": "agent", "contacts": {"email": "bob@acme.example"}},
    {"id": "olga", "name": "Olga Brandt", "role": "manager", "contacts": {"email": "olga@acme.example"}}],
  "teams": [{"id": "support", "name": "Support", "members": ["ann", "bob"]}],
  "customers": [{"id": "globex", "name": "Globex", "tags": ["vip"], "domains": ["globex.example"],
                 "contacts": [{"id": "gina", "name": "Gina Roth", "email": "gina@globex.example"}]}],
  "slas": [{"id": "standard", "name": "Standard",
            "targets": {"normal": {"first_response": "1h", "resolution": "24h"},
                        "urgent": {"first_response": "15m", "resolution": "4h"}}}],
  "schedules": [{"id": "tier-1", "name": "Support on call", "zone": "UTC", "layers": [{"priority": 0,
    "rotation": {"kind": "weekly", "every": 1, "start": "2026-01-05T09:00:00", "people": ["ann"]}}]}],
  "chains": [{"id": "default", "name": "Customer-facing", "steps": [
    {"tier": 1, "name": "Support", "notify": [{"schedule": "tier-1"}], "wait": "30m"},
    {"tier": 2, "name": "Manager", "notify": [{"user": "olga"}], "wait": "30m"}]}],
  "templates": [{"id": "status", "name": "Status update",
                 "text": "Hello {{contact.name}}, about {{ticket.subject}}."}]
})";

}  // namespace

std::shared_ptr<const Policies> small_workspace(const Zones& zones) {
  return Policies::prepare(read_workspace(nlohmann::json::parse(document), zones).value(), zones, 1).value();
}

}  // namespace oasis
