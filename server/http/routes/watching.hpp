// GET /healthz and /metrics: how the server is, for whoever watches it. Computed when asked.
// May not: change anything; show a person, a ticket or an address.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/engine/writer.hpp"
#include "server/http/live.hpp"
#include "server/http/routes.hpp"
#include "server/notify/outbox.hpp"
#include "server/store/access.hpp"
#include "server/watch/measures.hpp"

namespace oasis::http {

/// What is watched. Everything outlives the routes.
struct Watched {
  engine::Writer& writer;
  store::Read read;
  const Live& live;
  const watch::Work& work;
  const watch::Traffic& traffic;
  /// Lets /metrics be read from elsewhere (Authorization: Bearer …); empty: nothing does.
  const std::string& token;
  /// How those that messages leave by are doing; none that nothing went to yet.
  std::function<std::vector<notify::ProviderHealth>()> providers;
};

/// /healthz is for everybody: 200 or 503 with {"status","live","ready","late_ms"}; those who may read /metrics also
/// get "parts". /metrics (Prometheus text 0.0.4) is for this machine, for managers, and for who has the token.
void add_watching_routes(Routes& routes, const Watched& watched);

}  // namespace oasis::http
