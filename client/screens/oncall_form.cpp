// See oncall_form.hpp.
#include "client/screens/oncall_form.hpp"

#include <algorithm>

#include "client/screens/day_words.hpp"
#include "client/screens/oncall_view.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/why/everywhere.hpp"
#include "client/words/translated.hpp"
#include "shared/time/text.hpp"

namespace oasis {

std::string written_moment(Instant at, const Zone& zone) {
  std::string text = to_text(zone.to_local(at)).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::optional<Instant> read_moment(std::string text, const Zone& zone) {
  if (text.size() == 10) text += " 00:00";
  if (text.size() != 16) return std::nullopt;
  text[10] = 'T';
  const auto local = parse_local_time(text + ":00");
  if (!local.ok()) return std::nullopt;
  return zone.to_instant(*local, Repeated::first);
}

namespace {

using namespace ui;
using Kind = ScheduleChange::Kind;

constexpr std::size_t most_sentences = 6;

std::optional<Interval> read_span(const std::string& from, const std::string& to, const Zone& zone) {
  const auto begin = read_moment(from, zone), end = read_moment(to, zone);
  if (!begin || !end) return std::nullopt;
  return Interval{*begin, *end};
}

/// The change that the form says; nullopt while a time cannot be read.
std::optional<ScheduleChange> change_of(const OncallForm& form, const Zone& zone) {
  const auto during = read_span(form.from, form.to, zone);
  if (!during) return std::nullopt;
  ScheduleChange change;
  change.kind = form.kind;
  change.what = {*during, form.user, form.by};
  change.was = form.was;
  if (form.kind != Kind::add_away) change.schedule = form.schedule;
  if (form.kind == Kind::ask_swap && !(form.return_from + form.return_to).empty()) {
    change.in_return = read_span(form.return_from, form.return_to, zone);
    if (!change.in_return) return std::nullopt;
  }
  return change;
}

std::string_view title_of(Kind kind) {
  return kind == Kind::change_cover ? "Change the cover"_tr
         : kind == Kind::ask_swap   ? "Ask for a swap"_tr
         : kind == Kind::add_away   ? "Time away"_tr
                                    : "Cover a shift"_tr;
}

}  // namespace

void choose_person(Desk& desk, Name name, const std::vector<Id>& people, std::string_view nobody, Id& id) {
  std::vector<std::string> names;
  int selected = -1;
  for (const Id& one : people) {
    if (one == id) selected = static_cast<int>(names.size());
    names.push_back(one.empty() ? std::string(nobody) : wording::name_of_user(desk.workspace, one));
  }
  if (combo(desk.ui, name, names, selected)) id = people[static_cast<std::size_t>(selected)];
}

std::vector<Id> people_to_choose(const Desk& desk, bool all) {
  std::vector<Id> people;
  for (const User& user : desk.workspace.users) {
    if (user.role != oasis::Role::viewer && (all || user.id == desk.replica.me.id)) people.push_back(user.id);
  }
  return people;
}

bool decides_for_all(const Desk& desk) {
  ScheduleChange any;
  any.what.remove = "?";
  return may_change(desk, any);
}

namespace {

std::vector<Id> on_call_within(const Desk& desk, const Id& schedule, Interval during) {
  std::vector<Id> people;
  const Rota* rota = policies_in(desk).rota(schedule);
  if (rota == nullptr || during.to <= during.from || during.to - during.from > longest_schedule_change)
    return people;
  for (const Shift& shift : rota->final_schedule(during.from, during.to).shifts) {
    if (std::find(people.begin(), people.end(), shift.user) == people.end()) people.push_back(shift.user);
  }
  return people;
}

void draw_people(Desk& desk, OncallForm& form) {
  const bool all = decides_for_all(desk);
  if (form.kind == Kind::add_away)
    return choose_person(desk, "Who"_tr, people_to_choose(desk, all), "", form.user);
  std::vector<Id> relieved;
  if (const auto during = read_span(form.from, form.to, desk.zone))
    relieved = on_call_within(desk, form.schedule, *during);
  const bool asks = form.kind == Kind::ask_swap;
  if (asks && !all) relieved = {desk.replica.me.id};
  if (!asks) relieved.insert(relieved.begin(), Id());
  if (std::find(relieved.begin(), relieved.end(), form.user) == relieved.end() && !form.user.empty())
    relieved.push_back(form.user);
  choose_person(desk, asks ? "Whose shift"_tr : "Instead of"_tr, relieved, "Nobody: one more is on call"_tr,
                form.user);
  std::vector<Id> able = people_to_choose(desk, all || asks);
  if (all && !asks) able.push_back(Id());
  choose_person(desk, asks ? "Ask whom"_tr : "Who is on call"_tr, able, "Nobody: the shift is dropped"_tr, form.by);
}

void draw_times(Desk& desk, std::string_view from_label, std::string_view to_label, std::string& from,
                std::string& to, bool optional) {
  Ui& ui = desk.ui;
  const std::string hint = phrase("YYYY-MM-DD HH:MM, {1}"_tr, desk.zone.name());
  const auto draw = [&](std::string_view label, std::string& value) {
    const bool bad = !(optional && value.empty()) && !read_moment(value, desk.zone);
    text_field(ui, label, value,
               {.placeholder = "2026-03-02 09:00",
                .error = bad ? "Write it like 2026-03-02 09:00"_tr : "",
                .hint = &value == &to ? std::string_view(hint) : std::string_view()});
  };
  draw(from_label, from);
  draw(to_label, to);
}

void try_out(Desk& desk, const OncallLink& link, OncallForm& form, const ScheduleChange& change) {
  const Policies& policies = policies_in(desk);
  if (form.tried == change && form.tried_on == policies.version()) return;
  form.tried = change;
  form.tried_on = policies.version();
  form.effects.clear();
  form.refusal.clear();
  const auto after = change_schedules(policies, link.requests, change, desk.replica.me, desk.now);
  if (!after.ok()) {
    form.refusal = after.error().what;
  } else if (change.kind == Kind::ask_swap) {
    // What would follow if it is accepted.
    ScheduleChange cover = change;
    cover.kind = Kind::cover;
    const Actor anybody{Actor::Kind::system, "preview", oasis::Role::admin};
    const auto accepted = change_schedules(policies, {}, cover, anybody, desk.now);
    if (accepted.ok()) form.effects = effects_of(policies, accepted->workspace, desk.now);
  } else {
    form.effects = effects_of(policies, after->workspace, desk.now);
  }
}

/// A sign with a word, and the sentence below it.
void remark(Ui& ui, std::string_view sign, std::string_view sentence, Tone tone) {
  chip(ui, sign, tone, Icon::warning);
  paragraph(ui, sentence, {.size = TextSize::small});
}

const char* sentence_of(Limit limit) {
  constexpr const char* sentences[] = {
      "Beyond the longest run on call from {1}."_kept, "Beyond the nights in a row from {1}."_kept,
      "Beyond the hours a week from {1}."_kept, "Beyond the shortest rest from {1}."_kept,
      "Beyond the pages a shift from {1}."_kept};
  return translated(sentences[static_cast<std::size_t>(limit)]);
}

void draw_overload(Desk& desk, const Overload& overload, Id* by) {
  Ui& ui = desk.ui;
  const auto name = [&](const Id& id) { return wording::name_of_user(desk.workspace, id); };
  std::string words = phrase(sentence_of(overload.limit), wording::say_span(overload.during, desk.zone, desk.now));
  if (overload.substitute.empty()) words += std::string(" ") + "Nobody else is free."_tr;
  remark(ui, phrase("Over a limit: {1}"_tr, name(overload.user)), words, Tone::warning);
  if (by == nullptr || overload.substitute.empty() || overload.user != *by) return;
  const std::string choose = phrase("Choose {1}, who has the least"_tr, name(overload.substitute));
  if (!button(ui, {choose, overload.substitute})) return;
  *by = overload.substitute;
  ui.again();  // what follows from it was said above
}

}  // namespace

void draw_refusal(Ui& ui, const std::string& why) {
  remark(ui, "Not possible"_tr, why, Tone::danger);
}

void draw_effects(Desk& desk, const std::vector<ScheduleEffect>& effects, Id* by) {
  Ui& ui = desk.ui;
  std::size_t said = 0;
  const auto more = [&said] { return said++ < most_sentences; };
  for (const ScheduleEffect& effect : effects) {
    for (const Interval& gap : effect.gaps) {
      if (more())
        remark(ui, "A gap"_tr, phrase("Leaves {1} uncovered"_tr, wording::say_span(gap, desk.zone, desk.now)), Tone::danger);
    }
    const auto say = [&](const std::vector<Shift>& shifts, const char* pattern) {
      for (const Shift& shift : shifts) {
        if (more())
          paragraph(ui,
                    phrase(pattern, wording::name_of_user(desk.workspace, shift.user),
                         wording::say_span(shift.during, desk.zone, desk.now)),
                    {.size = TextSize::small, .tone = Tone::secondary});
      }
    };
    say(effect.begin, "{1} is on call {2}"_tr);
    say(effect.end, "{1} is free {2}"_tr);
    for (std::size_t i = 0; i < std::min<std::size_t>(2, effect.overloads.size()); ++i)
      draw_overload(desk, effect.overloads[i], by);
  }
  if (said > most_sentences)
    text(ui,
         count_of(static_cast<std::int64_t>(said - most_sentences), "and {1} more change"_kept,
                  "and {1} more changes"_kept),
         {.size = TextSize::small, .tone = Tone::secondary});
  if (effects.empty()) text(ui, "Nothing changes by this"_tr, {.size = TextSize::small, .tone = Tone::secondary});
}

bool may_change(const Desk& desk, const ScheduleChange& change) {
  return may_change(policies_in(desk), desk.replica.me, change, desk.now);
}

void open_form(OncallForm& form, const Desk& desk, Kind kind, const Id& schedule, Interval during) {
  form = OncallForm{};
  form.open = true;
  form.kind = kind;
  form.schedule = schedule;
  form.from = written_moment(std::max(during.from, desk.now), desk.zone);
  form.to = written_moment(during.to, desk.zone);
  const std::vector<Id> people = on_call_within(desk, schedule, during);
  const Id& me = desk.replica.me.id;
  const bool own = kind == Kind::ask_swap || kind == Kind::add_away;
  if (own || people.size() == 1) form.user = own ? me : people.front();
  if (kind == Kind::cover && form.user != me) form.by = me;
}

void draw_form(Desk& desk, const OncallLink& link, OncallForm& form) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, {title_of(form.kind), "oncall form"}, form.open, 460);
  if (!dialog) return;
  if (form.kind != Kind::add_away)
    text(ui, wording::name_of_schedule(desk.workspace, form.schedule), {.tone = Tone::secondary});
  draw_times(desk, "From"_tr, "To"_tr, form.from, form.to, false);
  draw_people(desk, form);
  if (form.kind == Kind::ask_swap) {
    if (checkbox(ui, "Take a shift in return"_tr, form.returns) && !form.returns)
      form.return_from.clear(), form.return_to.clear();
    if (form.returns) draw_times(desk, "In return from"_tr, "In return to"_tr, form.return_from, form.return_to, true);
  }
  const auto change = change_of(form, desk.zone);
  if (change) {
    Column column(ui, {.gap = 4});
    try_out(desk, link, form, *change);
    if (!form.refusal.empty()) draw_refusal(ui, form.refusal);
    if (form.refusal.empty()) draw_effects(desk, form.effects, &form.by);
  }
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) form.open = false;
  const bool can = change && form.refusal.empty();
  if (button(ui, form.kind == Kind::ask_swap ? "Ask"_tr : "Save"_tr,
             {.kind = ButtonKind::primary, .icon = Icon::check, .disabled = !can})) {
    link.change(*change);
    form.open = false;
  }
}

namespace {

/// "Take this shift", where it is somebody else's or nobody's.
void draw_take(Desk& desk, const OncallLink& link, OncallCard& card) {
  ScheduleChange take;
  take.schedule = card.schedule;
  take.what = {card.during, card.user, desk.replica.me.id};
  if (card.user == desk.replica.me.id || !may_change(desk, take)) return;
  if (!button(desk.ui, "Take this shift"_tr, {.kind = ButtonKind::primary, .icon = Icon::check})) return;
  link.change(take);
  card.open = false;
}

/// The covers that hold within the shift: each can be changed and taken out.
void draw_covers(Desk& desk, const OncallLink& link, OncallCard& card, OncallForm& form) {
  Ui& ui = desk.ui;
  const Schedule* schedule = policies_in(desk).schedule(card.schedule);
  if (schedule == nullptr) return;
  for (std::size_t i = 0; i < schedule->overrides.size(); ++i) {
    const Override& cover = schedule->overrides[i];
    if (cover.during.from >= card.during.to || cover.during.to <= card.during.from) continue;
    if (cover.during.to <= desk.now || (cover.add != card.user && cover.remove != card.user)) continue;
    ui::Scope scope(ui, static_cast<std::uint64_t>(i));
    ScheduleChange change;
    change.schedule = card.schedule;
    change.was = cover;
    change.what = cover;
    change.kind = Kind::remove_cover;
    const bool may_remove = may_change(desk, change);
    change.kind = Kind::change_cover;
    const bool may_edit = may_change(desk, change);
    if (!may_remove && !may_edit) continue;
    const std::string when = wording::say_span(cover.during, desk.zone, desk.now);
    Row row(ui, {.wrap = true});
    text(ui, phrase("Cover {1}"_tr, when), {.size = TextSize::small, .tone = Tone::secondary});
    if (may_edit && button(ui, {"Change…"_tr, "change"})) {
      card.open = false;
      open_form(form, desk, Kind::change_cover, card.schedule, cover.during);
      form.user = cover.remove;
      form.by = cover.add;
      form.was = cover;
    }
    if (may_remove && button(ui, {"Remove"_tr, "remove"}, {.icon = Icon::trash})) {
      change.kind = Kind::remove_cover;
      change.what = {};
      link.change(change);
      card.open = false;
    }
  }
}

}  // namespace

void draw_card(Desk& desk, const OncallLink& link, OncallCard& card, OncallForm& form) {
  Ui& ui = desk.ui;
  Dialog dialog(ui,
                {card.user.empty() ? "Nobody is on call"_tr : wording::name_of_user(desk.workspace, card.user),
                 "oncall card"},
                card.open, 420);
  if (!dialog) return;
  text(ui, wording::name_of_schedule(desk.workspace, card.schedule), {.weight = Weight::semibold});
  text(ui,
       wording::say_span(card.during, desk.zone, desk.now) + ", " + wording::say(card.during.to - card.during.from));
  const Policies& policies = policies_in(desk);
  if (const Schedule* schedule = policies.schedule(card.schedule)) {
    const Zone& there = policies.zone_of(*schedule);
    if (there.name() != desk.zone.name())
      text(ui, phrase("{1} in {2}"_tr, wording::say_span(card.during, there, desk.now), there.name()),
           {.size = TextSize::small, .tone = Tone::secondary});
  }
  draw_covers(desk, link, card, form);
  Row row(ui, {.wrap = true});
  const bool over = card.during.to <= desk.now;
  if (!over && desk.replica.me.role != oasis::Role::viewer) {
    draw_take(desk, link, card);
    const bool mine = card.user == desk.replica.me.id;
    if (mine && button(ui, "Ask for a swap…"_tr, {.icon = Icon::refresh})) {
      card.open = false;
      open_form(form, desk, Kind::ask_swap, card.schedule, card.during);
    }
    if (button(ui, "Cover a part…"_tr, {.icon = Icon::user})) {
      card.open = false;
      open_form(form, desk, Kind::cover, card.schedule, card.during);
      form.user = card.user;
      if (mine) form.by = Id();
    }
  }
  if (card.during.from <= desk.now && button(ui, "Why told, or not…"_tr, {.icon = Icon::bell})) {
    card.open = false;
    ui.platform().go(address_of_why(card.user, std::min(desk.now, card.during.to)), platform::Visit::push);
  }
  if (button(ui, "Close"_tr, {.kind = ButtonKind::quiet})) card.open = false;
}

}  // namespace oasis
