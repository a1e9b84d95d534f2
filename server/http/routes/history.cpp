// GET /api/v1/history?from=&to=: the events of all tickets that the reader sees, in order of time, for reports and
// back-tests of one's own; GET /api/v1/history/given: only what people did, ticket by ticket, from which a back-test
// makes all the rest again (docs/sync.md). May not: count figures.
#include "server/store/history.hpp"

#include <httplib.h>

#include <charconv>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/http/answer.hpp"
#include "server/http/gzip.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "shared/codec/given.hpp"

namespace oasis::http {
namespace {

constexpr std::int64_t page_events = 1000;
/// Looked at for one page: a scoped reader may see few of them.
constexpr std::int64_t most_scanned = 10'000;

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// "at:id", as an answer's `next` has it.
std::optional<store::HistoryPlace> place_in(const std::string& text) {
  if (text.empty()) return store::HistoryPlace{Instant{std::numeric_limits<std::int64_t>::min()}, 0};
  const auto colon = text.find(':');
  if (colon == std::string::npos) return std::nullopt;
  const auto at = number_in(std::string_view(text).substr(0, colon));
  const auto id = number_in(std::string_view(text).substr(colon + 1));
  return at && id ? std::optional(store::HistoryPlace{Instant{*at}, *id}) : std::nullopt;
}

/// One page; `next` stands behind what was looked at, and is empty at the end.
class HistoryPage {
 public:
  HistoryPage(store::Database& reading, const Reader& reader, Interval period)
      : reading_(reading), reader_(reader), period_(period) {}

  std::string make(store::HistoryPlace after) {
    bool more = true;
    for (std::int64_t looked_at = 0; more && shown_ < page_events && looked_at < most_scanned;) {
      std::int64_t found = 0;
      store::each_event_between(reading_, period_, after, page_events - shown_, [&](store::HistoryRow row) {
        ++found;
        after = row.place;
        add(std::move(row));
      });
      looked_at += found;
      more = found > 0;
    }
    const std::string next = more ? std::to_string(after.at.ms) + ":" + std::to_string(after.id) : "";
    return "{\"events\":[" + events_ + "],\"next\":\"" + next + "\"}";
  }

 private:
  void add(store::HistoryRow row) {
    if (!may_see(reader_.sight, row.team, row.customer) || (row.note && !sees_notes(reader_.sight))) return;
    events_ += (shown_++ > 0 ? "," : "") + seen_event(reader_, std::move(row.body));
  }

  store::Database& reading_;
  const Reader& reader_;
  const Interval period_;
  std::string events_;
  std::int64_t shown_ = 0;
};

/// What both forms are asked with; nothing if the call was refused.
struct Asked {
  Interval period;
  store::HistoryPlace after;
};

std::optional<Asked> asked_in(Call& call) {
  const auto from = number_in(call.request.get_param_value("from"));
  const auto to = number_in(call.request.get_param_value("to"));
  if (!from || !to || *to < *from) {
    refuse(call.response, Code::bad_value,
           "from and to are milliseconds since 1970 UTC; to is the first one that is left out.",
           from ? "/to" : "/from");
    return std::nullopt;
  }
  const auto after = place_in(call.request.get_param_value("after"));
  if (!after) {
    refuse(call.response, Code::bad_value, "after is what the answer before called next.", "/after");
    return std::nullopt;
  }
  return Asked{{Instant{*from}, Instant{*to}}, *after};
}

void get_history(Call& call, const Services& services) {
  const auto asked = asked_in(call);
  if (!asked) return;
  std::string body;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    body = HistoryPage(reading, reader, asked->period).make(asked->after);
  });
  answer_json(call.response, std::move(body));
}

/// Tickets of a page of what was given, and how many are looked at for one.
constexpr std::int64_t page_tickets = 1000, most_tickets_scanned = 10'000;

std::string given_text(store::Database& reading, const Reader& reader, const store::CreatedTicket& created, Words words) {
  const GivenTicket ticket = store::given_on(reading, created, words, sees_notes(reader.sight));
  return write_given(ticket).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::int64_t tickets_seen(store::Database& reading, const Reader& reader, Interval period) {
  std::int64_t seen = 0;
  store::each_created_between(reading, period, *place_in(""), -1, [&](const store::CreatedTicket& ticket) {
    if (may_see(reader.sight, ticket.team, ticket.customer)) ++seen;
  });
  return seen;
}

/// One page, piece by piece; the total stands in the first one only.
void write_given_page(store::Database& reading, const Reader& reader, Asked asked, Words words, bool first,
                      const std::function<void(std::string_view)>& write) {
  write("{\"tickets\":[");
  std::int64_t shown = 0, looked_at = 0;
  bool more = true;
  while (more && shown < page_tickets && looked_at < most_tickets_scanned) {
    std::int64_t found = 0;
    store::each_created_between(reading, asked.period, asked.after, page_tickets - shown,
                                [&](const store::CreatedTicket& ticket) {
                                  ++found;
                                  asked.after = ticket.place;
                                  if (!may_see(reader.sight, ticket.team, ticket.customer)) return;
                                  if (shown++ > 0) write(",");
                                  write(given_text(reading, reader, ticket, words));
                                });
    looked_at += found;
    more = found > 0;
  }
  write("]");
  if (first) write(",\"total\":" + std::to_string(tickets_seen(reading, reader, asked.period)));
  const std::string next = more ? std::to_string(asked.after.at.ms) + ":" + std::to_string(asked.after.id) : "";
  write(",\"next\":\"" + next + "\"}");
}

void get_given(Call& call, const Services& services) {
  const auto asked = asked_in(call);
  if (!asked) return;
  const Words words = call.request.get_param_value("words") == "1" ? Words::keep : Words::leave;
  const bool first = call.request.get_param_value("after").empty();
  const bool compressed = takes_gzip(call.request.get_header_value("Accept-Encoding"));
  std::string body;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    if (compressed) {
      Gzip gzip;
      write_given_page(reading, reader, *asked, words, first, [&gzip](std::string_view piece) { gzip.add(piece); });
      body = gzip.finish();
    } else {
      write_given_page(reading, reader, *asked, words, first, [&body](std::string_view piece) { body += piece; });
    }
  });
  answer_json(call.response, std::move(body));
  call.response.set_header("Vary", "Accept-Encoding");
  if (compressed) call.response.set_header("Content-Encoding", "gzip");
}

}  // namespace

void add_history_route(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/history", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_history(call, services); }});
  routes.add({"GET", "/api/v1/history/given", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_given(call, services); }});
}

}  // namespace oasis::http
