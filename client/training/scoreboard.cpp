// See scoreboard.hpp.
#include "client/training/scoreboard.hpp"

#include <algorithm>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

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
  std::string words = "Step " + std::to_string(missed.step + 1);
  if (chain != workspace.chains.end() && missed.step >= 0 &&
      static_cast<std::size_t>(missed.step) < chain->steps.size() &&
      !chain->steps[static_cast<std::size_t>(missed.step)].name.empty())
    words += " (" + chain->steps[static_cast<std::size_t>(missed.step)].name + ")";
  if (missed.round > 1) words += ", round " + std::to_string(missed.round);
  return words;
}

void draw_tier(Desk& desk, const HeldDrill& held, const DrillScore::Tier& tier) {
  Ui& ui = desk.ui;
  const bool wide = ui.area().w > 460;
  if (!wide) text(ui, "Told " + wording::say_moment(tier.told, desk.zone, desk.now), {.size = TextSize::small, .tone = Tone::secondary});
  Row row(ui, {.height = 26});
  text(ui, "Tier " + std::to_string(tier.tier), {.weight = Weight::semibold, .width = 64});
  if (wide) text(ui, "told " + wording::say_moment(tier.told, desk.zone, desk.now), {.tone = Tone::secondary});
  spacer(ui);
  if (tier.acknowledged_after) {
    chip(ui, "acknowledged after " + wording::say(*tier.acknowledged_after), Tone::success, Icon::check);
  } else if (held.over || &tier != &held.score.tiers.back()) {
    chip(ui, "nobody acknowledged", Tone::breached, Icon::warning);
  } else {
    chip(ui, "waiting for " + wording::say(desk.now - tier.told), Tone::accent, Icon::clock);
  }
}

void draw_lessons(Desk& desk, const HeldDrill& held) {
  Ui& ui = desk.ui;
  const std::vector<Lesson> lessons = lessons_of(desk.workspace, held);
  if (lessons.empty()) {
    if (held.over) text(ui, "Everything went as it should", {.tone = Tone::success});
    return;
  }
  heading(ui, held.over ? "Lessons" : "So far", 3);
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
    lessons.push_back({say_step(workspace, missed) + " was missed: " + missed.why, "Open the chain",
                       "/chains/" + missed.chain});
  for (const Id& gap : score.gaps)
    lessons.push_back({"Nobody was on call in " + wording::name_of_schedule(workspace, gap), "Open the calendar",
                       "/oncall/" + gap});
  for (const FailedDelivery& failed : score.failed)
    lessons.push_back({wording::name_of_user(workspace, failed.user) + " was not reached" +
                           (failed.via.empty() ? "" : " by " + wording::name_of_via(failed.via)),
                       "Open the person", "/settings/people/" + failed.user});
  return lessons;
}

void draw_scoreboard(Desk& desk, const HeldDrill& held) {
  Ui& ui = desk.ui;
  const std::string& name = name_of_drill(desk.workspace, held.drill);
  ui::Scope scope(ui, held.ticket);
  const std::string label = name + (held.over ? ", held " + wording::say_moment(held.from, desk.zone, desk.now) : ", running");
  Card card(ui, {.gap = 8, .label = label});
  {
    Row row(ui, {.height = 28});
    if (!held.over) chip(ui, "DRILL", Tone::warning, Icon::bell);
    heading(ui, name, 2);
  }
  paragraph(ui,
            held.over ? "Held " + wording::say_moment(held.from, desk.zone, desk.now)
                      : "Running; ends " + wording::say_moment(held.to, desk.zone, desk.now) + " at the latest",
            {.size = TextSize::small, .tone = Tone::secondary});
  {
    Row row(ui);
    text(ui, std::to_string(held.score.score),
         {.size = TextSize::title, .weight = Weight::semibold, .tone = tone_of_score(held.score.score)});
    text(ui, "of 100 points", {.tone = Tone::secondary});
    spacer(ui);
    if (held.number > 0) link(ui, "Ticket #" + std::to_string(held.number), "#/tickets/" + std::to_string(held.number));
  }
  for (const DrillScore::Tier& tier : held.score.tiers) draw_tier(desk, held, tier);
  draw_lessons(desk, held);
  if (!held.over) ui.again_after(seconds(1));  // the time that a tier waits is counted before one's eyes
}

}  // namespace oasis
