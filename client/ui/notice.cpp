// Banners, toasts, empty and busy states.
// May not: block.
#include "client/ui/notice.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/content.hpp"
#include "client/ui/device.hpp"
#include "client/ui/layout.hpp"
#include "client/ui/paint.hpp"
#include "client/ui/text.hpp"
#include "client/words/translated.hpp"

namespace oasis::ui {
namespace {

Icon icon_of(Tone tone) {
  switch (tone) {
    case Tone::warning:
    case Tone::high:
      return Icon::warning;
    case Tone::breached:
    case Tone::danger:
    case Tone::urgent:
      return Icon::warning;
    case Tone::calm:
    case Tone::success:
      return Icon::check;
    default:
      return Icon::bell;
  }
}

/// Words in as many lines as they need, in the middle of `rect`.
void draw_sentence(Ui& ui, std::string_view sentence, Rect rect, Tone tone) {
  const float height = paragraph_height(ui, sentence, rect.w);
  ui.push_flow({.kind = Flow::Kind::column, .bounds = {rect.x, rect.y + std::max(0.f, (rect.h - height) / 2), rect.w, height}});
  paragraph(ui, sentence, {.tone = tone, .hidden = true});
  ui.pop_flow();
  ui.node(Role::text, ui.nameless(), sentence, rect).level = static_cast<std::uint8_t>(TextSize::body);
}

float action_width(Ui& ui, std::string_view action) {
  return action.empty() ? 0 : ui.text_width(action, TextSize::body, Weight::semibold) + 2 * ui.metrics().padding;
}

/// How a banner's words and its button share the room: beside each other, or the button below where the words would get too
/// little.
struct BannerShape {
  float words = 0;    ///< their width
  float button = 0;   ///< its width; 0: there is none
  bool below = false;
  float height = 0;   ///< of all of it
};

BannerShape shape_of(Ui& ui, std::string_view sentence, std::string_view action, float width) {
  constexpr float least_words = 300;
  const Metrics& m = ui.metrics();
  const float room = width - 2 * m.padding - m.icon - 8;
  BannerShape shape{room, action_width(ui, action)};
  if (shape.button > 0 && room - shape.button - 8 < least_words) {
    shape.below = true;
  } else if (shape.button > 0) {
    shape.words -= shape.button + 8;
  }
  shape.height = std::max(m.control + 8, paragraph_height(ui, sentence, shape.words) + 16) + (shape.below ? m.control + 8 : 0);
  return shape;
}

}  // namespace

float banner_height(Ui& ui, std::string_view sentence, std::string_view action, float width) {
  return shape_of(ui, sentence, action, width).height;
}

bool banner(Ui& ui, Tone tone, std::string_view sentence, std::string_view action) {
  const Metrics& m = ui.metrics();
  const ToneColors colors = ui.palette().tone(tone);
  const BannerShape shape = shape_of(ui, sentence, action, ui.area().w);
  const Rect rect = ui.place(0, shape.height);
  Painter paint(ui);
  paint.fill(rect, colors.fill, m.radius);
  Rect content = inset(rect, m.padding, 0);
  const Rect below = shape.below ? cut_bottom(content, m.control + 8) : Rect{};
  draw_icon(paint, icon_of(tone), cut_left(content, m.icon), colors.text);
  cut_left(content, 8);
  const std::string key = "banner/" + std::string(action);  // not by its sentence, which may count
  const NodeId id = ui.id({sentence, key});
  ui.open_node(Role::status, id, {}, rect);
  bool pressed = false;
  if (!action.empty()) {
    Rect at{below.x + m.icon + 8, below.y, shape.button, m.control};
    if (!shape.below) {
      at = cut_right(content, shape.button);
      at = {at.x, at.center().y - m.control / 2, at.w, m.control};
      cut_right(content, 8);
    }
    ui.push_flow({.kind = Flow::Kind::column, .bounds = at});
    const ui::Scope scope(ui, key);
    pressed = button(ui, action, {.width = shape.button});
    ui.pop_flow();
  }
  draw_sentence(ui, sentence, content, tone);
  ui.close_node();
  return pressed;
}

// ---- toasts

std::uint64_t Toasts::say(Ui& ui, std::string sentence, Tone tone, std::string action, Duration stays) {
  const bool bad = tone == Tone::danger || tone == Tone::breached || tone == Tone::urgent;
  ui.platform().announce(sentence, bad ? platform::Urgency::assertive : platform::Urgency::polite);
  toasts_.push_back({next_++, std::move(sentence), std::move(action), tone, ui.now() + stays});
  if (toasts_.size() > 4) toasts_.erase(toasts_.begin());
  ui.again();
  return next_ - 1;
}

std::uint64_t Toasts::draw(Ui& ui) {
  const Instant now = ui.now();
  toasts_.erase(
      std::remove_if(toasts_.begin(), toasts_.end(), [&](const Toast& t) { return t.until <= now; }),
      toasts_.end());
  if (toasts_.empty()) return 0;
  std::uint64_t pressed = 0, closed = 0;
  const Metrics& m = ui.metrics();
  const Rect page = ui.page();
  const float width = std::min(400.f, page.w - 32);
  float y = page.bottom() - 16;
  ui.open_layer();
  for (auto toast = toasts_.rbegin(); toast != toasts_.rend(); ++toast) {
    const float taken = 24 + m.icon + 10 + m.control + 8 + (toast->action.empty() ? 0 : action_width(ui, toast->action) + 4);
    const float height = std::max(m.control + 16, paragraph_height(ui, toast->sentence, width - taken) + 16);
    y -= height;
    const Rect rect{page.right() - 16 - width, y, width, height};
    ImGui::SetNextWindowPos(device_point({rect.x, rect.y}, ui.scale()));
    ImGui::SetNextWindowSize(ImVec2(device(rect.w, ui.scale()), device(rect.h, ui.scale())));
    Scope scope(ui, toast->id);
    const std::string window = "##toast" + std::to_string(toast->id);
    ImGui::Begin(window.c_str(), nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    const Choice choice = draw_one(ui, *toast, rect);
    ImGui::End();
    if (choice == Choice::action) pressed = toast->id;
    if (choice != Choice::none) closed = toast->id;
    y -= 8;
  }
  ui.close_layer();
  Instant next = toasts_.front().until;
  for (const Toast& toast : toasts_) next = std::min(next, toast.until);
  ui.again_after(next - now);
  if (closed != 0) {
    toasts_.erase(
        std::remove_if(toasts_.begin(), toasts_.end(), [&](const Toast& t) { return t.id == closed; }),
        toasts_.end());
    ui.again();
  }
  return pressed;
}

Toasts::Choice Toasts::draw_one(Ui& ui, const Toast& toast, Rect rect) {
  const Metrics& m = ui.metrics();
  const Palette& p = ui.palette();
  Painter paint(ui);
  paint.list().PushClipRectFullScreen();
  paint.shadow(rect, m.radius_large);
  paint.fill(rect, p.raised, m.radius_large);
  paint.stroke(rect, p.dark ? p.border_strong : p.border, m.radius_large);
  paint.list().PopClipRect();
  ui.open_node(Role::group, ui.id("toast"), toast.sentence, rect);
  Rect content = inset(rect, 12, 8);
  draw_icon(paint, icon_of(toast.tone), cut_left(content, m.icon), p.tone(toast.tone).text);
  cut_left(content, 10);
  Choice choice = Choice::none;
  const auto at = [&](Rect place) { ui.push_flow({.kind = Flow::Kind::column, .bounds = place}); };
  const auto middle = [&m](Rect place) { return Rect{place.x, place.center().y - m.control / 2, place.w, m.control}; };
  at(middle(cut_right(content, m.control)));
  if (icon_button(ui, Icon::close, "Dismiss"_tr)) choice = Choice::close;
  ui.pop_flow();
  if (!toast.action.empty()) {
    const float width = action_width(ui, toast.action);
    cut_right(content, 4);
    at(middle(cut_right(content, width)));
    if (button(ui, toast.action, {.width = width})) choice = Choice::action;
    ui.pop_flow();
  }
  cut_right(content, 8);
  draw_sentence(ui, toast.sentence, content, Tone::normal);
  ui.close_node();
  return choice;
}

// ---- empty and busy

bool empty_state(Ui& ui, Icon icon, std::string_view title, std::string_view sentence,
                 std::string_view action) {
  const Metrics& m = ui.metrics();
  const Palette& p = ui.palette();
  const Rect area = ui.area();
  const float width = std::min(360.f, area.w);
  const float sentence_height = paragraph_height(ui, sentence, width, {});
  const float height =
      48 + 16 + ui.line_height(TextSize::body) + 4 + sentence_height + (action.empty() ? 0 : 16 + m.control);
  const float top = area.h > height ? area.y + (area.h - height) * 0.4f : area.y + 24;
  Painter paint(ui);
  const Rect sign{area.center().x - 24, top, 48, 48};
  paint.circle(sign.center(), 24, p.hover);
  draw_icon(paint, icon, inset(sign, 13), p.tone(Tone::secondary).text);
  const Rect line{area.x, sign.bottom() + 16, area.w, ui.line_height(TextSize::body)};
  paint.text(line, title, TextSize::body, p.tone(Tone::normal).text, Weight::semibold, Align::center);
  platform::Node& node = ui.node(Role::heading, ui.nameless(), title, line);
  node.level = 2;

  const platform::Font font = ui.font(TextSize::body);
  const auto& lines = ui.wraps().lines(sentence, font, std::floor(width * ui.scale()), ui.runs());
  Rect strip{area.x, line.bottom() + 4, area.w, ui.line_height(TextSize::body)};
  const Rect body{area.center().x - width / 2, strip.y, width, sentence_height};
  for (const Line& l : lines) {
    paint.text(strip, sentence.substr(l.begin, l.end - l.begin), TextSize::body, p.tone(Tone::secondary).text,
               Weight::regular, Align::center);
    strip.y += strip.h;
  }
  ui.node(Role::paragraph, ui.nameless(), sentence, body).level = static_cast<std::uint8_t>(TextSize::body);
  ui.place(0, top + height - area.y);
  if (action.empty()) return false;
  const float label = ui.text_width(action, TextSize::body, Weight::semibold) + 2 * m.padding;
  ui.push_flow({.kind = Flow::Kind::column,
                .bounds = {area.center().x - label / 2, strip.y + 16, label + 1, m.control}});
  const bool pressed = button(ui, action, {.kind = ButtonKind::primary, .width = label});
  ui.pop_flow();
  return pressed;
}

void skeleton(Ui& ui, std::string_view what, int rows) {
  const Palette& p = ui.palette();
  const float row = ui.metrics().row;
  const Rect rect = ui.place(0, (row + 8) * static_cast<float>(rows));
  Painter paint(ui);
  for (int i = 0; i < rows; i++) {
    const float y = rect.y + (row + 8) * static_cast<float>(i);
    const float share = 0.55f + 0.35f * static_cast<float>((i * 37) % 10) / 10;  // uneven, like text
    paint.fill({rect.x, y + 4, 28, 28}, p.hover, 14);
    paint.fill({rect.x + 40, y + 5, (rect.w - 40) * share, 10}, p.hover, 5);
    paint.fill({rect.x + 40, y + 22, (rect.w - 40) * share * 0.6f, 8}, p.hover, 4);
  }
  ui.node(Role::status, ui.id({what, "skeleton"}), what, rect).state = platform::state_busy;
}

void progress(Ui& ui, Name name, float share) {
  const Palette& p = ui.palette();
  const Rect rect = ui.place(0, 4);
  Painter paint(ui);
  paint.fill(rect, p.pressed, 2);
  if (share >= 0) {
    paint.fill({rect.x, rect.y, rect.w * std::min(share, 1.f), rect.h}, p.accent, 2);
  } else if (ui.theme().reduced_motion) {
    paint.fill({rect.x + rect.w * 0.3f, rect.y, rect.w * 0.4f, rect.h}, p.accent, 2);
  } else {
    const float phase = static_cast<float>(ui.now().ms % 1400) / 1400;
    const float from = rect.w * (phase * 1.4f - 0.4f), to = from + rect.w * 0.4f;
    const float left = std::max(0.f, from), right = std::min(rect.w, to);
    if (right > left) paint.fill({rect.x + left, rect.y, right - left, rect.h}, p.accent, 2);
    ui.again();
  }
  platform::Node& node = ui.node(Role::progressbar, ui.id(name), name.label, rect);
  if (share >= 0) node.value = ui.keep(std::to_string(static_cast<int>(std::lround(share * 100))));
}

}  // namespace oasis::ui
