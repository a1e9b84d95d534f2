// Lines, surfaces and text on the canvas, in CSS pixels; edges land on whole device pixels.
// May not: take part in layout or take input.
#pragma once

#include <string_view>

#include "client/ui/ui.hpp"

struct ImDrawList;

namespace oasis::ui {

enum class Align : std::uint8_t { left, center, right };

class Painter {
 public:
  /// Draws into the innermost panel or popup, clipped to it.
  explicit Painter(Ui& ui);
  /// Into another list, for example the one above everything.
  Painter(Ui& ui, ImDrawList& list);

  void fill(Rect rect, Color color, float radius = 0);
  /// A border inside the rectangle.
  void stroke(Rect rect, Color color, float radius = 0, float thickness = 1);
  void line(Point from, Point to, Color color, float thickness = 1);
  void polyline(const Point* points, int count, Color color, float thickness, bool closed = false);
  void polygon(const Point* points, int count, Color color);  // convex
  void circle(Point center, float radius, Color color);
  void ring(Point center, float radius, Color color, float thickness = 1);
  /// Part of a ring; angles in radians, 0 is right, clockwise.
  void arc(Point center, float radius, float from, float to, Color color, float thickness);
  /// A soft shadow around a raised surface.
  void shadow(Rect rect, float radius);

  /// One line, vertically centred in the rectangle, ending in "…" when it does not fit. Answers its width.
  float text(Rect rect, std::string_view text, TextSize size, Color color, Weight weight = Weight::regular,
             Align align = Align::left);

  /// A few letters as a picture: centred, in a size of their own (em in CSS pixels).
  void letters(Rect rect, std::string_view text, float em, Color color);
  /// One line that is known to fit, its pen at device pixel `x`, centred in the height of `line`.
  void baseline(std::string_view text, platform::Font font, Color color, float x, Rect line);

  /// Between two frames, until RunCache::end_work_ahead(): nothing is shown, but its text is ready for the frames that come.
  static Painter ahead(Ui& ui);

  ImDrawList& list() { return list_; }
  float scale() const { return scale_; }  // device pixels per CSS pixel

 private:
  Ui& ui_;
  ImDrawList& list_;
  float scale_;
};

}  // namespace oasis::ui
