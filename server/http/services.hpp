// What the routes of tickets and of the log work with. May not: own anything.
#pragma once

#include <functional>
#include <string>

#include "server/engine/links.hpp"
#include "server/engine/writer.hpp"
#include "server/http/pages.hpp"
#include "server/store/access.hpp"
#include "shared/time/zone.hpp"

namespace oasis {
struct MailRoom;
}

namespace oasis::http {

class Routes;
struct Auth;

/// Everything outlives the routes.
struct Services {
  engine::Writer& writer;
  store::Read read;
  const Zones& zones;
  const engine::Links& links;
  PageFrame frame;
};

// One function for each file of routes; each adds its own to the table (docs/sync.md).
void add_sync_routes(Routes& routes, const Services& services);      // bootstrap, commands, changes, live
void add_search_route(Routes& routes, const Services& services);     // tickets by words
void add_history_route(Routes& routes, const Services& services);    // events of all tickets by time
void add_ticket_routes(Routes& routes, const Services& services);    // tickets, attachments, zones
void add_upload_routes(Routes& routes, const Services& services);    // files for messages that are to come
void add_presence_route(Routes& routes, const Services& services);   // who looks at a ticket at this moment
void add_customer_routes(Routes& routes, const Services& services);  // /t/…: the customer's own page

void add_template_routes(Routes& routes, const Services& services);  // previews of templates
void add_training_routes(Routes& routes, const Services& services);  // playbooks: who has read which
void add_mail_routes(Routes& routes, const MailRoom& room);          // /api/v1/mail: raw mail of providers
/// /reports: figures of a period; `frame` outlives the routes.
void add_report_routes(Routes& routes, const Services& services, const PageFrame& frame);
void add_report_ticket_routes(Routes& routes, const Services& services);
/// /api/v1/reviews: what a month's review looks at and what came of it; `frame` of the page to print outlives the routes.
void add_review_routes(Routes& routes, const Services& services, const PageFrame& frame);
/// /board: what is open now and breaches next; `frame` outlives the routes.
/// GET /chains, the page for the wall, and /chains.svg.
void add_chain_routes(Routes& routes, const Services& services, const PageFrame& frame);
void add_board_route(Routes& routes, const Services& services, const PageFrame& frame);
void add_template_routes(Routes& routes, const Services& services);            // previews of templates
void add_mail_routes(Routes& routes, const MailRoom& room);  // /api/v1/mail: raw mail of providers

}  // namespace oasis::http
