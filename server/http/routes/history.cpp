// GET /api/v1/history?from=&to=: the events of all tickets that the reader sees, in order of time, for reports and
// back-tests of one's own (docs/sync.md). May not: count.
#include "server/store/history.hpp"

#include <httplib.h>

#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/http/answer.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"

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

void get_history(Call& call, const Services& services) {
  const auto from = number_in(call.request.get_param_value("from"));
  const auto to = number_in(call.request.get_param_value("to"));
  if (!from || !to || *to < *from) {
    return refuse(call.response, Code::bad_value,
                  "from and to are milliseconds since 1970 UTC; to is the first one that is left out.",
                  from ? "/to" : "/from");
  }
  const auto after = place_in(call.request.get_param_value("after"));
  if (!after) return refuse(call.response, Code::bad_value, "after is what the answer before called next.", "/after");
  std::string body;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    body = HistoryPage(reading, reader, {Instant{*from}, Instant{*to}}).make(*after);
  });
  answer_json(call.response, std::move(body));
}

}  // namespace

void add_history_route(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/history", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_history(call, services); }});
}

}  // namespace oasis::http
