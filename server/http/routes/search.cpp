// GET /api/v1/search: tickets by words of their subjects and messages (docs/sync.md). May not: show what the
// person who asks may not see.
#include "server/store/search.hpp"

#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/sight.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::size_t longest_query = 200;  // bytes
constexpr std::int64_t usual_results = 20;
constexpr std::int64_t most_results = 50;
/// Places that are looked at: many may lie in one ticket, or in tickets that this person does not see.
constexpr std::int64_t most_places = 1000;

class Search {
 public:
  Search(store::Database& reading, Sight sight, std::string typed, std::int64_t wanted)
      : reading_(reading), sight_(std::move(sight)), typed_(std::move(typed)), wanted_(wanted) {}

  json run() {
    add_by_number();
    store::search(reading_, store::search_expression(typed_), most_places, [this](const store::Found& found) {
      add(found);
      return static_cast<std::int64_t>(results_.size()) <= wanted_;
    });
    const bool more = static_cast<std::int64_t>(results_.size()) > wanted_;
    if (more) results_.erase(results_.end() - 1);
    return {{"results", std::move(results_)}, {"more", more}};
  }

 private:
  /// "#1042" and "1042" name a ticket.
  void add_by_number() {
    const std::string digits = typed_.substr(typed_.rfind('#', 0) == 0 ? 1 : 0);
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc{} || end != digits.data() + digits.size()) return;
    if (const auto id = store::find_ticket_by_number(reading_, number)) add({*id, "", false});
  }

  void add(const store::Found& found) {
    if (found.internal && !sees_notes(sight_)) return;
    if (!tickets_.insert(found.ticket).second) return;  // the newest place stands for the ticket
    const auto ticket = store::find_ticket(reading_, found.ticket);
    if (!ticket || !may_see(sight_, *ticket)) return;
    json result{{"ticket", ticket->id},          {"number", ticket->number},
                {"subject", ticket->subject},    {"status", word(ticket->status)},
                {"updated", ticket->updated.ms}, {"message", found.message}};
    if (!found.message.empty()) result["snippet"] = store::snippet_of(text_of(found.message), typed_);
    results_.push_back(std::move(result));
  }

  std::string text_of(const std::string& message) {
    auto row = reading_.prepare("SELECT row ->> '$.text' FROM message WHERE id = ?").bind(message);
    return row.step() ? row.text(0) : "";
  }

  store::Database& reading_;
  const Sight sight_;
  const std::string typed_;
  const std::int64_t wanted_;
  std::set<TicketId> tickets_;
  json results_ = json::array();
};

void get_search(Call& call, const Services& services) {
  const std::string typed = call.request.get_param_value("q");
  if (typed.empty() || typed.size() > longest_query) {
    return refuse(call.response, Code::bad_value, "q holds the words to look for, at most 200 bytes.", "/q");
  }
  std::int64_t wanted = usual_results;
  if (call.request.has_param("limit")) {
    const std::string limit = call.request.get_param_value("limit");
    const auto [end, fault] = std::from_chars(limit.data(), limit.data() + limit.size(), wanted);
    if (fault != std::errc{} || end != limit.data() + limit.size() || wanted < 1 || wanted > most_results) {
      return refuse(call.response, Code::bad_value, "limit is a number from 1 to 50.", "/limit");
    }
  }
  json answer;
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    answer = Search(reading, reader.sight, typed, wanted).run();
  });
  answer_json(call.response, answer.dump(-1, ' ', false, json::error_handler_t::replace));
}

}  // namespace

void add_search_route(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/search", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_search(call, services); }});
}

}  // namespace oasis::http
