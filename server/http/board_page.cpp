// HTML of the board. May not: count, or know requests.
#include "server/http/board_page.hpp"

#include <algorithm>
#include <cmath>

#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

constexpr int chart_height = 40;
constexpr int bar_step = 10;

/// Where the tickets of a number are, in the program; empty: nowhere, or it has none.
std::string tickets_of(const Board& board, const Board::Number& number, const std::string& filters) {
  if (number.now == 0) return "";
  if (!number.view.empty()) return "/#/inbox/" + number.view;
  if (number.behind.empty() || board.levels.empty()) return "";
  const std::string today = to_text(date_of(board.first_day + std::ssize(board.levels.front().days) - 1));
  return "/#/reports/tickets?from=" + today + "&to=" + today + filters + "&of=" + number.behind;
}

std::string number_html(const Board& board, const BoardView& view, const Board::Number& number) {
  const std::string address = view.wall ? "" : tickets_of(board, number, view.filters);
  std::string html = "<div class=\"number" + std::string(number.alarming ? " alarming" : "") + "\"><dt>" +
                     escaped(number.name) + "</dt><dd>";
  html += address.empty() ? std::to_string(number.now)
                          : "<a href=\"" + escaped(address) + "\">" + std::to_string(number.now) + "</a>";
  if (number.yesterday) html += " <span>yesterday " + std::to_string(*number.yesterday) + "</span>";
  return html + "</dd></div>\n";
}

std::string breach_html(const Board& board, const BoardView& view, const Board::Breach& breach) {
  const std::string number = std::to_string(breach.number);
  const std::string name = "#" + number + " " + escaped(breach.subject);
  const std::string left =
      breach.due > board.at ? duration_words(breach.due - board.at) + " left" : "due now";
  return "<li" + std::string(breach.due < board.at + board_soon ? " class=\"soon\"" : "") + "><strong>" +
         (view.wall ? name
                    : "<a href=\"" + escaped(view.links.ticket_url(breach.number)) + "\">" + name + "</a>") +
         "</strong> <span>" + escaped(breach.customer) + "</span> <span class=\"left\">" +
         name_of(breach.clock) + ": " + left + "</span></li>\n";
}

std::string breaches_html(const Board& board, const BoardView& view) {
  std::string html = "<section>\n<h2>Breaches next</h2>\n";
  if (board.breaches.empty()) return html + "<p class=\"empty\">No clock is running out.</p>\n</section>\n";
  html += "<ol class=\"breaches\">\n";
  for (const Board::Breach& breach : board.breaches) html += breach_html(board, view, breach);
  return html + "</ol>\n</section>\n";
}

/// A bar a day; a day on which nothing was judged has none.
std::string chart_html(const std::string& name, const std::vector<Attainment>& days) {
  std::string html = "<svg class=\"days\" viewBox=\"0 0 " + std::to_string(bar_step * days.size()) +
                     " " + std::to_string(chart_height) +
                     "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" + escaped(name) +
                     ", attainment by day\">";
  for (std::size_t day = 0; day < days.size(); ++day) {
    const auto share = days[day].share();
    if (!share) continue;
    const long height = std::max(1L, std::lround(*share * chart_height));
    html += "<rect x=\"" + std::to_string(day * bar_step + 1) + "\" y=\"" +
            std::to_string(chart_height - height) + "\" width=\"" + std::to_string(bar_step - 2) +
            "\" height=\"" + std::to_string(height) + "\"/>";
  }
  return html + "</svg>";
}

std::string kept_html(const std::string& name, const std::vector<Attainment>& days) {
  const Attainment all = sum_of(days);
  return "<li><span>" + escaped(name) + "</span> <strong>" + words_of(ReportCell::Kind::share, all.share()) +
         "</strong> <small>" + std::to_string(all.met) + " of " + std::to_string(all.count()) + "</small>" +
         chart_html(name, days) + "</li>\n";
}

std::string levels_html(const Board& board) {
  std::string html = "<section>\n<h2>Met, last 14 days</h2>\n<ul class=\"levels\">\n";
  for (const Board::Level& level : board.levels) html += kept_html(name_of(level.clock), level.days);
  return html + "</ul>\n</section>\n";
}

/// All clocks together, by customer and so on; not for a wall, where there is no room for it.
std::string splits_html(const Board& board, const BoardView& view) {
  std::string html;
  for (const Board::Split& split : board.splits) {
    if (view.wall || split.parts.empty()) continue;
    html += "<section>\n<h2>Met by " + escaped(split.of) + "</h2>\n<ul class=\"levels\">\n";
    for (const Board::Part& part : split.parts) html += kept_html(part.name, part.days);
    html += "</ul>\n";
    const auto more = split.count - std::ssize(split.parts);
    if (more > 0) html += "<p class=\"empty\">and " + std::to_string(more) + " more</p>\n";
    html += "</section>\n";
  }
  return html;
}

std::string on_call_html(const Board& board) {
  if (board.on_call.empty()) return "";
  std::string html = "<section>\n<h2>On call now</h2>\n<dl class=\"duty\">\n";
  for (const Board::Duty& duty : board.on_call) {
    const bool covered = !duty.people.empty();
    html += "<div" + std::string(covered ? "" : " class=\"gap\"") + "><dt>" + escaped(duty.name) +
            "</dt><dd>" + (covered ? escaped(duty.people) : "Nobody") + "</dd></div>\n";
  }
  return html + "</dl>\n</section>\n";
}

}  // namespace

std::string board_page(const PageFrame& frame, const Board& board, const BoardView& view) {
  std::string body = "<div class=\"board" + std::string(view.wall ? " wall" : "") + "\">\n";
  if (!view.wall) {
    body +=
        "<p class=\"where\"><a href=\"/\">Desk</a> · <a href=\"/reports\">Report</a> · <a "
        "href=\"/board?wall=1\">For "
        "a wall screen</a></p>\n";
  }
  body += "<h1>Board</h1>\n<p class=\"period\">" + escaped(view.at) + ", " + escaped(board.zone) +
          "; renews itself twice a minute.</p>\n<dl class=\"numbers\">\n";
  for (const Board::Number& number : board.numbers) body += number_html(board, view, number);
  body += "</dl>\n<div class=\"columns\">\n" + breaches_html(board, view) + "<div>\n" + levels_html(board) +
          splits_html(board, view) + on_call_html(board) + "</div>\n</div>\n</div>\n";
  return page_document(frame, "Board", body, Width::wide);
}

}  // namespace oasis::http
