// See review.hpp.
#include "server/http/review.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "server/http/counting.hpp"
#include "server/store/incidents.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/figures.hpp"
#include "shared/report/local_words.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using Row = nlohmann::ordered_json;

constexpr std::size_t most_tickets = 12;
constexpr std::int64_t most_months = 24;

/// A finding, or an action about one, whose figure is added up in one reading of a month's measures.
struct Counted {
  Finding::Kind kind{};
  std::string subject;
  Tally* tally = nullptr;
  std::set<TicketId>* tickets = nullptr;
};

void count_month(store::Database& reading, const Reader& reader, const Interval& period, const std::vector<Counted>& all) {
  std::array<std::vector<const Counted*>, measure_kind_count> of_kind;  // most findings look at one kind of measures
  for (const Counted& one : all) {
    for (std::size_t kind = 0; kind < of_kind.size(); ++kind)
      if (looks_at(one.kind, static_cast<Measure::Kind>(kind))) of_kind[kind].push_back(&one);
  }
  const auto counted = [&of_kind](Measure::Kind kind) -> const auto& { return of_kind[static_cast<std::size_t>(kind)]; };
  const Slice slice{period, {}, {}, {}, {}, {}};
  const auto wanted = [&counted](Measure::Kind kind) { return !counted(kind).empty(); };
  each_seen(reading, reader, slice, wanted, [&](const TicketId& ticket, const Measure& measure) {
    for (const Counted* one : counted(measure.kind)) {
      const Tally tally = tally_of(one->kind, one->subject, measure, *reader.policies);
      *one->tally += tally;
      if (one->tickets != nullptr && points_at(one->kind, tally)) one->tickets->insert(ticket);
    }
  });
}

Interval period_of(const ReviewMonth& month, const Zone& zone) {
  const MonthDays days = days_of(month);
  return days_between(days.first, days.last, zone);
}

std::optional<ReviewTicket> ticket_row(store::Database& reading, const Reader& reader, const TicketId& id) {
  const auto ticket = store::find_ticket(reading, id);
  if (!ticket || !may_see(reader.sight, *ticket)) return std::nullopt;
  return ReviewTicket{ticket->number, ticket->subject};
}

void list_tickets(store::Database& reading, const Reader& reader, const std::set<TicketId>& ids, ReviewFinding& of) {
  for (const TicketId& id : ids) {
    if (auto ticket = ticket_row(reading, reader, id)) of.tickets.push_back(std::move(*ticket));
  }
  std::sort(of.tickets.begin(), of.tickets.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  if (of.tickets.size() <= most_tickets) return;
  of.more_tickets = static_cast<std::int64_t>(of.tickets.size() - most_tickets);
  of.tickets.resize(most_tickets);
}

std::optional<Finding::Kind> kind_of(const std::string& text) {
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Finding::Kind::rule_noisy); ++i) {
    if (word(static_cast<Finding::Kind>(i)) == text) return static_cast<Finding::Kind>(i);
  }
  return std::nullopt;
}

void find(store::Database& reading, const Reader& reader, Review& review) {
  const Zone& zone = reader.policies->zone();
  const Slice now{period_of(review.month, zone), {}, {}, {}, {}, {}};
  const Slice before{period_of(month_before(review.month), zone), {}, {}, {}, {}, {}};
  std::vector<Breach> breaches;
  const Figures figures = figures_of(reading, reader, now, &breaches);
  auto found = findings_of(figures, figures_of(reading, reader, before), breaches, *reader.policies);
  for (Finding& finding : findings_seen(std::move(found), reader.sight))
    review.findings.push_back({std::move(finding), {}, {}, {}, 0});

  std::vector<std::set<TicketId>> tickets(review.findings.size());
  std::vector<Counted> of_now, of_before;
  for (std::size_t i = 0; i < review.findings.size(); ++i) {
    ReviewFinding& one = review.findings[i];
    of_now.push_back({one.finding.kind, one.finding.subject, &one.now, &tickets[i]});
    of_before.push_back({one.finding.kind, one.finding.subject, &one.before, nullptr});
  }
  for (OpenAction& action : review.open) {
    if (const auto kind = kind_of(action.outcome.kind))
      of_now.push_back({*kind, action.outcome.subject, &action.now, nullptr});
  }
  count_month(reading, reader, now.period, of_now);
  count_month(reading, reader, before.period, of_before);
  for (std::size_t i = 0; i < tickets.size(); ++i) list_tickets(reading, reader, tickets[i], review.findings[i]);
}

Row tally_json(const Tally& tally) {
  return {{"counted", tally.counted}, {"ground", tally.ground}};
}

Row outcome_json(const store::ReviewOutcome& one) {
  const auto kind = kind_of(one.kind);
  return {{"month", one.month},
          {"kind", one.kind},
          {"subject", one.subject},
          {"what", one.what},
          {"evidence", one.evidence},
          {"then", tally_json({one.counted, one.ground})},
          {"unit", kind ? unit_of(*kind) : std::string_view()},
          {"verdict", one.verdict},
          {"words", one.words},
          {"owner", one.owner},
          {"due", one.due},
          {"by", one.by},
          {"at", one.at.ms},
          {"done", one.done ? Row(one.done->ms) : Row(nullptr)},
          {"done_by", one.done_by}};
}

Row finding_json(const ReviewFinding& one) {
  Row row = write_findings({one.finding}).front();
  row["now"] = tally_json(one.now);
  row["before"] = tally_json(one.before);
  row["unit"] = unit_of(one.finding.kind);
  row["tickets"] = Row::array();
  for (const ReviewTicket& ticket : one.tickets)
    row["tickets"].push_back({{"number", ticket.number}, {"subject", ticket.subject}});
  row["more_tickets"] = one.more_tickets;
  return row;
}

std::string verdict_words(const store::ReviewOutcome& one, const Policies& policies) {
  if (one.verdict == "later") return "Later." + (one.words.empty() ? "" : " " + one.words);
  if (one.verdict == "accept") return "Accepted: " + one.words;
  std::string words = "Act: " + one.words;
  if (!one.owner.empty()) words += " — " + name_of(policies, one.owner);
  if (!one.due.empty()) words += ", by " + one.due;
  return words + (one.done ? " (done)" : "");
}

std::string of_words(const Tally& tally, std::string_view unit) {
  return std::to_string(tally.counted) + " of " + std::to_string(tally.ground) + " " + std::string(unit);
}

std::string open_html(const Review& review) {
  if (review.open.empty() && review.overdue.empty()) return "";
  std::string html = "<section>\n<h2>Open from before</h2>\n<ul class=\"findings\">\n";
  for (const OpenAction& one : review.open) {
    const auto kind = kind_of(one.outcome.kind);
    const std::string_view unit = kind ? unit_of(*kind) : std::string_view();
    html += "<li><strong>" + escaped(one.outcome.what) + "</strong> <span class=\"evidence\">" + escaped(one.outcome.month) +
            ": " + escaped(of_words({one.outcome.counted, one.outcome.ground}, unit)) + "; now " +
            escaped(of_words(one.now, unit)) + ".</span><br>" + escaped(verdict_words(one.outcome, *review.policies)) +
            "</li>\n";
  }
  for (const OverdueAction& one : review.overdue) {
    html += "<li><strong>#" + std::to_string(one.ticket.number) + " " + escaped(one.ticket.subject) +
            "</strong> <span class=\"evidence\">due " + escaped(one.action.due) + "</span><br>" +
            escaped(one.action.what) + "</li>\n";
  }
  return html + "</ul>\n</section>\n";
}

}  // namespace

std::string review_scope(const Sight& sight) {
  std::string scope;
  const auto add = [&scope](const char* name, const std::optional<std::vector<Id>>& limits) {
    if (!limits) return;
    const std::set<Id> ids(limits->begin(), limits->end());
    scope += (scope.empty() ? "" : " ") + std::string(name);
    for (const Id& id : ids) scope += (id == *ids.begin() ? "" : ",") + id;
  };
  add("teams:", sight.scope.teams);
  add("customers:", sight.scope.customers);
  return scope;
}

Review review_of(store::Database& reading, const Reader& reader, const ReviewMonth& month, Instant now) {
  Review review;
  review.month = month;
  review.days = days_of(month);
  review.policies = reader.policies;
  review.scope = review_scope(reader.sight);
  for (store::ReviewOutcome& one : store::open_actions_before(reading, review.scope, to_text(month)))
    review.open.push_back({std::move(one), {}});
  find(reading, reader, review);
  review.outcomes = store::outcomes_of(reading, review.scope, to_text(month));
  review.months = store::reviewed_months(reading, review.scope, most_months);
  const std::string today = to_text(date_of(day_number(reader.policies->zone().to_local(now))));
  store::each_overdue_action(reading, today, [&](const TicketId& id, const IncidentPage::Action& action) {
    if (auto ticket = ticket_row(reading, reader, id)) review.overdue.push_back({std::move(*ticket), action});
  });
  return review;
}

Row review_json(const Review& review) {
  Row row{{"month", to_text(review.month)},
          {"first", to_text(date_of(review.days.first))},
          {"last", to_text(date_of(review.days.last))},
          {"zone", review.policies->zone().name()},
          {"findings", Row::array()},
          {"open", Row::array()},
          {"overdue", Row::array()},
          {"outcomes", Row::array()},
          {"months", Row::array()}};
  for (const ReviewFinding& one : review.findings) row["findings"].push_back(finding_json(one));
  for (const OpenAction& one : review.open) {
    row["open"].push_back(outcome_json(one.outcome));
    row["open"].back()["now"] = tally_json(one.now);
  }
  for (const OverdueAction& one : review.overdue) {
    row["overdue"].push_back({{"number", one.ticket.number},
                              {"subject", one.ticket.subject},
                              {"what", one.action.what},
                              {"owner", one.action.owner},
                              {"due", one.action.due}});
  }
  for (const store::ReviewOutcome& one : review.outcomes) row["outcomes"].push_back(outcome_json(one));
  for (const store::ReviewedMonth& one : review.months) {
    row["months"].push_back({{"month", one.month},
                             {"act", one.acted},
                             {"accept", one.accepted},
                             {"later", one.postponed},
                             {"done", one.done}});
  }
  return row;
}

std::string review_page(const PageFrame& frame, const Review& review) {
  const std::string month = to_text(review.month);
  std::string body = "<div class=\"report\">\n<p class=\"where\"><a href=\"/#/review/" + month +
                     "\">Back to the review</a></p>\n<h1>Review of " + month + "</h1>\n" + open_html(review) +
                     "<section>\n<h2>What the data support</h2>\n";
  if (review.findings.empty()) body += "<p class=\"empty\">Nothing stands out in this month.</p>\n";
  body += review.findings.empty() ? "" : "<ul class=\"findings\">\n";
  for (const ReviewFinding& one : review.findings) {
    const auto decided = std::find_if(review.outcomes.begin(), review.outcomes.end(), [&](const store::ReviewOutcome& outcome) {
      return outcome.kind == word(one.finding.kind) && outcome.subject == one.finding.subject;
    });
    body += "<li><strong>" + escaped(one.finding.what) + "</strong> <span class=\"evidence\">" +
            escaped(one.finding.evidence) + "</span><br>" +
            escaped(decided == review.outcomes.end() ? "Not decided." : verdict_words(*decided, *review.policies)) +
            "</li>\n";
  }
  body += std::string(review.findings.empty() ? "" : "</ul>\n") + "</section>\n</div>\n";
  return page_document(frame, "Review of " + month, body, Width::wide);
}

}  // namespace oasis::http
