// One card of a chain's picture: a step, whom it tells now, and what is wrong with it. May not: be pressed or dragged
// (picture does that).
#pragma once

#include <string>
#include <vector>

#include "client/chains/document.hpp"
#include "client/screens/desk.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {

/// Heights of a card's lines, CSS pixels.
constexpr float card_head_line = 24, card_person_line = 36, card_padding = 10;

/// "Ann Ek, Bob Ross".
std::string names_of(const std::vector<ToldNow>& people);

/// Measured and drawn by the same list of lines.
class StepCard {
 public:
  StepCard(Desk& desk, const Chain& chain, std::size_t step, const StepNow& now);

  float height(float width) const;
  void paint(ui::Painter& paint, ui::Rect rect, bool hovered, bool open, bool lifted = false) const;

  /// Room at the right of its head that something else takes.
  void set_corner(float width) { corner_ = width; }

  /// All of it in one sentence.
  std::string spoken() const;
  const std::string& title() const { return title_; }
  const StepNow& now() const { return now_; }
  std::string urgency() const;

 private:
  void paint_head(ui::Painter& paint, ui::Rect rect) const;
  void paint_person(ui::Painter& paint, const ToldNow& person, ui::Rect rect) const;
  const std::vector<ui::Line>& lines_of(const std::string& words, float card) const;
  std::size_t count_lines(const std::string& words, float card) const;
  void paint_problem(ui::Painter& paint, const std::string& words, float card, ui::Rect& rest) const;
  void line(ui::Painter& paint, ui::Rect rect, ui::Icon icon, ui::Tone tone, const std::string& words) const;

  Desk& desk_;
  const Step& step_;
  const StepNow& now_;
  std::string title_;
  float corner_ = 0;
};

}  // namespace oasis
