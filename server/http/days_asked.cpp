// See days_asked.hpp.
#include "server/http/days_asked.hpp"

#include <httplib.h>

#include <string>
#include <string_view>

#include "server/http/answer.hpp"
#include "shared/report/table.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

constexpr std::int64_t usual_days = 30;

}  // namespace

std::optional<Days> days_asked(Call& call, const Zone& zone, Instant now) {
  const std::int64_t today = day_number(zone.to_local(now));
  Days days{today - usual_days + 1, today};
  for (const char* name : {"from", "to"}) {
    const std::string text = call.request.has_param(name) ? call.request.get_param_value(name) : "";
    if (text.empty()) continue;
    const auto date = parse_date(text);
    if (!date) {
      refuse(call.response, Code::bad_value, "A day is written as in 2026-03-31.", std::string("/") + name);
      return std::nullopt;
    }
    (std::string_view(name) == "from" ? days.first : days.last) = day_number(*date);
  }
  if (days.first > days.last || days.count() > most_report_days) {
    refuse(call.response, Code::bad_value,
           "The last day is not before the first, at most ten years after it.", "/to");
    return std::nullopt;
  }
  return days;
}

}  // namespace oasis::http
