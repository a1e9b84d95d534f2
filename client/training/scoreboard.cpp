// See scoreboard.hpp.
#include "client/training/scoreboard.hpp"

#include <algorithm>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr int good_score = 85, fair_score = 50;

Tone tone_of_score(int score) {
  return score >= good_score ? Tone::success : score >= fair_score ? Tone::warning : Tone::breached;
}

std::string say_step(const Workspace& workspace, const DrillScore::MissedStep& missed) {
  const auto chain = std::find_if(workspace.chains.begin(), workspace.chains.end(),
                                  [&](const Chain& one) { return one.id == missed.chain; });
  std::string words = phrase("Step {1}"_tr, missed.step + 1);
  if (chain != workspace.chains.end() && missed.step >= 0 &&
      static_cast<std::size_t>(missed.step) < chain->steps.size() &&
      !chain->steps[static_cast<std::size_t>(missed.step)].name.empty())
    words = phrase("Step {1} ({2})"_tr, missed.step + 1, chain->steps[static_cast<std::size_t>(missed.step)].name);
  return missed.round > 1 ? phrase("{1}, round {2}"_tr, words, missed.round) : words;
}

void draw_tier(Desk& desk, const HeldDrill& held, const DrillScore::Tier& tier) {
  Ui& ui = desk.ui;
  const bool wide = ui.area().w > 460;
  const std::string told = wording::say_moment(tier.told, desk.zone, desk.now);
  if (!wide) text(ui, phrase("Told {1}"_tr, told), {.size = TextSize::small, .tone = Tone::secondary});
  Row row(ui, {.height = 26});
  text(ui, phrase("Tier {1}"_tr, tier.tier), {.weight = Weight::semibold, .width = 64});
  if (wide) text(ui, phrase("told {1}"_tr, told), {.tone = Tone::secondary});
  spacer(ui);
  if (tier.acknowledged_after) {
    chip(ui, phrase("acknowledged after {1}"_tr, wording::say(*tier.acknowledged_after)), Tone::success, Icon::check);
  } else if (held.over || &tier != &held.score.tiers.back()) {
    chip(ui, "nobody acknowledged"_tr, Tone::breached, Icon::warning);
  } else {
    chip(ui, phrase("waiting for {1}"_tr, wording::say(desk.now - tier.told)), Tone::accent, Icon::clock);
  }
}

void draw_lessons(Desk& desk, const HeldDrill& held) {
  Ui& ui = desk.ui;
  const std::vector<Lesson> lessons = lessons_of(desk.workspace, held);
  if (lessons.empty()) {
    if (held.over) text(ui, "Everything went as it should"_tr, {.tone = Tone::success});
    return;
  }
  heading(ui, held.over ? "Lessons"_tr : "So far"_tr, 3);
  for (std::size_t i = 0; i < lessons.size(); ++i) {
    ui::Scope scope(ui, i);
    const float both = ui.text_width(lessons[i].words, TextSize::body) + ui.text_width(lessons[i].action, TextSize::body) + 24;
    const bool beside = both < ui.area().w;
    if (!beside) paragraph(ui, lessons[i].words);
    Row row(ui);
    if (beside) text(ui, lessons[i].words);
    link(ui, lessons[i].action, "#" + lessons[i].address);
  }
}

}  // namespace

const std::string& name_of_drill(const Workspace& workspace, const Id& drill) {
  const auto found = std::find_if(workspace.drills.begin(), workspace.drills.end(),
                                  [&](const Drill& one) { return one.id == drill; });
  return found == workspace.drills.end() || found->name.empty() ? drill : found->name;
}

std::vector<Lesson> lessons_of(const Workspace& workspace, const HeldDrill& held) {
  const DrillScore& score = held.score;
  std::vector<Lesson> lessons;
  for (const DrillScore::MissedStep& missed : score.missed)
    lessons.push_back({phrase("{1} was missed: {2}"_tr, say_step(workspace, missed), retold(missed.why)), "Open the chain"_tr,
                       "/chains/" + missed.chain});
  for (const Id& gap : score.gaps)
    lessons.push_back({phrase("Nobody was on call in {1}"_tr, wording::name_of_schedule(workspace, gap)),
                       "Open the calendar"_tr, "/oncall/" + gap});
  for (const FailedDelivery& failed : score.failed) {
    const std::string& name = wording::name_of_user(workspace, failed.user);
    lessons.push_back({failed.via.empty()
                           ? phrase("{1} was not reached"_tr, name)
                           : phrase("{1} was not reached by {2}"_tr, name, wording::name_of_via(failed.via)),
                       "Open the person"_tr, "/settings/people/" + failed.user});
  }
  return lessons;
}

void draw_scoreboard(Desk& desk, const HeldDrill& held) {
  Ui& ui = desk.ui;
  const std::string& name = name_of_drill(desk.workspace, held.drill);
  ui::Scope scope(ui, held.ticket);
  const std::string from = wording::say_moment(held.from, desk.zone, desk.now);
  const std::string label = held.over ? phrase("{1}, held {2}"_tr, name, from) : phrase("{1}, running"_tr, name);
  Card card(ui, {.gap = 8, .label = label});
  {
    Row row(ui, {.height = 28});
    if (!held.over) chip(ui, wording::drill_mark, Tone::warning, Icon::bell);
    heading(ui, name, 2);
  }
  paragraph(ui,
            held.over ? phrase("Held {1}"_tr, from)
                      : phrase("Running; ends {1} at the latest"_tr, wording::say_moment(held.to, desk.zone, desk.now)),
            {.size = TextSize::small, .tone = Tone::secondary});
  {
    Row row(ui);
    text(ui, std::to_string(held.score.score),
         {.size = TextSize::title, .weight = Weight::semibold, .tone = tone_of_score(held.score.score)});
    text(ui, "of 100 points"_tr, {.tone = Tone::secondary});
    spacer(ui);
    const std::string number = std::to_string(held.number);
    if (held.number > 0) link(ui, phrase("Ticket #{1}"_tr, number), "#/tickets/" + number);
  }
  for (const DrillScore::Tier& tier : held.score.tiers) draw_tier(desk, held, tier);
  draw_lessons(desk, held);
  if (!held.over) ui.again_after(seconds(1));  // the time that a tier waits is counted before one's eyes
}

}  // namespace oasis
