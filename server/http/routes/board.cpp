// GET /board: what is open, what breaches next, how well service levels are kept, who is on call; of what the
// reader sees. May not: define a figure.
#include "server/store/board.hpp"

#include <httplib.h>

#include <string>

#include "server/http/answer.hpp"
#include "server/http/board_page.hpp"
#include "server/http/counting.hpp"
#include "server/http/report_table.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/notify/date_words.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/local_words.hpp"

namespace oasis::http {
namespace {

constexpr std::int64_t days_shown = 14;
constexpr std::size_t most_breaches = 12;
constexpr std::size_t most_looked_at = 500;  // for a reader who sees few of all tickets
constexpr Duration soon_is = hours(1);
constexpr const char* renew_after = "30";  // seconds

class BoardMaking {
 public:
  BoardMaking(const Services& services, store::Database& reading, const Reader& reader)
      : services_(services), reading_(reading), reader_(reader), now_(services.writer.now()) {
    board_.zone = zone().name();
    board_.at = notify::local_text(now_, zone().name(), services.zones);
  }

  Board make() {
    add_levels();
    add_numbers();
    add_breaches();
    add_on_call();
    return std::move(board_);
  }

 private:
  const Zone& zone() const { return reader_.policies->zone(); }
  std::int64_t today() const { return day_number(zone().to_local(now_)); }

  Figures figures_of_days(std::int64_t first, std::int64_t last) {
    Slice slice;
    slice.period = days_between(first, last, zone());
    return figures_of(reading_, reader_, slice);
  }

  void add(const char* name, std::int64_t now, std::int64_t yesterday) {
    board_.numbers.push_back({name, std::to_string(now), "yesterday " + std::to_string(yesterday), false});
  }

  void add_numbers() {
    // Counts over all open tickets do not know whose they are, so they are for who sees every ticket.
    if (sees_everything(reader_.sight)) {
      const store::OpenCounts counts = store::open_counts(reading_, now_, now_ + soon_is);
      board_.numbers.push_back({"Open", std::to_string(counts.open), "", false});
      board_.numbers.push_back({"Unassigned", std::to_string(counts.unassigned), "", false});
      board_.numbers.push_back({"Escalating", std::to_string(counts.escalating), "", counts.escalating > 0});
      board_.numbers.push_back({"Due within 1 h", std::to_string(counts.soon), "", counts.soon > 0});
    }
    add("Created today", today_.created, yesterday_.created);
    add("Resolved today", today_.resolved, yesterday_.resolved);
    add("Escalations today", today_.escalated, yesterday_.escalated);
    add("Breaches today", breaches_in(today_), breaches_in(yesterday_));
  }

  static std::int64_t breaches_in(const Figures& figures) {
    std::int64_t all = 0;
    for (const Attainment& clock : figures.clocks) all += clock.breached;
    return all;
  }

  void add_levels() {
    for (std::size_t clock = 0; clock < clock_count; ++clock)
      board_.levels.push_back({name_of(static_cast<ClockKind>(clock)), {}, {}});
    for (std::int64_t day = today() - days_shown + 1; day <= today(); ++day) {
      yesterday_ = std::move(today_);
      today_ = figures_of_days(day, day);
      for (std::size_t clock = 0; clock < clock_count; ++clock) {
        Board::Level& level = board_.levels[clock];
        level.days.push_back(today_.clocks[clock].share());
        level.all.met += today_.clocks[clock].met;
        level.all.breached += today_.clocks[clock].breached;
      }
    }
  }

  void add_breaches() {
    std::size_t looked_at = 0;
    store::each_next_breach(reading_, [&](const store::NextBreach& next) {
      const auto ticket = store::find_ticket(reading_, next.ticket);
      if (ticket && !ticket->drill && may_see(reader_.sight, *ticket)) board_.breaches.push_back(breach_of(*ticket, next));
      return board_.breaches.size() < most_breaches && ++looked_at < most_looked_at;
    });
  }

  Board::Breach breach_of(const Ticket& ticket, const store::NextBreach& next) const {
    const Customer* customer = reader_.policies->customer(ticket.customer);
    Board::Breach breach;
    breach.number = "#" + std::to_string(ticket.number);
    breach.subject = ticket.subject;
    breach.customer = customer != nullptr && !customer->name.empty() ? customer->name : ticket.customer;
    breach.clock = name_of(next.clock);
    breach.left = next.due > now_ ? duration_words(next.due - now_) + " left" : "due now";
    breach.url = services_.links.ticket_url(ticket.number);
    breach.soon = next.due < now_ + soon_is;
    return breach;
  }

  void add_on_call() {
    for (const Schedule& schedule : reader_.policies->workspace().schedules) {
      const Rota* rota = reader_.policies->rota(schedule.id);
      if (rota == nullptr) continue;
      Board::Duty duty{name_of(schedule), names_of(*reader_.policies, rota->on_call(now_)), true};
      duty.covered = !duty.people.empty();
      if (!duty.covered) duty.people = "Nobody";
      board_.on_call.push_back(std::move(duty));
    }
  }

  const Services& services_;
  store::Database& reading_;
  const Reader& reader_;
  const Instant now_;
  Board board_;
  Figures today_;
  Figures yesterday_;
};

void get_board(Call& call, const Services& services, const PageFrame& frame) {
  count_in(services);
  Board board;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    board = BoardMaking(services, reading, reader).make();
  });
  board.wall = call.request.has_param("wall");
  call.response.set_header("Refresh", renew_after);
  answer_page(call.response, board_page(frame, board));
}

}  // namespace

void add_board_route(Routes& routes, const Services& services, const PageFrame& frame) {
  routes.add({"GET", "/board", Role::viewer, Body::none, 0,
              [&services, &frame](Call& call) { get_board(call, services, frame); }});
}

}  // namespace oasis::http
