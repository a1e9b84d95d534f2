// The answers to a scenario's questions as they are printed. Internal to this room.
#include "shared/codec/answers.hpp"

#include <algorithm>
#include <cmath>

#include "shared/codec/scenario.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/coverage.hpp"
#include "shared/policy/dissatisfaction.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/rotation.hpp"
#include "shared/policy/schedules.hpp"
#include "shared/report/gap_notice.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using Row = nlohmann::ordered_json;

double two_decimals(double score) {
  const double rounded = std::round(score * 100) / 100;
  return rounded == 0 ? 0.0 : rounded;  // no -0.0
}

namespace {

/// As the limits are called in the document's guards, in the order of `Limit`.
constexpr std::string_view limit_words[] = {"longest_run", "nights_in_a_row", "hours_a_week", "shortest_rest",
                                            "pages_a_shift"};

class Answers {
 public:
  Answers(const SimulationResult& result, const Zones& zones, std::size_t index)
      : result_(result), zones_(zones), policies_(*current_policies(result.state)), index_(index) {}

  Row answer(const Query& query) {
    return std::visit([&](const auto& q) { return write(q); }, query);
  }

 private:
  static Row none(const char* name, std::string_view why) { return {{name, nullptr}, {"why", why}}; }
  static Row instant_or_none(const char* name, const std::optional<Instant>& at, std::string_view why) {
    return at ? Row{{name, to_text(*at)}} : none(name, why);
  }
  const Calendar& calendar(const Id& id) const { return policies_.calendar_or_always(id); }

  /// "Editing never changes the past": which document was in force from when, up to `end`. The first one always was.
  std::vector<std::pair<Instant, const Policies*>> documents_until(Instant end) const {
    std::vector<std::pair<Instant, const Policies*>> documents;
    documents.emplace_back(Instant{-end_of_time.ms}, policies_of(result_.state, 1));
    for (const auto& entry : result_.timeline) {
      const auto* document = std::get_if<DocumentInForce>(&entry);
      if (document == nullptr || document->at >= end) continue;
      if (documents.back().first == document->at) documents.pop_back();
      documents.emplace_back(document->at, policies_of(result_.state, document->version));
    }
    return documents;
  }

  /// Each part by the document in force then; nothing if the last of them has no such schedule.
  std::optional<FinalSchedule> schedule_as_it_was(const Id& schedule, Interval during) const {
    const auto documents = documents_until(during.to);
    if (documents.back().second->rota(schedule) == nullptr) return std::nullopt;
    FinalSchedule whole;
    const Rota* before = nullptr;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      const Instant from = std::max(documents[i].first, during.from);
      const Instant to = i + 1 < documents.size() ? documents[i + 1].first : during.to;
      if (from >= to) continue;
      const Rota* rota = documents[i].second->rota(schedule);
      append(whole, rota == nullptr ? FinalSchedule{{}, {{from, to}}} : rota->final_schedule(from, to), from, before,
             rota);
      before = rota;
    }
    return whole;
  }

  /// A shift that goes on over an edit is one: an edit is no hand-off.
  static void append(FinalSchedule& whole, FinalSchedule next, Instant edit, const Rota* before, const Rota* after) {
    const Interval around{edit - milliseconds(1), edit + milliseconds(1)};
    const auto hands_off = [&](const Rota& rota, const Id& user) {
      const std::vector<Shift> shifts = rota.final_schedule(around.from, around.to).shifts;
      return std::find(shifts.begin(), shifts.end(), Shift{user, around}) == shifts.end();
    };
    const auto so_far = static_cast<std::ptrdiff_t>(whole.shifts.size());
    for (Shift& shift : next.shifts) {
      const auto end = whole.shifts.begin() + so_far;
      auto was = end;
      if (shift.during.from == edit && before != nullptr) {
        was = std::find_if(whole.shifts.begin(), end, [&](const Shift& shown) {
          return shown.user == shift.user && shown.during.to == edit && !hands_off(*before, shown.user);
        });
      }
      if (was == end || hands_off(*after, shift.user)) {
        whole.shifts.push_back(std::move(shift));
      } else {
        was->during.to = shift.during.to;
      }
    }
    const bool one_gap = !whole.gaps.empty() && !next.gaps.empty() && whole.gaps.back().to == next.gaps.front().from;
    if (one_gap) whole.gaps.back().to = next.gaps.front().to;
    whole.gaps.insert(whole.gaps.end(), next.gaps.begin() + (one_gap ? 1 : 0), next.gaps.end());
  }

  Row write(const OnCallQuery& query) {
    const Rota* rota = documents_until(query.at + milliseconds(1)).back().second->rota(query.schedule);
    if (rota == nullptr) return none("on_call", "no such schedule then");
    return {{"on_call", rota->on_call(query.at)}};
  }
  Row write(const ShiftsQuery& query) {
    const std::optional<FinalSchedule> schedule = schedule_as_it_was(query.schedule, query.during);
    if (!schedule) return none("shifts", "the schedule was removed");
    Row shifts = Row::array();
    for (const Shift& shift : schedule->shifts) {
      shifts.push_back(
          {{"user", shift.user}, {"from", to_text(shift.during.from)}, {"to", to_text(shift.during.to)}});
    }
    Row gaps = Row::array();
    for (const Interval& gap : schedule->gaps)
      gaps.push_back({{"from", to_text(gap.from)}, {"to", to_text(gap.to)}});
    return {{"shifts", std::move(shifts)}, {"gaps", std::move(gaps)}};
  }
  Row write(const HandoffsQuery& query) {
    const Result<SharedZone> zone = zones_.find(query.zone);
    if (!zone.ok()) return none("handoffs", zone.error().what);
    Row list = Row::array();
    for (const Instant at : handoffs(query.rotation, **zone, query.during.from, query.during.to))
      list.push_back(to_text(at));
    return {{"handoffs", std::move(list)}};
  }
  Row write(const QualityQuery& query) {
    const Rota* rota = policies_.rota(query.schedule);
    if (rota == nullptr) return none("score", "the schedule was removed");
    const Quality quality = quality_of(*rota, query.during.from, query.during.to);
    return {{"coverage", two_decimals(quality.coverage)},
            {"balance", two_decimals(quality.balance)},
            {"score", quality.score}};
  }
  Row write(const LoadQuery& query) {
    const Rota* rota = policies_.rota(query.schedule);
    if (rota == nullptr) return none("load", "the schedule was removed");
    const FinalSchedule schedule = rota->final_schedule(query.during.from, query.during.to);
    Row load = Row::object();
    for (const auto& [user, time] : load_of(*rota, schedule)) load[user] = to_text(time);
    std::vector<Page> pages;
    for (const auto& [user, person] : result_.state.people) {
      for (const Instant at : person.pages) pages.push_back({user, at});
    }
    Row over = Row::array();
    for (const Overload& overload :
         overloads_of(*rota, policies_.workspace().guards, pages, query.during.from, query.during.to)) {
      Row row = {{"user", overload.user}, {"limit", limit_words[static_cast<std::size_t>(overload.limit)]}};
      row["from"] = to_text(overload.during.from);
      row["to"] = to_text(overload.during.to);
      row["substitute"] = nullptr;
      if (!overload.substitute.empty()) row["substitute"] = overload.substitute;
      over.push_back(std::move(row));
    }
    return {{"load", std::move(load)}, {"over", std::move(over)}};
  }
  Row write(const GapsQuery& query) {
    Row gaps = Row::array();
    for (const CoverageGap& gap : gaps_ahead(policies_, query.at)) {
      gaps.push_back(
          {{"schedule", gap.schedule}, {"from", to_text(gap.during.from)}, {"to", to_text(gap.during.to)}});
    }
    Row row = {{"gaps", std::move(gaps)}, {"notice", nullptr}};
    const Instant at = next_gap_notice(policies_, query.at);
    const std::optional<GapNotice> notice = gap_notice(policies_, at);
    if (notice) {
      row["notice"] = {
          {"at", to_text(at)}, {"to", notice->to}, {"subject", notice->subject}, {"text", notice->text}};
    }
    return row;
  }
  Row write(const OpenTimeQuery& query) {
    return {{"open_time", to_text(calendar(query.calendar).open_time(query.from, query.to))}};
  }
  Row write(const DeadlineQuery& query) {
    return instant_or_none("deadline", calendar(query.calendar).deadline(query.from, query.add), never_opens);
  }
  Row write(const StartOfQuery& query) {
    return instant_or_none("start_of", calendar(query.calendar).start_of(query.to, query.subtract),
                           never_opens);
  }
  Row write(const OpeningQuery& query) {
    const Calendar& asked = calendar(query.calendar);
    switch (query.kind) {
      case OpeningQuery::Kind::is_open:
        return {{"is_open", asked.is_open(query.at)}};
      case OpeningQuery::Kind::next_open:
        return instant_or_none("next_open", asked.next_open(query.at), never_opens);
      case OpeningQuery::Kind::next_close:
        break;
    }
    const std::string_view why = asked.next_open(query.at) ? never_closes : never_opens;
    return instant_or_none("next_close", asked.next_close(query.at), why);
  }
  Row write(const SentimentQuery& query) {
    const Dissatisfaction mood = judge_dissatisfaction(query.text);
    return {{"sentiment", two_decimals(mood.score)}, {"dissatisfied", mood.dissatisfied}};
  }
  Row write(const DeadlinesQuery&) {
    const auto* answer = std::get_if<DeadlinesAnswer>(&result_.answers[index_]);
    if (answer == nullptr) return none("deadlines", "there is no such ticket at that time");
    Row due = Row::object();
    for (const auto& [clock, at] : answer->due) due[std::string(word(clock))] = to_text(at);
    return {{"deadlines", std::move(due)}};
  }
  Row write(const WhyQuery&) {
    const auto* answer = std::get_if<Why>(&result_.answers[index_]);
    if (answer == nullptr) return {{"told", nullptr}, {"why", "there is no such ticket at that time"}};
    Row because = Row::array();
    for (const Event& event : answer->because) {
      Row entry = write_timeline_entry(event);
      if (!entry.is_null()) because.push_back(std::move(entry));
    }
    return {{"why", answer->words}, {"told", answer->told}, {"because", std::move(because)}};
  }
  Row write(const DrillQuery&) {
    const auto* drill = std::get_if<DrillScore>(&result_.answers[index_]);
    if (drill == nullptr) return none("drill", "there is no such drill at that time");
    return {{"drill", write_drill(*drill)}};
  }
  Row write(const ExplainQuery& query) {
    const auto* answer = std::get_if<Explanation>(&result_.answers[index_]);
    if (answer == nullptr) return none("explain", "there is no such ticket at that time");
    constexpr const char* kinds[] = {"open", "closed", "paused"};
    Row parts = Row::array();
    Duration counted;
    for (const Explanation::Part& part : answer->parts) {
      Row row = {{"from", to_text(part.during.from)}, {"to", to_text(part.during.to)}};
      row["is"] = kinds[static_cast<std::size_t>(part.kind)];
      if (part.kind == Explanation::Part::Kind::open) row["counted"] = to_text(part.counted);
      counted += part.counted;
      parts.push_back(std::move(row));
    }
    Row row = {{"target", nullptr},
               {"due", nullptr},
               {"spent", to_text(answer->spent)},
               {"parts", std::move(parts)}};
    if (answer->target) row["target"] = to_text(*answer->target);
    if (answer->due) row["due"] = to_text(*answer->due);
    std::string words =
        "The " + std::string(word(query.clock)) + " clock counts " + to_text(counted) + " of open time";
    if (answer->due) {  // one that stopped did not count until then
      const bool counts_until_due = !answer->parts.empty() && answer->parts.back().during.to == *answer->due;
      words += (counts_until_due ? " until " : "; it was due at ") + to_text(*answer->due);
    }
    words += ".";
    return {{"explain", std::move(row)}, {"words", words}};
  }

  const SimulationResult& result_;
  const Zones& zones_;
  const Policies& policies_;
  std::size_t index_;
};

}  // namespace

Row write_answer(const Query& query, std::size_t index, const SimulationResult& result, const Zones& zones) {
  return Answers(result, zones, index).answer(query);
}

Row write_drill(const DrillScore& drill) {
  Row tiers = Row::array();
  for (const DrillScore::Tier& tier : drill.tiers) {
    Row row = {{"tier", tier.tier}, {"told", to_text(tier.told)}, {"acknowledged_after", nullptr}};
    if (tier.acknowledged_after) row["acknowledged_after"] = to_text(*tier.acknowledged_after);
    tiers.push_back(std::move(row));
  }
  Row missed = Row::array();
  for (const DrillScore::MissedStep& step : drill.missed) {
    missed.push_back({{"chain", step.chain}, {"step", step.step}, {"round", step.round}, {"why", step.why}});
  }
  Row failed = Row::array();
  for (const FailedDelivery& delivery : drill.failed) {
    Row row = {{"user", delivery.user}};
    if (!delivery.via.empty()) row["via"] = delivery.via;
    failed.push_back(std::move(row));
  }
  return {{"score", drill.score},      {"acknowledged", drill.acknowledged},
          {"tiers", std::move(tiers)}, {"missed_steps", std::move(missed)},
          {"gaps", drill.gaps},        {"failed_channels", std::move(failed)}};
}

}  // namespace oasis
