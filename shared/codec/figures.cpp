// See figures.hpp.
#include "shared/codec/figures.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "shared/codec/loose.hpp"
#include "shared/codec/words.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Row = nlohmann::ordered_json;

/// By Finding::Kind.
constexpr std::array<std::string_view, 10> finding_kinds{
    "breaches_gather", "nobody_answered", "step_reaches_nobody", "step_never_answers", "level_missed",
    "level_falls",     "sleep_broken",    "load_uneven",         "rule_silent",        "rule_noisy"};

Row write_share(std::optional<double> share) {
  return share ? Row(*share) : Row(nullptr);
}

Row write_clocks(const std::array<Attainment, clock_count>& clocks) {
  Row row = Row::object();
  for (std::size_t i = 0; i < clock_count; ++i) {
    row[std::string(word(static_cast<ClockKind>(i)))] = {{"met", clocks[i].met},
                                                         {"breached", clocks[i].breached},
                                                         {"attainment", write_share(clocks[i].share())}};
  }
  return row;
}

Row write_group(const Group& group) {
  return {{"created", group.created},
          {"resolved", group.resolved},
          {"escalated", group.escalated},
          {"dissatisfied", group.dissatisfied},
          {"clocks", write_clocks(group.clocks)}};
}

Row write_groups(const std::map<std::string, Group>& groups) {
  Row row = Row::object();
  for (const auto& [value, group] : groups) row[value] = write_group(group);
  return row;
}

Row write_priorities(const std::array<Group, priority_count>& groups) {
  Row row = Row::object();
  for (std::size_t i = priority_count; i-- > 0;)
    row[std::string(word(static_cast<Priority>(i)))] = write_group(groups[i]);
  return row;
}

Row write_steps(const Figures& figures) {
  Row rows = Row::array();
  for (const auto& [step, counts] : figures.steps) {
    rows.push_back({{"chain", step.first},
                    {"tier", step.second},
                    {"told", counts.told},
                    {"skipped", counts.skipped},
                    {"answered", counts.answered},
                    {"stays", write_spread(counts.stays)},
                    {"answers", write_spread(counts.answers)},
                    {"spent", counts.spent.ms}});
  }
  return rows;
}

/// Days on which something happened.
Row write_days(const std::map<std::int64_t, Group>& days) {
  Row rows = Row::array();
  for (const auto& [day, group] : days) {
    rows.push_back({{"day", to_text(date_of(day))},
                    {"created", group.created},
                    {"resolved", group.resolved},
                    {"escalated", group.escalated},
                    {"breached", group.breached()}});
  }
  return rows;
}

}  // namespace

Row write_spread(const Spread& spread) {
  return {{"count", spread.count}, {"mean", spread.mean.ms}, {"median", spread.median.ms},
          {"p90", spread.p90.ms},  {"p95", spread.p95.ms},   {"longest", spread.longest.ms},
          {"few", spread.few()},   {"bars", spread.bars}};
}

Row write_person_figures(const PersonFigures& person) {
  return {{"pages",
           {{"working", person.pages.working}, {"off", person.pages.off}, {"sleep", person.pages.sleep}}},
          {"told", person.told},
          {"answered", person.answered},
          {"replies", person.replies},
          {"resolved", person.resolved}};
}

Row write_findings(const std::vector<Finding>& findings) {
  Row rows = Row::array();
  for (const Finding& finding : findings) {
    rows.push_back({{"kind", finding_kinds[static_cast<std::size_t>(finding.kind)]},
                    {"what", finding.what},
                    {"evidence", finding.evidence},
                    {"action", finding.action},
                    {"place", finding.place},
                    {"subject", finding.subject}});
  }
  return rows;
}

std::string_view word(Finding::Kind kind) {
  return finding_kinds[static_cast<std::size_t>(kind)];
}

std::vector<Finding> read_findings(const nlohmann::json& json) {
  std::vector<Finding> findings;
  if (!json.is_array()) return findings;
  for (const nlohmann::json& row : json) {
    const auto kind = std::find(finding_kinds.begin(), finding_kinds.end(), loose::text(row, "kind"));
    if (kind == finding_kinds.end()) continue;
    findings.push_back({static_cast<Finding::Kind>(kind - finding_kinds.begin()), loose::text(row, "what"),
                        loose::text(row, "evidence"), loose::text(row, "action"), loose::text(row, "place"), loose::text(row, "subject")});
  }
  return findings;
}

Row write_figures(const Figures& figures) {
  Row row{{"created", figures.created},
          {"resolved", figures.resolved},
          {"reopened", figures.reopened},
          {"reopen_rate", write_share(rate(figures.reopened, figures.resolved))},
          {"escalated", figures.escalated},
          {"escalation_rate", write_share(rate(figures.escalated, figures.created))},
          {"exhausted", figures.exhausted},
          {"dissatisfied", figures.dissatisfied},
          {"first_response", write_spread(figures.first_response)},
          {"first_response_open", write_spread(figures.first_response_open)},
          {"next_response", write_spread(figures.next_response)},
          {"acknowledge", write_spread(figures.acknowledge)},
          {"resolution", write_spread(figures.resolution)},
          {"resolution_open", write_spread(figures.resolution_open)},
          {"clocks", write_clocks(figures.clocks)},
          {"ratings", figures.ratings},
          {"by_priority", write_priorities(figures.by_priority)},
          {"by_customer", write_groups(figures.by_customer)},
          {"by_team", write_groups(figures.by_team)},
          {"by_category", write_groups(figures.by_category)},
          {"by_day", write_days(figures.by_day)},
          {"reasons", figures.reasons},
          {"steps", write_steps(figures)},
          {"rules", figures.rules},
          {"useful_rules", figures.useful_rules},
          {"hour_of_week", figures.hour_of_week}};
  Row tiers = Row::array();
  for (const auto& [tier, times] : figures.tiers) {
    tiers.push_back(
        {{"tier", tier}, {"told", times}, {"contact_rate", write_share(rate(times, figures.created))}});
  }
  row["tiers"] = std::move(tiers);
  return row;
}

}  // namespace oasis
