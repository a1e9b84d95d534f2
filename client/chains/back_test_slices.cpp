// See back_test_slices.hpp.
#include "client/chains/back_test_slices.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "client/replica/wire.hpp"
#include "shared/codec/given.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

constexpr std::size_t most_waiting = 2000;
constexpr Duration a_frame = milliseconds(50);  // of work: a frame costs more than its drawing, and the page still answers

bool take_page(BackTestSlices& slices, const nlohmann::json& answer) {
  const auto tickets = answer.find("tickets");
  if (tickets == answer.end() || !tickets->is_array()) return false;
  for (const nlohmann::json& row : *tickets) {
    auto ticket = read_given(row);
    if (!ticket.ok()) return false;
    slices.waiting.push_back(*std::move(ticket));
  }
  if (slices.next.empty()) slices.total = wire::number_of(answer, "total");
  slices.next = wire::text_of(answer, "next");
  slices.all_loaded = slices.next.empty();
  return true;
}

/// The next page, while there is still something to do; what comes after the end of the test is dropped.
void load_on(Desk& desk, const BackTestTask& task, BackTestSlices& slices) {
  if (slices.all_loaded || slices.page.is_waiting() || !slices.page.why().empty()) return;
  if (slices.waiting.size() >= most_waiting) return;
  std::string url = url_of(task.period, task.words);
  if (!slices.next.empty()) url += "&after=" + percent_encoded(slices.next);
  slices.page.ask(desk.ui.platform(), url,
                  [&slices](const nlohmann::json& answer) { return take_page(slices, answer); });
}

void test_portion(const Desk& desk, const BackTestTask& task, BackTestSlices& slices) {
  const std::size_t count = std::min(portion_of_tickets, slices.waiting.size());
  std::vector<const GivenTicket*> tickets;
  for (std::size_t i = 0; i < count; ++i) tickets.push_back(&slices.waiting[i]);
  add_outcome(slices.before, tickets, task.in_force, *desk.zones, task.period.to);
  add_outcome(slices.after, tickets, task.edited, *desk.zones, task.period.to);
  slices.done += static_cast<std::int64_t>(count);
  slices.waiting.erase(slices.waiting.begin(), slices.waiting.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

bool test_a_slice(Desk& desk, const BackTestTask& task, BackTestSlices& slices) {
  load_on(desk, task, slices);
  const Instant begun = desk.ui.platform().now();
  while (!slices.waiting.empty() && desk.ui.platform().now() - begun < a_frame) test_portion(desk, task, slices);
  const bool done = slices.all_loaded && slices.waiting.empty();
  if (done || !slices.waiting.empty()) desk.ui.again();
  return done;
}

}  // namespace oasis
