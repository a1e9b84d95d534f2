// See oncall_import.hpp.
#include "client/screens/oncall_import.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "client/screens/day_words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/imported_shifts.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

using namespace ui;
using Fate = ImportFate;

constexpr float in_columns = 560;  // below, a shift has two lines
constexpr std::size_t most_people_to_ask = 12;

std::string address_for(const Id& schedule) {
  return "/api/v1/schedules/" + percent_encoded(schedule) + "/shifts/read";
}

/// What the server answered about a file.
void take_answer(Desk& desk, OncallImport& import, const Id& schedule, const platform::Upload& upload) {
  Ui& ui = desk.ui;
  const nlohmann::json answer = wire::parse(upload.body);
  if (upload.status != 200 || !answer.is_object()) {
    std::string why = upload.status == 0 ? "there is no connection"_tr : "the server did not take it"_tr;
    if (upload.status == 413) why = "it is larger than 1 MB"_tr;
    if (answer.is_object() && answer.contains("error")) {
      why = wire::text_of(answer["error"], "message");
      const std::string where = wire::text_of(answer["error"], "where");
      if (where.starts_with("line ")) why = phrase("line {1} {2}"_tr, where.substr(5), why);
    }
    desk.toasts.say(ui, phrase("{1} was not read: {2}"_tr, upload.name, why), Tone::danger, {}, seconds(30));
    return;
  }
  import = OncallImport{};
  import.open = true;
  import.schedule = schedule;
  import.file = upload.name;
  import.read = read_imported_shifts(answer.value("shifts", nlohmann::json()));
  import.decided.resize(import.read.size());
}

/// Whoever may not put others on call takes their own shifts.
bool is_taken(const Desk& desk, const OncallImport& import, std::size_t i) {
  const Fate fate = import.fates[i];
  if (!may_be_taken(fate)) return false;
  const bool may = decides_for_all(desk) || import.shifts[i].users == std::vector<Id>{desk.replica.me.id};
  return import.decided[i].value_or(may && fate == Fate::cover);
}

void try_out(Desk& desk, const OncallLink& link, OncallImport& import) {
  const Policies& policies = policies_in(desk);
  std::vector<ImportedShift> wanted;
  for (std::size_t i = 0; i < import.shifts.size(); ++i) {
    if (is_taken(desk, import, i)) wanted.push_back(import.shifts[i]);
  }
  import.change = {};
  import.change.kind = ScheduleChange::Kind::covers;
  import.change.schedule = import.schedule;
  import.change.covers = covers_for(policies, import.schedule, wanted, desk.now);
  import.effects.clear();
  import.refusal.clear();
  if (import.change.covers.empty()) return;
  const auto after = change_schedules(policies, link.requests, import.change, desk.replica.me, desk.now);
  if (!after.ok()) {
    import.refusal = after.error().what;
  } else {
    import.effects = effects_of(policies, after->workspace, desk.now);
  }
}

void make(Desk& desk, const OncallLink& link, OncallImport& import) {
  const Policies& policies = policies_in(desk);
  if (!import.stale && import.made_on == policies.version()) return;
  import.stale = false;
  import.made_on = policies.version();
  import.shifts = import.read;
  for (ImportedShift& shift : import.shifts) {
    const auto chosen = import.people.find(shift.person);
    if (shift.users.empty() && chosen != import.people.end() && !chosen->second.empty()) shift.users = {chosen->second};
  }
  import.fates = fates_of(policies, import.schedule, import.shifts, desk.now);
  import.order.clear();
  for (const bool past : {false, true}) {
    for (std::size_t i = 0; i < import.fates.size(); ++i) {
      if ((import.fates[i] == Fate::past) == past) import.order.push_back(i);
    }
  }
  try_out(desk, link, import);
}

const char* sentence_of(Fate fate) {
  constexpr const char* sentences[] = {"A new cover"_kept,
                                       "Against a cover or swap that is there"_kept,
                                       "On call already"_kept,
                                       "Over"_kept,
                                       "Nobody here is known by this name"_kept,
                                       "Of another schedule"_kept,
                                       "Cannot be read"_kept,
                                       "More than a year ahead"_kept,
                                       "A fixed period, a swap or a time away stands against it"_kept};
  return translated(sentences[static_cast<std::size_t>(fate)]);
}

Tone tone_of(Fate fate) {
  if (fate == Fate::cover) return Tone::success;
  if (fate == Fate::unknown || fate == Fate::replaces) return Tone::warning;
  return fate == Fate::unreadable || fate == Fate::unchangeable ? Tone::danger : Tone::secondary;
}

struct RowWords {
  std::string when, who, what;
};

RowWords words_of(const Desk& desk, const OncallImport& import, std::size_t i) {
  const ImportedShift& shift = import.shifts[i];
  const Schedule* schedule = policies_in(desk).schedule(import.schedule);
  RowWords words;
  words.when = phrase("Line {1}"_tr, shift.line);
  if (shift.problem.empty() && schedule != nullptr)
    words.when = wording::say_span(shift.during, policies_in(desk).zone_of(*schedule), desk.now);
  for (const Id& user : shift.users)
    words.who += (words.who.empty() ? "" : ", ") + wording::name_of_user(desk.workspace, user);
  if (words.who.empty()) words.who = shift.gap ? "Nobody"_tr : shift.person;
  words.what = shift.problem.empty() ? sentence_of(import.fates[i]) : retold(shift.problem);
  if (shift.repeats && may_be_taken(import.fates[i])) words.what += std::string(" · ") + "comes again"_tr;
  return words;
}

/// Time, person, what happens: side by side, or the first above the others. Without a tone they are titles.
void draw_words(Ui& ui, const RowWords& words, Rect rest, std::optional<Tone> tone) {
  Painter paint(ui);
  const Palette& p = ui.palette();
  const bool columns = rest.w >= in_columns;
  if (!columns) rest = inset(rest, 0, 5);
  Rect when = columns ? cut_left(rest, rest.w * 0.38f) : cut_top(rest, rest.h / 2);
  const float name = ui.text_width(words.who, TextSize::small, Weight::semibold) + 16;
  Rect who = cut_left(rest, columns ? rest.w * 0.38f : std::min(name, rest.w * 0.45f));
  const auto draw = [&](Rect place, const std::string& text, Tone color, Weight weight) {
    paint.text(inset(place, 4, 0), text, TextSize::small, p.tone(tone ? color : Tone::secondary).text,
               tone ? weight : Weight::regular);
    ui.node(ui::Role::text, ui.nameless(), text, place);
  };
  draw(when, words.when, Tone::normal, Weight::regular);
  draw(who, words.who, Tone::normal, Weight::semibold);
  draw(rest, words.what, tone.value_or(Tone::secondary), Weight::regular);
}

/// Above the list, as wide as its rows.
void draw_titles(Ui& ui, bool scrolls) {
  Rect row = ui.place(0, 24);
  cut_left(row, 36);
  if (scrolls) cut_right(row, ui.metrics().scrollbar);
  draw_words(ui, {"When"_tr, "Who"_tr, "What happens"_tr}, row, std::nullopt);
}

/// True when something was decided anew.
bool draw_table(Desk& desk, OncallImport& import) {
  Ui& ui = desk.ui;
  const bool columns = ui.area().w - 36 >= in_columns;
  const float row_height = columns ? (ui.theme().touch ? 44.f : 34.f) : 52.f;
  const int count = static_cast<int>(import.order.size());
  const float whole = static_cast<float>(count) * row_height, most = columns ? 306.f : 260.f;
  Column column(ui, {.gap = 0});
  if (columns) draw_titles(ui, whole > most);
  const Rect area = ui.place(0, std::min(whole, most));
  bool changed = false;
  const auto turn = [&](std::size_t i) {
    import.decided[i] = !is_taken(desk, import, i);
    changed = true;
  };
  VirtualList list(ui, "Shifts in the file"_tr, area, {.count = count, .row_height = row_height}, import.list);
  while (list.next()) {
    const std::size_t i = import.order[static_cast<std::size_t>(list.index())];
    const RowWords words = words_of(desk, import, i);
    const ListRow& row = list.row(words.when + ", " + words.who + ", " + words.what, i);
    Rect rest = row.rect;
    const Rect box = cut_left(rest, 36);
    bool on = is_taken(desk, import, i);
    const std::string take = phrase("Take {1}, {2}"_tr, words.when, words.who);
    if (may_be_taken(import.fates[i]) && mark_box(ui, {take, "take"}, box, true, on)) turn(i);
    draw_words(ui, words, rest, tone_of(import.fates[i]));
  }
  if (list.opened() >= 0) {
    const std::size_t i = import.order[static_cast<std::size_t>(list.opened())];
    if (may_be_taken(import.fates[i])) turn(i);
  }
  return changed;
}

/// For every name that nobody here has: who it is.
bool draw_unknown_people(Desk& desk, OncallImport& import) {
  std::vector<std::string> asked;
  for (const ImportedShift& shift : import.read) {
    const bool unknown = shift.problem.empty() && shift.users.empty() && !shift.gap && shift.during.to > desk.now;
    if (unknown && asked.size() < most_people_to_ask && std::find(asked.begin(), asked.end(), shift.person) == asked.end())
      asked.push_back(shift.person);
  }
  bool changed = false;
  for (const std::string& person : asked) {
    ui::Scope scope(desk.ui, person);
    std::vector<Id> people = people_to_choose(desk, decides_for_all(desk));
    people.insert(people.begin(), Id());
    Id& chosen = import.people[person];
    const Id before = chosen;
    const std::string label = person.empty() ? std::string("Who is meant where no name stands"_tr) : phrase("Who is “{1}”?"_tr, person);
    choose_person(desk, {label, "who"}, people, "Nobody: leave them out"_tr, chosen);
    changed = changed || chosen != before;
  }
  return changed;
}

void draw_summary(Desk& desk, const OncallImport& import) {
  Ui& ui = desk.ui;
  const Schedule* schedule = policies_in(desk).schedule(import.schedule);
  const std::string zone = schedule == nullptr ? "" : policies_in(desk).zone_of(*schedule).name();
  paragraph(ui,
            phrase("{1}: {2} in {3}, times in {4}"_tr, wording::name_of_schedule(desk.workspace, import.schedule),
                   count_of(static_cast<std::int64_t>(import.read.size()), "{1} shift"_kept, "{1} shifts"_kept), import.file, zone),
            {.size = TextSize::small, .tone = Tone::secondary});
}

}  // namespace

void take_shift_files(Desk& desk, OncallImport& import, const Id& schedule) {
  if (schedule.empty() || desk.replica.me.role < oasis::Role::agent) return;
  Ui& ui = desk.ui;
  const std::string url = address_for(schedule);
  ui.platform().accept_files(url, url);
  auto& uploads = ui.platform().input().uploads;
  std::size_t taken = 0;
  for (const Schedule& one : desk.workspace.schedules) {
    const std::string place = address_for(one.id);
    for (const platform::Upload& upload : uploads) {
      if (upload.place == place && upload.status >= 0) take_answer(desk, import, one.id, upload);
    }
    taken += std::erase_if(uploads, [&place](const platform::Upload& upload) { return upload.place == place; });
  }
  if (taken > 0) ui.again();
}

void draw_import(Desk& desk, const OncallLink& link, OncallImport& import) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Shifts from a file"_tr, import.open, 760, Dialog::Kind::titled, true);
  if (!dialog) return;
  make(desk, link, import);
  draw_summary(desk, import);
  if (import.read.empty()) {
    empty_state(ui, Icon::calendar, "There is no shift in this file"_tr,
                "Cancelled events, and what came again and is over, do not count."_tr);
  } else {
    if (draw_unknown_people(desk, import)) import.stale = true, ui.again();
    if (draw_table(desk, import)) try_out(desk, link, import), ui.again();
    Column column(ui, {.gap = 4});
    if (!import.refusal.empty()) draw_refusal(ui, import.refusal);
    if (!import.change.covers.empty() && import.refusal.empty()) draw_effects(desk, import.effects, nullptr);
  }
  std::int64_t taken = 0;
  for (std::size_t i = 0; i < import.shifts.size(); ++i) taken += is_taken(desk, import, i) ? 1 : 0;
  dialog.begin_foot();
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) import.open = false;
  const bool can = !import.change.covers.empty() && import.refusal.empty();
  const std::string take = count_of(taken, "Take {1} shift"_kept, "Take {1} shifts"_kept);
  if (button(ui, {take, "take"}, {.kind = ButtonKind::primary, .icon = Icon::check, .disabled = !can})) {
    link.change(import.change);
    import.open = false;
  }
}

}  // namespace oasis
