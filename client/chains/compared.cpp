// See compared.hpp.
#include "client/chains/compared.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

std::string with_sign(std::int64_t number, const std::string& size) {
  return (number > 0 ? "+" : number < 0 ? "−" : "±") + size;
}

void sort_out(std::vector<TicketNumber> a, std::vector<TicketNumber> b, Compared& line) {
  for (std::vector<TicketNumber>* ids : {&a, &b}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(line.only_before));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(line.only_after));
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(line.both));
}

void add_line(std::string name, const Counted& before, const Counted& after, std::vector<Compared>& lines) {
  const std::int64_t by = after.count - before.count;
  Compared line{std::move(name), std::to_string(before.count), std::to_string(after.count),
                with_sign(by, std::to_string(by < 0 ? -by : by)), by, {}, {}, {}};
  sort_out(before.tickets, after.tickets, line);
  lines.push_back(std::move(line));
}

/// What either has, side by side.
template <typename Key, typename Name>
void add_lines(const std::map<Key, Counted>& before, const std::map<Key, Counted>& after, const Name& name,
               std::vector<Compared>& lines) {
  each_of_either(before, after,
                 [&](const Key& key, const Counted& a, const Counted& b) { add_line(name(key), a, b, lines); });
}

/// The tickets that took longer than `limit`.
std::vector<TicketNumber> slower_than(const Times& times, Duration limit) {
  std::vector<TicketNumber> ids;
  for (const auto& [time, ticket] : times) {
    if (time >= limit) ids.push_back(ticket);
  }
  return ids;
}

/// The median and what nine of ten stay within; the tickets behind them are those that took at least as long.
void add_times(const std::string& name, const Times& before, const Times& after, std::vector<Compared>& lines) {
  if (before.empty() && after.empty()) return;
  const Spread a = spread_of(before), b = spread_of(after);
  const auto add = [&](const std::string& which, Duration one, Duration other) {
    const std::int64_t by = (other - one).ms;
    Compared line{name + ", " + which, before.empty() ? "–" : wording::say(one),
                  after.empty() ? "–" : wording::say(other),
                  with_sign(by, by == 0 ? "0" : wording::say(milliseconds(by < 0 ? -by : by))), by, {}, {}, {}};
    sort_out(slower_than(before, one), slower_than(after, other), line);
    lines.push_back(std::move(line));
  };
  add("median"_tr, a.median, b.median);
  add("nine of ten within"_tr, a.p90, b.p90);
}

}  // namespace

std::vector<Compared> compared(const Outcome& a, const Outcome& b, const Workspace& workspace) {
  std::vector<Compared> lines;
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (a.breaches[i].count + b.breaches[i].count > 0)
      add_line(phrase("{1} overdue"_tr, wording::name_of(static_cast<ClockKind>(i))), a.breaches[i], b.breaches[i],
               lines);
  }
  add_times("First response"_tr, a.first_responses, b.first_responses, lines);
  add_times("Next response"_tr, a.next_responses, b.next_responses, lines);
  add_times("Resolution"_tr, a.resolutions, b.resolutions, lines);
  add_line("Escalations"_tr, a.escalated, b.escalated, lines);
  add_lines(
      a.tiers, b.tiers, [](std::int32_t tier) { return phrase("Steps of tier {1}"_tr, tier); }, lines);
  add_line("Everybody told, nobody acted"_tr, a.exhausted, b.exhausted, lines);
  add_lines(
      a.pages, b.pages, [&](const Id& user) { return phrase("Messages to {1}"_tr, wording::name_of_user(workspace, user)); },
      lines);
  add_line("Messages at night"_tr, a.night_pages, b.night_pages, lines);
  return lines;
}

}  // namespace oasis
