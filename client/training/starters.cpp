// See starters.hpp.
#include "client/training/starters.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "client/replica/wire.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

bool is_in(const json& list, const std::string& id) {
  return std::any_of(list.begin(), list.end(), [&id](const json& one) { return wire::text_of(one, "id") == id; });
}

/// As the document wants it: a drill needs a chain, and its lesson is for whoever chooses.
json for_document(json starter, bool drill, const json& document) {
  if (!drill) return starter;
  starter.erase("lesson");
  const auto chains = document.find("chains");
  if (chains != document.end() && !chains->empty()) starter["chain"] = wire::text_of(chains->front(), "id");
  return starter;
}

void draw_starter(Desk& desk, const json& starter, bool drill, json& list) {
  Ui& ui = desk.ui;
  const std::string id = wire::text_of(starter, "id"), name = wire::text_of(starter, "name");
  ui::Scope scope(ui, id);
  Card card(ui, {.padding = 12, .gap = 4, .label = name});
  Row row(ui, {.wrap = true});
  {
    Column column(ui, {.width = std::max(160.f, ui.area().w - 96), .gap = 2});
    text(ui, name, {.weight = Weight::semibold});
    paragraph(ui, wire::text_of(starter, drill ? "lesson" : "when"), {.size = TextSize::small, .tone = Tone::secondary});
  }
  spacer(ui);
  if (is_in(list, id)) return chip(ui, "Added"_tr, Tone::success, Icon::check);
  if (!button(ui, "Add"_tr)) return;
  list.push_back(for_document(starter, drill, desk.edit->draft()));
  desk.edit->changed();
}

}  // namespace

void draw_starters(Desk& desk, StartersDialog& dialog, TrainingRequests& requests) {
  Ui& ui = desk.ui;
  Dialog window(ui, dialog.drills ? "Library of drills"_tr : "Starter set of playbooks"_tr, dialog.open, 560);
  if (!window) return;
  const char* const part = dialog.drills ? "drills" : "playbooks";
  const json& starters = requests.starters();
  if (!starters.is_object() || desk.edit->phase() != WorkspaceEdit::Phase::ready)
    return skeleton(ui, "Loading what there is"_tr, 5);
  json& document = desk.edit->draft();
  if (!document.contains(part) || !document[part].is_array()) document[part] = json::array();
  json& list = document[part];
  paragraph(ui, "What you add is a draft: change it under Settings, then save it in the bar below."_tr,
            {.size = TextSize::small, .tone = Tone::secondary});
  for (const json& starter : starters.value(part, json::array())) draw_starter(desk, starter, dialog.drills, list);
  Row row(ui);
  if (button(ui, "Add all"_tr)) {
    for (const json& starter : starters.value(part, json::array())) {
      if (!is_in(list, wire::text_of(starter, "id"))) list.push_back(for_document(starter, dialog.drills, document));
    }
    desk.edit->changed();
  }
  spacer(ui);
  if (button(ui, "Done"_tr, {.kind = ButtonKind::primary})) dialog.open = false;
}

}  // namespace oasis
