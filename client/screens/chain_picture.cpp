// See chain_picture.hpp.
#include "client/screens/chain_picture.hpp"

#include <algorithm>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float sign = 26, gutter = 38, person_height = 38, head_height = 26;

Tone tone_of_step(StepProgress::State state) {
  switch (state) {
    case StepProgress::State::passed:
      return Tone::secondary;
    case StepProgress::State::current:
      return Tone::warning;
    case StepProgress::State::acknowledged:
      return Tone::success;
    case StepProgress::State::next:
      return Tone::accent;
    case StepProgress::State::later:
      break;
  }
  return Tone::faint;
}

std::string_view word_of_step(StepProgress::State state) {
  constexpr const char* words[] = {"passed"_kept, "here now"_kept, "acknowledged"_kept, "next"_kept, "later"_kept};
  return translated(words[static_cast<std::size_t>(state)]);
}

/// The tier's number in a circle: filled where it has been, ringed where it will be.
void draw_sign(Ui& ui, Painter& paint, const StepProgress& step, Rect place) {
  const ToneColors colors = ui.palette().tone(tone_of_step(step.state));
  const Point c = place.center();
  using S = StepProgress::State;
  if (step.state == S::later || step.state == S::next) {
    paint.ring(c, sign / 2 - 0.5f, step.state == S::next ? colors.text : ui.palette().border_strong, 1.5f);
  } else {
    paint.circle(c, sign / 2, colors.fill);
    if (step.state == S::current) paint.ring(c, sign / 2 - 0.5f, colors.text, 1.5f);
  }
  if (step.state == S::passed || step.state == S::acknowledged) {
    draw_icon(paint, Icon::check, inset(place, 6), colors.text);
  } else {
    paint.text(place, std::to_string(step.tier), TextSize::small, colors.text, Weight::semibold,
               Align::center);
  }
}

/// The line to the next step: drawn through where it was walked, dotted where it was not.
void draw_way(Ui& ui, Painter& paint, const StepProgress& step, Rect rect, float x) {
  const Color color = ui.palette().border_strong;
  const float top = rect.y + sign + 4, bottom = rect.bottom() - 4;
  if (step.state == StepProgress::State::passed) {
    paint.fill({x - 0.75f, top, 1.5f, bottom - top}, ui.palette().tone(Tone::secondary).text);
    return;
  }
  for (float y = top; y < bottom; y += 6) paint.fill({x - 0.75f, y, 1.5f, 3}, color);
}

Icon icon_of(StepPerson::State state) {
  switch (state) {
    case StepPerson::State::told:
      return Icon::bell;
    case StepPerson::State::failed:
    case StepPerson::State::nobody:
      return Icon::warning;
    case StepPerson::State::seen:
      return Icon::eye;
    case StepPerson::State::planned:
      break;
  }
  return Icon::none;
}

void draw_person(Ui& ui, Painter& paint, const StepPerson& person, Rect rect) {
  const Palette& p = ui.palette();
  const bool bad = person.state == StepPerson::State::failed || person.state == StepPerson::State::nobody;
  const Tone tone = person.state == StepPerson::State::planned ? Tone::secondary : Tone::normal;
  Rect rest = rect;
  const Rect face = cut_left(rest, 20);
  draw_avatar(ui, paint, person.name, {face.x, rect.y + 2, 20, 20});
  cut_left(rest, 8);
  Rect sign_place = cut_right(rest, 16);
  if (const Icon icon = icon_of(person.state); icon != Icon::none) {
    draw_icon(paint, icon, {sign_place.x, rect.y + 4, 14, 14},
              p.tone(bad ? Tone::warning : Tone::secondary).text);
  }
  paint.text({rest.x, rect.y, rest.w, 20}, person.name, TextSize::small, p.tone(tone).text);
  if (!person.how.empty())
    paint.text({rest.x, rect.y + 17, rest.w, 16}, person.how, TextSize::small,
               p.tone(bad ? Tone::warning : Tone::faint).text);
  ui.node(ui::Role::text, ui.nameless(),
          person.how.empty() ? person.name : phrase("{1}: {2}"_tr, person.name, person.how), rect);
}

float height_of(const StepPerson& person) {
  return person.how.empty() ? 24 : person_height;
}

void draw_step(Ui& ui, const StepProgress& step, bool last) {
  float height = head_height + (last ? 4.f : 22.f);
  for (const StepPerson& person : step.people) height += height_of(person);
  const Rect rect = ui.place(0, height);
  Painter paint(ui);
  draw_sign(ui, paint, step, {rect.x, rect.y, sign, sign});
  if (!last) draw_way(ui, paint, step, rect, rect.x + sign / 2);

  const std::string tier = phrase("Tier {1}"_tr, step.tier), title = step.name.empty() ? tier : step.name;
  const std::string spoken = tier + (step.name.empty() ? "" : ", " + step.name) + ", " +
                             std::string(word_of_step(step.state)) + (step.when.empty() ? "" : " " + step.when);
  ui.open_node(ui::Role::listitem, ui.nameless(), spoken, rect);
  const Tone tone = tone_of_step(step.state);
  Rect head{rect.x + gutter, rect.y, rect.w - gutter, head_height};
  const float when = ui.text_width(step.when, TextSize::small);
  paint.text(cut_right(head, when), step.when, TextSize::small, ui.palette().tone(tone).text);
  const bool now =
      step.state == StepProgress::State::current || step.state == StepProgress::State::acknowledged;
  paint.text(
      head, title, TextSize::body,
      ui.palette().tone(step.state == StepProgress::State::later ? Tone::secondary : Tone::normal).text,
      now ? Weight::semibold : Weight::regular);
  float y = rect.y + head_height;
  for (const StepPerson& person : step.people) {
    draw_person(ui, paint, person, {rect.x + gutter, y, rect.w - gutter, height_of(person)});
    y += height_of(person);
  }
  if (!last && step.wait.ms > 0) {
    const std::string words = phrase("then waits {1}"_tr, wording::say(step.wait));
    paint.text({rect.x + gutter, y, rect.w - gutter, 16}, words, TextSize::small,
               ui.palette().tone(Tone::faint).text);
    ui.node(ui::Role::text, ui.nameless(), words, {rect.x + gutter, y, rect.w - gutter, 16});
  }
  ui.close_node();
}

}  // namespace

void draw_chain_picture(Ui& ui, const ChainProgress& progress) {
  text(ui, progress.name, {.size = TextSize::small, .tone = Tone::secondary});
  paragraph(ui, progress.summary);
  space(ui, 6);
  const Rect area = ui.area();
  const std::size_t list = ui.node_count();
  ui.open_node(ui::Role::list, ui.id("chain"), "Chain"_tr, {area.x, area.y, area.w, 0});
  {
    Column column(ui, {.gap = 0});
    for (std::size_t i = 0; i < progress.steps.size(); ++i)
      draw_step(ui, progress.steps[i], i + 1 == progress.steps.size());
  }
  ui.close_node();
  ui.node_at(list).h = ui.last().bottom() - area.y;
  if (progress.counting) ui.again_after(seconds(1));
}

}  // namespace oasis
