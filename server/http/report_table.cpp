// Rows of a report. May not: know HTML.
#include "server/http/report_table.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "server/http/report_behind.hpp"
#include "server/http/report_duty.hpp"
#include "shared/codec/words.hpp"
#include "shared/report/local_words.hpp"

namespace oasis::http {
namespace {

using Kind = ReportCell::Kind;

ReportCell count(std::int64_t now, std::int64_t before) {
  return {Kind::count, static_cast<double>(now), static_cast<double>(before), false, ""};
}

ReportCell share(std::optional<double> now, std::optional<double> before, std::int64_t of) {
  return {Kind::share, now, before, of > 0 && of < few_values};
}

/// A time of a spread; unset where there was none.
ReportCell time(const Spread& now, const Spread& before, Duration Spread::*which) {
  const auto value = [which](const Spread& spread) {
    return spread.count == 0 ? std::nullopt : std::optional<double>(static_cast<double>((spread.*which).ms));
  };
  return {Kind::duration, value(now), value(before), now.count > 0 && now.few()};
}

ReportSection summary(const Figures& now, const Figures& before) {
  const auto rating = [](const Figures& figures) -> std::optional<double> {
    std::int64_t all = 0;
    std::int64_t good = 0;
    for (std::size_t i = 0; i < figures.ratings.size(); ++i) {
      all += figures.ratings[i];
      if (i >= 3) good += figures.ratings[i];
    }
    return rate(good, all);
  };
  std::int64_t rated = 0;
  for (const std::int64_t times : now.ratings) rated += times;
  ReportSection section{"summary", "At a glance", "", "Figure", {"Value"}, {}, ""};
  section.rows = {
      {"Tickets created", {count(now.created, before.created)}, "created"},
      {"Tickets resolved", {count(now.resolved, before.resolved)}, "resolved"},
      {"Escalations", {count(now.escalated, before.escalated)}, "escalated"},
      {"Escalation rate",
       {share(rate(now.escalated, now.created), rate(before.escalated, before.created), now.created)}},
      {"Escalations that nobody answered", {count(now.exhausted, before.exhausted)}},
      {"Reopened",
       {share(rate(now.reopened, now.resolved), rate(before.reopened, before.resolved), now.resolved)}},
      {"Messages found dissatisfied", {count(now.dissatisfied, before.dissatisfied)}},
      {"Rated 4 or 5", {share(rating(now), rating(before), rated)}}};
  return section;
}

ReportSection times(const Figures& now, const Figures& before) {
  ReportSection section{"times",
                        "Times",
                        "Calendar time is what the customer felt; open time counts working hours only.",
                        "Time",
                        {"Count", "Median", "90 %", "95 %", "Longest"},
                        {},
                        ""};
  const auto add = [&](const char* name, const Spread& is, const Spread& was) {
    section.rows.push_back(
        {name,
         {count(is.count, was.count), time(is, was, &Spread::median), time(is, was, &Spread::p90),
          time(is, was, &Spread::p95), time(is, was, &Spread::longest)}});
  };
  add("First response", now.first_response, before.first_response);
  add("First response, open time", now.first_response_open, before.first_response_open);
  add("Next response", now.next_response, before.next_response);
  add("Acknowledge an escalation", now.acknowledge, before.acknowledge);
  add("Resolution", now.resolution, before.resolution);
  add("Resolution, open time", now.resolution_open, before.resolution_open);
  return section;
}

ReportCell attainment(const Attainment& now, const Attainment& before) {
  return share(now.share(), before.share(), now.count());
}

ReportSection levels(const Figures& now, const Figures& before) {
  ReportSection section{"levels", "Service levels", "", "Clock", {"Met", "Breached", "Attainment"}, {}, ""};
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Attainment& is = now.clocks[i];
    const Attainment& was = before.clocks[i];
    section.rows.push_back({name_of(static_cast<ClockKind>(i)),
                            {count(is.met, was.met), count(is.breached, was.breached), attainment(is, was)},
                            std::string(word(static_cast<ClockKind>(i)))});
  }
  return section;
}

constexpr std::size_t response = static_cast<std::size_t>(ClockKind::first_response);
constexpr std::size_t resolution = static_cast<std::size_t>(ClockKind::resolution);

ReportRow group_row(std::string name, std::string key, const Group& now, const Group& before) {
  return {std::move(name),
          {count(now.created, before.created), count(now.resolved, before.resolved),
           count(now.escalated, before.escalated), attainment(now.clocks[response], before.clocks[response]),
           attainment(now.clocks[resolution], before.clocks[resolution])},
          std::move(key)};
}

const std::vector<std::string> group_columns{"Created", "Resolved", "Escalations", "First response met",
                                             "Resolution met"};

ReportSection priorities(const Figures& now, const Figures& before) {
  ReportSection section{"priorities", "By priority", "", "Priority", group_columns, {}, ""};
  for (std::size_t i = priority_count; i-- > 0;) {
    const auto priority = static_cast<Priority>(i);
    section.rows.push_back(
        group_row(name_of(priority), std::string(word(priority)), now.by_priority[i], before.by_priority[i]));
  }
  return section;
}

/// What a map has of a key; nothing of one that it does not have.
template <typename Key, typename Value>
Value value_in(const std::map<Key, Value>& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? Value{} : found->second;
}

/// By the values of a dimension, the busiest first.
template <typename NameOf>
ReportSection groups(const char* id, const char* title, const char* of,
                     const std::map<std::string, Group>& now, const std::map<std::string, Group>& before,
                     NameOf&& name_of_value) {
  ReportSection section{id, title, "", of, group_columns, {}, "Nothing in this period."};
  std::vector<const std::pair<const std::string, Group>*> order;
  for (const auto& entry : now) order.push_back(&entry);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return std::pair(a->second.created, a->second.escalated) >
           std::pair(b->second.created, b->second.escalated);
  });
  for (const auto* entry : order) {
    section.rows.push_back(
        group_row(name_of_value(entry->first), entry->first, entry->second, value_in(before, entry->first)));
  }
  return section;
}

template <typename NameOf>
ReportSection counts(const char* id, const char* title, const char* of,
                     const std::map<std::string, std::int64_t>& now,
                     const std::map<std::string, std::int64_t>& before, NameOf&& name_of_value,
                     const char* empty) {
  ReportSection section{id, title, "", of, {"Times"}, {}, empty};
  std::vector<std::pair<std::int64_t, std::string>> order;
  for (const auto& [value, times] : now) order.emplace_back(times, value);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const auto& [times, value] : order)
    section.rows.push_back({name_of_value(value), {count(times, value_in(before, value))}, value});
  return section;
}

ReportSection tiers(const Figures& now, const Figures& before) {
  ReportSection section{"tiers", "How far escalations went",     "", "Tier", {"Told", "Contact rate"},
                        {},      "No escalation in this period."};
  for (const auto& [tier, told] : now.tiers) {
    const std::int64_t was = value_in(before.tiers, tier);
    section.rows.push_back(
        {"Tier " + std::to_string(tier),
         {count(told, was), share(rate(told, now.created), rate(was, before.created), now.created)},
         std::to_string(tier)});
  }
  return section;
}

ReportSection steps(const Report& report) {
  ReportSection section{
      "steps",
      "Where escalations end",
      "A tier that is told often and hardly ever answers helps nobody: shorten its wait, or "
      "ask somebody else.",
      "Chain and tier",
      {"Told", "Reached nobody", "Answered", "Contact rate", "Time spent", "Median stay", "Answers, 90 %"},
      {},
      "No escalation in this period."};
  for (const auto& [step, is] : report.now.steps) {
    const StepFigures was = value_in(report.before.steps, step);
    section.rows.push_back(
        {name_of(report.policies->chain(step.first), step.first) + ", tier " + std::to_string(step.second),
         {count(is.told, was.told), count(is.skipped, was.skipped), count(is.answered, was.answered),
          share(rate(is.told, report.now.created), rate(was.told, report.before.created),
                report.now.created),
          {Kind::duration, static_cast<double>(is.spent.ms), static_cast<double>(was.spent.ms)},
          time(is.stays, was.stays, &Spread::median), time(is.answers, was.answers, &Spread::p90)},
         step.first});
  }
  return section;
}

ReportSection people(const Report& report) {
  ReportSection section{
      "people",
      "Who carries the load",
      "Pages by the person's own clock: sleep is 22:00–07:00, work Monday to Friday 09:00–18:00.",
      "Person",
      {"Pages at work", "Pages off work", "Pages in sleep", "Answered", "Replies", "Resolved"},
      {},
      "Nobody was paged in this period."};
  for (const auto& [id, is] : report.now.people) {
    const PersonFigures was = value_in(report.before.people, id);
    section.rows.push_back({name_of(*report.policies, id),
                            {count(is.pages.working, was.pages.working), count(is.pages.off, was.pages.off),
                             count(is.pages.sleep, was.pages.sleep), count(is.answered, was.answered),
                             count(is.replies, was.replies), count(is.resolved, was.resolved)},
                            id});
  }
  const auto pages = [](const ReportRow& row) {
    return row.cells[0].now.value_or(0) + row.cells[1].now.value_or(0) + row.cells[2].now.value_or(0);
  };
  std::stable_sort(section.rows.begin(), section.rows.end(),
                   [&pages](const ReportRow& a, const ReportRow& b) { return pages(a) > pages(b); });
  return section;
}

/// Rules that fired, and those of the document that never did.
ReportSection rules(const Report& report) {
  std::map<std::string, std::int64_t> now = report.now.rules;
  if (sees_everything(report.sight)) {
    for (const Rule& rule : report.policies->workspace().rules) now.try_emplace(rule.id, 0);
  }
  ReportSection section = counts(
      "rules", "Rules", "Rule", now, report.before.rules, [](const Id& id) { return id; },
      "There are no rules.");
  section.note = "Useful: within 4 hours somebody of ours did something about the ticket.";
  section.columns = {"Fired", "Useful", "Useful, share"};
  for (ReportRow& row : section.rows) {
    const std::int64_t is = value_in(report.now.useful_rules, row.key), was = value_in(report.before.useful_rules, row.key);
    const std::int64_t fired = value_in(now, row.key);
    row.cells.push_back(count(is, was));
    row.cells.push_back(share(rate(is, fired), rate(was, value_in(report.before.rules, row.key)), fired));
  }
  return section;
}

/// Of whatever left the house, whoever it went to.
ReportSection channels(const Report& report) {
  ReportSection section{"channels",
                        "Channels",
                        "Messages that were written in the period. Not every channel says that one arrived.",
                        "Channel",
                        {"Messages", "Failed", "Failure rate", "Said to have arrived", "Delivery rate"},
                        {},
                        "No message in this period."};
  // A channel that never says so has no rate: it is not nought.
  const auto delivery = [](const store::ChannelCounts& counts) {
    return counts.delivered > 0 ? rate(counts.delivered, counts.written) : std::nullopt;
  };
  for (const auto& [via, is] : report.channels_now) {
    const store::ChannelCounts was = value_in(report.channels_before, via);
    section.rows.push_back({via,
                            {count(is.written, was.written), count(is.failed, was.failed),
                             share(rate(is.failed, is.written), rate(was.failed, was.written), is.written),
                             count(is.delivered, was.delivered), share(delivery(is), delivery(was), is.written)},
                            via});
  }
  return section;
}

}  // namespace

std::vector<ReportSection> sections_of(const Report& report) {
  const Figures& now = report.now;
  const Figures& before = report.before;
  const auto customer = [&report](const Id& id) -> std::string {
    return id.empty() ? "No customer" : name_of(report.policies->customer(id), id);
  };
  const auto team = [&report](const Id& id) -> std::string {
    return id.empty() ? "No team" : name_of(report.policies->team(id), id);
  };
  const auto category = [](const std::string& text) -> std::string {
    return text.empty() ? "No category" : text;
  };
  const auto same = [](const std::string& text) { return text.empty() ? std::string("No reason") : text; };
  std::vector<ReportSection> sections = {
      summary(now, before),
      times(now, before),
      levels(now, before),
      priorities(now, before),
      groups("customers", "By customer", "Customer", now.by_customer, before.by_customer, customer),
      groups("teams", "By team", "Team", now.by_team, before.by_team, team),
      groups("categories", "By category", "Category", now.by_category, before.by_category, category),
      counts("reasons", "Why we escalated", "Reason", now.reasons, before.reasons, same,
             "No escalation in this period."),
      tiers(now, before),
      steps(report),
      people(report),
      rules(report)};
  add_duty_sections(report, sections);
  // The outbox knows neither priority nor team, so it speaks of everything, to those who may see the set-up.
  if (sees_settings(report.sight) && is_of_all(report.slice)) sections.push_back(channels(report));
  say_what_counts(report, sections);
  return sections;
}

}  // namespace oasis::http
