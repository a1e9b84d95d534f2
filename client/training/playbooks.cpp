// See playbooks.hpp.
#include "client/training/playbooks.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "client/screens/wording.hpp"
#include "client/training/playbook_page.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

void draw_state(Ui& ui, const ReadingState* state) {
  if (state == nullptr || (!state->to_know && !state->read)) return;
  if (state->known) return chip(ui, "Known"_tr, Tone::success, Icon::check);
  if (state->read) return chip(ui, "Some answers were wrong"_tr, Tone::warning, Icon::warning);
  chip(ui, "To read"_tr, Tone::accent, Icon::eye);
}

void draw_one(Desk& desk, const Playbook& playbook, const ReadingState* state) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, playbook.id);
  Card card(ui, {.padding = 14, .gap = 6, .label = playbook.name});
  {
    Row row(ui, {.height = 26, .wrap = true});
    link(ui, playbook.name, "#/training/playbooks/" + playbook.id);
    spacer(ui);
    draw_state(ui, state);
  }
  if (!playbook.when.empty()) paragraph(ui, playbook.when, {.tone = Tone::secondary});
  std::string words = say_tiers(playbook);
  for (const std::string& category : playbook.categories) words += " · " + category;
  const auto questions = static_cast<std::int64_t>(playbook.quiz.size());
  if (questions > 0) words += " · " + count_of(questions, "{1} question"_kept, "{1} questions"_kept);
  paragraph(ui, words, {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_summary(Desk& desk, const TrainingRequests& requests) {
  std::size_t mine = 0, known = 0;
  for (const ReadingState& one : requests.readings()) {
    if (!one.to_know) continue;
    ++mine;
    known += one.known ? 1 : 0;
  }
  if (mine == 0) return;
  const std::string words = known == mine ? "You know everything that is yours to know"_tr
                            : mine == 1   ? "There is one playbook that is yours to know"_tr
                                          : phrase("You know {1} of the {2} playbooks that are yours to know"_tr,
                                                 known, mine);
  paragraph(desk.ui, words, {.tone = Tone::secondary});
}

/// What one team knows: of everything that its members are to know, and who has how much left.
struct TeamState {
  int to_know = 0, known = 0;
  std::map<Id, int> left;  ///< by person
};

void draw_team(Desk& desk, const Id& id, const TeamState& team) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, id);
  const std::string& name = wording::name_of_team(desk.workspace, id);
  const int share = team.known * 100 / std::max(1, team.to_know);
  {
    Row row(ui, {.height = 26});
    text(ui, name, {.weight = Weight::semibold});
    spacer(ui);
    text(ui, phrase("{1} % known"_tr, share), {.tone = team.known == team.to_know ? Tone::success : Tone::secondary});
  }
  const Rect bar = ui.place(0, 6);
  Painter paint(ui);
  paint.fill(bar, ui.palette().hover, 3);
  const float part = static_cast<float>(team.known) / static_cast<float>(std::max(1, team.to_know));
  if (team.known > 0) paint.fill({bar.x, bar.y, bar.w * part, bar.h}, ui.palette().accent, 3);
  std::string words;
  for (const auto& [user, count] : team.left)
    words += (words.empty() ? "" : ", ") +
             phrase("{1} has {2} to read"_tr, wording::name_of_user(desk.workspace, user), count);
  if (!words.empty()) paragraph(ui, words, {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_coverage(Desk& desk, const TrainingRequests& requests) {
  if (requests.coverage().empty()) return;
  Ui& ui = desk.ui;
  std::map<Id, TeamState> teams;
  for (const TeamCoverage& one : requests.coverage()) {
    TeamState& team = teams[one.team];
    team.to_know += one.to_know;
    team.known += one.to_know - static_cast<int>(one.unread.size());
    for (const Id& user : one.unread) ++team.left[user];
  }
  space(ui, 8);
  heading(ui, "What each team knows"_tr, 2);
  Card card(ui, {.gap = 8, .label = "What each team knows"_tr});
  for (const Team& team : desk.workspace.teams) {
    const auto state = teams.find(team.id);
    if (state != teams.end()) draw_team(desk, team.id, state->second);
  }
}

}  // namespace

bool draw_playbooks(Desk& desk, const TrainingRequests& requests) {
  Ui& ui = desk.ui;
  const auto& playbooks = desk.workspace.playbooks;
  if (playbooks.empty()) {
    const bool may_add = desk.replica.me.role == oasis::Role::admin;
    return empty_state(ui, Icon::note, "No playbooks yet"_tr,
                       "A playbook says what to do in a hard moment and how to say it. It is read in a quiet hour, and "
                       "stands beside a ticket when it is needed."_tr,
                       may_add ? "Add from the starter set"_tr : "");
  }
  draw_summary(desk, requests);
  for (const bool mine : {true, false}) {
    const auto is_mine = [&](const Playbook& one) {
      const ReadingState* state = requests.reading_of(one.id);
      return state == nullptr || state->to_know;
    };
    const bool any = std::any_of(playbooks.begin(), playbooks.end(), [&](const Playbook& one) { return is_mine(one) == mine; });
    if (!any) continue;
    if (!mine) {
      space(ui, 8);
      heading(ui, "For others"_tr, 2);
    }
    for (const Playbook& playbook : playbooks) {
      if (is_mine(playbook) == mine) draw_one(desk, playbook, requests.reading_of(playbook.id));
    }
  }
  draw_coverage(desk, requests);
  return false;
}

}  // namespace oasis
