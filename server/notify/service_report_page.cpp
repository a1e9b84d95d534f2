// See service_report_page.hpp.
#include "server/notify/service_report_page.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "server/engine/digest.hpp"
#include "shared/text/html.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

constexpr std::size_t most_missed_in_letter = 10;
constexpr std::size_t longest_subject = 90;  // code points

constexpr std::string_view style = R"css(
:root { color-scheme: light dark; --ground: #f4f6f8; --card: #fff; --ink: #17202a; --soft: #586574; --line: #cfd6de; --accent: #0b6e76; --danger: #a3232e; }
@media (prefers-color-scheme: dark) { :root { --ground: #10161c; --card: #18212a; --ink: #e8edf2; --soft: #9dabb9; --line: #3a4754; --accent: #4fc1c9; --danger: #ff9c9c; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.75rem; }
.staff { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; max-width: 60rem; margin: 0 auto 1rem; font-size: 0.9rem; }
.staff a { color: var(--accent); padding: 0.25rem 0; }
.staff strong { font-weight: 600; padding: 0.25rem 0; }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.from { margin: 0 0 0.25rem; color: var(--soft); font-weight: 600; }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.25; overflow-wrap: anywhere; }
.period, .note, .empty, footer { color: var(--soft); }
.period { margin: 0.5rem 0 0; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.15rem; break-after: avoid; }
.note, .empty { margin: 0 0 0.5rem; font-size: 0.9rem; max-width: 46rem; }
.happened { margin: 0; padding: 0 0 0 1.2rem; max-width: 46rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; margin: 1.25rem 0 0; }
.numbers div { display: flex; flex-direction: column; justify-content: space-between; padding: 0.75rem 0.85rem; border: 1px solid var(--line); border-radius: 0.6rem; break-inside: avoid; }
.numbers dt { color: var(--soft); font-size: 0.9rem; }
.numbers dd { margin: 0; font-size: 1.45rem; white-space: nowrap; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.numbers dd span { display: block; color: var(--soft); font-size: 0.85rem; font-weight: 400; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.45rem 0.75rem; text-align: right; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; text-align: left; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: 0.85rem; font-weight: 600; border-bottom: 1px solid var(--line); }
tbody th { font-weight: 500; min-width: 9rem; overflow-wrap: anywhere; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
td { white-space: nowrap; }
td strong { font-weight: 600; }
.missed td { text-align: left; }
.missed th { text-align: left; }
.missed .over { color: var(--danger); font-weight: 600; }
.was, .few { color: var(--soft); font-size: 0.85rem; font-weight: 400; }
.few { padding: 0 0.35rem; border: 1px solid var(--line); border-radius: 0.3rem; }
.bar { display: block; width: 100%; min-width: 4rem; height: 0.375rem; margin-top: 0.25rem; fill: var(--accent); }
.bar .all { fill: var(--line); }
footer { margin: 2rem 0 0; padding: 1rem 0 0; border-top: 1px solid var(--line); font-size: 0.85rem; }
footer p { margin: 0 0 0.25rem; }
@media (max-width: 40rem) { body { padding: 0; } main { padding: 1.25rem 1rem; border: 0; border-radius: 0; } .staff { padding: 1rem 1rem 0; } .numbers { grid-template-columns: repeat(2, minmax(0, 1fr)); } table { font-size: 0.85rem; } td { white-space: normal; } tbody th { min-width: 5.5rem; } th, td { padding-left: 0.3rem; padding-right: 0.3rem; } td .was { display: block; } .bar { min-width: 0; } }
@page { margin: 16mm; }
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #0b6e76; --danger: #8c1a24; }
  .staff { display: none; }
  body { padding: 0; font-size: 10.5pt; }
  main { max-width: none; padding: 0; border: 0; }
  .scroll { overflow: visible; }
  tr, .numbers { break-inside: avoid; }
  .bar rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

/// "14 November 2026, 08:00", as the page's own words have months.
std::string moment_words(const ServiceSheet& sheet, Instant at, bool with_year) {
  const LocalTime local = sheet.zone->to_local(at);
  const Date date = date_of(day_number(local));
  const std::int64_t minute = time_of_day(local).ms / minutes(1).ms;
  const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(date.day) + (sheet.tongue == Tongue::german ? ". " : " ") +
         std::string(service_report_words(sheet.tongue).months[static_cast<std::size_t>(date.month - 1)]) +
         (with_year ? " " + std::to_string(date.year) : "") + ", " + two(minute / 60) + ":" + two(minute % 60);
}

std::string over_words(const ServiceSheet& sheet, const ServiceReport::Missed& missed) {
  const std::string over = number_words(sheet.tongue, ReportCell::Kind::duration, static_cast<double>(missed.over.ms));
  return missed.still ? filled(service_report_words(sheet.tongue).still, over) : over;
}

std::string ticket_words(const ServiceReport::Missed& missed) {
  return "#" + std::to_string(missed.number) + " " + one_line(missed.subject, longest_subject);
}

std::string bar_html(double part) {
  const long width = std::lround(std::clamp(part, 0.0, 1.0) * 100);
  return "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\" "
         "width=\"100\" height=\"6\"/><rect width=\"" +
         std::to_string(width) + "\" height=\"6\"/></svg>";
}

std::string cell_html(Tongue tongue, const ReportCell& cell) {
  std::string html = "<td><strong>" + escaped(number_words(tongue, cell.kind, cell.now)) + "</strong>";
  if (cell.before) html += " <span class=\"was\">(" + escaped(number_words(tongue, cell.kind, cell.before)) + ")</span>";
  if (cell.few && cell.now) html += " <span class=\"few\">" + std::string(service_report_words(tongue).few) + "</span>";
  if (cell.kind == ReportCell::Kind::share && cell.now) html += bar_html(*cell.now);
  return html + "</td>";
}

/// A table that scrolls where it is too wide, by keyboard as well, with the heading as its name.
std::string table_begin(const std::string& id, const char* kind) {
  return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + id + "\"><table aria-labelledby=\"" + id +
         "\"" + kind + ">\n<thead><tr>";
}

std::string heading_html(const std::string& id, std::string_view title, std::string_view note) {
  std::string html = "<h2 id=\"" + id + "\">" + escaped(title) + "</h2>\n";
  if (!note.empty()) html += "<p class=\"note\">" + escaped(note) + "</p>\n";
  return html;
}

std::string section_html(Tongue tongue, const ReportSection& section) {
  const std::string title = heading_html(section.id, section.title, section.rows.empty() ? "" : section.note);
  if (section.rows.empty()) return "<section>\n" + title + "<p class=\"empty\">" + escaped(section.empty) + "</p>\n</section>\n";
  std::string html = "<section>\n" + title + table_begin(section.id, "") + "<th scope=\"col\">" + escaped(section.of) + "</th>";
  for (const std::string& column : section.columns) html += "<th scope=\"col\">" + escaped(column) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const ReportRow& row : section.rows) {
    html += "<tr><th scope=\"row\">" + escaped(row.name) + "</th>";
    for (const ReportCell& cell : row.cells) html += cell_html(tongue, cell);
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table></div>\n</section>\n";
}

std::string missed_html(const ServiceSheet& sheet) {
  const ServiceReportWords& words = service_report_words(sheet.tongue);
  const ServiceReport& report = sheet.report;
  if (report.kept().count() == 0) return "";
  std::string html = "<section>\n" + heading_html("missed", words.missed, report.missed.empty() ? "" : words.missed_note);
  if (report.missed.empty())
    return html + "<p class=\"empty\">" + escaped(words.none_missed) + "</p>\n</section>\n";
  html += table_begin("missed", " class=\"missed\"");
  for (const std::string_view column : {words.ticket, words.missed_what, words.due, words.over})
    html += "<th scope=\"col\">" + escaped(column) + "</th>";
  html += "</tr></thead>\n<tbody>\n";
  for (const ServiceReport::Missed& one : report.missed) {
    html += "<tr><th scope=\"row\">" + escaped(ticket_words(one)) + "</th><td>" +
            escaped(words.clocks[static_cast<std::size_t>(one.clock)]) + "</td><td>" +
            escaped(moment_words(sheet, one.due, false)) + "</td><td class=\"over\">" + escaped(over_words(sheet, one)) +
            "</td></tr>\n";
  }
  return html + "</tbody>\n</table></div>\n</section>\n";
}

std::string tile_html(std::string_view name, const std::string& now, const std::string& before) {
  return "<div><dt>" + escaped(name) + "</dt><dd>" + escaped(now) + "<span>(" + escaped(before) + ")</span></dd></div>\n";
}

/// The figures of the first section and the rating, large.
std::string tiles_html(const ServiceSheet& sheet, const ReportSection& figures) {
  std::string html = "<dl class=\"numbers\">\n";
  for (const ReportRow& row : figures.rows) {
    const ReportCell& cell = row.cells.front();
    html += tile_html(row.name, number_words(sheet.tongue, cell.kind, cell.now),
                      number_words(sheet.tongue, cell.kind, cell.before));
  }
  const ServiceReport& report = sheet.report;
  if (report.rated() != ServiceReport::Number{})
    html += tile_html(service_report_words(sheet.tongue).rating, rating_words(sheet.tongue, report.rating()),
                      rating_words(sheet.tongue, report.rating_before()));
  return html + "</dl>\n";
}

bool anything_few(const std::vector<ReportSection>& sections) {
  for (const ReportSection& section : sections) {
    for (const ReportRow& row : section.rows) {
      if (std::any_of(row.cells.begin(), row.cells.end(), [](const ReportCell& cell) { return cell.few && cell.now; })) return true;
    }
  }
  return false;
}

std::string head_html(const ServiceSheet& sheet, const std::string& title) {
  return "<!doctype html>\n<html lang=\"" + std::string(tag_of(sheet.tongue)) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"" +
         escaped("default-src 'none'; style-src 'sha256-" + engine::sha256_base64(style) + "'") +
         "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
         "content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n<title>" +
         escaped(title) + "</title>\n<style>" + std::string(style) + "</style>\n</head>\n<body>\n";
}

std::string level_words(const ServiceReportWords& words, const ServiceSheet& sheet) {
  return sheet.level.empty() ? std::string(words.no_level) : filled(words.level, sheet.level);
}

}  // namespace

std::string service_report_policy() {
  return "default-src 'none'; style-src 'sha256-" + engine::sha256_base64(style) +
         "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

std::string service_report_html(const ServiceSheet& sheet, const std::string& above) {
  const ServiceReportWords& words = service_report_words(sheet.tongue);
  const ServiceReport& report = sheet.report;
  const std::vector<ReportSection> sections = sections_of(sheet.tongue, report);
  const std::string month = month_words(sheet.tongue, report.month);
  std::string html = head_html(sheet, std::string(words.title) + " " + month + " · " + sheet.customer) + above +
                     "<main>\n<header>\n<p class=\"from\">" + escaped(sheet.workspace) + "</p>\n<h1>" +
                     escaped(std::string(words.title) + " " + month + ": " + sheet.customer) + "</h1>\n<p class=\"period\">" +
                     escaped(filled(filled(words.period, period_words(sheet.tongue, report.month)), sheet.zone->name())) +
                     ". " + escaped(level_words(words, sheet)) + ". " +
                     escaped(filled(words.in_brackets, month_words(sheet.tongue, month_before(report.month)))) + "</p>\n";
  if (!report.whole) html += "<p class=\"period\"><strong>" + escaped(words.so_far) + "</strong></p>\n";
  html += "</header>\n" + tiles_html(sheet, sections.front()) + "<section>\n<h2>" + escaped(words.what_happened) +
          "</h2>\n<ul class=\"happened\">\n";
  for (const std::string& sentence : sentences_of(sheet.tongue, report)) html += "<li>" + escaped(sentence) + "</li>\n";
  html += "</ul>\n</section>\n";
  for (std::size_t i = 1; i < sections.size(); ++i) {
    html += section_html(sheet.tongue, sections[i]);
    if (sections[i].id == "promises") html += missed_html(sheet);
  }
  html += "<footer>\n";
  if (anything_few(sections)) html += "<p>" + escaped(words.few_means) + "</p>\n";
  return html + "<p>" + escaped(filled(words.made_at, moment_words(sheet, report.made, true))) +
         "</p>\n</footer>\n</main>\n</body>\n</html>\n";
}

Letter service_report_letter(const ServiceSheet& sheet, const std::string& to_name) {
  const ServiceReportWords& words = service_report_words(sheet.tongue);
  const ServiceReport& report = sheet.report;
  const std::string month = month_words(sheet.tongue, report.month);
  std::string text = filled(words.greeting, to_name.empty() ? "" : " " + to_name) + "\n\n" +
                     filled(filled(words.here_it_is, month), sheet.customer) + "\n\n";
  for (const std::string& sentence : sentences_of(sheet.tongue, report)) text += "- " + sentence + "\n";
  text += "\n";
  const std::string before(words.months[static_cast<std::size_t>(month_before(report.month).month - 1)]);
  const std::vector<ReportSection> sections = sections_of(sheet.tongue, report);
  for (const ReportRow& row : sections.front().rows) {
    const ReportCell& cell = row.cells.front();
    text += row.name + ": " + number_words(sheet.tongue, cell.kind, cell.now) + " (" + before + ": " +
            number_words(sheet.tongue, cell.kind, cell.before) + ")\n";
  }
  if (!report.missed.empty()) text += "\n" + std::string(words.missed) + "\n---\n\n";
  for (std::size_t i = 0; i < std::min(report.missed.size(), most_missed_in_letter); ++i) {
    const ServiceReport::Missed& one = report.missed[i];
    text += "- " + ticket_words(one) + "\n  " + std::string(words.clocks[static_cast<std::size_t>(one.clock)]) + ", " +
            moment_words(sheet, one.due, false) + ": " + over_words(sheet, one) + "\n";
  }
  if (report.missed.size() > most_missed_in_letter)
    text += "- … " + filled(words.and_more, std::to_string(report.missed.size() - most_missed_in_letter)) + "\n";
  text += "\n" + std::string(words.attached) + "\n\n-- \n" +
          filled(filled(words.footer, sheet.workspace), sheet.customer) + "\n";
  return {filled(filled(words.subject, month), sheet.customer), text};
}

}  // namespace oasis::notify
