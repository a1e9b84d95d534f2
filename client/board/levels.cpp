// See levels.hpp.
#include "client/board/levels.hpp"

#include <algorithm>
#include <vector>

#include "client/charts/line.hpp"
#include "client/charts/sparkline.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/behind.hpp"
#include "shared/codec/words.hpp"
#include "shared/report/table.hpp"

namespace oasis {
namespace {

using namespace ui;

/// One line of the card: what was judged, and the tickets that it was judged of.
struct Kept {
  std::string name;
  const std::vector<Attainment>& days;
  Behind judged;
};

struct KeptWords {
  std::string share;  ///< of all days
  std::string sum;    ///< "119 of 134 in 14 days"
  std::string today;  ///< "today 100 %, 2 of 2"; empty where there is nothing to say
  Tone tone = Tone::normal;
};

std::string percent(const Attainment& attainment) {
  return words_of(ReportCell::Kind::share, attainment.share());
}
std::string met_of(const Attainment& attainment) {
  return phrase("{1} of {2}"_tr, attainment.met, attainment.count());
}

KeptWords words_of_kept(const Kept& kept) {
  const Attainment all = sum_of(kept.days), today = kept.days.empty() ? Attainment{} : kept.days.back();
  const std::string days = count_of(std::ssize(kept.days), "{1} day"_kept, "{1} days"_kept);
  KeptWords words{percent(all), "", "", Tone::normal};
  if (all.count() == 0) {
    words.sum = phrase("nothing due in {1}"_tr, days);
    words.tone = Tone::faint;
    return words;
  }
  words.sum = phrase("{1} in {2}"_tr, met_of(all), days);
  words.today =
      today.count() == 0 ? "nothing due yet today"_tr : phrase("today {1}, {2}"_tr, percent(today), met_of(today));
  return words;
}

LevelsBy shown_by(const BoardPlace& place, const LevelsView& view) {
  return place.type.wall || place.board.splits.empty() ? LevelsBy::clock : view.by;
}

const Board::Split* split_by(const Board& board, LevelsBy by) {
  const char* of = by == LevelsBy::priority ? "priority" : by == LevelsBy::customer ? "customer" : "team";
  const auto found = std::find_if(board.splits.begin(), board.splits.end(), [of](const Board::Split& one) { return one.of == of; });
  return by == LevelsBy::clock || found == board.splits.end() ? nullptr : &*found;
}

Kept kept_of(const Board::Part& part, LevelsBy by) {
  // What people have named is said as it is.
  Kept kept{part.key.empty() || by == LevelsBy::priority ? retold(part.name) : part.name, part.days, {}};
  if (by == LevelsBy::priority) kept.judged.priority = value_of<Priority>(part.key);
  if (by == LevelsBy::customer) kept.judged.customer = part.key;
  if (by == LevelsBy::team) kept.judged.team = part.key;
  return kept;
}

std::vector<Kept> kept_lines(const BoardPlace& place, LevelsBy by) {
  std::vector<Kept> lines;
  if (by == LevelsBy::clock) {
    for (const Board::Level& level : place.board.levels) {
      lines.push_back({std::string(wording::name_of(level.clock)), level.days, {}});
      lines.back().judged.number = static_cast<std::int32_t>(level.clock);
    }
  } else if (const Board::Split* split = split_by(place.board, by)) {
    for (const Board::Part& part : split->parts) lines.push_back(kept_of(part, by));
  }
  for (Kept& line : lines) line.judged.kinds = {Measure::Kind::met, Measure::Kind::breached};
  return lines;
}

/// What stands below the lines; empty: nothing.
std::string remark_of(const BoardPlace& place, LevelsBy by) {
  if (by == LevelsBy::clock) return "";
  const Board::Split* split = split_by(place.board, by);
  if (split == nullptr || split->parts.empty()) return "Nothing was due"_tr;
  const std::int64_t more = split->count - std::ssize(split->parts);
  return more > 0 ? phrase("All clocks together; and {1} more"_tr, more) : "All clocks together"_tr;
}

/// Of a line: clocks on a desk have room for a large number and axes; all others stand in one line, the share at the end.
float line_height(const BoardType& type, bool flat) {
  if (!flat) return line_of(type.body) + line_of(type.figure) + 2 * line_of(type.small) + type.padding / 2;
  const float words = line_of(type.body) + line_of(type.small) + type.padding / 2;
  return type.wall ? words : std::max(type.row, words);
}

float line_gap(const BoardType& type, LevelsBy by) {
  return by == LevelsBy::clock ? type.padding : 4;
}

std::vector<LinePoint> points_of(const Board& board, const Kept& kept) {
  std::vector<LinePoint> points;
  std::int64_t day = board.first_day;
  for (const Attainment& one : kept.days) {
    const auto share = one.share();
    LinePoint point{
        write_day(day++), share ? percent(one) + ", " + met_of(one) : "nothing was due"_tr, {}};
    if (share) point.share = static_cast<float>(*share);
    points.push_back(std::move(point));
  }
  return points;
}

void draw_days(const BoardPlace& place, const Kept& kept, Rect chart, bool flat, ChartSteps& steps) {
  Ui& ui = place.desk.ui;
  const bool axes = !flat && chart.w >= 240;
  if (flat && !place.type.wall) chart = inset(chart, 0, std::max(8.f, (chart.h - 2 * place.type.body) / 2));
  else if (!axes) chart = inset(chart, 0, std::max(8.f, (chart.h - 4 * place.type.body) / 2));
  if (chart.w <= 60) return;
  const std::string name = phrase("{1} met by day"_tr, kept.name);
  const std::vector<LinePoint> points = points_of(place.board, kept);
  const auto say = [&kept](std::size_t at) { return percent(kept.days[at]); };
  const int day = axes ? draw_line(ui, name, points, chart, {.axes = true, .chooses = true}, steps)
                       : draw_sparkline(ui, name, points, say, chart, !place.type.wall, steps);
  const std::int64_t on = place.board.first_day + day;
  if (day >= 0) go(place.desk, tickets_of_days(place, on, on, text_of(kept.judged)));
}

/// The words of a line, in what is left of it for them, and the element that leads to its tickets.
void draw_words(const BoardPlace& place, const Kept& kept, const KeptWords& words, Rect left, bool flat) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const Palette& p = ui.palette();
  const Color quiet = p.tone(Tone::secondary).text;
  Painter paint(ui);
  const Rect whole = left;
  if (flat) left = inset(left, 0, std::max(0.f, (left.h - line_of(type.body) - line_of(type.small)) / 2));
  write_line(ui, paint, cut_top(left, line_of(type.body)), kept.name, type.body, p.tone(Tone::normal).text);
  if (!flat)
    write_line(ui, paint, cut_top(left, line_of(type.figure)), words.share, type.figure, p.tone(words.tone).text,
               Weight::semibold);
  const bool clock = kept.judged.number.has_value();  // for others the remark says of how many days
  const bool now = !clock && !kept.days.empty() && kept.days.back().count() > 0;
  write_line(ui, paint, cut_top(left, line_of(type.small)),
             now ? phrase("{1}, today {2}"_tr, met_of(sum_of(kept.days)), met_of(kept.days.back())) : words.sum, type.small,
             quiet);
  if (!flat) write_line(ui, paint, cut_top(left, line_of(type.small)), words.today, type.small, quiet);
  const bool leads = !type.wall && words.tone == Tone::normal && !kept.days.empty();
  const std::int64_t last = place.board.first_day + std::ssize(kept.days) - 1;
  put_link(place, kept.name,
           kept.name + ": " + words.share + ", " + words.sum + (words.today.empty() ? "" : ", " + words.today) +
               (leads ? ": tickets"_tr : ""),
           leads ? tickets_of_days(place, place.board.first_day, last, text_of(kept.judged)) : "", whole);
}

void draw_kept(const BoardPlace& place, const Kept& kept, Rect rect, bool flat, LevelsView& view) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const KeptWords words = words_of_kept(kept);
  Rect chart = rect;
  if (flat) {
    Painter paint(ui);
    const float em = type.wall ? type.figure : type.body * 1.15f;
    const float width = line_width(ui, "100 %", em, Weight::semibold) + 4;
    write_line(ui, paint, cut_right(chart, width), words.share, em, ui.palette().tone(words.tone).text, Weight::semibold,
               Align::right);
    cut_right(chart, type.wall ? type.padding : type.padding / 2);
  }
  const float least = type.small * 13;
  const float wide = type.wall ? least : std::clamp(rect.w * 0.42f, least, type.small * 17);
  const Rect left = cut_left(chart, wide);
  cut_left(chart, type.padding / 2);
  draw_words(place, kept, words, left, flat);
  if (words.tone == Tone::normal) draw_days(place, kept, chart, flat, view.steps[kept.name]);
}

void choose_by(const BoardPlace& place, Rect line, LevelsView& view) {
  Ui& ui = place.desk.ui;
  ui.push_flow({.kind = Flow::Kind::column, .bounds = line});
  int chosen = static_cast<int>(view.by);
  if (segmented(ui, "Service levels by"_tr, {"Clock"_tr, "Priority"_tr, "Customer"_tr, "Team"_tr}, chosen)) {
    view.by = static_cast<LevelsBy>(chosen);
    view.steps.clear();
  }
  ui.pop_flow();
}

bool is_chosen(const BoardPlace& place) {
  return !place.type.wall && !place.board.splits.empty();
}
float choice_height(const BoardPlace& place) {
  return is_chosen(place) ? place.desk.ui.metrics().control + place.type.padding / 2 : 0;
}

int rows_of(std::size_t lines, int across) {
  return std::max(1, (static_cast<int>(lines) + across - 1) / across);
}

}  // namespace

float levels_height(const BoardPlace& place, const LevelsView& view, int across) {
  const LevelsBy by = shown_by(place, view);
  const bool flat = place.type.wall || by != LevelsBy::clock;
  const std::size_t lines = kept_lines(place, by).size();
  const float remark = remark_of(place, by).empty() ? 0 : line_of(place.type.small) + place.type.padding / 2;
  const auto rows = static_cast<float>(lines == 0 ? 0 : rows_of(lines, across));
  return frame_height(place.type) + choice_height(place) + rows * line_height(place.type, flat) +
         std::max(0.f, rows - 1) * line_gap(place.type, by) + remark;
}

void draw_levels(const BoardPlace& place, Rect rect, int across, LevelsView& view) {
  BoardCard card(place, rect, "Service levels met"_tr);
  if (is_chosen(place)) {
    choose_by(place, cut_top(card.content, place.desk.ui.metrics().control), view);
    cut_top(card.content, place.type.padding / 2);
  }
  const LevelsBy by = shown_by(place, view);
  const bool flat = place.type.wall || by != LevelsBy::clock;
  if (const std::string remark = remark_of(place, by); !remark.empty()) {
    draw_remark(place, remark, cut_bottom(card.content, line_of(place.type.small)), place.type.small);
    cut_bottom(card.content, place.type.padding / 2);
  }
  const std::vector<Kept> lines = kept_lines(place, by);
  const int rows = rows_of(lines.size(), across);
  const float gap = line_gap(place.type, by), between = 2 * place.type.padding;
  const float width = (card.content.w - between * static_cast<float>(across - 1)) / static_cast<float>(across);
  // The clocks fill the card; the others, which may be few, stay as high as they are.
  const float fill = (card.content.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  const float height = by == LevelsBy::clock ? fill : std::min(fill, line_height(place.type, flat));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % across);
    const auto row = static_cast<float>(static_cast<int>(i) / across);
    draw_kept(place, lines[i],
              {card.content.x + (width + between) * column, card.content.y + (height + gap) * row, width, height}, flat, view);
  }
}

}  // namespace oasis
