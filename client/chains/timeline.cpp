// See timeline.hpp.
#include "client/chains/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/chains/words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/locale.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float axis_height = 26, bar_height = 20;
constexpr std::size_t most_events = 200;
constexpr Duration round_spans[] = {hours(1),  hours(2), hours(3), hours(5), hours(8),
                                    hours(12), days(1),  days(2),  days(4),  days(7)};

/// One line of the timeline.
struct Lane {
  enum class Kind : std::uint8_t { clock, chain, person } kind = Kind::clock;
  std::string label;
  std::size_t clock = 0;  ///< index in Played::clocks
  Id id;                  ///< of the chain or the person
  Rect rect = {};         ///< without its label
};

std::string clock_time(Instant at, const Zone& zone) {
  return write_clock(zone.to_local(at));
}

Icon icon_of_act(WhatIfAct::Kind kind) {
  constexpr Icon icons[] = {Icon::check, Icon::reply, Icon::flag};
  return icons[static_cast<std::size_t>(kind)];
}

Icon icon_of_via(const std::string& via) {
  if (via == "email") return Icon::mail;
  return via == "sms" || via == "phone" ? Icon::phone : Icon::bell;
}

std::string name_of_person(const Workspace& workspace, const Id& id) {
  return id.empty() ? "Somebody"_tr : wording::name_of_user(workspace, id);
}

std::string say_act(const Workspace& workspace, const WhatIfAct& act) {
  constexpr const char* sentences[] = {"{1} acknowledges after {2}"_kept, "{1} replies after {2}"_kept,
                                       "{1} resolves it after {2}"_kept};
  return phrase(translated(sentences[static_cast<std::size_t>(act.kind)]), name_of_person(workspace, act.by),
              wording::say(act.after));
}

std::string say_weekday(std::int64_t day) {
  return locale().weekdays_short[static_cast<std::size_t>(weekday_of(day))] + " " + std::to_string(date_of(day).day);
}

class Timeline {
 public:
  Timeline(Desk& desk, const Policies& policies, WhatIf& what_if, const Played& played, Duration span,
           TimelineDrag& drag)
      : desk_(desk),
        ui_(desk.ui),
        workspace_(policies.workspace()),
        policies_(policies),
        what_if_(what_if),
        played_(played),
        span_(drag.handle != 0 ? drag.span : span),
        drag_(drag),
        paint_(desk.ui) {}

  void draw(const std::function<void()>& replay) {
    std::vector<Lane> lanes = lanes_of_played();
    const Rect whole = ui_.place(0, height_of(lanes));
    lay_out_lanes(lanes, whole);
    ui_.open_node(ui::Role::group, ui_.id("timeline"), "Timeline"_tr, whole);
    if (take_handles(lanes, whole)) {
      replay();
      lanes = lanes_of_played();
      lay_out_lanes(lanes, whole);
    }
    draw_axis(whole);
    for (const Lane& lane : lanes) draw_lane(lane, whole);
    draw_handles(lanes, whole);
    ui_.close_node();
  }

 private:
  // ---- places
  std::vector<Lane> lanes_of_played() const {
    std::vector<Lane> lanes;
    for (std::size_t i = 0; i < played_.clocks.size(); ++i)
      lanes.push_back({Lane::Kind::clock, std::string(wording::name_of(played_.clocks[i].clock)), i, {}});
    const auto add = [&lanes](Lane::Kind kind, const Id& id, const std::string& label) {
      const bool known = std::any_of(lanes.begin(), lanes.end(),
                                     [&](const Lane& lane) { return lane.kind == kind && lane.id == id; });
      if (!known) lanes.push_back({kind, label, 0, id});
    };
    for (const PlayedStep& step : played_.steps)
      add(Lane::Kind::chain, step.chain, wording::name_of_chain(workspace_, step.chain));
    for (const Id& person : played_.people)
      add(Lane::Kind::person, person, name_of_person(workspace_, person));
    for (const WhatIfAct& act : what_if_.acts)
      add(Lane::Kind::person, act.by, name_of_person(workspace_, act.by));
    return lanes;
  }

  float lane_height(const Lane& lane) const {
    return lane.kind == Lane::Kind::person ? (ui_.theme().touch ? 44.f : 34.f) : 30.f;
  }

  float height_of(const std::vector<Lane>& lanes) const {
    float height = axis_height + handle_row();
    for (const Lane& lane : lanes) height += lane_height(lane);
    return height + 4;
  }
  float handle_row() const { return ui_.theme().touch ? 44.f : 30.f; }

  void lay_out_lanes(std::vector<Lane>& lanes, Rect whole) {
    const float label = whole.w < 520 ? 92.f : 148.f;
    x_ = whole.x + label + 14;
    width_ = whole.right() - x_ - 18;
    float y = whole.y + axis_height + handle_row();
    for (Lane& lane : lanes) {
      lane.rect = {x_, y, width_, lane_height(lane)};
      y += lane.rect.h;
    }
  }

  float place(Instant at) const {
    const double share = static_cast<double>((at - what_if_.at).ms) / static_cast<double>(span_.ms);
    return x_ + static_cast<float>(std::clamp(share, -0.02, 1.01)) * width_;
  }
  bool is_shown(Instant at) const { return at - what_if_.at <= span_; }
  Duration length_of(float pixels) const {
    return {static_cast<std::int64_t>(static_cast<double>(pixels) / width_ * static_cast<double>(span_.ms))};
  }

  // ---- handles
  Rect handle_place(Instant at, float center_y) const {
    const float size = ui_.theme().touch ? 44.f : 26.f;
    return {place(at) - size / 2, center_y - size / 2, size, size};
  }
  float begin_y(Rect whole) const { return whole.y + axis_height + handle_row() / 2; }

  static const Lane* lane_of(const std::vector<Lane>& lanes, const Id& person) {
    for (const Lane& lane : lanes) {
      if (lane.kind == Lane::Kind::person && lane.id == person) return &lane;
    }
    return nullptr;
  }

  /// Moves what is dragged or pushed by keys; true when something moved.
  bool take_handles(const std::vector<Lane>& lanes, Rect whole) {
    const WhatIf before = what_if_;
    for (const Lane& lane : lanes) add_by_click(lane);
    what_if_.at = what_if_.at + pull(ui_.id("begin"), handle_place(what_if_.at, begin_y(whole)), what_if_.at);
    for (std::size_t i = 0; i < what_if_.acts.size(); ++i) {
      const Lane* lane = lane_of(lanes, what_if_.acts[i].by);
      if (lane != nullptr && move_act(i, lane->rect.center().y)) break;
    }
    return !(before == what_if_);
  }

  NodeId act_id(std::size_t i) const {
    const std::string key = "act" + std::to_string(i);
    return ui_.id({key, key});
  }

  NodeId lane_id(const Lane& lane) const {
    const std::string key = "lane/" + lane.id;
    return ui_.id({lane.label, key});
  }

  /// How far the handle goes in this frame.
  Duration pull(NodeId id, Rect rect, Instant at) {
    const Press press = ui_.press(id, rect);
    if (press.hovered) hovered_ = id;
    if (press.held && drag_.handle != id) drag_ = {id, ui_.pointer().x, at, span_};
    const Duration step = handle_step(span_);
    if (drag_.handle == id) {
      if (!press.held) {
        drag_ = {};
        return {};
      }
      const double moved = static_cast<double>(length_of(ui_.pointer().x - drag_.from).ms);
      return drag_.at + step * std::llround(moved / static_cast<double>(step.ms)) - at;
    }
    constexpr std::pair<const char*, std::int64_t> keys[] = {
        {"ArrowLeft", -1}, {"ArrowRight", 1}, {"shift+ArrowLeft", -10}, {"shift+ArrowRight", 10}};
    for (const auto& [key, steps] : keys) {
      if (ui_.key(id, key)) return step * steps;
    }
    return {};
  }

  /// True when it is gone.
  bool move_act(std::size_t i, float y) {
    WhatIfAct& act = what_if_.acts[i];
    const NodeId id = act_id(i);
    const Duration by = pull(id, handle_place(what_if_.at + act.after, y), what_if_.at + act.after);
    if (by.ms != 0) act.after = {std::clamp<std::int64_t>(act.after.ms + by.ms, 0, what_if_.length.ms)};
    if (!ui_.key(id, "Delete")) return false;
    what_if_.acts.erase(what_if_.acts.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }

  /// A press on somebody's line: they acknowledge then.
  void add_by_click(const Lane& lane) {
    if (lane.kind != Lane::Kind::person || lane.id.empty()) return;
    const NodeId id = lane_id(lane);
    const Press press = ui_.press_below(id, lane.rect);
    if (press.hovered && drag_.handle == 0)
      tooltip(ui_, id, lane.rect, true, phrase("Press where {1} acknowledges"_tr, lane.label));
    if (!press.clicked || drag_.handle != 0) return;
    const Duration step = handle_step(span_), after = length_of(ui_.pointer().x - x_);
    what_if_.acts.push_back(
        {WhatIfAct::Kind::acknowledge, lane.id, step * std::max<std::int64_t>(0, after.ms / step.ms)});
  }

  // ---- drawing
  void draw_axis(Rect whole) {
    const Palette& p = ui_.palette();
    constexpr Duration ticks[] = {minutes(10), minutes(15), minutes(30), hours(1),
                                  hours(2),    hours(4),    hours(8),    hours(24)};
    Duration tick = ticks[0];
    for (const Duration candidate : ticks) {
      tick = candidate;
      if (static_cast<float>(span_.ms / candidate.ms) <= width_ / 64) break;
    }
    const LocalTime local = desk_.zone.to_local(what_if_.at);
    const std::int64_t first = (local.ms + tick.ms - 1) / tick.ms * tick.ms;
    paint_.line({x_, whole.y + axis_height - 1}, {x_ + width_, whole.y + axis_height - 1}, p.border);
    for (std::int64_t ms = first; ms <= local.ms + span_.ms; ms += tick.ms) {
      const Instant at = what_if_.at + Duration{ms - local.ms};
      const float x = place(at);
      const bool midnight = ms % days(1).ms == 0;
      paint_.line({x, whole.y + axis_height - 6}, {x, whole.bottom()}, midnight ? p.border_strong : p.border);
      const std::string words =
          midnight ? say_weekday(day_number(desk_.zone.to_local(at))) : clock_time(at, desk_.zone);
      paint_.text({x - 32, whole.y, 64, axis_height - 6}, words, TextSize::small,
                  p.tone(midnight ? Tone::normal : Tone::secondary).text,
                  midnight ? Weight::semibold : Weight::regular, Align::center);
    }
  }

  void draw_lane(const Lane& lane, Rect whole) {
    const Palette& p = ui_.palette();
    paint_.line({whole.x, lane.rect.y}, {whole.right(), lane.rect.y}, p.border);
    Rect label{whole.x, lane.rect.y, lane.rect.x - whole.x - 14, lane.rect.h};
    if (lane.kind == Lane::Kind::person) {
      const Rect face = cut_left(label, 20);
      draw_avatar(ui_, paint_, lane.label, {face.x, face.center().y - 10, 20, 20});
      cut_left(label, 8);
    }
    paint_.text(label, lane.label, TextSize::small, p.tone(Tone::normal).text);
    if (lane.kind == Lane::Kind::person) {
      ui_.node(ui::Role::group, lane_id(lane), phrase("Line of {1}"_tr, lane.label), lane.rect);
    } else {
      ui_.node(ui::Role::text, ui_.nameless(), lane.label, label);
    }
    if (lane.kind == Lane::Kind::clock) draw_clock(played_.clocks[lane.clock], lane.rect);
    if (lane.kind == Lane::Kind::chain) draw_steps(lane);
    if (lane.kind == Lane::Kind::person) draw_messages(lane);
  }

  void draw_bar(Instant from, Instant to, float y, ToneColors colors, bool slanted = false) {
    const float left = place(from), right = std::max(left + 2, place(to));
    const Rect bar{left, y - bar_height / 2, right - left, bar_height};
    paint_.fill(bar, colors.fill, 4);
    if (slanted) {
      for (float x = bar.x + 4; x + 6 < bar.right(); x += 8)
        paint_.line({x, bar.bottom() - 3}, {x + 6, bar.y + 3}, with_alpha(colors.text, 90));
    }
    paint_.stroke(bar, with_alpha(colors.text, 110), 4);
  }

  void draw_clock(const PlayedClock& clock, Rect rect) {
    const Palette& p = ui_.palette();
    const float y = rect.center().y;
    const bool late = clock.breached && is_shown(*clock.breached);
    const Instant turn = late ? *clock.breached : clock.during.to;
    draw_bar(clock.during.from, turn, y, p.tone(clock.met ? Tone::success : Tone::calm));
    if (late) draw_bar(*clock.breached, clock.during.to, y, p.tone(Tone::breached), true);
    const auto after = [&](const char* what, Instant at) { return phrase(what, wording::say(at - clock.during.from)); };
    const std::string words = clock.met   ? after("met after {1}"_tr, clock.during.to)
                              : late      ? after("overdue after {1}"_tr, *clock.breached)
                              : clock.due ? after("due after {1}"_tr, *clock.due)
                                          : "paused"_tr;
    const Tone tone = clock.met ? Tone::success : late ? Tone::breached : Tone::calm;
    const float left = place(clock.during.from) + 8;
    paint_.text({left, y - 10, x_ + width_ - left, 20}, words, TextSize::small, p.tone(tone).text,
                Weight::semibold);
  }

  void draw_steps(const Lane& lane) {
    const Palette& p = ui_.palette();
    const float y = lane.rect.center().y;
    for (const PlayedStep& step : played_.steps) {
      if (step.chain != lane.id || !is_shown(step.during.from)) continue;
      const Chain* chain = policies_.chain(step.chain);
      const bool known = chain != nullptr && static_cast<std::size_t>(step.step) < chain->steps.size();
      const std::string name =
          known ? wording::name_of_step(*chain, static_cast<std::size_t>(step.step)) : "";
      const float left = place(step.during.from);
      if (step.skipped) {
        draw_icon(paint_, Icon::warning, {left - 7, lane.rect.y, 14, 14}, p.tone(Tone::warning).text);
        continue;
      }
      const Instant stop = step.acknowledged.value_or(step.during.to);
      draw_bar(step.during.from, stop, y, p.tone(Tone::accent));
      if (step.acknowledged) draw_bar(stop, step.during.to, y, p.tone(Tone::success));
      const float right = place(stop);
      if (right - left > 44)
        paint_.text({left + 6, y - 10, right - left - 10, 20}, name, TextSize::small,
                    p.tone(Tone::accent).text, Weight::semibold);
    }
    if (played_.exhausted && is_shown(*played_.exhausted)) {
      const float x = place(*played_.exhausted);
      draw_icon(paint_, Icon::flag, {x + 2, y - 8, 16, 16}, p.tone(Tone::danger).text);
    }
  }

  void draw_messages(const Lane& lane) {
    const Palette& p = ui_.palette();
    const float y = lane.rect.center().y;
    float free = -1;  // several at one moment stand beside each other
    for (const PlayedMessage& told : played_.told) {
      if (told.user != lane.id || !is_shown(told.at)) continue;
      const float x = std::max(place(told.at), free);
      free = x + 22;
      const Tone tone = !told.sent                          ? Tone::warning
                        : told.urgency == Urgency::critical ? Tone::danger
                                                            : Tone::accent;
      paint_.circle({x, y}, 10, p.tone(tone).fill);
      paint_.ring({x, y}, 10, p.tone(tone).text, 1.25f);
      draw_icon(paint_, told.sent ? icon_of_via(told.via) : Icon::close, {x - 6, y - 6, 12, 12},
                p.tone(tone).text);
    }
  }

  void draw_handles(const std::vector<Lane>& lanes, Rect whole) {
    const std::string came = phrase("The customer writes, {1}"_tr, wording::say_day_and_time(what_if_.at, desk_.zone));
    // Rows belong into a grid; it lies over nothing.
    ui_.open_node(ui::Role::grid, ui_.id("handles"), "Handles"_tr, {whole.x, whole.y, whole.w, 1});
    draw_handle(ui_.id("begin"), handle_place(what_if_.at, begin_y(whole)), Icon::mail, came, 0, whole);
    for (std::size_t i = 0; i < what_if_.acts.size(); ++i) {
      const WhatIfAct& act = what_if_.acts[i];
      const Lane* lane = lane_of(lanes, act.by);
      if (lane == nullptr) continue;
      draw_handle(act_id(i), handle_place(what_if_.at + act.after, lane->rect.center().y), icon_of_act(act.kind),
                  say_act(workspace_, act), static_cast<std::int32_t>(i) + 1, whole);
    }
    ui_.close_node();
  }

  void draw_handle(NodeId id, Rect rect, Icon icon, const std::string& words, std::int32_t number,
                   Rect whole) {
    const Palette& p = ui_.palette();
    const bool held = drag_.handle == id, focused = ui_.focused(id);
    const Point c = rect.center();
    paint_.line({c.x, whole.y + axis_height}, {c.x, whole.bottom()}, with_alpha(p.accent, held ? 255 : 110),
                held ? 2.f : 1.f);
    paint_.circle(c, 12, p.accent);
    paint_.ring(c, 13, p.background, 2);
    draw_icon(paint_, icon, {c.x - 7, c.y - 7, 14, 14}, p.on_accent);
    // A row with a description can be drawn on with a finger that rested on it.
    const platform::Span hint = ui_.keep("Drag it, or move it with the arrow keys"_tr);
    const Duration after =
        number == 0 ? Duration{} : what_if_.acts[static_cast<std::size_t>(number) - 1].after;
    const platform::Span minutes_in = ui_.keep(std::to_string(after.ms / minutes(1).ms));
    platform::Node& row = ui_.open_node(ui::Role::row, ui_.nameless(), words, rect);
    row.hint = hint;
    row.position = number;
    ui_.open_node(ui::Role::cell, ui_.nameless(), "", rect);
    platform::Node& handle = ui_.node(ui::Role::splitter, id, words, rect);
    handle.state = platform::state_focusable;
    handle.value = minutes_in;
    ui_.close_node();
    ui_.close_node();
    if (held || focused) {
      const float width = ui_.text_width(words, TextSize::small, Weight::semibold) + 16;
      const Rect label{std::clamp(c.x + 16, whole.x, std::max(whole.x, whole.right() - width)), c.y - 11,
                       width, 22};
      paint_.fill(label, p.accent, 6);
      paint_.text(label, words, TextSize::small, p.on_accent, Weight::semibold, Align::center);
    }
    tooltip(ui_, id, rect, !held && hovered_ == id, words);
  }

  Desk& desk_;
  Ui& ui_;
  const Workspace& workspace_;
  const Policies& policies_;
  WhatIf& what_if_;
  const Played& played_;
  Duration span_;
  TimelineDrag& drag_;
  Painter paint_;
  float x_ = 0, width_ = 1;
  NodeId hovered_ = 0;
};

}  // namespace

Duration fitting_span(const WhatIf& what_if, const Played& played) {
  Duration last = minutes(50);
  const auto reach = [&](Instant at) { last = std::max(last, at - what_if.at); };
  for (const PlayedMessage& told : played.told) reach(told.at);
  for (const PlayedClock& clock : played.clocks) {
    if (clock.clock == ClockKind::first_response && clock.due) reach(*clock.due);
  }
  for (const WhatIfAct& act : what_if.acts) last = std::max(last, act.after);
  if (played.exhausted) reach(*played.exhausted);
  for (const Duration span : round_spans) {
    if (last.ms * 21 <= span.ms * 20) return span;
  }
  return days(7);
}

Duration handle_step(Duration span) {
  return span <= hours(4) ? minutes(1) : span <= days(1) ? minutes(5) : minutes(30);
}

void draw_timeline(Desk& desk, const Policies& policies, WhatIf& what_if, const Played& played, Duration span,
                   TimelineDrag& drag, const std::function<void()>& replay) {
  Timeline(desk, policies, what_if, played, span, drag).draw(replay);
}

void draw_events(Desk& desk, const Policies& policies, const WhatIf& what_if, const Played& played) {
  Ui& ui = desk.ui;
  constexpr float line = 26;
  struct Entry {
    const Event* event;
    wording::Sentence sentence;
  };
  std::vector<Entry> entries;
  for (const Event& event : played.events) {
    wording::Sentence sentence = wording::say_event(event, policies.workspace());
    if (!sentence.text.empty() && entries.size() < most_events)
      entries.push_back({&event, std::move(sentence)});
  }
  const Rect table = ui.place(0, line * static_cast<float>(entries.size() + 1));
  const bool narrow = table.w < 560;  // without the reason, which readers are told all the same
  const float when = narrow ? 60.f : 150.f,
              what = narrow ? table.w - when : std::max(160.f, (table.w - when) * 0.5f);
  Painter paint(ui);
  float y = table.y;
  std::int32_t number = 0;
  const auto draw_row = [&](ui::Role role, const std::string& at, const std::string& short_at,
                            const std::string& text, const std::string& why) {
    const Rect row{table.x, y, table.w, line};
    const Color color =
        ui.palette().tone(role == ui::Role::columnheader ? Tone::secondary : Tone::normal).text;
    const Color quiet = ui.palette().tone(Tone::secondary).text;
    ui.open_node(ui::Role::row, ui.nameless(), at + " " + text, row).position = number++;
    const Rect cells[] = {{row.x, y, when - 8, line},
                          {row.x + when, y, what - 8, line},
                          {row.x + when + what, y, std::max(0.f, row.w - when - what), line}};
    const std::string* words[] = {&at, &text, &why};
    for (int i = 0; i < 3; ++i) {
      const std::string& shown = i == 0 && narrow ? short_at : *words[i];
      if (cells[i].w > 0) paint.text(cells[i], shown, TextSize::small, i == 1 ? color : quiet);
      ui.node(role, ui.nameless(), *words[i], cells[i]);
    }
    ui.close_node();
    if (role == ui::Role::columnheader)
      paint.line({row.x, row.bottom()}, {row.right(), row.bottom()}, ui.palette().border);
    y += line;
  };
  ui.open_node(ui::Role::grid, ui.id("events"), "What would happen"_tr, table).set_size =
      static_cast<std::int32_t>(entries.size()) + 1;
  draw_row(ui::Role::columnheader, "When"_tr, "When"_tr, "What"_tr, "Why"_tr);
  for (const Entry& entry : entries) {
    const std::string at = clock_time(entry.event->at, desk.zone);
    const std::string after = wording::say(entry.event->at - what_if.at);
    draw_row(ui::Role::cell, phrase("{1}, after {2}"_tr, at, after), at, entry.sentence.text, entry.sentence.detail);
  }
  ui.close_node();
}

}  // namespace oasis
