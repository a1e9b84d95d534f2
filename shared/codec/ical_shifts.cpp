// See ical_shifts.hpp.
#include "shared/codec/ical_shifts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "shared/codec/ical_lines.hpp"
#include "shared/codec/ical_rule.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using ical::Component;
using ical::ContentLine;

constexpr std::size_t most_people = 50;  // of one event
constexpr Duration longest_event = days(3'660);
constexpr const char* no_end = "It has no end after its beginning";

/// A DATE or DATE-TIME.
struct Moment {
  LocalTime local;
  SharedZone zone;
  bool whole_day = false;

  Instant instant() const { return zone->to_instant(local, Repeated::first); }
};

/// "20260302", "20260302T090000", "20260302T090000Z", without a zone.
std::optional<LocalTime> local_time_in(const std::string& value) {
  if (value.size() < 8) return std::nullopt;
  std::string text = value.substr(0, 4) + "-" + value.substr(4, 2) + "-" + value.substr(6, 2) + "T";
  if (value.size() == 8) {
    text += "00:00:00";
  } else {
    const bool utc = value.size() == 16 && value[15] == 'Z';
    if (value[8] != 'T' || (value.size() != 15 && !utc)) return std::nullopt;
    const std::string second = value.substr(13, 2) == "60" ? "59" : value.substr(13, 2);  // a leap second
    text += value.substr(9, 2) + ":" + value.substr(11, 2) + ":" + second;
  }
  const auto read = parse_local_time(text);
  if (!read.ok()) return std::nullopt;
  return *read;
}

/// A DURATION of days, hours, minutes and seconds, above nothing.
std::optional<Duration> duration_in(const std::string& value) {
  std::size_t at = value.rfind("+P", 0) == 0 ? 2 : 1;
  if (value.rfind("P", at - 1) != at - 1) return std::nullopt;
  std::int64_t number = 0;
  Duration sum{};
  bool digits = false;
  for (; at < value.size(); ++at) {
    const char c = value[at];
    if (c >= '0' && c <= '9') {
      number = std::min<std::int64_t>(number * 10 + (c - '0'), 1'000'000'000);
      digits = true;
      continue;
    }
    if (c == 'T' && !digits) continue;
    const Duration unit = c == 'W'   ? days(7)
                          : c == 'D' ? days(1)
                          : c == 'H' ? hours(1)
                          : c == 'M' ? minutes(1)
                                     : seconds(c == 'S' ? 1 : 0);
    if (!digits || unit.ms == 0) return std::nullopt;
    sum = std::min(sum + unit * number, longest_event + days(1));
    number = 0;
    digits = false;
  }
  if (digits || sum.ms <= 0 || sum > longest_event) return std::nullopt;
  return sum;
}

/// "mailto:ann@acme.example" is "ann@acme.example".
std::string address_in(const std::string& value) {
  constexpr std::size_t scheme = 7;
  return ical::plain_text(ical::in_capitals(value.substr(0, scheme)) == "MAILTO:" ? value.substr(scheme) : value);
}

class ShiftReader {
 public:
  ShiftReader(const SharedZone& zone, const Zones& zones, Instant now) : zone_(zone), zones_(zones), now_(now) {}

  Result<std::vector<IcalShift>> run(std::string_view text) {
    const auto components = ical::read_components(text);
    if (!components.ok()) return components.error();
    for (const Component& component : *components) take_zone(component);
    for (const Component& component : *components) take_replaced(component);
    for (const Component& component : *components) {
      if (component.kind == "VEVENT") read_event(component);
      if (shifts_.size() > most_ical_shifts)
        return ical::fault_in(component.number, "more than 1,000 shifts are not read at once");
    }
    std::stable_sort(shifts_.begin(), shifts_.end(), [](const IcalShift& a, const IcalShift& b) {
      return std::tuple(a.during.from, a.line) < std::tuple(b.during.from, b.line);
    });
    return std::move(shifts_);
  }

 private:
  struct Event {
    IcalShift shift;
    std::optional<Moment> start, end;
    std::optional<Duration> length;
    std::string rule;
    std::vector<Moment> also;
    std::set<Instant> except;
    std::set<std::int64_t> except_days;
    bool cancelled = false;
    bool replaces = false;  // one occurrence of another event
  };

  void take_zone(const Component& component) {
    if (component.kind != "VTIMEZONE") return;
    std::string name, place;
    for (const ContentLine& line : component.lines) {
      if (line.name == "TZID") name = line.value;
      if (line.name == "X-LIC-LOCATION") place = line.value;
    }
    if (!place.empty()) places_[name] = place;
  }

  SharedZone zone_named(const std::string& name) const {
    auto found = zones_.find(name);
    if (found.ok()) return *found;
    const auto place = places_.find(name);
    if (place != places_.end()) found = zones_.find(place->second);
    return found.ok() ? *found : nullptr;
  }

  /// With a problem said in `problem` where it cannot be read.
  std::optional<Moment> moment(const ContentLine& line, const std::string& value, std::string& problem) const {
    const auto local = local_time_in(value);
    Moment moment{local.value_or(LocalTime{}), zone_, value.size() == 8};
    const std::string where = ", line " + std::to_string(line.number);
    if (!local) {
      problem = line.name + " is no date or time" + where;
      return std::nullopt;
    }
    if (value.back() == 'Z') {
      moment.zone = utc_;
    } else if (const auto name = ical::parameter_of(line, "TZID"); name && !moment.whole_day) {
      moment.zone = zone_named(*name);
      if (moment.zone == nullptr) {
        problem = "The time zone \"" + ical::plain_text(*name) + "\" is not known" + where;
        return std::nullopt;
      }
    }
    return moment;
  }

  void moments(const ContentLine& line, std::vector<Moment>& out, std::string& problem) const {
    std::string_view rest = line.value;
    while (!rest.empty() && problem.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      if (auto one = moment(line, std::string(rest.substr(0, comma)), problem)) out.push_back(*one);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }

  /// Which occurrences another component of the file says anew.
  void take_replaced(const Component& component) {
    std::string uid, problem;
    std::vector<Moment> replaced;
    for (const ContentLine& line : component.lines) {
      if (line.name == "UID") uid = line.value;
      if (line.name == "RECURRENCE-ID") moments(line, replaced, problem);
    }
    for (const Moment& one : replaced) replaced_[uid].insert(one.instant());
  }

  void take_exceptions(const ContentLine& line, Event& event) const {
    std::vector<Moment> except;
    moments(line, except, event.shift.problem);
    for (const Moment& one : except) {
      if (one.whole_day) event.except_days.insert(day_number(one.local));
      if (!one.whole_day) event.except.insert(one.instant());
    }
  }

  void take_property(const ContentLine& line, Event& event) const {
    IcalShift& shift = event.shift;
    std::string& problem = shift.problem;
    if (line.name == "UID") shift.uid = line.value;
    if (line.name == "SUMMARY") shift.summary = ical::plain_text(line.value);
    if (line.name == "STATUS") event.cancelled = ical::in_capitals(line.value) == "CANCELLED";
    if (line.name == "ORGANIZER") shift.organizer = address_in(line.value);
    if (line.name == "ATTENDEE" && shift.mails.size() < most_people) {
      shift.mails.push_back(address_in(line.value));
      shift.names.push_back(ical::plain_text(ical::parameter_of(line, "CN").value_or("")));
    }
    if (!problem.empty()) return;
    if (line.name == "DTSTART") event.start = moment(line, line.value, problem);
    if (line.name == "DTEND") event.end = moment(line, line.value, problem);
    if (line.name == "EXDATE") take_exceptions(line, event);
    if (line.name == "RDATE") moments(line, event.also, problem);
    if (line.name == "RRULE") {
      if (!event.rule.empty()) problem = "Only one rule is understood, line " + std::to_string(line.number);
      event.rule = ical::in_capitals(line.value);
    }
    if (line.name == "RECURRENCE-ID") {
      event.replaces = true;
      if (ical::parameter_of(line, "RANGE"))
        problem = "RANGE is not understood, line " + std::to_string(line.number);
    }
    if (line.name == "DURATION") {
      event.length = duration_in(line.value);
      if (!event.length) problem = "DURATION cannot be read, line " + std::to_string(line.number);
    }
  }

  /// From the wall clock at its beginning to that at its end.
  std::optional<Duration> length_of(const Event& event) const {
    const Moment& start = *event.start;
    if (event.length) return event.length;
    if (event.end) return start.zone->to_local(event.end->instant()) - start.local;
    if (start.whole_day) return days(1);
    return std::nullopt;
  }

  void read_event(const Component& component) {
    Event event;
    event.shift.line = component.number;
    for (const ContentLine& line : component.lines) take_property(line, event);
    if (event.cancelled) return;
    std::string& problem = event.shift.problem;
    if (problem.empty() && !event.start) problem = "It has no beginning";
    const auto length = problem.empty() ? length_of(event) : std::nullopt;
    if (problem.empty() && (!length || length->ms <= 0)) problem = no_end;
    if (problem.empty()) add_occurrences(event, *length);
    if (!problem.empty()) shifts_.push_back(event.shift);
  }

  /// Nothing of an occurrence may be left on a day whose clocks jump over it.
  void add(Event& event, LocalTime local, Duration length) {
    const Moment& start = *event.start;
    const Instant from = start.zone->to_instant(local, Repeated::first);
    const bool once = event.rule.empty() && event.also.empty();
    Instant to = start.zone->to_instant(local + length, Repeated::first);
    if (once && event.end) to = event.end->instant();
    if (!once && to <= now_) return;
    if (to <= from) {
      if (once) event.shift.problem = no_end;
      return;
    }
    const bool excepted = event.except.count(from) > 0 || event.except_days.count(day_number(local)) > 0;
    const auto replaced = event.replaces ? replaced_.end() : replaced_.find(event.shift.uid);
    if (excepted || (replaced != replaced_.end() && replaced->second.count(from) > 0)) return;
    shifts_.push_back(event.shift);
    shifts_.back().during = {from, to};
    shifts_.back().repeats = !once;
  }

  /// Says in the event's problem why there are none.
  void add_occurrences(Event& event, Duration length) {
    const Moment& start = *event.start;
    for (const Moment& one : event.also) add(event, start.zone->to_local(one.instant()), length);
    if (event.rule.empty()) return add(event, start.local, length);
    const std::int64_t first = day_number(start.local);
    const auto rule = ical::read_rule(event.rule, first);
    std::optional<LocalTime> until;
    if (rule.ok() && !rule->until.empty()) {
      until = local_time_in(rule->until);
      if (until && rule->until.size() == 8) until = *until + days(1) - milliseconds(1);
      if (until && rule->until.back() == 'Z') until = start.zone->to_local(Instant{until->ms});
    }
    if (!rule.ok() || (!rule->until.empty() && !until)) {
      event.shift.problem = "It comes again by a rule that is not understood: " +
                            ical::plain_text(rule.ok() ? "UNTIL=" + rule->until : rule.error().what);
      return;
    }
    const LocalTime end = start.zone->to_local(now_ + repeats_ahead);
    const LocalTime over = start.zone->to_local(now_) - length - days(2);
    const Duration clock = time_of_day(start.local);
    const bool ends = ical::each_day(*rule, first, [&](std::int64_t day) {
      const LocalTime local = at_clock(day) + clock;
      if (local >= end || (until && local > *until) || shifts_.size() > most_ical_shifts) return false;
      if (local > over) add(event, local, length);  // what is long over costs nothing
      return true;
    });
    if (!ends) event.shift.problem = "It comes again since too long ago";
  }

  const SharedZone utc_ = std::make_shared<const Zone>(Zone::utc());
  const SharedZone& zone_;
  const Zones& zones_;
  Instant now_;
  std::map<std::string, std::string> places_;            // of its VTIMEZONEs, by TZID
  std::map<std::string, std::set<Instant>> replaced_;    // beginnings, by UID
  std::vector<IcalShift> shifts_;
};

}  // namespace

Result<std::vector<IcalShift>> read_ical_shifts(std::string_view text, const SharedZone& zone,
                                                const Zones& zones, Instant now) {
  return ShiftReader(zone, zones, now).run(text);
}

}  // namespace oasis
