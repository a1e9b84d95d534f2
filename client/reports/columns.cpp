// See columns.hpp.
#include "client/reports/columns.hpp"

#include <algorithm>
#include <string_view>

#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float least_name = 120, most_name = 340;

/// A title breaks between its words, into three lines at most.
float title_width(Ui& ui, std::string_view title) {
  float longest = 0;
  for (std::size_t begin = 0; begin < title.size();) {
    const std::size_t end = std::min(title.find(' ', begin), title.size());
    longest =
        std::max(longest, ui.text_width(title.substr(begin, end - begin), TextSize::small, Weight::semibold));
    begin = end + 1;
  }
  return std::max(longest, ui.text_width(title, TextSize::small, Weight::semibold) / 2);
}

float column_width(Ui& ui, const ReportSection& section, std::size_t column) {
  float width = title_width(ui, section.columns[column]) + 2;
  for (const ReportRow& row : section.rows) {
    const ReportCell& cell = row.cells[column];
    width = std::max(width, ui.text_width(words_of(cell.kind, cell.now), TextSize::body, Weight::semibold));
    width = std::max(width, ui.text_width(words_before(cell), TextSize::small));
  }
  return width + column_gap;
}

/// How wide one number of a block is, with what it was beside it or below it.
float number_width(Ui& ui, const ReportSection& section, bool before_below) {
  float widest = 0;
  for (std::size_t i = 0; i < section.columns.size(); ++i) {
    widest = std::max(widest, ui.text_width(section.columns[i], TextSize::small));
    for (const ReportRow& row : section.rows) {
      const float value =
          ui.text_width(words_of(row.cells[i].kind, row.cells[i].now), TextSize::body, Weight::semibold);
      const float before = ui.text_width(words_before(row.cells[i]), TextSize::small);
      widest = std::max(widest, before_below ? std::max(value, before) : value + 6 + before);
    }
  }
  return widest + 8;
}

/// As many beside each other as fit with all their words.
void arrange_block(Ui& ui, const ReportSection& section, float width, ReportColumns& columns) {
  columns.is_block = true;
  columns.name_width = 0;
  for (const bool below : {false, true}) {
    for (const int across : {3, 2}) {
      columns.across = across;
      columns.before_below = below;
      if (number_width(ui, section, below) * static_cast<float>(across) <= width) return;
    }
  }
}

}  // namespace

ReportColumns columns_of(Ui& ui, const ReportSection& section, float width) {
  ReportColumns columns;
  columns.name_width = width;
  for (std::size_t i = 0; i < section.columns.size(); ++i) {
    columns.widths.push_back(column_width(ui, section, i));
    columns.name_width -= columns.widths.back();
  }
  if (columns.name_width < least_name) {
    arrange_block(ui, section, width, columns);
    return columns;
  }
  // Numbers do not drift away from what they are about.
  if (columns.name_width > most_name && !columns.widths.empty()) {
    const float more = (columns.name_width - most_name) / static_cast<float>(columns.widths.size());
    for (float& one : columns.widths) one += more;
    columns.name_width = most_name;
  }
  std::size_t lines = 1;
  const platform::Font font = ui.font(TextSize::small, Weight::semibold);
  for (std::size_t i = 0; i < section.columns.size(); ++i) {
    const float room = (columns.widths[i] - column_gap) * ui.scale();
    lines = std::max(lines, ui.wraps().lines(section.columns[i], font, room, ui.runs()).size());
  }
  columns.head_height = ui.line_height(TextSize::small) * static_cast<float>(lines) + 12;
  return columns;
}

std::string words_before(const ReportCell& cell) {
  std::string words = cell.few && cell.now ? "few"_tr : "";
  if (cell.before) words += (words.empty() ? "" : ", ") + phrase("was {1}"_tr, words_of(cell.kind, cell.before));
  return words;
}

}  // namespace oasis
