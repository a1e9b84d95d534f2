// See oncall_view.hpp.
#include "client/screens/oncall_view.hpp"

#include <algorithm>
#include <map>

#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr Duration look_around = days(62);  // a shift is shown with its real ends, if they are not far

std::int64_t monday_of(std::int64_t day) {
  return day - weekday_of(day);
}

bool overlap(Interval a, Interval b) {
  return a.from < b.to && b.from < a.to;
}

bool stands_in(const Schedule& schedule, const Shift& shift) {
  const auto is_it = [&](const Id& who, Interval during) {
    return who == shift.user && overlap(during, shift.during);
  };
  return std::any_of(schedule.overrides.begin(), schedule.overrides.end(),
                     [&](const Override& one) { return is_it(one.add, one.during); }) ||
         std::any_of(schedule.swaps.begin(), schedule.swaps.end(),
                     [&](const Swap& one) { return is_it(one.taken_by, one.during); });
}

/// Each below those that it overlaps; bars come sorted by their start.
void stack(OncallLane& lane) {
  std::vector<Instant> free;
  for (OncallBar& bar : lane.bars) {
    const auto slot =
        std::find_if(free.begin(), free.end(), [&](Instant until) { return until <= bar.during.from; });
    bar.slot = static_cast<int>(slot - free.begin());
    if (slot == free.end()) {
      free.push_back(bar.during.to);
    } else {
      *slot = bar.during.to;
    }
  }
  lane.slots = std::max(1, static_cast<int>(free.size()));
}

OncallLane lane_of(const Workspace& workspace, const Schedule& schedule, const Rota& rota, Interval shown,
                   bool with_gaps) {
  OncallLane lane;
  lane.schedule = schedule.id;
  const FinalSchedule all = rota.final_schedule(shown.from - look_around, shown.to + look_around);
  for (const Shift& shift : all.shifts) {
    if (!overlap(shift.during, shown)) continue;
    const bool in_place = with_gaps && stands_in(schedule, shift);
    lane.bars.push_back(
        {shift.during, shift.user, wording::name_of_user(workspace, shift.user), in_place, 0});
  }
  for (const Interval& gap : all.gaps) {
    if (with_gaps && overlap(gap, shown)) lane.bars.push_back({gap, "", "Nobody"_tr, false, 0});
  }
  std::sort(lane.bars.begin(), lane.bars.end(),
            [](const OncallBar& a, const OncallBar& b) { return a.during.from < b.during.from; });
  stack(lane);
  return lane;
}

OncallLane changes_of(const Workspace& workspace, const Schedule& schedule, Interval shown) {
  OncallLane lane;
  lane.kind = OncallLane::Kind::changes;
  lane.schedule = schedule.id;
  lane.name = "Covers and swaps"_tr;
  const auto name = [&](const Id& id) { return wording::name_of_user(workspace, id); };
  for (const Override& one : schedule.overrides) {
    if (!overlap(one.during, shown)) continue;
    const std::string label = one.add.empty()      ? phrase("without {1}"_tr, name(one.remove))
                              : one.remove.empty() ? phrase("also {1}"_tr, name(one.add))
                                                   : phrase("{1} for {2}"_tr, name(one.add), name(one.remove));
    lane.bars.push_back({one.during, one.add.empty() ? one.remove : one.add, label, true, 0});
  }
  for (const Swap& one : schedule.swaps) {
    if (!overlap(one.during, shown)) continue;
    const std::string label = phrase("{1} for {2}"_tr, name(one.taken_by), name(one.user));
    lane.bars.push_back({one.during, one.taken_by, label, true, 0});
  }
  std::stable_sort(lane.bars.begin(), lane.bars.end(),
                   [](const OncallBar& a, const OncallBar& b) { return a.during.from < b.during.from; });
  stack(lane);
  return lane;
}

void add_layers(const Policies& policies, const Schedule& schedule, Interval shown,
                std::vector<OncallLane>& lanes) {
  for (std::size_t i = 0; i < schedule.layers.size(); ++i) {
    Schedule alone;
    alone.id = schedule.id;
    alone.layers = {schedule.layers[i]};
    const Rota rota(alone, {}, policies.shared_zone(schedule.zone));
    OncallLane lane = lane_of(policies.workspace(), alone, rota, shown, false);
    lane.kind = OncallLane::Kind::layer;
    lane.name = phrase("Layer {1}"_tr, i + 1);
    lanes.push_back(std::move(lane));
  }
  OncallLane changes = changes_of(policies.workspace(), schedule, shown);
  if (!changes.bars.empty()) lanes.push_back(std::move(changes));
}

}  // namespace

OncallPlace read_oncall_address(const std::string& address) {
  OncallPlace place;
  const std::size_t question = std::min(address.find('?'), address.size());
  if (question > 8) place.schedule = address.substr(8, question - 8);
  const std::string query = address.substr(question);
  if (query.find("span=month") != std::string::npos) place.span = OncallSpan::month;
  if (query.find("span=list") != std::string::npos) place.span = OncallSpan::list;
  const std::size_t day = query.find("day=");
  if (day == std::string::npos) return place;
  if (const auto date = parse_date(query.substr(day + 4, 10)); date.ok()) place.day = day_number(*date);
  return place;
}

std::string address_of(const OncallPlace& place) {
  std::string address = "/oncall" + (place.schedule.empty() ? "" : "/" + place.schedule);
  char next = '?';
  if (place.span != OncallSpan::week) {
    address += place.span == OncallSpan::month ? "?span=month" : "?span=list";
    next = '&';
  }
  if (place.day) address += next + ("day=" + to_text(date_of(*place.day)));
  return address;
}

DayRange range_of(const OncallPlace& place, std::int64_t today) {
  const std::int64_t day = place.day.value_or(today);
  if (place.span != OncallSpan::month) return {monday_of(day), place.span == OncallSpan::week ? 7 : 28};
  Date first = date_of(day);
  first.day = 1;
  const std::int64_t monday = monday_of(day_number(first));
  const std::int64_t last = day_number(add_months(first, 1)) - 1;
  return {monday, static_cast<int>(monday_of(last) + 7 - monday)};
}

OncallPlace moved(const OncallPlace& place, int direction, std::int64_t today) {
  OncallPlace next = place;
  const std::int64_t day = place.day.value_or(today);
  if (place.span == OncallSpan::month) {
    Date first = date_of(day);
    first.day = 1;
    next.day = day_number(add_months(first, direction));
  } else {
    next.day = monday_of(day) + direction * (place.span == OncallSpan::week ? 7 : 28);
  }
  if (range_of(next, today) == range_of({place.schedule, place.span, {}}, today)) next.day.reset();
  return next;
}

Interval interval_of(const DayRange& range, const Zone& reader) {
  return {reader.to_instant(at_clock(range.first), Repeated::first),
          reader.to_instant(at_clock(range.first + range.days), Repeated::first)};
}

std::vector<const Schedule*> schedules_of(const Workspace& workspace, const Id& schedule) {
  std::vector<const Schedule*> found;
  for (const Schedule& one : workspace.schedules) {
    if (schedule.empty() || one.id == schedule) found.push_back(&one);
  }
  return found;
}

std::vector<OncallLane> lanes_of(const Policies& policies, const OncallPlace& place, Interval shown) {
  const Workspace& workspace = policies.workspace();
  std::vector<OncallLane> lanes;
  for (const Schedule* schedule : schedules_of(workspace, place.schedule)) {
    const bool alone = !place.schedule.empty();
    if (alone && place.span == OncallSpan::week) add_layers(policies, *schedule, shown, lanes);
    OncallLane line = lane_of(workspace, *schedule, *policies.rota(schedule->id), shown, true);
    line.name = alone ? "On call"_tr : wording::name_of_schedule(workspace, schedule->id);
    lanes.push_back(std::move(line));
  }
  return lanes;
}

OncallLoad load_in(const Policies& policies, const Id& schedule, Interval shown) {
  OncallLoad load;
  std::map<Id, DutyTime> people;
  for (const Schedule* one : schedules_of(policies.workspace(), schedule)) {
    const Rota& rota = *policies.rota(one->id);
    const FinalSchedule final = rota.final_schedule(shown.from, shown.to);
    for (const DutyTime& time : duty_times(rota, final)) {
      DutyTime& sum = people[time.user];
      sum.user = time.user;
      sum.all += time.all;
      sum.nights += time.nights;
      sum.weekend += time.weekend;
    }
    Duration uncovered;
    for (const Interval& gap : final.gaps) uncovered += gap.to - gap.from;
    load.scores.push_back({wording::name_of_schedule(policies.workspace(), one->id),
                           quality_of(rota, shown.from, shown.to), uncovered});
  }
  for (auto& [id, time] : people) load.people.push_back(std::move(time));
  std::stable_sort(load.people.begin(), load.people.end(),
                   [](const DutyTime& a, const DutyTime& b) { return a.all > b.all; });
  return load;
}

}  // namespace oasis
