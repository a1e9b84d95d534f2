// See overview.hpp.
#include "client/chains/overview.hpp"

#include <string>

#include "client/chains/words.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

/// "Support", an arrow with its wait, "Specialist", …
void draw_steps_in_line(Ui& ui, const Workspace& workspace, const Chain& chain) {
  Row row(ui, {.height = 24, .gap = 6, .wrap = true});
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    chip(ui, wording::name_of_step(chain, i), Tone::normal);
    if (i + 1 < chain.steps.size())
      text(ui, wording::say_wait(workspace, chain.steps[i]) + " →",
           {.size = TextSize::small, .tone = Tone::faint});
  }
}

}  // namespace

void draw_overview(Desk& desk, const ChainDocument& document, Rect area) {
  Ui& ui = desk.ui;
  const Workspace& workspace = document.policies->workspace();
  Panel panel(ui, "All chains", area,
              {.padding = area.w < 560 ? 12.f : 20.f,
               .gap = 12,
               .scroll = true,
               .role = ui::Role::region,
               .label = "All chains"_tr});
  Column column(ui, {.width = std::min(820.f, ui.area().w), .gap = 12});
  for (std::size_t i = 0; i < document.chains.size(); ++i) {
    const Chain& chain = document.chains[i];
    const std::string& name = chain.name.empty() ? chain.id : chain.name;
    ui::Scope scope(ui, chain.id);
    Card card(ui, {.gap = 10, .label = name});
    {
      Row row(ui, {.wrap = true});
      link(ui, name, "#/chains/" + chain.id, TextSize::title);
      spacer(ui);
      const auto rules = static_cast<std::int64_t>(starts_of(chain, workspace).size());
      chip(ui, rules == 0 ? "By hand only"_tr : count_of(rules, "{1} rule starts it"_kept, "{1} rules start it"_kept),
           Tone::secondary, Icon::lightning);
      const std::size_t problems = i < document.problems.size() ? document.problems[i].size() : 0;
      if (problems > 0)
        chip(ui, count_of(static_cast<std::int64_t>(problems), "{1} problem"_kept, "{1} problems"_kept), Tone::warning,
             Icon::warning);
    }
    draw_steps_in_line(ui, workspace, chain);
  }
}

}  // namespace oasis
