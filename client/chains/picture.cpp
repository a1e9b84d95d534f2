// See picture.hpp.
#include "client/chains/picture.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/chains/step_card.hpp"
#include "client/chains/words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

Rect moved(Rect rect, Point by) {
  return {rect.x + by.x, rect.y + by.y, rect.w, rect.h};
}

bool holds(Rect rect, Point at) {
  return at.x >= rect.x && at.x < rect.right() && at.y >= rect.y && at.y < rect.bottom();
}

void draw_arrow(Painter& paint, const ChainArrow& arrow, Point origin, Color color) {
  std::vector<Point> way;
  for (const Point& point : arrow.way) way.push_back({point.x + origin.x, point.y + origin.y});
  const Point end = way.back();
  const bool down = std::abs(way[way.size() - 2].x - end.x) < 0.5f;
  paint.polyline(way.data(), static_cast<int>(way.size()), color, 1.5f);
  const Point head[3] = {end,
                         {end.x + (down ? -4.f : -7.f), end.y + (down ? -7.f : -4.f)},
                         {end.x + (down ? 4.f : -7.f), end.y + (down ? -7.f : 4.f)}};
  paint.polygon(head, 3, color);
}

class Picture {
 public:
  Picture(Desk& desk, const ChainDocument& document, ChainPicture& state, std::size_t chain,
          const std::vector<StepNow>& now, std::size_t open)
      : ui_(desk.ui),
        document_(document),
        state_(state),
        chain_(document.chains[chain]),
        workspace_(document.policies->workspace()),
        starts_(starts_of(chain_, workspace_)),
        open_(open),
        paint_(desk.ui) {
    for (std::size_t i = 0; i < chain_.steps.size(); ++i) {
      cards_.emplace_back(desk, chain_, i, now[i]);
      if (document.editable) cards_.back().set_corner(ui_.theme().touch ? 32.f : 16.f);
    }
  }

  PictureWish draw() {
    const bool touch = ui_.theme().touch;
    ChainMeasures measures;
    measures.width = ui_.area().w;
    measures.line = touch ? 44.f : 28.f;
    measures.editable = document_.editable;
    measures.end_height = end_height();
    const float width = card_width(measures.width, count_tiers(chain_));
    for (const StepCard& card : cards_) measures.cards.push_back(card.height(width));
    for (const ChainStart& start : starts_) measures.starts.push_back(start.step);
    layout_ = lay_out(chain_, measures);
    const Rect place = ui_.place(0, layout_.height);
    origin_ = {place.x, place.y};
    draw_ground();
    ui_.open_node(ui::Role::grid, ui_.id("picture"),
                  phrase("Steps of {1}"_tr, wording::name_of_chain(workspace_, chain_.id)), place)
        .set_size = static_cast<std::int32_t>(cards_.size()) + 1;
    draw_titles(place);
    for (std::size_t i = 0; i < cards_.size(); ++i) draw_step(i);
    ui_.close_node();
    draw_rules();
    draw_additions();
    draw_end();
    follow_drag();
    return std::move(wish_);
  }

 private:
  Rect at(Rect rect) const { return moved(rect, origin_); }

  // ---- what lies below
  void draw_ground() {
    const Palette& p = ui_.palette();
    for (const TierColumn& tier : layout_.tiers) {
      paint_.fill(at(tier.all), p.sidebar, 12);
      paint_.text(at(tier.head), phrase("Tier {1}"_tr, tier.tier), TextSize::small,
                  p.tone(Tone::secondary).text, Weight::semibold);
    }
    for (const ChainArrow& arrow : layout_.arrows)
      draw_arrow(paint_, arrow, origin_, p.tone(Tone::faint).text);
  }

  /// For whoever reads the picture as a table.
  void draw_titles(Rect place) {
    ui_.open_node(ui::Role::row, ui_.nameless(), "Columns"_tr, {place.x, place.y, place.w, 1}).position = 0;
    for (const char* title : {"Step"_tr, "Tells now"_tr, "If that reaches nobody"_tr, "Urgency"_tr, "Then waits"_tr})
      ui_.node(ui::Role::columnheader, ui_.nameless(), title, {place.x, place.y, place.w, 1});
    ui_.close_node();
  }

  // ---- a step
  void draw_step(std::size_t i) {
    ui::Scope scope(ui_, static_cast<std::uint64_t>(i));
    const Rect rect = at(layout_.cards[i]);
    const NodeId id = ui_.id("card");
    const Press press = ui_.press_below(id, rect);
    const bool dragged = state_.drag.moved && state_.drag.step == i;
    cards_[i].paint(paint_, rect, press.hovered, i == open_);
    if (dragged) paint_.fill(rect, with_alpha(ui_.palette().sidebar, 170), 8);
    describe(i, id, rect, press.hovered);
    if (state_.focus == i) {
      ui_.focus(id);
      state_.focus.reset();
    }
    begin_drag(CardDrag::What::card, i, press);
    if (press.clicked && !state_.drag.moved) wish_.open = i;
    if (press.hovered && document_.editable)
      tooltip(ui_, id, rect, !press.held && !state_.drag.held, "Open it, or drag it to another place"_tr);
    keys(id, i);
    draw_wait(i);
  }

  void begin_drag(CardDrag::What what, std::size_t i, const Press& press) {
    CardDrag& drag = state_.drag;
    if (press.held && !drag.held && document_.editable) drag = {what, true, false, i, ui_.pointer()};
    if (drag.held && drag.what == what && drag.step == i) held_ = press.held;
  }

  /// The corner from which a copy is dragged.
  void draw_copy(std::size_t i, Rect card, bool near) {
    if (!document_.editable) return;
    const bool touch = ui_.theme().touch;
    const float size = touch ? 44.f : 24.f;
    const Rect corner{card.right() - size, card.y, size, size};
    const NodeId id = ui_.id("copy");
    const Press press = ui_.press(id, corner);
    const Palette& p = ui_.palette();
    if (press.hovered) paint_.fill(inset(corner, touch ? 10.f : 2.f), p.hover, 5);
    if (near || press.hovered || touch || ui_.focused(id))
      draw_icon(paint_, Icon::plus, inset(corner, touch ? 15.f : 6.f),
                p.tone(press.hovered ? Tone::accent : Tone::secondary).text);
    ui_.node(ui::Role::button, id, phrase("Duplicate {1}"_tr, cards_[i].title()), corner).state = platform::state_focusable;
    tooltip(ui_, id, corner, press.hovered && !press.held && !state_.drag.held, "Drag a copy of it to another place"_tr);
    begin_drag(CardDrag::What::copy, i, press);
    if (press.clicked && !state_.drag.moved) wish_.edit = with_step_twice(chain_, i);
  }

  void describe(std::size_t i, NodeId id, Rect rect, bool hovered) {
    const StepCard& card = cards_[i];
    // A row with a description can be drawn on with a finger that rested on it.
    const platform::Span hint = ui_.keep(
        document_.editable ? "Drag it to another place, or move it with Shift and the arrow keys"_tr : "");
    platform::Node& row = ui_.open_node(ui::Role::row, ui_.nameless(), card.title(), rect);
    row.position = static_cast<std::int32_t>(i) + 1;
    row.hint = hint;
    ui_.open_node(ui::Role::cell, ui_.nameless(), "", rect);
    platform::Node& button = ui_.node(ui::Role::button, id, card.spoken(), rect);
    button.state = platform::state_focusable | (i == open_ ? platform::state_selected : 0u);
    draw_copy(i, rect, hovered);
    ui_.close_node();
  }

  void keys(NodeId id, std::size_t i) {
    if (!document_.editable || !ui_.focused(id)) return;
    constexpr std::pair<const char*, StepWay> ways[] = {{"shift+ArrowUp", StepWay::up},
                                                        {"shift+ArrowDown", StepWay::down},
                                                        {"shift+ArrowLeft", StepWay::to_earlier_tier},
                                                        {"shift+ArrowRight", StepWay::to_later_tier}};
    for (const auto& [key, way] : ways) {
      if (ui_.shortcut(key)) wish_.edit = with_step_nudged(chain_, i, way);
    }
    if (ui_.shortcut("d")) wish_.edit = with_step_twice(chain_, i);
    if (ui_.shortcut("Delete") && chain_.steps.size() > 1) wish_.edit = without_step(chain_, i);
  }

  /// The rest of the row, and the words on the arrow.
  void draw_wait(std::size_t i) {
    const StepCard& card = cards_[i];
    const Rect rect = at(layout_.cards[i]), chip = at(layout_.waits[i]);
    const StepNow& now = card_now(i);
    std::string told;
    for (const ToldNow& person : now.people)
      told += (told.empty() ? "" : ", ") + person.name + (person.how.empty() ? "" : " (" + person.how + ")");
    const Rect edge{rect.x, rect.y, rect.w, 1};  // nothing may lie over the card's button
    ui_.node(ui::Role::cell, ui_.nameless(), told, edge);
    ui_.node(ui::Role::cell, ui_.nameless(), names_of(now.backup), edge);
    ui_.node(ui::Role::cell, ui_.nameless(), card.urgency(), edge);
    const std::string words = wording::say_wait(workspace_, chain_.steps[i]);
    const NodeId id = ui_.id("wait");
    const Press press = ui_.press(id, chip, !document_.editable);
    const Palette& p = ui_.palette();
    const float height = std::min(chip.h, 24.f);
    const float width = std::min(chip.w, ui_.text_width(words, TextSize::small) + 18);
    const bool roomy = chip.w > 100;  // below the card: it begins left of its arrow
    const float left = roomy ? chip.x : chip.center().x - width / 2;
    const Rect pill{left, chip.center().y - height / 2, width, height};
    paint_.fill(pill, press.hovered ? p.hover : p.raised, height / 2);
    paint_.stroke(pill, press.hovered ? p.accent : p.border_strong, height / 2);
    paint_.text(inset(pill, 8, 0), words, TextSize::small, p.tone(Tone::normal).text, Weight::regular,
                Align::center);
    ui_.open_node(ui::Role::cell, ui_.nameless(), "", chip);
    const std::string name = phrase("{1} waits {2}"_tr, card.title(), words);
    if (document_.editable) {
      ui_.node(ui::Role::button, id, name, chip).state = platform::state_focusable;
    } else {
      ui_.node(ui::Role::text, ui_.nameless(), name, chip);
    }
    ui_.close_node();
    ui_.close_node();  // the row of describe()
    if (press.clicked && !state_.drag.moved) wish_.open = i, wish_.wait = true;
    if (!document_.editable) return;
    tooltip(ui_, id, chip, press.hovered && !state_.drag.held, phrase("{1}; drag it to the step that it shall lead to"_tr, name));
    if (ui_.key(id, "ArrowUp")) nudge_wait(i, minutes(5));
    if (ui_.key(id, "ArrowDown")) nudge_wait(i, minutes(-5));
    begin_drag(CardDrag::What::arrow, i, press);
    if (press.menu || ui_.key(id, "l")) state_.leads_open = true, state_.leads_from = i;
    if (state_.leads_from == i) choose_next(i, chip);
  }

  /// By keyboard and right click what dragging the arrow does.
  void choose_next(std::size_t i, Rect chip) {
    Menu menu(ui_, "Leads to"_tr, chip, state_.leads_open, 240);
    if (!menu) return;
    const std::size_t count = cards_.size();
    for (std::size_t to = i + 1; to < count; ++to) {
      const MenuItem how{.icon = Icon::arrow_right, .checked = to == i + 1};
      if (menu.item({cards_[to].title(), std::to_string(to)}, how)) wish_.edit = with_arrow_to(chain_, i, to);
    }
    if (menu.item("A new step"_tr, {.icon = Icon::plus})) wish_.edit = with_arrow_to_new(chain_, i, chain_.steps[i].tier);
    if (i + 1 == count && menu.item("The beginning, once more"_tr, {.icon = Icon::refresh}))
      wish_.edit = with_arrow_to(chain_, i, 0);
  }

  void nudge_wait(std::size_t i, Duration by) {
    ChainEdit edit{chain_, i};
    edit.chain.steps[i].wait = {std::max<std::int64_t>(0, chain_.steps[i].wait.ms + by.ms)};
    wish_.edit = std::move(edit);
  }

  const StepNow& card_now(std::size_t i) const { return cards_[i].now(); }

  // ---- what hangs on it
  void draw_rules() {
    const Palette& p = ui_.palette();
    if (starts_.empty()) return;
    ui_.open_node(ui::Role::list, ui_.id("rules"), "Rules that start it"_tr,
                  {origin_.x, origin_.y, ui_.area().w, 1});
    for (std::size_t i = 0; i < starts_.size(); ++i) {
      const Rule& rule = *starts_[i].rule;
      const Rect rect = at(layout_.rules[i]);
      const std::string words = wording::say_rule(workspace_, rule);
      const NodeId id = ui_.id({words, "rule" + std::to_string(i)});
      const Press press = ui_.press(id, rect);
      const bool loops =
          std::find(document_.looping.begin(), document_.looping.end(), rule.id) != document_.looping.end();
      const ToneColors colors = p.tone(loops ? Tone::danger : Tone::accent);
      paint_.line({rect.x + 20, rect.bottom()}, {rect.x + 20, rect.bottom() + 6}, colors.text, 1.5f);
      for (const TierColumn& tier : layout_.tiers) {
        const Rect column = at(tier.all);
        const bool last = column.x == rect.x && column.y > rect.y && column.y - rect.bottom() < 20;
        if (last) paint_.line({rect.x + 20, rect.bottom()}, {rect.x + 20, column.y}, colors.text, 1.5f);
      }
      paint_.fill(rect, press.hovered ? p.selected : colors.fill, 7);
      Rect rest = inset(rect, 10, 0);
      draw_icon(paint_, loops ? Icon::warning : Icon::lightning,
                inset(cut_left(rest, 14), 0, (rect.h - 14) / 2), colors.text);
      cut_left(rest, 6);
      const std::string said = loops ? phrase("{1}: sets itself off again and again"_tr, words) : words;
      paint_.text(rest, said, TextSize::small, colors.text);
      ui_.open_node(ui::Role::listitem, ui_.nameless(), "", rect);
      platform::Node& node =
          ui_.node(ui::Role::link, id, phrase("{1}, leads to {2}"_tr, said, cards_[starts_[i].step].title()), rect);
      node.state = platform::state_focusable;
      node.value = ui_.keep("#/settings/rules/" + rule.id);
      ui_.close_node();
      tooltip(ui_, id, rect, press.hovered, said);
      if (press.clicked) ui_.platform().go("/settings/rules/" + rule.id, platform::Visit::push);
    }
    ui_.close_node();
  }

  void draw_additions() {
    const Palette& p = ui_.palette();
    for (const TierColumn& tier : layout_.tiers) {
      if (tier.add.empty()) continue;
      const std::string name = phrase("Add a step to tier {1}"_tr, tier.tier);
      if (quiet_button(at(tier.add), name, "Add a step"_tr, p)) wish_.edit = with_new_step(chain_, tier.tier);
    }
  }

  bool quiet_button(Rect rect, const std::string& name, std::string_view words, const Palette& p) {
    const NodeId id = ui_.id(name);
    const Press press = ui_.press(id, rect);
    const Color color = p.tone(press.hovered ? Tone::accent : Tone::secondary).text;
    if (press.hovered) paint_.fill(rect, p.hover, 6);
    const float width = ui_.text_width(words, TextSize::small) + 18;
    Rect rest{rect.center().x - width / 2, rect.y, width + 2, rect.h};
    draw_icon(paint_, Icon::plus, inset(cut_left(rest, 12), 0, (rect.h - 12) / 2), color);
    cut_left(rest, 6);
    paint_.text(rest, words, TextSize::small, color);
    ui_.node(ui::Role::button, id, name, rect).state = platform::state_focusable;
    return press.clicked;
  }

  // ---- the end
  float end_height() const {
    const float line = document_.editable ? (ui_.theme().touch ? 44.f : 28.f) + 6 : 0;
    return 2 * card_padding + (chain_.repeat > 0 ? 24.f : 0.f) + card_person_line + line;
  }

  void draw_end() {
    const Palette& p = ui_.palette();
    const Rect head = at(layout_.end_head), card = at(layout_.end);
    paint_.text(head, "In the end"_tr, TextSize::small, p.tone(Tone::secondary).text, Weight::semibold);
    paint_.stroke(card, p.border_strong, 8);
    Rect rest = inset(card, card_padding + 2, card_padding);
    if (chain_.repeat > 0) {
      Rect line = cut_top(rest, 24);
      draw_icon(paint_, Icon::refresh, inset(cut_left(line, 14), 0, 5), p.tone(Tone::secondary).text);
      cut_left(line, 6);
      const std::string words = chain_.repeat == 1
                                    ? "All of it once more"_tr
                                    : phrase("All of it {1} times more"_tr, chain_.repeat);
      paint_.text(line, words, TextSize::small, p.tone(Tone::secondary).text);
      ui_.node(ui::Role::text, ui_.nameless(), words, line);
    }
    draw_last_resort(cut_top(rest, card_person_line));
    if (!document_.editable) return;
    cut_top(rest, 6);
    const std::int32_t tier = chain_.steps.empty() ? 1 : chain_.steps.back().tier + 1;
    if (quiet_button(rest, "Add a tier"_tr, "Add a tier"_tr, p)) wish_.edit = with_new_step(chain_, tier);
  }

  void draw_last_resort(Rect rect) {
    const Palette& p = ui_.palette();
    const bool set = workspace_.last_resort.has_value();
    const std::string name = set ? wording::name_of_target(workspace_, *workspace_.last_resort) : "Nobody"_tr;
    ui_.node(ui::Role::text, ui_.nameless(), phrase("Last resort: {1}"_tr, name), rect);
    const Rect square{rect.x, rect.y + 6, 24, 24};
    if (set) {
      draw_avatar(ui_, paint_, name, square);
    } else {
      draw_icon(paint_, Icon::warning, inset(square, 4), p.tone(Tone::warning).text);
    }
    cut_left(rect, 32);
    paint_.text({rect.x, rect.y + 1, rect.w, 20}, name, TextSize::body, p.tone(Tone::normal).text);
    paint_.text({rect.x, rect.y + 18, rect.w, 16}, "last resort"_tr, TextSize::small,
                p.tone(Tone::secondary).text);
  }

  // ---- dragging
  void follow_drag() {
    CardDrag& drag = state_.drag;
    if (!drag.held) return;
    if (drag.step >= cards_.size() || ui_.shortcut("Escape")) {
      drag = {};
      return;
    }
    const Point at = ui_.pointer();
    if (held_) drag.moved = drag.moved || std::hypot(at.x - drag.from.x, at.y - drag.from.y) > 6;
    std::optional<ChainEdit> edit;
    if (drag.moved) edit = drag.what == CardDrag::What::arrow ? follow_arrow(at) : follow_card(at);
    if (held_) return;
    if (edit && !(edit->chain == chain_)) wish_.edit = std::move(edit);
    drag = {};
  }

  /// What letting go of the card or its copy would do.
  std::optional<ChainEdit> follow_card(Point at) {
    const CardDrag& drag = state_.drag;
    const auto drop = drop_at(layout_, {at.x - origin_.x, at.y - origin_.y});
    if (held_) {
      if (drop) paint_.fill(this->at(drop->mark), ui_.palette().accent, 1.5f);
      const Rect card = this->at(layout_.cards[drag.step]);
      cards_[drag.step].paint(paint_, moved(card, {at.x - drag.from.x, at.y - drag.from.y}), true, true, true);
    }
    if (!drop) return std::nullopt;
    const auto edit = drag.what == CardDrag::What::copy ? with_step_copied : with_step_moved;
    return edit(chain_, drag.step, drop->tier, drop->before);
  }

  /// What letting go of the arrow would do: over a card it leads there, over the rest of a tier to a new step.
  std::optional<ChainEdit> follow_arrow(Point at) {
    const CardDrag& drag = state_.drag;
    const Color accent = ui_.palette().accent;
    const Point from{drag.from.x - origin_.x, drag.from.y - origin_.y}, to_here{at.x - origin_.x, at.y - origin_.y};
    if (held_) draw_arrow(paint_, {{from, to_here}}, origin_, accent);
    for (std::size_t to = 0; to < cards_.size(); ++to) {
      const Rect card = this->at(layout_.cards[to]);
      if (!holds(card, at)) continue;
      const ChainEdit edit = with_arrow_to(chain_, drag.step, to);
      if (held_ && !(edit.chain == chain_)) paint_.stroke(card, accent, 8, 2);
      return edit;
    }
    for (const TierColumn& tier : layout_.tiers) {
      if (!holds(this->at(tier.all), at) || holds(this->at(layout_.waits[drag.step]), at)) continue;
      if (held_) paint_.stroke(this->at(tier.all), accent, 12, 2);
      return with_arrow_to_new(chain_, drag.step, tier.tier);
    }
    return std::nullopt;
  }

  Ui& ui_;
  const ChainDocument& document_;
  ChainPicture& state_;
  const Chain& chain_;
  const Workspace& workspace_;
  std::vector<ChainStart> starts_;
  std::size_t open_;
  Painter paint_;
  std::vector<StepCard> cards_;
  ChainLayout layout_;
  Point origin_;
  bool held_ = false;
  PictureWish wish_;
};

}  // namespace

PictureWish draw_picture(Desk& desk, const ChainDocument& document, ChainPicture& picture, std::size_t chain,
                         const std::vector<StepNow>& now, std::size_t open) {
  return Picture(desk, document, picture, chain, now, open).draw();
}

}  // namespace oasis
