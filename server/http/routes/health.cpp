// GET /healthz: is what is due being done? Computed when asked. May not: tell anybody more than that.
#include <httplib.h>

#include "server/http/answer.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"

namespace oasis::http {
namespace {

/// Later than this is no delay of the machine any more.
constexpr Duration latest = seconds(5);

}  // namespace

void add_health_route(Routes& routes, const Services& services) {
  routes.add({"GET", "/healthz", std::nullopt, Body::none, 0, [&services](Call& call) {
                const Duration late = services.writer.lateness();
                const bool well = late <= latest;
                answer_json(call.response, std::string("{\"status\":\"") + (well ? "ok" : "late") +
                                               "\",\"late_ms\":" + std::to_string(late.ms) + "}");
                if (!well) call.response.status = 503;
              }});
}

}  // namespace oasis::http
