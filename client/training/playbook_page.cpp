// See playbook_page.hpp.
#include "client/training/playbook_page.hpp"

#include <algorithm>
#include <utility>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

bool was_wrong(const OpenPlaybook& open, std::size_t question) {
  return open.result && std::find(open.result->wrong.begin(), open.result->wrong.end(), question) !=
                            open.result->wrong.end();
}

constexpr float mark_room = 30;

/// One of several answers, wrapped. True when it is chosen now.
bool answer_line(Ui& ui, std::string_view answer, bool chosen) {
  const Rect area = ui.area();
  const float least = ui.theme().touch ? ui.metrics().control : 28;
  const float text_height = paragraph_height(ui, answer, area.w - mark_room, {});
  const Rect rect = ui.place(area.w, std::max(least, text_height + 8));
  const NodeId id = ui.id(answer);
  const Press press = ui.press(id, rect);
  Painter paint(ui);
  const Palette& colors = ui.palette();
  if (press.hovered) paint.fill(rect, colors.hover, ui.metrics().radius);
  const Point middle{rect.x + 14, rect.y + 4 + ui.line_height(TextSize::body) / 2};
  paint.ring(middle, 8, chosen ? colors.accent : colors.border_strong, 1.5f);
  if (chosen) paint.circle(middle, 4.5f, colors.accent);
  ui.push_flow({.kind = Flow::Kind::column, .bounds = {rect.x + mark_room, rect.y + 4, area.w - mark_room, text_height}});
  paragraph(ui, answer, {.hidden = true});
  ui.pop_flow();
  platform::Node& node = ui.node(ui::Role::option, id, answer, rect);
  node.state = platform::state_focusable | (chosen ? platform::state_selected : 0u);
  return press.clicked && !chosen;
}

void draw_question(Desk& desk, const Playbook::Question& question, std::size_t index, OpenPlaybook& open) {
  Ui& ui = desk.ui;
  const std::string name = phrase("Question {1}"_tr, index + 1);
  ui::Scope scope(ui, name);
  Card card(ui, {.padding = 12, .gap = 6, .label = name});
  {
    Row row(ui, {.height = 24});
    text(ui, name, {.size = TextSize::small, .tone = Tone::secondary});
    spacer(ui);
    if (was_wrong(open, index)) chip(ui, "Not that one"_tr, Tone::warning, Icon::warning);
    if (open.result && !was_wrong(open, index)) chip(ui, "Right"_tr, Tone::success, Icon::check);
  }
  paragraph(ui, question.question, {.weight = Weight::semibold});
  const Rect area = ui.area();
  ui.open_node(ui::Role::listbox, ui.id("answers"), question.question, {area.x, area.y, area.w, 0});
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    if (!answer_line(ui, question.answers[i], open.answers[index] == static_cast<int>(i))) continue;
    open.answers[index] = static_cast<int>(i);
    open.result.reset();
    ui.again();
  }
  ui.close_node();
}

void send_answers(Desk& desk, const Playbook& playbook, OpenPlaybook& open, TrainingRequests& requests) {
  open.sending = true;
  open.trouble.clear();
  open.result.reset();
  Ui* ui = &desk.ui;
  requests.answer(playbook.id, open.answers,
                  [&open, ui, id = playbook.id, sent = open.answers](const std::string& why, const QuizResult& result) {
                    if (open.id != id) return;  // another one was opened meanwhile
                    open.sending = false;
                    open.trouble = why;
                    if (why.empty() && open.answers == sent) open.result = result;
                    ui->again();
                  });
}

std::string say_result(const QuizResult& result) {
  if (result.asked == 0) return "Kept: you have read this playbook"_tr;
  if (result.wrong.empty()) return "All right. Kept: you know this playbook"_tr;
  return phrase("{1} of {2} right. Look at the others again, and try once more"_tr, result.right, result.asked);
}

}  // namespace

std::string say_tiers(const Playbook& playbook) {
  if (playbook.tiers.empty()) return "Every tier"_tr;
  if (playbook.tiers.size() == 1) return phrase("Tier {1}"_tr, playbook.tiers.front());
  std::string first;
  for (std::size_t i = 0; i + 1 < playbook.tiers.size(); ++i)
    first += (first.empty() ? "" : ", ") + std::to_string(playbook.tiers[i]);
  return phrase("Tiers {1} and {2}"_tr, first, playbook.tiers.back());
}

void draw_playbook_text(Desk& desk, const Playbook& playbook, OpenPlaybook& open, int title_level) {
  Ui& ui = desk.ui;
  if (open.id != playbook.id) {
    open = {};
    open.id = playbook.id;
  }
  if (open.read_from != playbook.text || open.quiz != playbook.quiz) {
    open.read_from = playbook.text;
    open.quiz = playbook.quiz;
    open.blocks = read_markdown(playbook.text);
    open.answers.assign(playbook.quiz.size(), -1);
    open.result.reset();
  }
  if (title_level > 0) heading(ui, playbook.name, title_level);
  {
    Row row(ui, {.height = 24, .wrap = true});
    chip(ui, say_tiers(playbook), Tone::secondary, Icon::chain);
    for (const std::string& category : playbook.categories) chip(ui, category, Tone::accent, Icon::tag);
  }
  if (!playbook.when.empty()) paragraph(ui, playbook.when, {.tone = Tone::secondary});
  draw_markdown(ui, open.blocks);
}

void draw_quiz(Desk& desk, const Playbook& playbook, OpenPlaybook& open, TrainingRequests& requests) {
  Ui& ui = desk.ui;
  const ReadingState* state = requests.reading_of(playbook.id);
  if (!playbook.quiz.empty()) {
    space(ui, 8);
    heading(ui, "Do you know it?"_tr, 2);
    for (std::size_t i = 0; i < playbook.quiz.size(); ++i) draw_question(desk, playbook.quiz[i], i, open);
  }
  if (open.result)
    text(ui, say_result(*open.result), {.tone = open.result->wrong.empty() ? Tone::success : Tone::warning});
  if (!open.trouble.empty()) text(ui, open.trouble, {.tone = Tone::danger});
  Row row(ui);
  const bool complete = std::find(open.answers.begin(), open.answers.end(), -1) == open.answers.end();
  const char* label = playbook.quiz.empty() ? "I have read this"_tr : "Check my answers"_tr;
  if (button(ui, label,
             {.kind = ButtonKind::primary,
              .disabled = !complete,
              .busy = open.sending,
              .tooltip = complete ? "" : "Choose an answer to each question first"_tr}))
    send_answers(desk, playbook, open, requests);
  if (state != nullptr && state->known && !open.result)
    text(ui, phrase("You knew it on {1}"_tr, wording::say_moment(*state->read, desk.zone, desk.now)),
         {.size = TextSize::small, .tone = Tone::secondary});
}

}  // namespace oasis
