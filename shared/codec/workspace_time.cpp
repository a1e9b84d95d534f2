// Calendars, service levels, schedules and load guards of the workspace document.
#include <algorithm>

#include "shared/codec/workspace_parts.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using nlohmann::json;

namespace {

/// A list of ["09:00", "17:00"].
void read_windows(const Field& field, std::vector<ClockWindow>& out) {
  read_list(field, most_windows_a_day, [&](const Field& item) {
    ClockWindow& window = out.emplace_back();
    if (!item.value().is_array() || item.value().size() != 2) {
      return item.fault("must be a list of two clocks, as in [\"09:00\", \"17:00\"]");
    }
    read_clock(Field(item.value()[0], item, std::size_t{0}), window.from);
    read_clock_end(Field(item.value()[1], item, std::size_t{1}), window.to);
  });
}

void read_exception(const Field& field, DayException& out) {
  Members members(field);
  const bool dated = members.optional("date", [&](const Field& at) {
    std::string text;
    if (!read_text(at, text)) return;
    const Result<Date> date = parse_date(text);
    if (!date.ok()) return at.fault(date.error().what);
    out.year = date->year;
    out.month = date->month;
    out.day = date->day;
  });
  const bool yearly = members.optional("yearly", [&](const Field& at) {
    std::string text;
    if (!read_text(at, text)) return;
    const Result<YearlyDate> date = parse_yearly_date(text);
    if (!date.ok()) return at.fault(date.error().what);
    out.month = date->month;
    out.day = date->day;
  });
  if (dated == yearly && field.value().is_object()) field.fault("needs either \"date\" or \"yearly\"");
  members.optional("name", [&](const Field& at) { read_text(at, out.name); });
  members.optional("hours", [&](const Field& at) { read_windows(at, out.hours); });
  members.done();
}

void read_target_time(const Field& field, ClockTarget& out) {
  if (field.value().is_string() && field.value() == "same-day") {
    out.same_day = true;
  } else {
    read_duration(field, out.time, seconds(1));
  }
}

void read_shift_window(const Field& field, ShiftWindow& out) {
  Members members(field);
  const bool given = members.optional("days", [&](const Field& at) {
    read_list(at, 7, [&](const Field& item) {
      int day = 0;
      if (read_weekday(item, day)) out.days[day] = true;
    });
  });
  if (!given) out.days.fill(true);
  ClockTime clock;
  members.required("from", [&](const Field& at) {
    if (read_clock(at, clock)) out.hours.from = static_cast<ClockMinute>(clock.minute);
  });
  members.required("to", [&](const Field& at) {
    if (read_clock_end(at, clock)) out.hours.to = static_cast<ClockMinute>(clock.minute);
  });
  members.done();
}

void read_layer(const Field& field, const Names& names, Layer& out) {
  Members members(field);
  members.optional("priority",
                   [&](const Field& at) { read_integer(at, out.priority, -1'000'000, 1'000'000); });
  members.required("rotation", [&](const Field& at) {
    Members rotation(at);
    read_rotation_kind(rotation, out.rotation);
    rotation.required("people", [&](const Field& people) {
      read_list(people, most_values, [&](const Field& item) {
        read_reference(item, names.users, "user", out.rotation.people.emplace_back());
      });
      if (people.value().is_array() && people.value().empty()) people.fault("needs at least one person");
    });
    rotation.done();
  });
  members.optional("windows", [&](const Field& at) {
    read_list(at, 100, [&](const Field& item) { read_shift_window(item, out.windows.emplace_back()); });
  });
  members.done();
}

void read_fixed(const Field& field, const Names& names, FixedPeriod& out) {
  Members members(field);
  read_interval(members, field, out.during);
  members.optional("shifts", [&](const Field& at) {
    read_list(at, most_values, [&](const Field& item) {
      FixedShift& shift = out.shifts.emplace_back();
      Members fields(item);
      fields.required("user",
                      [&](const Field& user) { read_reference(user, names.users, "user", shift.user); });
      read_interval(fields, item, shift.during);
      fields.done();
    });
  });
  members.done();
}

json write_windows(const std::vector<ClockWindow>& windows) {
  json out = json::array();
  for (const ClockWindow& window : windows) out.push_back({to_text(window.from), to_text(window.to)});
  return out;
}

json write_interval(const Interval& interval) {
  return {{"from", to_text(interval.from)}, {"to", to_text(interval.to)}};
}

json write_layer(const Layer& layer) {
  json out = {{"priority", layer.priority},
              {"rotation",
               {{"kind", word(layer.rotation.kind)},
                {"every", layer.rotation.every},
                {"start", to_text(layer.rotation.start)},
                {"people", layer.rotation.people}}}};
  for (const ShiftWindow& window : layer.windows) {
    json days = json::array();
    for (int day = 0; day < 7; ++day) {
      if (window.days[day]) days.push_back(weekday_word(day));
    }
    out["windows"].push_back({{"days", std::move(days)},
                              {"from", to_text(ClockTime{window.hours.from})},
                              {"to", to_text(ClockTime{window.hours.to})}});
  }
  return out;
}

}  // namespace

void read_part(const Field& field, const Names& names, NamedCalendar& out) {
  const std::size_t before = field.faults().all().size();
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("zone", [&](const Field& at) { read_zone_name(at, names, out.zone); });
  members.optional("hours", [&](const Field& at) {
    out.rules.hours.emplace();
    Members hours(at);
    for (int day = 0; day < 7; ++day) {
      hours.optional(weekday_word(day),
                     [&](const Field& list) { read_windows(list, (*out.rules.hours)[day]); });
    }
    hours.done();
  });
  members.optional("exceptions", [&](const Field& at) {
    read_list(at, most_exceptions,
              [&](const Field& item) { read_exception(item, out.rules.exceptions.emplace_back()); });
  });
  members.done();
  if (field.faults().all().size() != before) return;
  // What only the whole calendar shows: two exceptions for one date, …
  const Result<Calendar> prepared = Calendar::prepare(out.rules, *names.zones.find("UTC"));
  if (!prepared.ok()) field.faults().add(field.pointer() + prepared.error().where, prepared.error().what);
}

void read_part(const Field& field, const Names& names, Sla& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("calendar",
                   [&](const Field& at) { read_reference(at, names.calendars, "calendar", out.calendar); });
  members.optional("warn_at", [&](const Field& at) {
    read_list(at, 20, [&](const Field& item) {
      double fraction = 0;
      if (!read_number(item, fraction, 0, 1)) return;
      if (fraction <= 0 || fraction >= 1) return item.fault("must be more than 0 and less than 1");
      out.warn_at.push_back(fraction);
    });
    std::sort(out.warn_at.begin(), out.warn_at.end());
    out.warn_at.erase(std::unique(out.warn_at.begin(), out.warn_at.end()), out.warn_at.end());
  });
  members.optional("pause_in", [&](const Field& at) {
    out.pause_in.clear();
    read_list(at, 6, [&](const Field& item) {
      Status status{};
      if (!read_word(item, status)) return;
      if (is_finished(status)) return item.fault("a resolved or closed ticket has no clock to pause");
      out.pause_in.push_back(status);
    });
  });
  read_update_every(members, out.update_every);
  members.required("targets", [&](const Field& at) {
    Members priorities(at);
    for (std::size_t p = 0; p < priority_count; ++p) {
      priorities.optional(word(static_cast<Priority>(p)), [&](const Field& row) {
        Members clocks(row);
        for (std::size_t c = 0; c < clock_count; ++c) {
          clocks.optional(word(static_cast<ClockKind>(c)),
                          [&](const Field& time) { read_target_time(time, out.targets[p][c].emplace()); });
        }
        clocks.done();
      });
    }
    priorities.done();
  });
  members.done();
}

void read_rotation_kind(Members& members, Rotation& out) {
  members.required("kind", [&](const Field& at) { read_word(at, out.kind); });
  members.optional("every", [&](const Field& at) { read_integer(at, out.every, 1, 10'000); });
  members.required("start", [&](const Field& at) { read_local_time(at, out.start); });
}

void read_part(const Field& field, const Names& names, Schedule& out) {
  Members members(field);
  read_id_and_name(members, out.id, &out.name);
  members.optional("zone", [&](const Field& at) { read_zone_name(at, names, out.zone); });
  members.optional("layers", [&](const Field& at) {
    read_list(at, 100, [&](const Field& item) { read_layer(item, names, out.layers.emplace_back()); });
  });
  members.optional("overrides", [&](const Field& at) {
    read_list(at, most_objects, [&](const Field& item) {
      Override& change = out.overrides.emplace_back();
      Members fields(item);
      read_interval(fields, item, change.during);
      fields.optional("remove",
                      [&](const Field& user) { read_reference(user, names.users, "user", change.remove); });
      fields.optional("add",
                      [&](const Field& user) { read_reference(user, names.users, "user", change.add); });
      if (item.value().is_object() && !fields.has("remove") && !fields.has("add")) {
        item.fault("needs \"remove\", \"add\" or both");
      }
      fields.done();
    });
  });
  members.optional("swaps", [&](const Field& at) {
    read_list(at, most_objects, [&](const Field& item) {
      Swap& swap = out.swaps.emplace_back();
      Members fields(item);
      read_interval(fields, item, swap.during);
      fields.required("user",
                      [&](const Field& user) { read_reference(user, names.users, "user", swap.user); });
      fields.required("taken_by",
                      [&](const Field& user) { read_reference(user, names.users, "user", swap.taken_by); });
      fields.done();
    });
  });
  members.optional("fixed", [&](const Field& at) {
    read_list(at, most_values, [&](const Field& item) { read_fixed(item, names, out.fixed.emplace_back()); });
  });
  members.done();
}

void read_part(const Field& field, const Names&, Guards& out) {
  Members members(field);
  members.optional("longest_run", [&](const Field& at) { read_duration(at, out.longest_run.emplace()); });
  members.optional("nights_in_a_row",
                   [&](const Field& at) { read_integer(at, out.nights_in_a_row.emplace(), 0, 1000); });
  members.optional("hours_a_week", [&](const Field& at) {
    Duration& limit = out.hours_a_week.emplace();
    std::int64_t whole = 0;
    if (at.value().is_number()) {
      if (read_integer(at, whole, 0, 168)) limit = hours(whole);
    } else {
      read_duration(at, limit, {}, hours(168));
    }
  });
  members.optional("shortest_rest", [&](const Field& at) { read_duration(at, out.shortest_rest.emplace()); });
  members.optional("pages_a_shift",
                   [&](const Field& at) { read_integer(at, out.pages_a_shift.emplace(), 0, 1'000'000); });
  members.optional("hard", [&](const Field& at) { read_bool(at, out.hard); });
  members.done();
}

json write_part(const NamedCalendar& calendar) {
  json out = {{"id", calendar.id}, {"name", calendar.name}};
  if (!calendar.zone.empty()) out["zone"] = calendar.zone;
  if (calendar.rules.hours) {
    json hours = json::object();
    for (int day = 0; day < 7; ++day) {
      const auto& windows = (*calendar.rules.hours)[day];
      if (!windows.empty()) hours[std::string(weekday_word(day))] = write_windows(windows);
    }
    out["hours"] = std::move(hours);
  }
  for (const DayException& exception : calendar.rules.exceptions) {
    json entry = {{"hours", write_windows(exception.hours)}};
    if (exception.year) {
      entry["date"] = to_text(Date{*exception.year, exception.month, exception.day});
    } else {
      entry["yearly"] = to_text(YearlyDate{exception.month, exception.day});
    }
    if (!exception.name.empty()) entry["name"] = exception.name;
    out["exceptions"].push_back(std::move(entry));
  }
  return out;
}

json write_part(const Sla& sla) {
  json out = {{"id", sla.id}, {"name", sla.name}, {"warn_at", sla.warn_at}};
  if (!sla.calendar.empty()) out["calendar"] = sla.calendar;
  if (sla.update_every) out["update_every"] = to_text(*sla.update_every);
  out["pause_in"] = json::array();
  for (Status status : sla.pause_in) out["pause_in"].push_back(word(status));
  out["targets"] = json::object();
  for (std::size_t p = 0; p < priority_count; ++p) {
    json row = json::object();
    for (std::size_t c = 0; c < clock_count; ++c) {
      const auto& target = sla.targets[p][c];
      if (target)
        row[std::string(word(static_cast<ClockKind>(c)))] =
            target->same_day ? "same-day" : to_text(target->time);
    }
    if (!row.empty()) out["targets"][std::string(word(static_cast<Priority>(p)))] = std::move(row);
  }
  return out;
}

json write_part(const Schedule& schedule) {
  json out = {{"id", schedule.id}, {"name", schedule.name}, {"layers", json::array()}};
  if (!schedule.zone.empty()) out["zone"] = schedule.zone;
  for (const Layer& layer : schedule.layers) out["layers"].push_back(write_layer(layer));
  for (const Override& change : schedule.overrides) {
    json entry = write_interval(change.during);
    if (!change.remove.empty()) entry["remove"] = change.remove;
    if (!change.add.empty()) entry["add"] = change.add;
    out["overrides"].push_back(std::move(entry));
  }
  for (const Swap& swap : schedule.swaps) {
    json entry = write_interval(swap.during);
    entry["user"] = swap.user;
    entry["taken_by"] = swap.taken_by;
    out["swaps"].push_back(std::move(entry));
  }
  for (const FixedPeriod& period : schedule.fixed) {
    json entry = write_interval(period.during);
    entry["shifts"] = json::array();
    for (const FixedShift& shift : period.shifts) {
      json row = write_interval(shift.during);
      row["user"] = shift.user;
      entry["shifts"].push_back(std::move(row));
    }
    out["fixed"].push_back(std::move(entry));
  }
  return out;
}

json write_part(const Guards& guards) {
  json out = {{"hard", guards.hard}};
  if (guards.longest_run) out["longest_run"] = to_text(*guards.longest_run);
  if (guards.nights_in_a_row) out["nights_in_a_row"] = *guards.nights_in_a_row;
  if (guards.hours_a_week) {  // a number of hours wherever it is one, as people write it
    const Duration limit = *guards.hours_a_week;
    out["hours_a_week"] = limit.ms % hours(1).ms == 0 ? json(limit.ms / hours(1).ms) : json(to_text(limit));
  }
  if (guards.shortest_rest) out["shortest_rest"] = to_text(*guards.shortest_rest);
  if (guards.pages_a_shift) out["pages_a_shift"] = *guards.pages_a_shift;
  return out;
}

}  // namespace oasis
