// See findings.hpp.
#include "client/reports/findings.hpp"

#include <algorithm>
#include <string>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float side_by_side = 860;

struct Place {
  std::string address;
  std::string name;
};

/// Where a finding is acted upon; an empty address: nowhere in particular.
Place place_of(const Finding& finding, const Workspace& workspace) {
  const std::size_t slash = finding.place.find('/');
  if (slash == std::string::npos) return {};
  const std::string kind = finding.place.substr(0, slash), id = finding.place.substr(slash + 1);
  if (kind == "chains") return {"#/chains/" + id, "Open the chain " + wording::name_of_chain(workspace, id)};
  if (kind == "customers") return {"#/customers/" + id, "Open " + wording::name_of_customer(workspace, id)};
  if (kind == "rules") return {"#/settings/rules", "Open the rule " + id};
  return {};
}

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
  const Place place = place_of(finding, desk.workspace);
  if (place.address.empty()) return;
  Row row(ui, {.height = 24});
  link(ui, {place.name, finding.what}, place.address);
}

}  // namespace

void draw_findings(Desk& desk, const std::vector<Finding>& findings) {
  if (findings.empty()) return;
  Ui& ui = desk.ui;
  ui::Scope scope(ui, "findings");
  Card card(ui, {.gap = 16, .label = "What to look at"});
  heading(ui, "What to look at", 2);
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
