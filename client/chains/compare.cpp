// See compare.hpp.
#include "client/chains/compare.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "client/chains/difference.hpp"
#include "client/chains/words.hpp"
#include "client/replica/wire.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;
using Kind = StepDifference::Kind;

constexpr float beside_from = 520;

void fetch(Desk& desk, ComparePanel& panel, std::int64_t version) {
  auto fetched = std::make_shared<FetchedVersion>();
  fetched->version = version;
  panel.fetched = fetched;
  platform::Platform* platform = &desk.ui.platform();
  platform->network().send(wire::request("GET", "/api/v1/config/" + std::to_string(version)),
                           [fetched, platform, zones = desk.zones](const platform::Response& response) {
                             const nlohmann::json answer = wire::parse(response.body);
                             fetched->failed = true;
                             if (response.status == 200 && answer.is_object() && answer.contains("document")) {
                               auto workspace = read_workspace(answer["document"], *zones);
                               if (workspace.ok()) {
                                 fetched->workspace = std::make_shared<const Workspace>(std::move(workspace.value()));
                                 fetched->failed = false;
                               }
                             }
                             platform->wake();
                           });
}

std::string say_version(const Desk& desk, const DocumentVersion& version) {
  const auto at = parse_instant(version.at);
  const bool in_force = version.version == desk.edit->version();
  std::string words = phrase("Version {1}"_tr, std::to_string(version.version));
  if (in_force) words += std::string(", ") + "in force"_tr;
  if (at.ok()) words += ", " + wording::say_moment(*at, desk.zone, desk.now);
  return words;
}

/// Whom a step tells and how long it waits, in two lines.
void draw_step(Ui& ui, const Workspace& workspace, const Chain& chain, std::size_t index, std::string_view side, float width) {
  const Step& step = chain.steps[index];
  Column column(ui, {.width = width, .gap = 0});
  text(ui, side, {.size = TextSize::small, .tone = Tone::faint});
  std::string people;
  for (const Target& target : step.notify) people += (people.empty() ? "" : ", ") + wording::name_of_target(workspace, target);
  paragraph(ui, people.empty() ? "Nobody"_tr : people);
  text(ui, phrase("then waits {1}"_tr, wording::say_wait(workspace, step)),
       {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_mark(Ui& ui, Kind kind) {
  if (kind == Kind::added) chip(ui, "Added"_tr, Tone::success, Icon::plus);
  if (kind == Kind::removed) chip(ui, "Removed"_tr, Tone::breached, Icon::minus);
  if (kind == Kind::changed) chip(ui, "Changed"_tr, Tone::warning, Icon::edit);
  if (kind == Kind::same) chip(ui, "The same"_tr, Tone::secondary);
}

void draw_difference(Ui& ui, const ChainVersion& then, const ChainVersion& now, const StepDifference& step, std::size_t row_index) {
  const ChainVersion& named = step.after ? now : then;
  const std::string name = wording::name_of_step(named.chain, step.after ? *step.after : *step.before);
  ui::Scope scope(ui, row_index);
  Card card(ui, {.padding = 12, .gap = 6, .label = name});
  {
    Row row(ui, {.height = 24, .wrap = true});
    text(ui, name, {.weight = Weight::semibold});
    spacer(ui);
    draw_mark(ui, step.kind);
  }
  for (const std::string& line : step.what) text(ui, line);
  if (step.kind == Kind::same) return;
  const bool beside = ui.area().w >= beside_from && step.before && step.after;
  const float width = beside ? (ui.area().w - 16) / 2 : ui.area().w;
  Row row(ui, {.gap = 16, .wrap = !beside, .center = false});
  if (step.before) draw_step(ui, then.workspace, then.chain, *step.before, "Before"_tr, width);
  if (step.after) draw_step(ui, now.workspace, now.chain, *step.after, "Now"_tr, width);
}

void draw_with(Desk& desk, const ChainDocument& document, const FetchedVersion& fetched, std::size_t chain) {
  Ui& ui = desk.ui;
  if (fetched.failed) return text(ui, "This version cannot be loaded"_tr, {.tone = Tone::danger});
  if (fetched.workspace == nullptr) return skeleton(ui, "Loading the version"_tr, 3);
  const Chain& now = document.chains[chain];
  const auto found = std::find_if(fetched.workspace->chains.begin(), fetched.workspace->chains.end(),
                                  [&](const Chain& one) { return one.id == now.id; });
  if (found == fetched.workspace->chains.end())
    return text(ui, "That version does not have this chain"_tr, {.tone = Tone::secondary});
  const ChainVersion before{*fetched.workspace, *found}, after{document.policies->workspace(), now};
  const ChainDifference difference = difference_of(before, after);
  if (difference.none()) return text(ui, "Nothing is different"_tr, {.tone = Tone::secondary});
  for (const std::string& line : difference.chain) text(ui, line);
  for (std::size_t i = 0; i < difference.steps.size(); ++i) draw_difference(ui, before, after, difference.steps[i], i);
}

}  // namespace

void draw_compare(Desk& desk, const ChainDocument& document, ComparePanel& panel, std::size_t chain) {
  if (!document.editable || desk.edit->versions().empty()) return;
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 10, .label = "Compare with another version"_tr});
  heading(ui, "Compare with another version"_tr, 2);
  std::vector<std::string> names = {"None"_tr};
  for (const DocumentVersion& version : desk.edit->versions()) names.push_back(say_version(desk, version));
  panel.chosen = std::min(panel.chosen, static_cast<int>(desk.edit->versions().size()));
  combo(ui, "Version"_tr, names, panel.chosen, {.width = std::min(340.f, ui.area().w), .show_label = false});
  if (panel.chosen == 0) return;
  const std::int64_t version = desk.edit->versions()[static_cast<std::size_t>(panel.chosen - 1)].version;
  if (panel.fetched == nullptr || panel.fetched->version != version) fetch(desk, panel, version);
  draw_with(desk, document, *panel.fetched, chain);
}

}  // namespace oasis
