// One's own rules and times: from the document to the page and back. May not: know requests or rows.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "server/http/form.hpp"
#include "server/http/notifications_page.hpp"
#include "shared/model/workspace.hpp"
#include "shared/result.hpp"
#include "shared/time/zone.hpp"

namespace oasis::http {

/// "E-mail" for "email".
std::string channel_name(const std::string& via);

/// Fills in rules, quiet hours and times away as they are. `zone`: the person's.
void show_rules(const User& user, const Zone& zone, const Zones& zones, NotificationsPage& page);

/// What a form asks for, as the document writes a person: "notify", "quiet_hours", "away", "zone", each null
/// where there is none. The error names the field in words.
Result<nlohmann::json> read_rules(const Form& form, const Zone& zone);

}  // namespace oasis::http
