// Writing iCalendar; see ical.hpp.
#include <algorithm>
#include <optional>

#include "shared/codec/ical.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_line = 75;  // octets, RFC 5545, 3.1
constexpr Duration rules_around = days(400);

std::string two(std::int64_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

/// "20260302T090000" (3.3.5); to_text writes 2026-03-02T09:00:00.
std::string ical_time(LocalTime local) {
  std::string text = to_text(local).substr(0, 19);
  text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }),
             text.end());
  return text;
}

std::string ical_utc(Instant at) {
  return ical_time(LocalTime{at.ms}) + "Z";
}

/// "+0100", "-023015" (3.3.14).
std::string ical_offset(Duration offset) {
  const std::int64_t all = (offset.ms < 0 ? -offset.ms : offset.ms) / 1000;
  std::string text = (offset.ms < 0 ? "-" : "+") + two(all / 3600) + two(all / 60 % 60);
  if (all % 60 != 0) text += two(all % 60);
  return text;
}

/// 3.3.11: backslash, semicolon, comma and line ends; other control characters are left out.
std::string escaped_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

class Writer {
 public:
  explicit Writer(const IcalFeed& feed) : feed_(feed), zone_(*feed.zone) {}

  std::string run() {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Support Oasis//On call//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line("X-WR-CALNAME:" + escaped_text(feed_.name));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    line("X-PUBLISHED-TTL:PT1H");
    if (!is_utc()) write_zone();
    for (const IcalEvent& event : feed_.events) write_event(event);
    line("END:VCALENDAR");
    return std::move(out_);
  }

 private:
  bool is_utc() const { return zone_.name() == "UTC"; }

  /// Folded where it is too long, never within a character.
  void line(const std::string& text) {
    std::size_t room = longest_line;
    std::size_t at = 0;
    while (text.size() - at > room) {
      std::size_t end = at + room;
      while (end > at + 1 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
      out_.append(text, at, end - at);
      out_ += "\r\n ";
      at = end;
      room = longest_line - 1;  // the blank counts
    }
    out_.append(text, at);
    out_ += "\r\n";
  }

  void write_observance(bool daylight, LocalTime from, Duration before, Duration after) {
    const char* kind = daylight ? "DAYLIGHT" : "STANDARD";
    line(std::string("BEGIN:") + kind);
    line("DTSTART:" + ical_time(from));
    line("TZOFFSETFROM:" + ical_offset(before));
    line("TZOFFSETTO:" + ical_offset(after));
    line(std::string("END:") + kind);
  }

  /// What holds at the beginning, then every change: as the zone's own data have them, no rule is guessed.
  void write_zone() {
    Instant first = feed_.stamp, last = feed_.stamp;
    for (const IcalEvent& event : feed_.events) {
      first = std::min(first, event.during.from);
      last = std::max(last, event.during.to);
    }
    Instant at = first - rules_around;
    Duration offset = zone_.offset_at(at);
    line("BEGIN:VTIMEZONE");
    line("TZID:" + zone_.name());
    write_observance(false, {at.ms + offset.ms}, offset, offset);
    while (const auto change = zone_.next_transition(at)) {
      if (change->at > last + rules_around) break;
      at = change->at;
      write_observance(change->offset > offset, {at.ms + offset.ms}, offset, change->offset);
      offset = change->offset;
    }
    line("END:VTIMEZONE");
  }

  /// In the zone's wall clock; in UTC where that shows the same twice and means the other one.
  std::string time(const char* property, Instant at) const {
    const LocalTime local = zone_.to_local(at);
    if (is_utc() || zone_.to_instant(local, Repeated::first) != at)
      return std::string(property) + ":" + ical_utc(at);
    return std::string(property) + ";TZID=" + zone_.name() + ":" + ical_time(local);
  }

  void write_event(const IcalEvent& event) {
    line("BEGIN:VEVENT");
    line("UID:" + escaped_text(event.uid));
    line("DTSTAMP:" + ical_utc(feed_.stamp));
    line("SEQUENCE:" + std::to_string(feed_.sequence));
    line(time("DTSTART", event.during.from));
    line(time("DTEND", event.during.to));
    line("SUMMARY:" + escaped_text(event.summary));
    if (!event.description.empty()) line("DESCRIPTION:" + escaped_text(event.description));
    line("TRANSP:TRANSPARENT");
    if (event.alarm) {
      line("BEGIN:VALARM");
      line("ACTION:DISPLAY");
      line("TRIGGER:-PT15M");
      line("DESCRIPTION:" + escaped_text(event.summary));
      line("END:VALARM");
    }
    line("END:VEVENT");
  }

  const IcalFeed& feed_;
  const Zone& zone_;
  std::string out_;
};

}  // namespace

std::string write_ical(const IcalFeed& feed) {
  return Writer(feed).run();
}

}  // namespace oasis
