// HTML of the board. May not: count, or know requests.
#include "server/http/board_page.hpp"

#include <algorithm>
#include <cmath>

#include "server/http/report_table.hpp"

namespace oasis::http {
namespace {

constexpr int chart_height = 40;
constexpr int bar_step = 10;

std::string number_html(const Board::Number& number) {
  std::string html = "<div class=\"number" + std::string(number.alarming ? " alarming" : "") + "\"><dt>" +
                     escaped(number.name) + "</dt><dd>" + escaped(number.value);
  if (!number.than.empty()) html += " <span>" + escaped(number.than) + "</span>";
  return html + "</dd></div>\n";
}

std::string breaches_html(const Board& board) {
  std::string html = "<section>\n<h2>Breaches next</h2>\n";
  if (board.breaches.empty()) return html + "<p class=\"empty\">No clock is running out.</p>\n</section>\n";
  html += "<ol class=\"breaches\">\n";
  for (const Board::Breach& breach : board.breaches) {
    const std::string name = escaped(breach.number) + " " + escaped(breach.subject);
    html += "<li" + std::string(breach.soon ? " class=\"soon\"" : "") + "><strong>" +
            (board.wall ? name : "<a href=\"" + escaped(breach.url) + "\">" + name + "</a>") +
            "</strong> <span>" + escaped(breach.customer) + "</span> <span class=\"left\">" +
            escaped(breach.clock) + ": " + escaped(breach.left) + "</span></li>\n";
  }
  return html + "</ol>\n</section>\n";
}

/// A bar a day; a day on which nothing was judged has none.
std::string chart_html(const Board::Level& level) {
  std::string html = "<svg class=\"days\" viewBox=\"0 0 " + std::to_string(bar_step * level.days.size()) +
                     " " + std::to_string(chart_height) +
                     "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" + escaped(level.clock) +
                     ", attainment by day\">";
  for (std::size_t day = 0; day < level.days.size(); ++day) {
    if (!level.days[day]) continue;
    const long height = std::max(1L, std::lround(*level.days[day] * chart_height));
    html += "<rect x=\"" + std::to_string(day * bar_step + 1) + "\" y=\"" +
            std::to_string(chart_height - height) + "\" width=\"" + std::to_string(bar_step - 2) +
            "\" height=\"" + std::to_string(height) + "\"/>";
  }
  return html + "</svg>";
}

std::string levels_html(const Board& board) {
  std::string html = "<section>\n<h2>Met, last 14 days</h2>\n<ul class=\"levels\">\n";
  for (const Board::Level& level : board.levels) {
    html += "<li><span>" + escaped(level.clock) + "</span> <strong>" +
            words_of(ReportCell::Kind::share, level.all.share()) + "</strong> <small>" +
            std::to_string(level.all.met) + " of " + std::to_string(level.all.count()) + "</small>" +
            chart_html(level) + "</li>\n";
  }
  return html + "</ul>\n</section>\n";
}

std::string on_call_html(const Board& board) {
  if (board.on_call.empty()) return "";
  std::string html = "<section>\n<h2>On call now</h2>\n<dl class=\"duty\">\n";
  for (const Board::Duty& duty : board.on_call) {
    html += "<div" + std::string(duty.covered ? "" : " class=\"gap\"") + "><dt>" + escaped(duty.schedule) +
            "</dt><dd>" + escaped(duty.people) + "</dd></div>\n";
  }
  return html + "</dl>\n</section>\n";
}

}  // namespace

std::string board_page(const PageFrame& frame, const Board& board) {
  std::string body = "<div class=\"board" + std::string(board.wall ? " wall" : "") + "\">\n";
  if (!board.wall) {
    body +=
        "<p class=\"where\"><a href=\"/\">Desk</a> · <a href=\"/reports\">Report</a> · <a "
        "href=\"/board?wall=1\">For "
        "a wall screen</a></p>\n";
  }
  body += "<h1>Board</h1>\n<p class=\"period\">" + escaped(board.at) + ", " + escaped(board.zone) +
          "; renews itself twice a minute.</p>\n<dl class=\"numbers\">\n";
  for (const Board::Number& number : board.numbers) body += number_html(number);
  body += "</dl>\n<div class=\"columns\">\n" + breaches_html(board) + "<div>\n" + levels_html(board) +
          on_call_html(board) + "</div>\n</div>\n</div>\n";
  return page_document(frame, "Board", body, Width::wide);
}

}  // namespace oasis::http
