// GET /api/v1/report/tickets and /reports/tickets.csv: the tickets behind a number of a report, of what the
// reader sees. May not: define a figure.
#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/answer.hpp"
#include "server/http/counting.hpp"
#include "server/http/csv.hpp"
#include "server/http/days_asked.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/http/slice_asked.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/behind.hpp"
#include "shared/report/local_words.hpp"
#include "shared/report/table.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t page_tickets = 100;
constexpr std::size_t most_tickets = 10'000;  // that can be paged to, and of the table to download

struct NumberAsked {
  Behind behind;
  Slice slice;
  Days days;
  std::size_t offset = 0;
};

/// nullopt: refused.
std::optional<std::size_t> offset_asked(Call& call) {
  const std::string text = call.request.has_param("offset") ? call.request.get_param_value("offset") : "0";
  std::size_t offset = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (fault == std::errc{} && end == text.data() + text.size() && offset <= most_tickets) return offset;
  refuse(call.response, Code::bad_value,
         "An offset is a number from 0 to " + std::to_string(most_tickets) + ".", "/offset");
  return std::nullopt;
}

std::optional<NumberAsked> number_asked(Call& call, const Services& services) {
  const auto behind = behind_of(call.request.has_param("of") ? call.request.get_param_value("of") : "");
  if (!behind) {
    refuse(call.response, Code::bad_value,
           "Say which number: as \"behind\" of a cell of /api/v1/report has it, \"kinds:breached;number:0\".",
           "/of");
    return std::nullopt;
  }
  const auto policies = services.writer.policies();
  const auto days = days_asked(call, policies->zone(), services.writer.now());
  if (!days) return std::nullopt;
  const auto slice = slice_asked(call);
  if (!slice) return std::nullopt;
  if (behind->via && !is_of_all(*slice)) {
    refuse(call.response, Code::bad_value, "Messages of a channel are counted of all tickets: leave filters out.", "/of");
    return std::nullopt;
  }
  const auto offset = offset_asked(call);
  if (!offset) return std::nullopt;
  return NumberAsked{*behind, *slice, *days, *offset};
}

struct Found {
  TicketId ticket;
  Measure measure;
};

bool is_newer(const Found& a, const Found& b) {
  return a.measure.at != b.measure.at ? b.measure.at < a.measure.at : a.ticket < b.ticket;
}

/// Different tickets, in as little memory as may be: there can be a million of them.
class TicketSet {
 public:
  void insert(std::string_view id) {
    if (2 * (count() + 1) > slots_.size()) grow();
    std::uint32_t& slot = slot_of(id);
    if (slot != 0) return;
    letters_ += id;
    ends_.push_back(letters_.size());
    slot = static_cast<std::uint32_t>(count());
  }
  std::size_t count() const { return ends_.size() - 1; }

 private:
  std::string_view id(std::size_t number) const {
    return std::string_view(letters_).substr(ends_[number - 1], ends_[number] - ends_[number - 1]);
  }
  /// Where it is, or is to be. There is always a free one.
  std::uint32_t& slot_of(std::string_view wanted) {
    std::size_t at = std::hash<std::string_view>()(wanted) % slots_.size();
    while (slots_[at] != 0 && id(slots_[at]) != wanted) at = (at + 1) % slots_.size();
    return slots_[at];
  }
  void grow() {
    slots_.assign(std::max<std::size_t>(1024, 2 * slots_.size()), 0);
    for (std::size_t number = 1; number <= count(); ++number) slot_of(id(number)) = static_cast<std::uint32_t>(number);
  }

  std::string letters_;
  std::vector<std::size_t> ends_{0};  // of each id in letters_, after a beginning
  std::vector<std::uint32_t> slots_;  // numbers from 1; 0 is free
};

/// The newest `most` of what is added, in twice the memory.
class Newest {
 public:
  explicit Newest(std::size_t most) : most_(most) {}
  void add(const TicketId& ticket, const Measure& measure) {
    if (oldest_ && measure.at < *oldest_) return;
    found_.push_back({ticket, measure});
    if (found_.size() < 2 * most_) return;
    keep();
    oldest_ = std::max_element(found_.begin(), found_.end(), is_newer)->measure.at;
  }
  /// In order.
  std::vector<Found> take() {
    keep();
    std::sort(found_.begin(), found_.end(), is_newer);
    return std::move(found_);
  }

 private:
  void keep() {
    if (found_.size() <= most_) return;
    std::nth_element(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(most_), found_.end(), is_newer);
    found_.resize(most_);
  }

  std::size_t most_;
  std::vector<Found> found_;
  std::optional<Instant> oldest_;  // of those that are kept, once there are enough
};

/// The newest `most` of what is counted, in order; how many there are at all goes into `list`.
std::vector<Found> newest(store::Database& reading, const Reader& reader, const NumberAsked& asked,
                          std::size_t most, BehindList& list) {
  Newest found(most);
  TicketSet tickets;
  const auto wanted = [&kinds = asked.behind.kinds](Measure::Kind kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  };
  each_seen(reading, reader, asked.slice, wanted, [&](const TicketId& ticket, const Measure& measure) {
    if (!counts(asked.behind, measure, *reader.policies)) return;
    ++list.count;
    tickets.insert(ticket);
    found.add(ticket, measure);
  });
  list.tickets = static_cast<std::int64_t>(tickets.count());
  return found.take();
}

void name_ticket(const Reader& reader, const Ticket& ticket, BehindList::Row& row) {
  row.ticket = ticket.id;
  row.number = ticket.number;
  row.subject = ticket.subject;
  if (!ticket.customer.empty()) row.customer = name_of(reader.policies->customer(ticket.customer), ticket.customer);
}

/// As the ticket is now; a ticket that has moved out of the reader's sight is counted, but not named.
BehindList::Row ticket_row_of(store::Database& reading, const Reader& reader, const Found& found) {
  BehindList::Row row;
  row.what = words_of(found.measure);
  row.at = found.measure.at;
  if (has_value(found.measure.kind)) row.value = found.measure.value;
  const auto ticket = store::find_ticket(reading, found.ticket);
  if (ticket && may_see(reader.sight, *ticket)) name_ticket(reader, *ticket, row);
  return row;
}

/// "To Ann Ek, failed: mailbox full"
std::string words_of_message(const store::Outgoing& message, const Policies& policies) {
  const std::string to = message.user.empty() ? "the customer" : name_of(policies, message.user);
  const std::string state =
      message.delivered ? "arrived" : message.state == store::Delivery::failed ? "failed" : message.sent ? "sent" : "waiting";
  return "To " + to + ", " + state + (message.error.empty() ? "" : ": " + message.error);
}

void list_messages(store::Database& reading, const Reader& reader, const NumberAsked& asked, std::size_t most,
                   BehindList& list) {
  const auto outcome = static_cast<store::Outcome>(asked.behind.sent);
  const auto found =
      store::messages_of_channel(reading, *asked.behind.via, outcome, asked.slice.period, asked.offset, most);
  list.count = found.count;
  list.tickets = found.tickets;
  for (const store::Outgoing& message : found.messages) {
    BehindList::Row row;
    if (const auto ticket = store::find_ticket(reading, message.ticket)) name_ticket(reader, *ticket, row);
    if (row.number == 0) row.subject = "A message about no ticket";
    row.what = words_of_message(message, *reader.policies);
    row.at = message.queued;
    list.rows.push_back(std::move(row));
  }
}

/// Loads of colleagues are for those who answer for them, as in the report; so are messages, which are counted of all tickets alone.
bool may_be_told(const NumberAsked& asked, const Reader& reader) {
  if (sees_settings(reader.sight)) return true;
  return !asked.behind.via && (!asked.behind.who || *asked.behind.who == reader.user);
}

/// Nothing: the call was refused. `most` rows from its offset.
std::optional<BehindList> list_for(Call& call, const Services& services, std::size_t most) {
  auto asked = number_asked(call, services);
  if (!asked) return std::nullopt;
  if (!count_in(call, services)) return std::nullopt;
  std::optional<BehindList> list;
  read_measures_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    if (!may_be_told(*asked, reader)) return;
    asked->slice.period = period_of(asked->days, reader.policies->zone());
    list.emplace();
    list->title = words_of(asked->behind, *reader.policies);
    list->first = to_text(date_of(asked->days.first));
    list->last = to_text(date_of(asked->days.last));
    list->zone = reader.policies->zone().name();
    if (asked->behind.via) return list_messages(reading, reader, *asked, most, *list);
    const auto found = newest(reading, reader, *asked, asked->offset + most, *list);
    for (std::size_t i = asked->offset; i < found.size(); ++i)
      list->rows.push_back(ticket_row_of(reading, reader, found[i]));
  });
  if (!list)
    refuse(call.response, Code::not_allowed,
           "What colleagues were told, and by which channel, is for managers who see every ticket.", "/of");
  return list;
}

void get_ticket_list(Call& call, const Services& services) {
  using Row = nlohmann::ordered_json;
  if (const auto list = list_for(call, services, page_tickets))
    answer_json(call.response, write_behind_list(*list).dump(-1, ' ', false, Row::error_handler_t::replace));
}

void get_ticket_table(Call& call, const Services& services) {
  const auto list = list_for(call, services, most_tickets);
  if (!list) return;
  std::string csv = "ticket,subject,customer,what,at,seconds\r\n";
  for (const BehindList::Row& row : list->rows) {
    csv += (row.number == 0 ? "" : std::to_string(row.number)) + "," + csv_cell(row.subject) + "," +
           csv_cell(row.customer) + "," + csv_cell(row.what) + "," + to_text(row.at) + "," +
           (row.value ? std::to_string(row.value->ms / 1000) : "") + "\r\n";
  }
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_header("Content-Disposition",
                           "attachment; filename=\"tickets-" + list->first + "-to-" + list->last + ".csv\"");
  call.response.set_content(csv, "text/csv; charset=utf-8");
}

}  // namespace

void add_report_ticket_routes(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/report/tickets", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_ticket_list(call, services); }});
  routes.add({"GET", "/reports/tickets.csv", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_ticket_table(call, services); }});
}

}  // namespace oasis::http
