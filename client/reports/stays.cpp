// See stays.hpp.
#include "client/reports/stays.hpp"

#include <algorithm>
#include <vector>

#include "client/charts/gantt.hpp"
#include "client/chains/proposal.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/behind.hpp"
#include "shared/report/local_words.hpp"

namespace oasis {
namespace {

std::vector<Id> chains_of(const ReportTable& table) {
  std::vector<Id> chains;
  for (const ReportStay& stay : table.stays) {
    if (chains.empty() || chains.back() != stay.chain) chains.push_back(stay.chain);
  }
  return chains;
}

std::string words_of_stay(const ReportStay& stay) {
  const std::string words = phrase("{1}, 90 % within {2}, answered {3} of {4}"_tr, duration_words(stay.median),
                                 duration_words(stay.p90), stay.answered, stay.count);
  return stay.count < few_values ? phrase("{1}, few"_tr, words) : words;
}

/// One after the other, each as long as it typically takes.
std::vector<GanttBar> bars_of_chain(const ReportTable& table, const Id& chain) {
  std::vector<GanttBar> bars;
  Duration from;
  for (const ReportStay& stay : table.stays) {
    if (stay.chain != chain) continue;
    bars.push_back({phrase("Tier {1}"_tr, stay.tier), words_of_stay(stay), from, stay.median, stay.p90});
    from += stay.median;
  }
  return bars;
}

/// Which tier has the most of the time, in a sentence.
std::string words_of_most(const ReportTable& table, const Id& chain) {
  const ReportStay* most = nullptr;
  Duration all;
  for (const ReportStay& stay : table.stays) {
    if (stay.chain != chain) continue;
    all += stay.spent;
    if (most == nullptr || stay.spent > most->spent) most = &stay;
  }
  if (most == nullptr || all.ms == 0) return "";
  const double share = static_cast<double>(most->spent.ms) / static_cast<double>(all.ms);
  return phrase("Tier {1} takes {2} of all the time that its escalations last until somebody answers: {3} of {4}."_tr,
              most->tier, words_of(ReportCell::Kind::share, share), duration_words(most->spent), duration_words(all));
}

/// Only who may change chains gets a link: it opens the chain with the change made and not saved.
void draw_suggestions(Desk& desk, const ReportTable& table) {
  if (table.suggestions.empty()) return;
  ui::Ui& ui = desk.ui;
  ui::heading(ui, "What to try"_tr, 3);
  for (const WaitSuggestion& one : table.suggestions) {
    ui::Scope scope(ui, one.what);
    ui::Column column(ui, {.gap = 2});
    ui::paragraph(ui, one.what, {.weight = ui::Weight::semibold});
    ui::paragraph(ui, one.evidence, {.tone = ui::Tone::secondary});
    if (desk.replica.me.role != oasis::Role::admin) continue;
    ui::Row row(ui, {.height = 24});
    ui::link(ui, {"See back-test"_tr, one.what}, "#" + address_of(WaitProposal{one.chain, one.step, one.wait}));
  }
}

}  // namespace

void draw_stays(Desk& desk, const ReportTable& table, StaysView& view, const std::string& report) {
  const std::vector<Id> chains = chains_of(table);
  if (chains.empty()) return;
  ui::Ui& ui = desk.ui;
  ui::Scope scope(ui, "stays");
  ui::Card card(ui, {.gap = 10, .label = "Where the time goes"_tr});
  const auto policies = desk.replica.confirmed.versions.back();
  std::vector<std::string> names;
  for (const Id& chain : chains) names.push_back(name_of(policies->chain(chain), chain));
  view.chosen = std::clamp(view.chosen, 0, static_cast<int>(names.size()) - 1);
  {
    ui::Row row(ui, {.wrap = true});
    ui::heading(ui, "Where the time goes"_tr, 2);
    ui::spacer(ui);
    if (names.size() > 1) ui::combo(ui, "Which chain"_tr, names, view.chosen, {.width = 240, .show_label = false});
  }
  const auto chosen = static_cast<std::size_t>(view.chosen);
  const std::vector<GanttBar> bars = bars_of_chain(table, chains[chosen]);
  ui::paragraph(ui, words_of_most(table, chains[chosen]));
  const int bar = draw_gantt(ui, phrase("Tiers of {1}"_tr, names[chosen]), "Tier"_tr, bars, view.steps);
  ui::paragraph(ui, "A bar is as long as half of the stays at a tier at most; the thin line goes to nine of ten."_tr,
                {.size = ui::TextSize::small, .tone = ui::Tone::secondary});
  draw_suggestions(desk, table);
  if (bar < 0) return;
  Behind behind;
  behind.kinds = {Measure::Kind::waited};
  behind.what = chains[chosen];
  for (const ReportStay& stay : table.stays) {
    if (stay.chain == chains[chosen] && phrase("Tier {1}"_tr, stay.tier) == bars[static_cast<std::size_t>(bar)].name)
      behind.number = stay.tier;
  }
  go(desk, "/reports/tickets" + report + "&of=" + text_of(behind));
}

}  // namespace oasis
