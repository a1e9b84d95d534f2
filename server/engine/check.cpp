// What must hold between the rows of a database. May not: change anything.
#include "server/engine/check.hpp"

#include <algorithm>
#include <utility>

#include "server/engine/documents.hpp"
#include "server/store/measure_days.hpp"
#include "server/store/measures.hpp"
#include "server/store/tickets.hpp"
#include "server/store/timers.hpp"
#include "server/store/workspaces.hpp"
#include "shared/command/timer.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/measures.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::engine {
namespace {

constexpr std::size_t most_findings = 100;

constexpr const char* restore_hint = "Restore the last backup (support-oasis restore).";
constexpr const char* auditor_hint =
    "Start the server: its auditor sets timers right at the start, then every ten minutes.";
constexpr const char* row_hint =
    "The events are right. Restore the last backup, or change the ticket once: its next event writes the row "
    "anew.";
constexpr const char* measure_hint =
    "The events are right, reports are not. Change the ticket once: the next report counts it anew.";
constexpr const char* refetch_hint =
    "Nothing is lost: restore this very file (support-oasis restore), which makes every browser fetch all "
    "anew.";

class Check {
 public:
  Check(store::Database& reading, const Zones& zones) : reading_(reading), zones_(zones) {}

  std::vector<Finding> run() {
    check_file();
    if (!found_.empty()) return std::move(found_);  // nothing else can be trusted
    check_log();
    check_outbox();
    if (load_versions()) check_tickets();
    check_people();
    check_packs();
    return std::move(found_);
  }

 private:
  static bool on_an_earlier_day(const Measure& a, const Measure& b) {
    return store::measure_day_of(a.at) < store::measure_day_of(b.at);
  }
  bool full() const { return found_.size() >= most_findings; }
  void find(std::string what, const char* repair) {
    if (!full()) found_.push_back({std::move(what), repair});
  }
  /// One finding for each row of a query that looks for what must not be; `?` in `what` is its first column.
  void find_each(const char* sql, const std::string& what, const char* repair) {
    auto rows = reading_.prepare(sql);
    while (!full() && rows.step()) {
      std::string sentence = what;
      if (const auto place = sentence.find('?'); place != std::string::npos)
        sentence.replace(place, 1, rows.text(0));
      find(std::move(sentence), repair);
    }
  }

  void check_file() {
    auto rows = reading_.prepare("PRAGMA integrity_check(20)");
    while (rows.step()) {
      if (rows.text(0) != "ok") find("The file is damaged: " + rows.text(0) + ".", restore_hint);
    }
    find_each("SELECT \"table\" || ' row ' || coalesce(rowid, '') FROM pragma_foreign_key_check",
              "A row refers to one that is not there: ?.", restore_hint);
  }

  void check_log() {
    find_each("SELECT min(seq) || ' to ' || max(seq) FROM change HAVING count(*) <> max(seq) - min(seq) + 1",
              "The change feed has gaps between seq ?.", refetch_hint);
    find_each(
        "SELECT 1 WHERE (SELECT count(*) FROM meta WHERE name IN ('epoch', 'instance') AND length(value) = "
        "32) <> 2",
        "The database has no epoch or no instance.", restore_hint);
    // Of what is older than the oldest that was applied only refusals are kept (store/log.hpp).
    find_each(
        "SELECT result.client FROM result JOIN (SELECT client, min(mid) AS first FROM result WHERE "
        "json_extract(row, '$.status') = 'applied' GROUP BY client) AS applied USING (client) "
        "WHERE mid >= first GROUP BY client HAVING count(*) <> max(mid) - first + 1",
        "Results of the browser ? are missing between others.", refetch_hint);
    find_each(
        "SELECT c.id FROM client AS c JOIN result AS r ON r.client = c.id GROUP BY c.id HAVING max(r.mid) > "
        "c.last_mid OR (max(r.mid) < c.last_mid AND sum(json_extract(r.row, '$.status') = 'applied') > 0)",
        "The browser ? has results beyond, or short of, its last command.", refetch_hint);
  }

  void check_outbox() {
    find_each(
        "SELECT o.key FROM outbox AS o LEFT JOIN event AS e ON e.id = o.event WHERE o.event <> 0 AND (e.id "
        "IS NULL OR e.ticket <> o.ticket)",
        "The outgoing message ? belongs to no event.", restore_hint);
    find_each(
        "SELECT e.ticket || ' #' || e.number FROM event AS e LEFT JOIN outbox AS o ON o.event = e.id "
        "WHERE e.kind = 'notified' AND o.id IS NULL",
        "The event ? told somebody, but its message is not in the outbox.", restore_hint);
  }

  /// Every version, whoever lives by it: old tickets are folded, too.
  bool load_versions() {
    auto rows = reading_.prepare("SELECT version, document FROM workspace_version ORDER BY version");
    while (rows.step()) {
      const auto version = static_cast<std::uint32_t>(rows.integer(0));
      auto document = read_document(rows.text(1), version, zones_);
      if (document.ok()) {
        versions_.push_back(document->policies);
      } else {
        find("Version " + std::to_string(version) +
                 " of the workspace cannot be read: " + document.error().front().what,
             restore_hint);
      }
    }
    if (versions_.empty()) find("There is no workspace document.", restore_hint);
    return !versions_.empty();
  }

  void check_tickets() {
    auto rows = reading_.prepare("SELECT id FROM ticket ORDER BY number");
    while (!full() && rows.step()) check_ticket(rows.text(0));
    find_each("SELECT ticket FROM timer WHERE ticket <> '' AND ticket NOT IN (SELECT id FROM ticket)",
              "A timer belongs to the ticket ?, which is not there.", auditor_hint);
    find_each(
        "SELECT DISTINCT ticket FROM event WHERE ticket <> '' AND ticket NOT IN (SELECT id FROM ticket)",
        "There are events of the ticket ?, which is not there.", restore_hint);
    find_each(
        "SELECT m.id FROM message AS m LEFT JOIN event AS e ON e.ticket = m.ticket AND e.number = m.event "
        "WHERE e.id IS NULL",
        "The message ? belongs to no event.", restore_hint);
  }

  void check_ticket(const TicketId& id) {
    const auto stored = store::find_ticket(reading_, id);
    const std::string name = "Ticket #" + std::to_string(stored->number);
    State state;
    state.versions = versions_;
    std::uint32_t number = 0;
    const std::vector<Event> events = store::events_of(reading_, id);
    for (const Event& event : events) {
      if (event.number != number++) {
        return find(name + " lacks its event " + std::to_string(number - 1) + ".", restore_hint);
      }
      apply(state, event);
    }
    const auto folded = state.tickets.find(id);
    if (folded == state.tickets.end() || !(folded->second == *stored)) {
      return find(name + " is not what its events make of it.", row_hint);
    }
    check_timers(name, store::stored_timers(reading_, id, ""), timers_of(state, *stored));
    check_measures(name, id, *stored, events);
  }

  void check_people() {
    const State state;
    for (const Person& person : store::all_people(reading_)) {
      check_timers("What waits for " + person.user, store::stored_timers(reading_, "", person.user),
                   timers_of(state, person));
    }
  }

  /// What reports read must be what the rows of measures are.
  void check_packs() {
    for (const std::int64_t day : store::wrong_packs(reading_, most_findings))
      find("The pack of measures of the day " + to_text(date_of(day)) + " is not what its rows are.", refetch_hint);
  }

  /// Rows of measures are what the ticket's events amount to, once all of these are counted in.
  void check_measures(const std::string& name, const TicketId& id, const Ticket& ticket, const std::vector<Event>& events) {
    if (!store::is_measured(reading_, id)) return;
    std::vector<const Event*> in_order;
    for (const Event& event : events) in_order.push_back(&event);
    const auto policies = std::find_if(versions_.begin(), versions_.end(),
                                       [&](const auto& one) { return one->version() == ticket.version; });
    if (policies == versions_.end()) return;
    auto right = measures_of(in_order, *terms_of(**policies, ticket).calendar);
    std::stable_sort(right.begin(), right.end(), on_an_earlier_day);
    auto stored = store::measures_of_ticket(reading_, id);
    std::stable_sort(stored.begin(), stored.end(), on_an_earlier_day);
    if (stored != right) find(name + " has other measures than its events amount to.", measure_hint);
  }

  void check_timers(const std::string& name, std::vector<Timer> stored, std::vector<Timer> right) {
    std::sort(stored.begin(), stored.end(), fires_before);
    std::sort(right.begin(), right.end(), fires_before);
    if (stored != right) find(name + " has other timers than follow from it.", auditor_hint);
  }

  store::Database& reading_;
  const Zones& zones_;
  std::vector<std::shared_ptr<const Policies>> versions_;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> check_database(store::Database& reading, const Zones& zones) {
  return Check(reading, zones).run();
}

}  // namespace oasis::engine
