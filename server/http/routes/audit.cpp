// GET /api/v1/audit?before=100: the audit log, newest first, a page at a time. May not: check it (the command line does).
#include <httplib.h>

#include <charconv>
#include <limits>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/routes.hpp"
#include "server/http/settings_services.hpp"
#include "server/store/audit.hpp"

namespace oasis::http {
namespace {

constexpr std::int64_t rows_a_page = 50;

void get_audit(Call& call, const Services& services) {
  std::int64_t before = std::numeric_limits<std::int64_t>::max();
  if (call.request.has_param("before")) {
    const std::string asked = call.request.get_param_value("before");
    const auto [end, fault] = std::from_chars(asked.data(), asked.data() + asked.size(), before);
    if (fault != std::errc{} || end != asked.data() + asked.size())
      return refuse(call.response, Code::bad_value, "\"before\" is the number of a row.", "/before");
  }
  std::string rows;
  services.read([&](store::Database& reading) {
    rows.clear();
    store::each_audit_line_before(reading, before, rows_a_page,
                                  [&](std::int64_t, const std::string& line) { rows += (rows.empty() ? "" : ",") + line; });
  });
  answer_json(call.response, "{\"rows\":[" + rows + "]}");
}

}  // namespace

void add_audit_route(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/audit", Role::admin, Body::none, 0, [&services](Call& call) { get_audit(call, services); }});
}

}  // namespace oasis::http
