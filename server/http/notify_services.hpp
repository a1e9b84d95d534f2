// What the routes work with that tell people things and take their answers. May not: own anything.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/http/services.hpp"
#include "server/notify/outbox.hpp"

namespace oasis::http {

/// Everything outlives the routes.
struct NotifyServices {
  const Services& services;
  std::string data_folder;  ///< where secrets are looked up
  PageFrame frame;          ///< of the pages of notifications
  /// There is something new in the outbox.
  std::function<void()> wake;
  /// How the providers are doing; empty while nothing is sent.
  std::function<std::vector<notify::ProviderHealth>()> providers;
};

void add_answer_routes(Routes& routes, const NotifyServices& services);  // /a/…: answer by a link
void add_callback_routes(Routes& routes,
                         const NotifyServices& services);  // /callbacks/…: what providers tell us
void add_notification_routes(Routes& routes,
                             const NotifyServices& services);  // /notifications: one's own rules
void add_readiness_routes(Routes& routes,
                          const NotifyServices& services);  // /readiness: who cannot be reached
void add_schedule_routes(Routes& routes,
                         const NotifyServices& services);  // the on-call calendar, feeds, who is on call
void add_outbox_routes(Routes& routes,
                       const NotifyServices& services);  // /api/v1/outbox: dead letters, providers
void add_drill_routes(Routes& routes,
                      const NotifyServices& services);  // /api/v1/drills: planned, held, hold one now
void add_service_report_routes(Routes& routes,
                               const NotifyServices& services);  // /customers/:id/report: a month, to print
/// …/tickets/:id/incident: after an incident; `frame` of the page to print outlives the routes.
void add_incident_routes(Routes& routes, const NotifyServices& services, const PageFrame& frame);

}  // namespace oasis::http
