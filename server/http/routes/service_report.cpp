// GET /customers/:id/report?month=2026-10: the customer's service report as it is mailed, to look at and print;
// /customers/:id/report.csv: its numbers; POST /api/v1/customers/:id/report/test: mails it to who asks. For those who see all
// of the customer's tickets. May not: define a figure or a word.
#include "server/notify/service_reports.hpp"

#include <httplib.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/counting.hpp"
#include "server/http/csv.hpp"
#include "server/http/json_body.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/reader.hpp"
#include "server/http/report_page.hpp"
#include "server/http/routes.hpp"

namespace oasis::http {
namespace {

constexpr const char* no_such_customer = "There is no such customer.";
constexpr const char* sees_only_some =
    "You see only some teams' tickets, and the report is of all of the customer's. Ask somebody who sees them all.";
constexpr const char* no_such_month = "A month is written as in 2026-10, and has begun.";

/// What was asked for, as far as it can be: the customer, the month, and now by the customer's clock.
struct MonthAsked {
  const Customer* customer = nullptr;
  ReviewMonth month;
  ReviewMonth this_month;
};

bool is_later_month(const ReviewMonth& a, const ReviewMonth& b) {
  return a.year != b.year ? a.year > b.year : a.month > b.month;
}

/// nullopt: the call was refused. `month` empty: the last one that is over.
std::optional<MonthAsked> month_asked(Call& call, const Policies& policies, const Sight& sight, const std::string& month, Instant now) {
  MonthAsked asked;
  asked.customer = policies.customer(call.path.at("id"));
  if (asked.customer == nullptr || !may_see_customer(sight, asked.customer->id)) {
    refuse(call.response, Code::not_found, no_such_customer);
    return std::nullopt;
  }
  if (sight.scope.teams) {
    refuse(call.response, Code::not_allowed, sees_only_some);
    return std::nullopt;
  }
  asked.this_month = month_of(day_number(policies.zone_of(*asked.customer).to_local(now)));
  const auto named = month.empty() ? std::optional(month_before(asked.this_month)) : parse_month(month);
  if (!named || is_later_month(*named, asked.this_month)) {
    refuse(call.response, Code::bad_value, no_such_month, "/month");
    return std::nullopt;
  }
  asked.month = *named;
  return asked;
}

struct MonthShown {
  notify::ServiceSheet sheet;
  MonthAsked asked;
  std::shared_ptr<const Policies> policies;  // keeps the customer
};

std::optional<MonthShown> month_shown(Call& call, const Services& services) {
  const std::string month = call.request.has_param("month") ? call.request.get_param_value("month") : "";
  if (!count_in(call, services)) return std::nullopt;
  std::optional<MonthShown> shown;
  read_measures_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    const Instant now = services.writer.now();
    const auto asked = month_asked(call, *reader.policies, reader.sight, month, now);
    if (asked) shown = MonthShown{notify::service_sheet(reading, *reader.policies, *asked->customer, asked->month, now), *asked, reader.policies};
  });
  return shown;
}

/// What only we see above it: where else to go. In our language, whatever the report's is.
std::string staff_bar(const MonthShown& shown) {
  const std::string& id = shown.asked.customer->id;
  const auto link = [](const std::string& path, const std::string& words) {
    return "<a href=\"" + escaped(path) + "\">" + escaped(words) + "</a>\n";
  };
  const std::string here = "/customers/" + id + "/report";
  const ReviewMonth earlier = month_before(shown.asked.month), later = month_after(shown.asked.month);
  std::string html = "<nav class=\"staff\" lang=\"en\" aria-label=\"Service report\">\n" +
                     link("/#/customers/" + id, "Back to " + shown.sheet.customer) +
                     link(here + "?month=" + to_text(earlier), "Month before");
  if (!is_later_month(later, shown.asked.this_month)) html += link(here + "?month=" + to_text(later), "Month after");
  return html + link(here + ".csv?month=" + to_text(shown.asked.month), "Download as a table (CSV)") + "</nav>\n";
}

void answer_month_page(Call& call, const Services& services) {
  const auto shown = month_shown(call, services);
  if (!shown) return;
  answer_page(call.response, notify::service_report_html(shown->sheet, staff_bar(*shown)));
  call.response.set_header("Content-Security-Policy", notify::service_report_policy());
}

/// The same sections as on the page, in the same words, and each promise that was missed.
std::string month_csv(const notify::ServiceSheet& sheet) {
  const notify::ServiceReportWords& words = notify::service_report_words(sheet.tongue);
  std::vector<ReportSection> sections = notify::sections_of(sheet.tongue, sheet.report);
  ReportSection missed{"missed", std::string(words.missed), "", "", {}, {}, ""};
  for (const ServiceReport::Missed& one : sheet.report.missed) {
    const ReportCell over{ReportCell::Kind::duration, static_cast<double>(one.over.ms), std::nullopt, false, ""};
    missed.columns = {std::string(words.over)};
    missed.rows.push_back({"#" + std::to_string(one.number) + " " + one.subject + ", " +
                               std::string(words.clocks[static_cast<std::size_t>(one.clock)]),
                           {over},
                           ""});
  }
  sections.push_back(std::move(missed));
  return sections_csv(sections);
}

void answer_month_table(Call& call, const Services& services) {
  const auto shown = month_shown(call, services);
  if (!shown) return;
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_header("Content-Disposition", "attachment; filename=\"service-report-" + shown->asked.customer->id + "-" +
                                                      to_text(shown->asked.month) + ".csv\"");
  call.response.set_content(month_csv(shown->sheet), "text/csv; charset=utf-8");
}

void post_test_report(Call& call, const NotifyServices& notify) {
  const auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, Code::bad_json, body.error().what, body.error().where);
  std::string month;
  if (const auto found = body->is_object() ? body->find("month") : body->end(); body->is_object() && found != body->end()) {
    if (!found->is_string()) return refuse(call.response, Code::bad_value, no_such_month, "/month");
    month = found->get<std::string>();
  }
  if (!count_in(call, notify.services)) return;
  bool queued = false, refused = false;
  notify.services.writer.run([&](engine::Turn& turn) {
    const Policies& policies = *current_policies(turn.state());
    const User* user = policies.user(call.who->user_id);
    const auto asked = month_asked(call, policies, sight_of(user), month, turn.now());
    refused = !asked;
    if (asked && user != nullptr) queued = notify::queue_test_report(turn, *asked->customer, asked->month, *user);
  });
  if (refused) return;
  if (!queued)
    return refuse(call.response, Code::conflict, "You have no e-mail address here: add one under Notifications.");
  notify.wake();
  answer_json(call.response, "{}");
}

}  // namespace

void add_service_report_routes(Routes& routes, const NotifyServices& notify) {
  routes.add({"GET", "/customers/:id/report", Role::viewer, Body::none, 0,
              [&notify](Call& call) { answer_month_page(call, notify.services); }});
  routes.add({"GET", "/customers/:id/report.csv", Role::viewer, Body::none, 0,
              [&notify](Call& call) { answer_month_table(call, notify.services); }});
  routes.add({"POST", "/api/v1/customers/:id/report/test", Role::manager, Body::json, small_body,
              [&notify](Call& call) { post_test_report(call, notify); }});
}

}  // namespace oasis::http
