// What the demo's people wrote after an incident and decided in a review. May not: read a clock.
#include "server/demo/stage.hpp"
#include "server/store/incidents.hpp"
#include "server/store/reviews.hpp"
#include "shared/report/review.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::demo {
namespace {

void write_incident(engine::Turn& turn, std::int64_t today) {
  store::StoredIncident incident;
  incident.ticket = "demo-scanner";
  incident.revision = 1;
  incident.by = "chen";
  incident.at = turn.now() - hours(45);
  incident.page.summary =
      "The certificate of the dock gateway ran out at 06:00, and no hand scanner of dock 4 could sign in. Forty trucks "
      "waited for three quarters of an hour. A new certificate ended it.";
  incident.page.causes = {{"The job that renews certificates was switched off in the migration", "", ""},
                          {"Nothing warns before a certificate runs out", "", ""}};
  incident.page.actions = {{"Renew the certificates of all gateways", "chen", to_text(date_of(today - 1)), true},
                           {"Warn two weeks before a certificate runs out", "bob", to_text(date_of(today - 1)), false}};
  store::put_incident(turn.database(), incident);
}

void write_decisions(engine::Turn& turn, std::int64_t today) {
  const ReviewMonth month = month_before(month_before(month_of(today)));
  store::ReviewOutcome act;
  act.month = to_text(month);
  act.kind = "nobody_answered";
  act.what = "3 escalations ended without anybody answering.";
  act.evidence = "3 of 11 escalations.";
  act.counted = 3;
  act.ground = 11;
  act.verdict = "act";
  act.words = "Give the manager's step a backup at weekends";
  act.owner = "dana";
  act.due = to_text(date_of(days_of(month_after(month)).first + 14));
  act.by = "olga";
  act.at = turn.now() - days(32);
  store::put_outcome(turn.database(), act);
  store::ReviewOutcome accept = act;
  accept.kind = "load_uneven";
  accept.subject = "bob";
  accept.what = "Bob Okafor gets most of the pages.";
  accept.evidence = "9 of 14, among 3 people.";
  accept.counted = 9;
  accept.ground = 14;
  accept.verdict = "accept";
  accept.words = "Ann was on holiday for two weeks";
  accept.owner = accept.due = "";
  store::put_outcome(turn.database(), accept);
}

}  // namespace

void write_reviews(engine::Turn& turn, const Zone& zone) {
  const std::int64_t today = day_number(zone.to_local(turn.now()));
  write_incident(turn, today);
  write_decisions(turn, today);
}

}  // namespace oasis::demo
