// support-oasis back-test: the tickets of a data folder under an edited document, beside what the one in force makes of
// them. May not: compute an outcome (shared/simulate/outcome), or change anything.
#include "server/engine/back_test.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>
#include <thread>
#include <utility>

#include "server/cli/commands.hpp"
#include "server/cli/simulate.hpp"
#include "server/engine/clock.hpp"
#include "server/engine/documents.hpp"
#include "server/engine/system_zones.hpp"
#include "server/store/backup.hpp"
#include "server/store/history.hpp"
#include "server/store/workspaces.hpp"
#include "shared/report/local_words.hpp"
#include "shared/time/text.hpp"

namespace oasis::cli {
namespace {

constexpr int invalid_document = 2;

constexpr const char* examples = R"(Examples:
  support-oasis back-test workspace.json
      the tickets of the last 90 days under this document, beside the one in force
  support-oasis back-test --days 365 - < workspace.json
Also while the server runs; nothing changes. Exit code: 0 it was tested, 1 the data folder could not be read, 2 the
document is not valid: each fault is one line with its place.
)";

struct BackTestOptions {
  std::string data = "./data";
  std::string file = "-";
  int days = 90;
};

/// What people did on the tickets created in `period`, in order of creation; drills are no part of it.
std::vector<GivenTicket> tickets_given(store::Database& reading, Interval period) {
  std::vector<GivenTicket> tickets;
  store::each_created_between(reading, period, {period.from - milliseconds(1), 0}, -1, [&](const store::CreatedTicket& created) {
    tickets.push_back(store::given_on(reading, created, Words::keep, true));
  });
  return tickets;
}

void print_line(const std::string& name, const std::string& before, const std::string& after) {
  std::cout << std::left << std::setw(36) << name << std::right << std::setw(12) << before << std::setw(12) << after
            << '\n';
}

void print_line(const std::string& name, const Counted& before, const Counted& after) {
  print_line(name, std::to_string(before.count), std::to_string(after.count));
}

/// What either has.
template <typename Key, typename Name>
void print_lines(const std::map<Key, Counted>& before, const std::map<Key, Counted>& after, const Name& name) {
  each_of_either(before, after,
                 [&](const Key& key, const Counted& a, const Counted& b) { print_line(name(key), a, b); });
}

std::string in_minutes(Duration time) {
  const Duration minute = minutes(1);
  return to_text(milliseconds((time.ms + minute.ms / 2) / minute.ms * minute.ms));
}

void print_times(const std::string& name, const Times& before, const Times& after) {
  const Spread a = spread_of(before), b = spread_of(after);
  const auto words = [](const Spread& spread, Duration time) { return spread.count == 0 ? "-" : in_minutes(time); };
  print_line(name + ", median", words(a, a.median), words(b, b.median));
  print_line(name + ", nine of ten within", words(a, a.p90), words(b, b.p90));
}

void print(const Outcome& before, const Outcome& after, const Policies& policies) {
  print_line("", "in force", "edited");
  print_line("Tickets", std::to_string(before.tickets), std::to_string(after.tickets));
  for (std::size_t i = 0; i < clock_count; ++i)
    print_line(name_of(static_cast<ClockKind>(i)) + std::string(" overdue"), before.breaches[i], after.breaches[i]);
  print_times("First response", before.first_responses, after.first_responses);
  print_times("Next response", before.next_responses, after.next_responses);
  print_times("Resolution", before.resolutions, after.resolutions);
  print_line("Escalations", before.escalated, after.escalated);
  print_lines(before.tiers, after.tiers, [](std::int32_t tier) { return "Steps of tier " + std::to_string(tier); });
  print_line("Everybody told, nobody acted", before.exhausted, after.exhausted);
  print_lines(before.pages, after.pages, [&](const Id& user) { return "Messages to " + name_of(policies, user); });
  print_line("Messages at night", before.night_pages, after.night_pages);
}

int back_test(const BackTestOptions& options) {
  const auto text = read_input(options.file, std::cin);
  if (!text.ok()) throw std::runtime_error(options.file + " " + text.error().what);
  const Zones zones = engine::load_zones();
  const std::string file = options.data + "/oasis.db";
  store::Database reading = store::Database::open(file, store::Access::read_only);
  store::require_ours(reading, file);
  reading.run("BEGIN");  // one instant, whatever the server does meanwhile
  const auto current = store::current_workspace(reading);
  if (!current) throw std::runtime_error("There is no workspace in " + options.data + " yet.");
  const auto in_force = engine::read_document(current->document, current->version, zones);
  const auto edited = engine::read_document(*text, current->version + 1, zones);
  for (const auto* document : {&in_force, &edited}) {
    if (document->ok()) continue;
    print_faults(document->error(), "", std::cerr);
    return invalid_document;
  }
  const Instant now = engine::SystemClock().now();
  const auto tickets = tickets_given(reading, {now - days(options.days), now});
  const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Outcome> outcomes;
  for (const auto* document : {&in_force, &edited}) {
    auto outcome = engine::back_test(tickets, (*document)->policies, zones, now, threads);
    if (!outcome.ok()) throw std::runtime_error(outcome.error().what);
    outcomes.push_back(*std::move(outcome));
  }
  print(outcomes[0], outcomes[1], *edited->policies);
  return 0;
}

}  // namespace

void add_back_test(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<BackTestOptions>();
  CLI::App* command = program.add_subcommand("back-test", "Say what an edited document would have made of past tickets");
  command->footer(examples);
  add_data_option(*command, options->data);
  command->add_option("--days", options->days, "Tickets created in so many days until now")
      ->capture_default_str()
      ->check(CLI::Range(1, 3660));
  command->add_option("FILE", options->file, "The document; - is standard input")->capture_default_str();
  command->callback([&chosen, options] { chosen = [options] { return back_test(*options); }; });
}

}  // namespace oasis::cli
