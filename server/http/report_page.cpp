// HTML of a report. May not: count, or know requests.
#include "server/http/report_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "server/http/report_charts.hpp"
#include "server/http/report_table.hpp"
#include "server/http/slice_asked.hpp"
#include "shared/codec/words.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using Kind = ReportCell::Kind;

constexpr std::size_t most_rows = 25;  // of a section on the page; the CSV has all
constexpr std::array<const char*, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string bar_html(double part) {
  const long width = std::lround(std::clamp(part, 0.0, 1.0) * 100);
  return "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
         "class=\"all\" width=\"100\" height=\"6\"/><rect width=\"" +
         std::to_string(width) + "\" height=\"6\"/></svg>";
}

std::string cell_html(const ReportCell& cell) {
  std::string html = "<td><strong>" + words_of(cell.kind, cell.now) + "</strong>";
  if (cell.few && cell.now) html += " <span class=\"few\" title=\"fewer than 20 values\">few</span>";
  if (cell.before) html += " <span class=\"before\">was " + words_of(cell.kind, cell.before) + "</span>";
  if (cell.kind == Kind::share && cell.now) html += bar_html(*cell.now);
  return html + "</td>";
}

std::string section_html(const ReportSection& section) {
  std::string html = "<section>\n<h2>" + escaped(section.title) + "</h2>\n";
  if (!section.note.empty()) html += "<p class=\"note\">" + escaped(section.note) + "</p>\n";
  if (section.rows.empty())
    return html + "<p class=\"empty\">" + escaped(section.empty) + "</p>\n</section>\n";
  html += "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + escaped(section.title) +
          "\"><table>\n<thead><tr><th scope=\"col\">" + escaped(section.of) + "</th>";
  for (const std::string& column : section.columns) html += "<th scope=\"col\">" + escaped(column) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  const std::size_t shown = std::min(section.rows.size(), most_rows);
  for (std::size_t i = 0; i < shown; ++i) {
    html += "<tr><th scope=\"row\">" + escaped(section.rows[i].name) + "</th>";
    for (const ReportCell& cell : section.rows[i].cells) html += cell_html(cell);
    html += "</tr>\n";
  }
  html += "</tbody>\n</table></div>\n";
  if (shown < section.rows.size()) {
    html += "<p class=\"note\">" + std::to_string(section.rows.size() - shown) +
            " more are in the table to download.</p>\n";
  }
  return html + "</section>\n";
}

std::string findings_html(const std::vector<Finding>& findings) {
  if (findings.empty()) return "";
  std::string html = "<section>\n<h2>What to look at</h2>\n<ul class=\"findings\">\n";
  for (const Finding& finding : findings) {
    html += "<li><strong>" + escaped(finding.what) + "</strong> <span class=\"evidence\">" +
            escaped(finding.evidence) + "</span><br>" + escaped(finding.action) + "</li>\n";
  }
  return html + "</ul>\n</section>\n";
}

std::string suggestions_html(const std::vector<WaitSuggestion>& suggestions) {
  if (suggestions.empty()) return "";
  std::string html = "<section>\n<h2>What to try</h2>\n<ul class=\"findings\">\n";
  for (const WaitSuggestion& one : suggestions)
    html += "<li><strong>" + escaped(one.what) + ".</strong> <span class=\"evidence\">" + escaped(one.evidence) +
            "</span></li>\n";
  return html + "</ul>\n</section>\n";
}

/// Which of five shades a cell of the heat map has: by its share of the busiest hour.
int shade_of(std::int64_t times, std::int64_t most) {
  return times == 0 ? 0 : static_cast<int>(1 + (times * 3) / std::max<std::int64_t>(most, 1));
}

std::string heat_map_html(const Figures& figures) {
  std::int64_t most = 0;
  for (const auto& day : figures.hour_of_week)
    most = std::max(most, *std::max_element(day.begin(), day.end()));
  std::string html = "<section>\n<h2>When we escalate</h2>\n";
  if (most == 0) return html + "<p class=\"empty\">No escalation in this period.</p>\n</section>\n";
  html +=
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"When we escalate\"><table "
      "class=\"heat\">\n<thead><tr><th scope=\"col\">Day</th>";
  for (int hour = 0; hour < 24; ++hour) html += "<th scope=\"col\">" + std::to_string(hour) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (std::size_t day = 0; day < weekdays.size(); ++day) {
    html += std::string("<tr><th scope=\"row\">") + weekdays[day] + "</th>";
    for (const std::int64_t times : figures.hour_of_week[day]) {
      html += "<td class=\"h" + std::to_string(shade_of(times, most)) + "\">" +
              (times == 0 ? "" : std::to_string(times)) + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div>\n</section>\n";
}

std::string option_html(std::string_view value, std::string_view label, bool chosen) {
  return "<option value=\"" + escaped(value) + "\"" + (chosen ? " selected" : "") + ">" + escaped(label) +
         "</option>";
}

std::string choice_html(const char* name, const char* label, const std::string& options) {
  return std::string("<div><label for=\"") + name + "\">" + label + "</label><select id=\"" + name +
         "\" name=\"" + name + "\"><option value=\"\">All</option>" + options + "</select></div>\n";
}

std::string field_html(const char* type, const char* name, const char* label, const std::string& value) {
  return std::string("<div><label for=\"") + name + "\">" + label + "</label><input id=\"" + name +
         "\" name=\"" + name + "\" type=\"" + type + "\" value=\"" + escaped(value) + "\"></div>\n";
}

std::string form_html(const Report& report) {
  std::string priorities;
  for (std::size_t i = priority_count; i-- > 0;) {
    const auto priority = static_cast<Priority>(i);
    priorities += option_html(word(priority), word(priority), report.slice.priority == priority);
  }
  std::string customers;
  for (const Customer& one : report.policies->workspace().customers) {
    if (may_see_customer(report.sight, one.id))
      customers += option_html(one.id, one.name.empty() ? one.id : one.name, report.slice.customer == one.id);
  }
  std::string teams;
  for (const Team& one : report.policies->workspace().teams)
    teams += option_html(one.id, one.name.empty() ? one.id : one.name, report.slice.team == one.id);
  return "<form method=\"get\" action=\"/reports\" class=\"filters\">\n" +
         field_html("date", "from", "From", report.first) + field_html("date", "to", "To", report.last) +
         choice_html("priority", "Priority", priorities) + choice_html("customer", "Customer", customers) +
         choice_html("team", "Team", teams) + field_html("text", "channel", "Came by", report.slice.channel) +
         field_html("text", "category", "Category", report.slice.category) + "<button type=\"submit\">Show</button>\n</form>\n";
}

std::string days_of_report(const Report& report) {
  const auto first = parse_date(report.first), last = parse_date(report.last);
  if (!first.ok() || !last.ok()) return "";
  return days_html(report.now, report.before, day_number(*first), day_number(*last) - day_number(*first) + 1);
}

/// The query that asks for the same report.
std::string query_of(const Report& report) {
  return "?from=" + report.first + "&to=" + report.last + parameters_of(report.slice);
}

/// Of one customer, for who sees all of their tickets: the month as the customer gets it.
std::string service_report_link(const Report& report) {
  if (report.policies->customer(report.slice.customer) == nullptr || report.sight.scope.teams) return "";
  if (!may_see_customer(report.sight, report.slice.customer)) return "";
  return " · <a href=\"/customers/" + escaped(report.slice.customer) + "/report\">Service report of the last month</a>";
}

}  // namespace

std::string report_page(const PageFrame& frame, const Report& report) {
  std::string body =
      "<div class=\"report\">\n<p class=\"where\"><a href=\"/\">Desk</a> · <a "
      "href=\"/board\">Board</a> · <a href=\"/readiness\">Readiness</a></p>\n<h1>Report</h1>\n<p "
      "class=\"period\">" +
      escaped(report.first) + " to " + escaped(report.last) + ", " + escaped(report.policies->zone().name()) +
      ". <span class=\"before\">In grey: what it was in the period of the same length before.</span></p>\n" +
      form_html(report);
  body += findings_html(report.findings);
  for (const ReportSection& section : sections_of(report)) body += section_html(section);
  body += days_of_report(report) + heat_map_html(report.now) + histograms_html(report.now) + stays_html(report.now, *report.policies) +
          suggestions_html(report.suggestions) + "<p class=\"actions\"><a href=\"/reports.csv" +
          escaped(query_of(report)) + "\">Download as a table (CSV)</a>" + service_report_link(report) + "</p>\n</div>\n";
  return page_document(frame, "Report", body, Width::wide);
}

}  // namespace oasis::http
