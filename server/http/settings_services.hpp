// What the routes of the settings work with. May not: own anything.
#pragma once

#include <optional>

#include "server/engine/backups.hpp"
#include "server/http/services.hpp"
#include "server/notify/ways_out.hpp"
#include "server/watch/heartbeat.hpp"

namespace oasis::http {

/// Everything outlives the routes.
struct SettingsServices {
  const Services& services;
  Auth& auth;
  const notify::WaysOut& ways;
  const std::optional<watch::Heartbeat>& heartbeat;
  std::optional<engine::Backups>& backups;  ///< there while the server serves
};

void add_config_routes(Routes& routes, const SettingsServices& settings);  // /api/v1/config: the workspace document
void add_audit_route(Routes& routes, const Services& services);            // /api/v1/audit: who did what
void add_trial_route(Routes& routes, const SettingsServices& settings);    // /api/v1/config/test: a part of it tried out

}  // namespace oasis::http
