// Who may use each route of the server, by hand: what the table of routes is compared with. May not: be made
// from it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "server/http/auth/principal.hpp"

namespace oasis::http {

/// What is expected of a route: the least role (nothing: everybody) and the least API token (none: no
/// script).
struct Expected {
  std::optional<Role> least;
  Grant token = Grant::none;
};
constexpr std::optional<Role> everybody;

inline const std::map<std::string, Expected> expectation{
    {"GET /login", {everybody}},
    {"POST /login", {everybody}},
    {"GET /login/code", {everybody}},
    {"POST /login/code", {everybody}},
    {"POST /logout", {everybody}},
    {"GET /forgot", {everybody}},
    {"POST /forgot", {everybody}},
    {"GET /welcome/:token", {everybody}},
    {"POST /welcome/:token", {everybody}},
    {"GET /t/:secret", {everybody}},
    {"GET /t/:secret/files/:id", {everybody}},  // of the ticket that the address is the key of
    {"GET /t/:secret/files/:id/picture", {everybody}},
    {"POST /t/:secret", {everybody}},
    {"GET /a/:secret", {everybody}},
    {"POST /a/:secret", {everybody}},
    {"GET /healthz", {everybody}},
    {"GET /metrics", {everybody}},       // with a token of its own
    {"POST /api/v1/mail", {everybody}},  // with a secret of its own
    {"GET /", {Role::viewer}},
    {"GET /api/v1/clients/:id", {Role::viewer, Grant::read}},
    {"POST /callbacks/sms", {everybody}},          // signed by the provider
    {"POST /callbacks/sms/inbound", {everybody}},  // the same
    {"POST /callbacks/slack", {everybody}},        // the same
    {"GET /notifications", {Role::viewer}},
    {"POST /notifications", {Role::viewer}},
    {"POST /api/v1/schedules/changes", {Role::agent, Grant::admin}},
    {"POST /api/v1/schedules/:id/shifts/read", {Role::agent, Grant::admin}},
    {"POST /api/v1/schedules/:id/note", {Role::agent, Grant::admin}},
    {"GET /api/v1/oncall", {Role::viewer, Grant::read}},
    {"POST /api/v1/calendars/:id/holidays", {Role::manager, Grant::admin}},
    {"GET /oncall/:secret", {everybody}},  // the address is the key
    {"GET /ical/:secret", {everybody}},    // the same
    {"GET /feeds", {Role::viewer}},
    {"POST /feeds", {Role::viewer}},
    {"GET /readiness", {Role::viewer}},
    {"GET /api/v1/readiness", {Role::viewer, Grant::read}},
    {"GET /api/v1/me/notifications", {Role::viewer, Grant::read}},
    {"PUT /api/v1/me/notifications", {Role::viewer, Grant::admin}},
    {"POST /api/v1/me/contacts/:what", {Role::viewer, Grant::admin}},
    {"GET /api/v1/outbox", {Role::admin, Grant::admin}},
    {"POST /api/v1/outbox/:id/again", {Role::admin, Grant::admin}},
    {"GET /api/v1/drills", {Role::manager, Grant::admin}},
    {"POST /api/v1/drills/:id", {Role::manager, Grant::admin}},
    {"GET /api/v1/training", {Role::viewer, Grant::read}},
    {"POST /api/v1/training/:id", {Role::agent, Grant::admin}},
    {"GET /api/v1/starters", {Role::admin, Grant::admin}},
    {"GET /api/v1/reviews", {Role::manager, Grant::admin}},
    {"POST /api/v1/reviews/:month", {Role::manager, Grant::admin}},
    {"POST /api/v1/reviews/:month/done", {Role::manager, Grant::admin}},
    {"GET /reviews/:month", {Role::manager}},
    {"GET /api/v1/tickets/:id/incident", {Role::viewer, Grant::read}},
    {"POST /api/v1/tickets/:id/incident", {Role::agent, Grant::admin}},
    {"GET /api/v1/tickets/:id/incident/letter", {Role::agent, Grant::read}},
    {"POST /api/v1/tickets/:id/incident/send", {Role::agent, Grant::admin}},
    {"GET /incidents/:id", {Role::viewer}},
    {"GET /api/v1/report", {Role::viewer, Grant::read}},
    {"GET /api/v1/report/tickets", {Role::viewer, Grant::read}},
    {"GET /reports", {Role::viewer}},
    {"GET /customers/:id/report", {Role::viewer}},
    {"GET /customers/:id/report.csv", {Role::viewer}},
    {"POST /api/v1/customers/:id/report/test", {Role::manager, Grant::admin}},
    {"GET /board", {Role::viewer}},
    {"GET /api/v1/board", {Role::viewer, Grant::read}},
    {"GET /chains", {Role::viewer}},
    {"GET /chains.svg", {Role::viewer}},
    {"GET /reports.csv", {Role::viewer}},
    {"GET /reports/tickets.csv", {Role::viewer}},
    {"GET /api/v1/search", {Role::viewer, Grant::read}},
    {"GET /api/v1/history", {Role::viewer, Grant::read}},
    {"GET /api/v1/history/given", {Role::viewer, Grant::read}},
    {"GET /api/v1/config", {Role::admin, Grant::admin}},
    {"GET /api/v1/config/:version", {Role::admin, Grant::admin}},
    {"POST /api/v1/config/preview", {Role::admin, Grant::admin}},
    {"PUT /api/v1/config", {Role::admin, Grant::admin}},
    {"POST /api/v1/config/test", {Role::admin, Grant::admin}},
    {"GET /api/v1/audit", {Role::admin, Grant::admin}},
    {"POST /api/v1/presence", {Role::viewer, Grant::tickets_write}},
    {"GET /api/v1/templates/:id/preview", {Role::agent, Grant::read}},
    {"GET /api/v1/me", {Role::viewer, Grant::read}},
    {"GET /api/v1/bootstrap", {Role::viewer, Grant::read}},
    {"GET /api/v1/changes", {Role::viewer, Grant::read}},
    {"GET /api/v1/live", {Role::viewer, Grant::read}},
    {"GET /api/v1/tickets/:id", {Role::viewer, Grant::read}},
    {"GET /api/v1/attachments/:id", {Role::viewer, Grant::read}},
    {"GET /api/v1/attachments/:id/picture", {Role::viewer, Grant::read}},
    {"GET /api/v1/zones/:a", {Role::viewer, Grant::read}},
    {"GET /api/v1/zones/:a/:b", {Role::viewer, Grant::read}},
    {"GET /api/v1/zones/:a/:b/:c", {Role::viewer, Grant::read}},
    {"POST /api/v1/commands", {Role::viewer, Grant::tickets_write}},
    {"POST /api/v1/attachments", {Role::agent, Grant::tickets_write}},
    {"GET /account", {Role::viewer}},
    {"POST /account/password", {Role::viewer}},
    {"POST /account/second-factor", {Role::viewer}},
    {"POST /account/second-factor/confirm", {Role::viewer}},
    {"POST /account/second-factor/change", {Role::viewer}},
    {"POST /account/tokens", {Role::viewer}},
    {"POST /account/tokens/end", {Role::viewer}},
    {"POST /account/sessions/end", {Role::viewer}},
    {"GET /people", {Role::admin}},
    {"POST /people", {Role::admin}},
    {"GET /people/:id", {Role::admin}},
    {"POST /people/:id/invite", {Role::admin}},
    {"POST /people/:id/link", {Role::admin}},
    {"POST /people/:id/disable", {Role::admin}},
    {"POST /people/:id/enable", {Role::admin}},
    {"POST /people/:id/second-factor/off", {Role::admin}},
    {"POST /people/:id/sessions/end", {Role::admin}},
    {"POST /people/:id/tokens/end", {Role::admin}},
};

}  // namespace oasis::http
