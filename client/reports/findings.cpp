// See findings.hpp.
#include "client/reports/findings.hpp"

#include <algorithm>
#include <string>

#include "client/review/place.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float side_by_side = 860;

bool is_urgent(Finding::Kind kind) {
  return kind == Finding::Kind::nobody_answered || kind == Finding::Kind::step_reaches_nobody;
}

void draw_finding(Desk& desk, const Finding& finding) {
  Ui& ui = desk.ui;
  const Rect room = ui.area();
  Painter paint(ui);
  const Tone tone = is_urgent(finding.kind) ? Tone::danger : Tone::warning;
  draw_icon(paint, is_urgent(finding.kind) ? Icon::warning : Icon::flag, {room.x, room.y + 2, 16, 16},
            ui.palette().tone(tone).text);
  Column column(ui, {.indent = 28, .gap = 2});
  paragraph(ui, finding.what, {.weight = Weight::semibold});
  if (!finding.evidence.empty()) paragraph(ui, finding.evidence, {.tone = Tone::secondary});
  paragraph(ui, finding.action);
  const EditorPlace editor = editor_of(finding.place, desk.workspace);
  if (editor.address.empty()) return;
  Row row(ui, {.height = 24});
  link(ui, {editor.name, finding.what}, "#" + editor.address);
}

}  // namespace

void draw_findings(Desk& desk, const std::vector<Finding>& findings) {
  if (findings.empty()) return;
  Ui& ui = desk.ui;
  ui::Scope scope(ui, "findings");
  Card card(ui, {.gap = 16, .label = "What to look at"_tr});
  heading(ui, "What to look at"_tr, 2);
  const std::size_t sides = ui.area().w >= side_by_side && findings.size() > 1 ? 2 : 1;
  const float width = (ui.area().w - 24 * static_cast<float>(sides - 1)) / static_cast<float>(sides);
  const std::size_t half = (findings.size() + sides - 1) / sides;
  Row row(ui, {.gap = 24, .center = false});
  for (std::size_t side = 0; side < sides; ++side) {
    Column column(ui, {.width = width, .gap = 16});
    for (std::size_t i = side * half; i < std::min((side + 1) * half, findings.size()); ++i) {
      ui::Scope one(ui, static_cast<std::uint64_t>(i));
      draw_finding(desk, findings[i]);
    }
  }
}

}  // namespace oasis
