// HTML of the board. May not: count, or know requests.
#include "server/http/board_page.hpp"

#include <algorithm>
#include <cmath>

#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"

namespace oasis::http {
namespace {

constexpr int chart_height = 40;
constexpr int bar_step = 10;

std::string number_html(const Board::Number& number) {
  std::string html = "<div class=\"number" + std::string(number.alarming ? " alarming" : "") + "\"><dt>" +
                     escaped(number.name) + "</dt><dd>" + std::to_string(number.now);
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
std::string chart_html(const Board::Level& level) {
  std::string html = "<svg class=\"days\" viewBox=\"0 0 " + std::to_string(bar_step * level.days.size()) +
                     " " + std::to_string(chart_height) +
                     "\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" + name_of(level.clock) +
                     ", attainment by day\">";
  for (std::size_t day = 0; day < level.days.size(); ++day) {
    const auto share = level.days[day].share();
    if (!share) continue;
    const long height = std::max(1L, std::lround(*share * chart_height));
    html += "<rect x=\"" + std::to_string(day * bar_step + 1) + "\" y=\"" +
            std::to_string(chart_height - height) + "\" width=\"" + std::to_string(bar_step - 2) +
            "\" height=\"" + std::to_string(height) + "\"/>";
  }
  return html + "</svg>";
}

std::string levels_html(const Board& board) {
  std::string html = "<section>\n<h2>Met, last 14 days</h2>\n<ul class=\"levels\">\n";
  for (const Board::Level& level : board.levels) {
    const Attainment all = level.all();
    html += std::string("<li><span>") + name_of(level.clock) + "</span> <strong>" +
            words_of(ReportCell::Kind::share, all.share()) + "</strong> <small>" + std::to_string(all.met) +
            " of " + std::to_string(all.count()) + "</small>" + chart_html(level) + "</li>\n";
  }
  return html + "</ul>\n</section>\n";
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
  for (const Board::Number& number : board.numbers) body += number_html(number);
  body += "</dl>\n<div class=\"columns\">\n" + breaches_html(board, view) + "<div>\n" + levels_html(board) +
          on_call_html(board) + "</div>\n</div>\n</div>\n";
  return page_document(frame, "Board", body, Width::wide);
}

}  // namespace oasis::http
