// See oncall.hpp.
#include "client/screens/oncall.hpp"

#include <algorithm>
#include <optional>

#include "client/screens/day_words.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/why/everywhere.hpp"
#include "client/words/locale.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;
using Kind = ScheduleChange::Kind;

constexpr float phone_width = 640, bar_in_one_row = 860;

/// A phone has no room for strips.
OncallSpan shown_as(const OncallRoom& room, float width) {
  return width < phone_width ? OncallSpan::list : room.place.span;
}

void make(Desk& desk, OncallRoom& room, OncallSpan as) {
  const Policies& policies = policies_in(desk);
  const std::int64_t today = day_number(desk.zone.to_local(desk.now));
  const DayRange range = range_of(room.place, today);
  const bool same = room.made_of == policies.version() && room.made_for == room.place &&
                    room.range == range && room.made_as == as && room.made_in == desk.zone.name();
  if (!same) {
    room.made_of = policies.version();
    room.made_for = room.place;
    room.range = range;
    room.made_as = as;
    room.made_in = desk.zone.name();
    const Interval shown = interval_of(range, desk.zone);
    room.lanes = lanes_of(policies, {room.place.schedule, as, room.place.day}, shown);
    room.load = load_in(policies, room.place.schedule, shown);
  }
  if (same && desk.now < room.now_until) return;
  room.now = on_call_now(policies, room.place.schedule, desk.now);
  room.now_until = desk.now + days(1);
  for (const OncallNow& now : room.now) room.now_until = std::min(room.now_until, now.until);
}

std::string title_of(const OncallRoom& room) {
  const std::int64_t first = room.range.first, last = first + room.range.days - 1;
  if (room.place.span == OncallSpan::month) return write_month(first + 7);
  const std::string year = std::to_string(date_of(last).year);
  return phrase("{1} – {2} {3}"_tr, write_day(first), write_day(last), year);
}

void show(Desk& desk, OncallRoom& room, OncallPlace place) {
  room.place = std::move(place);
  go(desk, address_of(room.place));
}

void choose_schedule(Desk& desk, OncallRoom& room, float width) {
  std::vector<std::string> names = {"Everybody"_tr};
  int selected = 0;
  for (const Schedule& schedule : desk.workspace.schedules) {
    if (schedule.id == room.place.schedule) selected = static_cast<int>(names.size());
    names.push_back(wording::name_of_schedule(desk.workspace, schedule.id));
  }
  if (!combo(desk.ui, "Schedule"_tr, names, selected, {.width = width, .show_label = false})) return;
  OncallPlace place = room.place;
  place.schedule = selected == 0 ? Id() : desk.workspace.schedules[static_cast<std::size_t>(selected) - 1].id;
  show(desk, room, place);
}

void draw_steps(Desk& desk, OncallRoom& room) {
  Ui& ui = desk.ui;
  const std::int64_t today = day_number(desk.zone.to_local(desk.now));
  if (icon_button(ui, Icon::chevron_left, "Earlier"_tr, {.shortcut = "p"}))
    show(desk, room, moved(room.place, -1, today));
  if (button(ui, "Today"_tr, {.shortcut = "t"})) show(desk, room, {room.place.schedule, room.place.span, {}});
  if (icon_button(ui, Icon::chevron_right, "Later"_tr, {.shortcut = "n"}))
    show(desk, room, moved(room.place, 1, today));
}

/// The schedule that a new change begins with: the one shown, else the first.
Id schedule_for_change(const Desk& desk, const OncallRoom& room) {
  if (!room.place.schedule.empty() || desk.workspace.schedules.empty()) return room.place.schedule;
  return desk.workspace.schedules.front().id;
}

/// The next whole hour, for eight hours.
Interval some_time(const Desk& desk) {
  const Instant from{(desk.now.ms / hours(1).ms + 1) * hours(1).ms};
  return {from, from + hours(8)};
}

void draw_more(Desk& desk, OncallRoom& room) {
  Ui& ui = desk.ui;
  const bool works = desk.replica.me.role != oasis::Role::viewer;
  if (icon_button(ui, Icon::more, "More"_tr, {.menu = true, .expanded = room.more_open})) room.more_open = true;
  Menu menu(ui, "On call menu"_tr, ui.last(), room.more_open, 240);
  if (!menu) return;
  const Id schedule = schedule_for_change(desk, room);
  if (works && menu.item("Ask for a swap…"_tr, {.icon = Icon::refresh}))
    open_form(room.form, desk, Kind::ask_swap, schedule, some_time(desk));
  if (works && menu.item("Time away…"_tr, {.icon = Icon::pause}))
    open_form(room.form, desk, Kind::add_away, schedule, some_time(desk));
  if (works && menu.item("Note for the next…"_tr, {.icon = Icon::note})) {
    const auto note = room.link.notes.find(schedule);
    room.note_open = true;
    room.note_schedule = schedule;
    room.note = note == room.link.notes.end() ? "" : note->second;
  }
  if (works && menu.item("Shifts from a file…"_tr, {.icon = Icon::paperclip})) ui.platform().pick_files();
  if (menu.item("Why was somebody told, or nobody…"_tr, {.icon = Icon::bell})) room.why_open = true;
  if (menu.item("Subscribe in a calendar…"_tr, {.icon = Icon::calendar})) ui.platform().load_page("/feeds");
}

void draw_cover_button(Desk& desk, OncallRoom& room) {
  if (desk.replica.me.role == oasis::Role::viewer || desk.workspace.schedules.empty()) return;
  if (button(desk.ui, "Cover a shift…"_tr, {.kind = ButtonKind::primary, .icon = Icon::plus}))
    open_form(room.form, desk, Kind::cover, schedule_for_change(desk, room), some_time(desk));
}

void choose_period(Desk& desk, OncallRoom& room) {
  int span = static_cast<int>(room.place.span);
  if (segmented(desk.ui, "Period"_tr, {"Week"_tr, "Month"_tr, "Four weeks"_tr}, span))
    show(desk, room, {room.place.schedule, static_cast<OncallSpan>(span), room.place.day});
}

void draw_bar(Desk& desk, OncallRoom& room, bool phone, bool* navigation_open) {
  Ui& ui = desk.ui;
  {
    Row row(ui, {.wrap = true});
    if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr))
      *navigation_open = !*navigation_open;
    heading(ui, "On call"_tr, 1);
    spacer(ui);
    if (!phone) draw_cover_button(desk, room);
    draw_more(desk, room);
  }
  if (phone) draw_cover_button(desk, room);
  // Side by side where there is room; what a row cannot hold would be cut.
  const auto choose_what = [&] { choose_schedule(desk, room, phone ? ui.area().w : 200); };
  const auto choose_when = [&] {
    draw_steps(desk, room);
    heading(ui, title_of(room), 2);
  };
  if (phone) {
    choose_what();
    choose_period(desk, room);
    {
      Row row(ui);
      draw_steps(desk, room);
    }
    heading(ui, title_of(room), 2);
  } else if (ui.area().w < bar_in_one_row) {
    {
      Row row(ui);
      choose_what();
      choose_period(desk, room);
    }
    Row row(ui);
    choose_when();
  } else {
    Row row(ui);
    choose_what();
    choose_period(desk, room);
    choose_when();
  }
}

void draw_now(Desk& desk, const OncallRoom& room) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 6, .label = "On call now"_tr});
  heading(ui, "On call now"_tr, 2);
  const bool below = ui.area().w < phone_width;  // what a row cannot hold would be cut
  for (const OncallNow& now : room.now) {
    ui::Scope scope(ui, now.schedule);
    std::optional<Row> row;
    row.emplace(ui, RowOptions{.height = 28, .wrap = true});
    link(ui, {wording::name_of_schedule(desk.workspace, now.schedule), "schedule"},
         "#" + address_of(OncallPlace{now.schedule, OncallSpan::week, {}}));
    if (now.people.empty()) chip(ui, "Nobody"_tr, Tone::danger, Icon::warning);
    for (const Id& user : now.people) {
      const std::string& name = wording::name_of_user(desk.workspace, user);
      avatar(ui, name, 20);
      text(ui, name, {.weight = Weight::semibold});
    }
    std::string then = phrase("until {1}"_tr, wording::say_moment(now.until, desk.zone, desk.now));
    if (now.until >= desk.now + handoff_ahead - days(2)) then = "with no hand-off in sight"_tr;
    std::string next;
    for (const Id& user : now.next)
      next += (next.empty() ? "" : ", ") + wording::name_of_user(desk.workspace, user);
    const auto note = room.link.notes.find(now.schedule);
    if (note != room.link.notes.end()) chip(ui, "Note for the next"_tr, Tone::accent, Icon::note);
    if (now.next != now.people)
      then = next.empty() ? phrase("{1}, then nobody"_tr, then) : phrase("{1}, then {2}"_tr, then, next);
    if (below) row.reset();
    text(ui, then, {.size = TextSize::small, .tone = Tone::secondary});
  }
}

void draw_request(Desk& desk, const OncallLink& link, const SwapRequest& request) {
  Ui& ui = desk.ui;
  const Swap& swap = request.swap;
  ScheduleChange answer;
  answer.schedule = request.schedule;
  answer.what = {swap.during, swap.user, swap.taken_by};
  answer.in_return = request.in_return;
  answer.kind = Kind::accept_swap;
  const bool may_accept = may_change(desk, answer);
  answer.kind = Kind::withdraw_swap;
  if (!may_change(desk, answer)) return;
  const std::string& asker = wording::name_of_user(desk.workspace, swap.user);
  const std::string& asked = wording::name_of_user(desk.workspace, swap.taken_by);
  const std::string when = wording::say_span(swap.during, desk.zone, desk.now);
  const std::string& schedule = wording::name_of_schedule(desk.workspace, request.schedule);
  const std::string words = request.in_return
                                ? phrase("{1} asks {2} to take {3} in {4}, and takes {5}"_tr, asker, asked, when,
                                       schedule, wording::say_span(*request.in_return, desk.zone, desk.now))
                                : phrase("{1} asks {2} to take {3} in {4}"_tr, asker, asked, when, schedule);
  Card card(ui, {.padding = 12, .gap = 8, .label = words});
  paragraph(ui, words);
  Row row(ui, {.wrap = true});
  if (may_accept && button(ui, "Accept the swap"_tr, {.kind = ButtonKind::primary, .icon = Icon::check})) {
    answer.kind = Kind::accept_swap;
    link.change(answer);
  }
  const bool own = swap.user == desk.replica.me.id;
  if (button(ui, own ? "Take the request back"_tr : "Decline the swap"_tr, {.icon = Icon::close})) {
    answer.kind = Kind::withdraw_swap;
    link.change(answer);
  }
}

void draw_requests(Desk& desk, const OncallRoom& room) {
  for (std::size_t i = 0; i < room.link.requests.size(); ++i) {
    const SwapRequest& request = room.link.requests[i];
    const bool shown = room.place.schedule.empty() || room.place.schedule == request.schedule;
    if (!shown || request.swap.during.to <= desk.now) continue;
    ui::Scope scope(desk.ui, static_cast<std::uint64_t>(i));
    draw_request(desk, room.link, request);
  }
}

void draw_away(Desk& desk, const OncallLink& link) {
  Ui& ui = desk.ui;
  const User* me = policies_in(desk).user(desk.replica.me.id);
  if (me == nullptr) return;
  for (const Interval& away : me->away) {
    if (away.to <= desk.now) continue;
    const std::string when = wording::say_span(away, desk.zone, desk.now);
    ui::Scope scope(ui, when);
    Row row(ui, {.wrap = true});
    chip(ui, phrase("You are away {1}"_tr, when), Tone::paused, Icon::pause);
    const std::string not_away = phrase("Not away {1}"_tr, when);
    if (!button(ui, {not_away, "back"}, {.kind = ButtonKind::quiet, .icon = Icon::close})) continue;
    ScheduleChange change;
    change.kind = Kind::remove_away;
    change.what = {away, me->id, ""};
    link.change(change);
  }
}

/// The cover or swap whose bar was dragged.
const Override* cover_of(const Desk& desk, const OncallTouched& touched) {
  const Schedule* schedule = policies_in(desk).schedule(touched.schedule);
  if (schedule == nullptr) return nullptr;
  const auto found = std::find_if(schedule->overrides.begin(), schedule->overrides.end(), [&](const Override& cover) {
    return cover.during == *touched.was && (cover.add.empty() ? cover.remove : cover.add) == touched.user;
  });
  return found == schedule->overrides.end() ? nullptr : &*found;
}

void draw_calendar(Desk& desk, OncallRoom& room, OncallSpan as) {
  std::optional<OncallTouched> touched;
  if (as == OncallSpan::list) {
    touched = draw_days(desk, room.lanes, room.range);
  } else {
    for (int week = 0; week * 7 < room.range.days; ++week) {
      if (auto one = draw_strip(desk, room.calendar, room.lanes, room.range.first + week * 7,
                                as == OncallSpan::month))
        touched = one;
    }
    if (desk.replica.me.role != oasis::Role::viewer)
      text(desk.ui,
           desk.ui.theme().touch ? "Hold a finger on a line and draw to cover that time"_tr
                                 : "Draw along a line to cover that time; open a shift for more"_tr,
           {.size = TextSize::small, .tone = Tone::secondary});
  }
  if (!touched) return;
  if (touched->drawn && desk.replica.me.role == oasis::Role::viewer) return;
  const Override* was = touched->was ? cover_of(desk, *touched) : nullptr;
  if (was != nullptr) {
    open_form(room.form, desk, Kind::change_cover, touched->schedule, touched->during);
    room.form.user = was->remove;
    room.form.by = was->add;
    room.form.was = *was;
  } else if (touched->was) {  // a swap: it is what two people agreed on
    room.card = {true, touched->schedule, touched->user, *touched->was};
  } else if (touched->drawn) {
    open_form(room.form, desk, Kind::cover, touched->schedule, touched->during);
  } else {
    room.card = {true, touched->schedule, touched->user, touched->during};
  }
}

void draw_note(Desk& desk, OncallRoom& room) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Note for the next"_tr, room.note_open, 480);
  if (!dialog) return;
  text(ui,
       phrase("{1}, at the next change of shift"_tr, wording::name_of_schedule(desk.workspace, room.note_schedule)),
       {.tone = Tone::secondary});
  text_area(ui, "Note"_tr, room.note, {.placeholder = "What is going on, what to keep an eye on"_tr});
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.note_open = false;
  if (!button(ui, "Leave the note"_tr, {.kind = ButtonKind::primary, .icon = Icon::check})) return;
  room.link.leave_note(room.note_schedule, room.note);
  room.note_open = false;
}

/// "31 h", "2 h 30 min": hours of a period are compared, so they are not said in days.
std::string in_hours(Duration time) {
  const std::int64_t whole = time.ms / hours(1).ms, rest = time.ms % hours(1).ms / minutes(1).ms;
  return phrase("{1} h"_tr, whole) + (rest == 0 ? "" : " " + phrase("{1} min"_tr, rest));
}

void draw_load(Desk& desk, const OncallRoom& room) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 6, .label = "Who carries what"_tr});
  heading(ui, "Who carries what in this period"_tr, 2);
  const float line = 28;
  const Rect table = ui.place(0, line * static_cast<float>(room.load.people.size() + 1));
  const float name_width = std::min(220.f, table.w * 0.4f), width = (table.w - name_width) / 3;
  Duration most = milliseconds(1);
  for (const DutyTime& time : room.load.people) most = std::max(most, time.all);
  Painter paint(ui);
  const auto draw_row = [&](float y, ui::Role role, const std::string& name,
                            std::initializer_list<std::string> cells) {
    const Rect row{table.x, y, table.w, line};
    const bool head = role == ui::Role::columnheader;
    const Color color = ui.palette().tone(head ? Tone::secondary : Tone::normal).text;
    ui.open_node(ui::Role::row, ui.nameless(), name, row).position =
        static_cast<std::int32_t>((y - table.y) / line + 0.5f);
    Rect cell{row.x, row.y, name_width, line};
    const auto draw_cell = [&](const std::string& words) {
      paint.text(inset(cell, head || cell.x > row.x ? 4 : 30, 0), words, TextSize::small, color);
      ui.node(role, ui.nameless(), words, cell);
      cell.x += cell.w;
      cell.w = width;
    };
    draw_cell(name);
    for (const std::string& words : cells) draw_cell(words);
    ui.close_node();
  };
  ui.open_node(ui::Role::grid, ui.id("load"), "Hours on call by person"_tr, table);
  draw_row(table.y, ui::Role::columnheader, "Person"_tr, {"Hours"_tr, "Nights"_tr, "Weekends"_tr});
  for (std::size_t i = 0; i < room.load.people.size(); ++i) {
    const DutyTime& time = room.load.people[i];
    const std::string& name = wording::name_of_user(desk.workspace, time.user);
    const float y = table.y + line * static_cast<float>(i + 1);
    const float share = static_cast<float>(time.all.ms) / static_cast<float>(most.ms);
    paint.fill({table.x + name_width, y + 4, (width - 8) * share, line - 8},
               ui.palette().tone(time.user == desk.replica.me.id ? Tone::accent : Tone::secondary).fill, 4);
    draw_avatar(ui, paint, name, {table.x, y + 4, 20, 20});
    draw_row(y, ui::Role::cell, name,
             {in_hours(time.all), write_number(time.nights), in_hours(time.weekend)});
  }
  ui.close_node();
  for (const OncallLoad::Score& score : room.load.scores) {
    Row row(ui, {.height = 28, .wrap = true});
    text(ui, score.schedule, {.size = TextSize::small});
    chip(ui, phrase("Score {1} of 100"_tr, score.quality.score),
         score.quality.score >= 80 ? Tone::success : Tone::warning, Icon::chart);
    text(ui, phrase("balance {1} %"_tr, static_cast<int>(score.quality.balance * 100 + 0.5)),
         {.size = TextSize::small, .tone = Tone::secondary});
    if (score.uncovered.ms > 0)
      chip(ui, phrase("{1} uncovered"_tr, in_hours(score.uncovered)), Tone::danger, Icon::warning);
  }
}

}  // namespace

void draw_oncall(Desk& desk, OncallRoom& room, const std::string& address, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  room.place = read_oncall_address(address);
  if (take_why(desk, room.why, address)) {
    room.why_open = true;
    ui.platform().go(address_of(room.place), platform::Visit::replace);  // or it would open again and again
  }
  if (room.link.look) room.link.look();
  take_shift_files(desk, room.import, schedule_for_change(desk, room));
  const bool phone = area.w < phone_width;
  const OncallSpan as = shown_as(room, area.w);
  Panel panel(ui, "On call", area,
              {.padding = phone ? 12.f : 16.f,
               .gap = 12,
               .scroll = true,
               .role = ui::Role::region,
               .label = "On call"_tr});
  make(desk, room, as);
  draw_bar(desk, room, phone, navigation_open);
  if (room.lanes.empty()) {
    const bool none = desk.workspace.schedules.empty();
    const bool may_add = none && desk.replica.me.role == oasis::Role::admin;
    if (empty_state(ui, Icon::calendar, none ? "No schedules yet"_tr : "There is no such schedule"_tr,
                    none ? "A schedule says who is on call when, in turns that go on by themselves. Without one a chain tells the "
                           "same people day and night."_tr
                         : "It may have been renamed; choose another one above."_tr,
                    may_add ? "Add a schedule…"_tr : ""))
      go(desk, "/settings/workspace");
    return;
  }
  draw_requests(desk, room);
  draw_away(desk, room.link);
  draw_now(desk, room);
  draw_calendar(desk, room, as);
  draw_load(desk, room);
  draw_form(desk, room.link, room.form);
  draw_import(desk, room.link, room.import);
  draw_card(desk, room.link, room.card, room.form);
  draw_note(desk, room);
  draw_why_everywhere(desk, room.why, room.why_open);
  ui.again_after(minutes(1));
}

}  // namespace oasis
