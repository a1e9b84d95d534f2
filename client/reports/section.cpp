// See section.hpp.
#include "client/reports/section.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "client/charts/bars.hpp"
#include "client/reports/columns.hpp"
#include "client/reports/retold.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/report_table.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float row_height = 44, block_line = 42, block_head = 34, before_height = 16;

/// Which columns the bars show, behind each other.
std::vector<std::size_t> bars_of(const ReportSection& section) {
  std::vector<std::size_t> columns{0};
  if (section.id == "times") columns = {};
  if (section.id == "people") columns = {0, 1, 2};
  if (section.id == "levels") columns = {2};
  const auto missing = [&](std::size_t column) { return column >= section.columns.size(); };
  columns.erase(std::remove_if(columns.begin(), columns.end(), missing), columns.end());
  return columns;
}

/// Where a row leads to; empty: nowhere.
std::string address_of_row(const ReportSection& section, const ReportRow& row) {
  if (row.key.empty()) return "";
  if (section.id == "customers") return "/customers/" + row.key;
  if (section.id == "steps") return "/chains/" + row.key;
  return "";
}

std::string name_of_row(const ReportSection& section, const ReportRow& row) {
  return section.id == "channels" ? wording::name_of_via(row.key) : row.name;
}

std::size_t shown_rows(const ReportSection& section, const SectionView& view) {
  return view.all ? section.rows.size() : std::min(static_cast<std::size_t>(first_rows), section.rows.size());
}

class SectionTable {
 public:
  SectionTable(Desk& desk, const ReportSection& section, SectionView& view, const std::string& report,
               float width)
      : desk_(desk), ui_(desk.ui), section_(section), view_(view), report_(report), bars_(bars_of(section)),
        paint_(desk.ui) {
    columns_ = columns_of(ui_, section, width);
    for (const ReportRow& row : section.rows) longest_ = std::max(longest_, total_of(row));
  }

  void draw() {
    const std::size_t rows = shown_rows(section_, view_);
    const float head = columns_.is_block ? 0.f : columns_.head_height;
    const float height = columns_.is_block ? block_height() : row_height;
    const Rect area = ui_.place(0, head + height * static_cast<float>(rows));
    ui_.open_node(ui::Role::grid, ui_.id("rows"), section_.title, area).set_size =
        static_cast<std::int32_t>(section_.all_rows()) + 1;
    Rect rest = area;
    draw_head(cut_top(rest, head));
    Stepping stepping(ui_, view_.steps, static_cast<int>(rows) * across(), across());
    for (std::size_t i = 0; i < rows; ++i) draw_row(i, cut_top(rest, height), stepping);
    ui_.close_node();
  }

 private:
  float block_height() const {
    const float lines =
        std::ceil(static_cast<float>(section_.columns.size()) / static_cast<float>(columns_.across));
    return block_head + line_height() * lines + 8;
  }

  /// What the arrow keys go through in a row: its name and its numbers.
  int across() const { return 1 + static_cast<int>(section_.columns.size()); }

  float line_height() const { return block_line + (columns_.before_below ? before_height : 0); }

  double total_of(const ReportRow& row) const {
    double total = 0;
    for (const std::size_t column : bars_) total += row.cells[column].now.value_or(0);
    return total;
  }

  void draw_bar_of(const ReportRow& row, Rect rect) {
    if (bars_.empty() || longest_ <= 0) return;
    const bool is_share = row.cells[bars_.front()].kind == ReportCell::Kind::share;
    const double whole = is_share ? 1.0 : longest_;
    std::vector<float> parts;
    for (const std::size_t column : bars_)
      parts.push_back(static_cast<float>(row.cells[column].now.value_or(0) / whole));
    draw_bar(ui_, paint_, rect, parts);
  }

  void draw_head(Rect head) {
    ui_.open_node(ui::Role::row, ui_.nameless(), "Columns"_tr, head).position = 0;
    Rect name = head;
    name.w = columns_.name_width;
    ui_.node(ui::Role::columnheader, ui_.nameless(), section_.of, name);
    if (head.h > 0) draw_title(section_.of, name, Align::left);
    float x = head.x + columns_.name_width;
    for (std::size_t i = 0; i < section_.columns.size(); ++i) {
      const Rect place{x, head.y, columns_.is_block ? 1.f : columns_.widths[i], head.h};
      ui_.node(ui::Role::columnheader, ui_.nameless(), section_.columns[i], place);
      if (head.h > 0) draw_title(section_.columns[i], place, Align::right);
      x += place.w;
    }
    ui_.close_node();
    if (head.h > 0)
      paint_.line({head.x, head.bottom() - 4}, {head.right(), head.bottom() - 4}, ui_.palette().border);
  }

  /// In as many lines as it needs, the last one just above the rows.
  void draw_title(std::string_view words, Rect place, Align align) {
    const platform::Font font = ui_.font(TextSize::small, Weight::semibold);
    const float line = ui_.line_height(TextSize::small);
    const auto& lines =
        ui_.wraps().lines(words, font, std::floor((place.w - column_gap) * ui_.scale()), ui_.runs());
    float y = place.bottom() - 8 - line * static_cast<float>(lines.size());
    for (const Line& one : lines) {
      const Rect strip{align == Align::right ? place.x + column_gap : place.x, y, place.w - column_gap, line};
      paint_.text(strip, words.substr(one.begin, one.end - one.begin), TextSize::small,
                  ui_.palette().tone(Tone::secondary).text, Weight::semibold, align);
      y += line;
    }
  }

  void draw_row(std::size_t number, Rect rect, Stepping& stepping) {
    const ReportRow& row = section_.rows[number];
    ui::Scope scope(ui_, static_cast<std::uint64_t>(number));
    const std::string name = name_of_row(section_, row), address = address_of_row(section_, row);
    const NodeId id = ui_.id({name, "row"}), link_id = ui_.id({name, "link"});
    const Palette& p = ui_.palette();
    Press press;
    if (!address.empty()) press = ui_.press_below(link_id, rect);
    if (press.hovered) paint_.fill({rect.x - 6, rect.y, rect.w + 12, rect.h}, p.hover, 6);
    const std::uint32_t state =
        stepping.state_of(static_cast<int>(number) * across(), address.empty() ? id : link_id, rect);
    platform::Node& node = ui_.open_node(ui::Role::row, id, spoken_row(row, name), rect);
    node.position = static_cast<std::int32_t>(number) + 1;
    if (address.empty()) node.state = state;
    const Rect label{rect.x, rect.y, (columns_.is_block ? rect.w : columns_.name_width) - column_gap,
                     columns_.is_block ? block_head : rect.h};
    draw_name(row, name, label, !address.empty(), link_id, state);
    const int first = static_cast<int>(number) * across() + 1;
    columns_.is_block ? draw_block(row, name, rect, first, stepping) : draw_cells(row, name, rect, first, stepping);
    ui_.close_node();
    if (number > 0) paint_.line({rect.x, rect.y}, {rect.right(), rect.y}, p.border);
    if (press.clicked) go(desk_, address);
  }

  std::string spoken_row(const ReportRow& row, const std::string& name) const {
    std::string words = name;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      words += (i == 0 ? ": " : "; ") + section_.columns[i] + " " + spoken(row.cells[i]);
    return words;
  }

  void draw_name(const ReportRow& row, const std::string& name, Rect label, bool leads, NodeId link_id,
                 std::uint32_t state) {
    const Palette& p = ui_.palette();
    const float line = ui_.line_height(TextSize::body);
    const bool with_bar = !bars_.empty() && longest_ > 0;
    const float top = label.y + (label.h - line - (with_bar ? 10 : 0)) / 2;
    const Rect words{label.x, top, label.w, line};
    const Color color = p.tone(leads ? Tone::accent : Tone::normal).text;
    with_bar ? void(paint_.text(words, name, TextSize::body, color)) : draw_in_lines(name, label, color);
    if (with_bar) draw_bar_of(row, {label.x, top + line + 4, label.w, 6});
    if (!leads) return void(ui_.node(ui::Role::cell, ui_.nameless(), name, label));
    ui_.open_node(ui::Role::cell, ui_.nameless(), "", label);
    const platform::Span to = ui_.keep("#" + address_of_row(section_, row));
    platform::Node& link = ui_.node(ui::Role::link, link_id, name, label);
    link.state = state;
    link.value = to;
    ui_.close_node();
  }

  /// Where there is no bar below it, a long name takes two lines.
  void draw_in_lines(const std::string& name, Rect label, Color color) {
    const float line = ui_.line_height(TextSize::body);
    const float room = std::floor(label.w * ui_.scale());
    const auto& lines = ui_.wraps().lines(name, ui_.font(TextSize::body), room, ui_.runs());
    const std::size_t first_end = lines.size() < 2 ? name.size() : lines[1].begin;
    const float height = lines.size() < 2 ? line : 2 * line;
    Rect place{label.x, label.center().y - height / 2, label.w, line};
    paint_.text(place, std::string_view(name).substr(0, first_end), TextSize::body, color);
    place.y += line;
    if (first_end < name.size())
      paint_.text(place, std::string_view(name).substr(first_end), TextSize::body, color);
  }

  /// The element of a number: a link to the tickets behind it, where it has some.
  void put_cell(const ReportRow& row, const std::string& name, std::size_t column, Rect place, int step,
                Stepping& stepping) {
    const ReportCell& cell = row.cells[column];
    const std::string address = tickets_behind(cell, report_);
    const NodeId id = ui_.id(section_.columns[column]);
    const std::uint32_t state = stepping.state_of(step, id, place);
    if (address.empty()) {
      ui_.node(ui::Role::cell, id, spoken(cell), place).state = state;
      return;
    }
    const Press press = ui_.press(id, place);
    if (press.hovered || ui_.focused(id)) paint_.stroke(inset(place, 1), ui_.palette().tone(Tone::accent).text, 6, 1);
    ui_.open_node(ui::Role::cell, ui_.nameless(), "", place);
    const platform::Span to = ui_.keep("#" + address);
    const std::string words = phrase("{1}, {2}: {3}: tickets"_tr, name, section_.columns[column], spoken(cell));
    platform::Node& link = ui_.node(ui::Role::link, id, words, place);
    link.state = state;
    link.value = to;
    ui_.close_node();
    if (press.clicked) go(desk_, address);
  }

  void draw_cells(const ReportRow& row, const std::string& name, Rect rect, int first, Stepping& stepping) {
    float x = rect.x + columns_.name_width;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Rect place{x, rect.y, columns_.widths[i], rect.h};
      x += place.w;
      const Rect value{place.x, rect.y + 3, place.w, 20}, was{place.x, rect.y + 22, place.w, 16};
      draw_value(row.cells[i], value, Align::right);
      draw_before(row.cells[i], was, Align::right);
      put_cell(row, name, i, {place.x + 4, place.y, place.w, place.h}, first + static_cast<int>(i), stepping);
    }
  }

  void draw_block(const ReportRow& row, const std::string& name, Rect rect, int first, Stepping& stepping) {
    const auto across = static_cast<std::size_t>(columns_.across);
    const float width = rect.w / static_cast<float>(across);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Rect place{rect.x + width * static_cast<float>(i % across),
                       rect.y + block_head + line_height() * static_cast<float>(i / across), width - 8,
                       line_height()};
      paint_.text({place.x, place.y, place.w, 16}, section_.columns[i], TextSize::small,
                  ui_.palette().tone(Tone::secondary).text);
      Rect below{place.x, place.y + 16, place.w, 20};
      const float value = draw_value(row.cells[i], below, Align::left);
      if (columns_.before_below) {
        below = {place.x, below.bottom(), place.w, before_height};
      } else {
        cut_left(below, value + 6);
      }
      draw_before(row.cells[i], below, Align::left);
      put_cell(row, name, i, place, first + static_cast<int>(i), stepping);
    }
  }

  float draw_value(const ReportCell& cell, Rect rect, Align align) {
    const Tone tone = cell.now ? Tone::normal : Tone::faint;
    return paint_.text(rect, words_of(cell.kind, cell.now), TextSize::body, ui_.palette().tone(tone).text,
                       Weight::semibold, align);
  }
  void draw_before(const ReportCell& cell, Rect rect, Align align) {
    paint_.text(rect, words_before(cell), TextSize::small, ui_.palette().tone(Tone::faint).text,
                Weight::regular, align);
  }

  Desk& desk_;
  Ui& ui_;
  const ReportSection& section_;
  SectionView& view_;
  const std::string& report_;
  std::vector<std::size_t> bars_;
  Painter paint_;
  ReportColumns columns_;
  double longest_ = 0;
};

}  // namespace

std::string spoken(const ReportCell& cell) {
  std::string words = words_of(cell.kind, cell.now);
  if (cell.before) words += ", " + phrase("was {1}"_tr, words_of(cell.kind, cell.before));
  if (cell.few && cell.now) words += std::string(", ") + "few values"_tr;
  return words;
}

std::string tickets_behind(const ReportCell& cell, const std::string& report) {
  const bool none = cell.behind.empty() || !cell.now || (cell.kind == ReportCell::Kind::count && *cell.now == 0);
  return none ? "" : "/reports/tickets" + report + "&of=" + cell.behind;
}

float section_height(const ReportSection& section, const SectionView& view, float width) {
  const float frame = 96 + (section.note.empty() ? 0.f : 36.f);
  if (section.rows.empty()) return frame;
  const float row = width < 420 ? 120.f : row_height;
  return frame + row * static_cast<float>(shown_rows(section, view)) +
         (section.all_rows() > first_rows ? 40.f : 0.f);
}

const ReportSection& shown_of(const ReportSection& section, const SectionView& view) {
  return view.all && view.whole ? *view.whole : section;
}

namespace {

/// Asks for all rows of a section that wants them, once for each `report`.
void load_rows(platform::Platform& platform, const ReportSection& section, SectionView& view, const std::string& report) {
  const std::string url = "/api/v1/report" + report + "&section=" + section.id;
  if (!view.all || section.left_out == 0 || view.asked == url) return;
  view.asked = url;
  view.question.ask(platform, url, [&view](const nlohmann::json& answer) {
    auto table = read_report_table(answer);
    if (!table || table->sections.size() != 1) return false;
    view.whole = retold(std::move(*table)).sections.front();
    return true;
  });
}

/// The way to all rows and back.
void draw_more_rows(Ui& ui, const ReportSection& section, SectionView& view) {
  const std::int64_t all = section.all_rows();
  if (all <= first_rows) return;
  const bool missing = view.all && section.left_out > 0, refused = missing && !view.question.why().empty();
  if (refused) paragraph(ui, view.question.why(), {.tone = Tone::danger});
  const bool shows_all = view.all && !missing;
  const std::string more = shows_all ? phrase("Show the first {1}"_tr, first_rows) : phrase("Show all {1}"_tr, all);
  Row row(ui);
  if (!button(ui, {more, "more"}, {.kind = ButtonKind::quiet, .busy = missing && !refused})) return;
  view.all = !shows_all;
  view.asked.clear();
  ui.again();
}

}  // namespace

void draw_section(Desk& desk, const ReportSection& kept, SectionView& view, const std::string& report) {
  Ui& ui = desk.ui;
  load_rows(ui.platform(), kept, view, report);
  const ReportSection& section = shown_of(kept, view);
  ui::Scope scope(ui, section.id);
  Card card(ui, {.gap = 10, .label = section.title});
  heading(ui, section.title, 2);
  const TextStyle quiet{.size = TextSize::small, .tone = Tone::secondary};
  if (!section.note.empty()) paragraph(ui, section.note, quiet);
  if (section.rows.empty()) return text(ui, section.empty, {.tone = Tone::secondary});
  if (section.id == "people")
    draw_legend(ui, {section.columns.begin(),
                     section.columns.begin() + std::min<std::ptrdiff_t>(3, std::ssize(section.columns))});
  SectionTable(desk, section, view, report, ui.area().w).draw();
  draw_more_rows(ui, section, view);
}

}  // namespace oasis
