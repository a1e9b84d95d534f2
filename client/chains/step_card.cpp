// See step_card.hpp.
#include "client/chains/step_card.hpp"

#include <algorithm>

#include "client/chains/words.hpp"
#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {

namespace {

using namespace ui;

constexpr float small_line = 18;
constexpr std::size_t most_people = 3;

float words_width(float card) {
  return card - 2 * (card_padding + 2) - 18;
}

}  // namespace

std::string names_of(const std::vector<ToldNow>& people) {
  std::string names;
  for (const ToldNow& person : people) names += (names.empty() ? "" : ", ") + person.name;
  return names;
}

StepCard::StepCard(Desk& desk, const Chain& chain, std::size_t step, const StepNow& now)
    : desk_(desk), step_(chain.steps[step]), now_(now), title_(wording::name_of_step(chain, step)) {}

float StepCard::height(float width) const {
  const std::size_t people = std::min(now_.people.size(), most_people);
  std::size_t lines = (now_.people.size() > most_people ? 1 : 0) + (now_.backup.empty() ? 0 : 1);
  for (const std::string& problem : now_.problems) lines += count_lines(problem, width);
  return 2 * card_padding + card_head_line + card_person_line * static_cast<float>(people) +
         small_line * static_cast<float>(lines);
}

void StepCard::paint(Painter& paint, Rect rect, bool hovered, bool open, bool lifted) const {
  const Palette& p = desk_.ui.palette();
  if (lifted) paint.shadow(rect, 8);
  paint.fill(rect, hovered ? mix(p.raised, p.hover, 0.7f) : p.raised, 8);
  paint.stroke(rect, open ? p.accent : p.border_strong, 8, open ? 2.f : 1.f);
  Rect rest = inset(rect, card_padding + 2, card_padding);
  paint_head(paint, cut_top(rest, card_head_line));
  for (std::size_t i = 0; i < std::min(now_.people.size(), most_people); ++i)
    paint_person(paint, now_.people[i], cut_top(rest, card_person_line));
  if (now_.people.size() > most_people)
    line(paint, cut_top(rest, small_line), Icon::users, Tone::secondary,
         phrase("and {1} more"_tr, now_.people.size() - most_people));
  if (!now_.backup.empty())
    line(paint, cut_top(rest, small_line), Icon::refresh, Tone::secondary, phrase("else {1}"_tr, names_of(now_.backup)));
  for (const std::string& problem : now_.problems) paint_problem(paint, problem, rect.w, rest);
}

std::string StepCard::spoken() const {
  std::string text = now_.people.empty()
                         ? phrase("Tier {1}, {2}, tells nobody"_tr, step_.tier, title_)
                         : phrase("Tier {1}, {2}, tells {3}"_tr, step_.tier, title_, names_of(now_.people));
  for (const std::string& problem : now_.problems) text += ". " + problem;
  return text;
}

std::string StepCard::urgency() const {
  return step_.urgency ? std::string(wording::name_of(*step_.urgency)) : "By the ticket's priority"_tr;
}

void StepCard::paint_head(Painter& paint, Rect rect) const {
  cut_right(rect, corner_);
  const Palette& p = desk_.ui.palette();
  if (step_.urgency) {
    const Tone tone = *step_.urgency == Urgency::critical ? Tone::danger : Tone::secondary;
    const float width = draw_chip(desk_.ui, paint, rect, wording::name_of(*step_.urgency), tone);
    cut_right(rect, width + 6);
  }
  paint.text(rect, title_, TextSize::body, p.tone(Tone::normal).text, Weight::semibold);
}

void StepCard::paint_person(Painter& paint, const ToldNow& person, Rect rect) const {
  const Palette& p = desk_.ui.palette();
  const Rect face = cut_left(rect, 24);
  const Rect square{face.x, rect.y + 6, 24, 24};
  if (person.user.empty()) {
    paint.fill(square, p.tone(Tone::danger).fill, 12);
    draw_icon(paint, Icon::warning, inset(square, 5), p.tone(Tone::danger).text);
  } else {
    draw_avatar(desk_.ui, paint, person.name, square);
  }
  cut_left(rect, 8);
  const bool alone = person.how.empty();
  const Rect name{rect.x, rect.y + (alone ? 8.f : 1.f), rect.w, 20};
  paint.text(name, person.name, TextSize::body,
             p.tone(person.user.empty() ? Tone::danger : Tone::normal).text);
  if (!alone)
    paint.text({rect.x, rect.y + 18, rect.w, 16}, person.how, TextSize::small,
               p.tone(person.reached ? Tone::secondary : Tone::warning).text);
}

// ---- problems take two lines where one is too short
const std::vector<Line>& StepCard::lines_of(const std::string& words, float card) const {
  Ui& ui = desk_.ui;
  return ui.wraps().lines(words, ui.font(TextSize::small), words_width(card) * ui.scale(), ui.runs());
}

std::size_t StepCard::count_lines(const std::string& words, float card) const {
  return std::min<std::size_t>(2, lines_of(words, card).size());
}

void StepCard::paint_problem(Painter& paint, const std::string& words, float card, Rect& rest) const {
  const std::vector<Line>& lines = lines_of(words, card);
  const std::size_t first_end = lines.size() > 1 ? lines[0].end : words.size();
  line(paint, cut_top(rest, small_line), Icon::warning, Tone::warning, words.substr(0, first_end));
  if (lines.size() < 2) return;
  Rect second = cut_top(rest, small_line);
  cut_left(second, 18);
  paint.text(second, words.substr(lines[1].begin), TextSize::small,
             desk_.ui.palette().tone(Tone::warning).text);
}

void StepCard::line(Painter& paint, Rect rect, Icon icon, Tone tone, const std::string& words) const {
  const Color color = desk_.ui.palette().tone(tone).text;
  draw_icon(paint, icon, inset(cut_left(rect, 12), 0, (small_line - 12) / 2), color);
  cut_left(rect, 6);
  paint.text(rect, words, TextSize::small, color);
}

}  // namespace oasis
