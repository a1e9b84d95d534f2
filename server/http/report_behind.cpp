// See report_behind.hpp.
#include "server/http/report_behind.hpp"

#include <charconv>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

#include "shared/codec/behind.hpp"
#include "shared/codec/words.hpp"

namespace oasis::http {
namespace {

using Counted = Measure::Kind;

Behind of(std::vector<Counted> kinds) {
  Behind behind;
  behind.kinds = std::move(kinds);
  return behind;
}

Behind of_clock(std::vector<Counted> kinds, ClockKind clock) {
  Behind behind = of(std::move(kinds));
  behind.number = static_cast<std::int32_t>(clock);
  return behind;
}

void say(ReportRow& row, const std::vector<Behind>& columns) {
  for (std::size_t i = 0; i < std::min(columns.size(), row.cells.size()); ++i)
    row.cells[i].behind = text_of(columns[i]);
}

/// In the order of report_table's rows; a share speaks of what it counts, not of what it is a share of.
void say_summary(ReportSection& section) {
  const std::vector<Behind> rows = {of({Counted::created}),      of({Counted::resolved}),
                                    of({Counted::escalated}),    of({Counted::escalated}),
                                    of({Counted::exhausted}),    of({Counted::reopened}),
                                    of({Counted::dissatisfied}), of({Counted::rated})};
  for (std::size_t i = 0; i < std::min(rows.size(), section.rows.size()); ++i)
    say(section.rows[i], {rows[i]});
}

void say_times(ReportSection& section) {
  constexpr Counted rows[] = {Counted::first_response, Counted::first_response, Counted::next_response,
                              Counted::answered,       Counted::resolved,       Counted::resolved};
  for (std::size_t i = 0; i < std::min(std::size(rows), section.rows.size()); ++i)
    say(section.rows[i], std::vector<Behind>(section.rows[i].cells.size(), of({rows[i]})));
}

void say_levels(ReportSection& section) {
  for (ReportRow& row : section.rows) {
    const auto clock = value_of<ClockKind>(row.key);
    if (!clock) continue;
    say(row, {of_clock({Counted::met}, *clock), of_clock({Counted::breached}, *clock),
              of_clock({Counted::met, Counted::breached}, *clock)});
  }
}

/// The columns of priorities, customers, teams and categories; `limit` says of which one a row is.
void say_group(ReportSection& section, const std::function<void(Behind&, const std::string&)>& limit) {
  for (ReportRow& row : section.rows) {
    std::vector<Behind> columns = {of({Counted::created}), of({Counted::resolved}), of({Counted::escalated}),
                                   of_clock({Counted::met, Counted::breached}, ClockKind::first_response),
                                   of_clock({Counted::met, Counted::breached}, ClockKind::resolution)};
    for (Behind& behind : columns) limit(behind, row.key);
    say(row, columns);
  }
}

void say_tiers(ReportSection& section) {
  for (ReportRow& row : section.rows) {
    Behind told = of({Counted::step});
    std::int32_t tier = 0;
    std::from_chars(row.key.data(), row.key.data() + row.key.size(), tier);
    told.number = tier;
    say(row, {told, told});
  }
}

void say_steps(const Report& report, ReportSection& section) {
  auto row = section.rows.begin();
  for (const auto& [step, figures] : report.now.steps) {
    if (row == section.rows.end()) return;
    std::vector<Behind> columns = {of({Counted::step}),   of({Counted::skipped}), of({Counted::answered}),
                                   of({Counted::step}),   of({Counted::waited}),  of({Counted::waited}),
                                   of({Counted::waited})};
    columns.back().detail = stay_end::answered;
    for (Behind& behind : columns) {
      behind.what = step.first;
      behind.number = step.second;
    }
    say(*row++, columns);
  }
}

void say_people(ReportSection& section) {
  const auto paged = [](Hours hours) {
    Behind behind = of({Counted::paged});
    behind.hours = hours;
    return behind;
  };
  for (ReportRow& row : section.rows) {
    std::vector<Behind> columns = {paged(Hours::working),
                                   paged(Hours::off),
                                   paged(Hours::sleep),
                                   of({Counted::answered}),
                                   of({Counted::first_response, Counted::next_response}),
                                   of({Counted::resolved})};
    for (Behind& behind : columns) behind.who = row.key;
    say(row, columns);
  }
}

/// How often each fired, and how often it was of use: the share speaks of what it counts.
void say_rules(ReportSection& section) {
  for (ReportRow& row : section.rows) {
    Behind fired = of({Counted::rule});
    fired.what = row.key;
    Behind useful = fired;
    useful.number = 1;
    say(row, {fired, useful, useful});
  }
}

/// Written, given up twice over, said to have arrived twice over: a share speaks of what it counts.
void say_channels(ReportSection& section) {
  using Sent = Behind::Sent;
  for (ReportRow& row : section.rows) {
    std::vector<Behind> columns;
    for (const Sent sent : {Sent::any, Sent::failed, Sent::failed, Sent::delivered, Sent::delivered}) {
      columns.emplace_back();
      columns.back().via = row.key;
      columns.back().sent = sent;
    }
    say(row, columns);
  }
}

/// One column, of one kind, that one field limits to the row's key.
template <typename Field>
void say_counts(ReportSection& section, Counted kind, Field field) {
  for (ReportRow& row : section.rows) {
    Behind behind = of({kind});
    behind.*field = row.key;
    say(row, {behind});
  }
}

}  // namespace

void say_what_counts(const Report& report, std::vector<ReportSection>& sections) {
  for (ReportSection& section : sections) {
    const std::string_view id = section.id;
    if (id == "summary") say_summary(section);
    if (id == "times") say_times(section);
    if (id == "levels") say_levels(section);
    if (id == "priorities")
      say_group(section, [](Behind& one, const std::string& key) { one.priority = value_of<Priority>(key); });
    if (id == "customers")
      say_group(section, [](Behind& one, const std::string& key) { one.customer = key; });
    if (id == "teams") say_group(section, [](Behind& one, const std::string& key) { one.team = key; });
    if (id == "categories")
      say_group(section, [](Behind& one, const std::string& key) { one.category = key; });
    if (id == "reasons") say_counts(section, Counted::escalated, &Behind::detail);
    if (id == "tiers") say_tiers(section);
    if (id == "steps") say_steps(report, section);
    if (id == "people") say_people(section);
    if (id == "rules") say_rules(section);
    if (id == "channels") say_channels(section);
  }
}

}  // namespace oasis::http
