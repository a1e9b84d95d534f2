// POST /api/v1/presence: a page tells which ticket it shows and hears who else does (docs/sync.md).
// May not: store anything.
#include "server/http/presence.hpp"

#include <httplib.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/json_body.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/store/tickets.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::size_t longest_id = 64;

bool read_id(const json& body, const char* field, std::string& id) {
  const auto found = body.find(field);
  if (found == body.end() || !found->is_string()) return false;
  id = found->get<std::string>();
  return id.size() <= longest_id;
}

/// Who looks at a ticket that somebody does not see is nothing to them.
bool sees_ticket(const Services& services, const Id& user, const TicketId& ticket) {
  bool sees = false;
  read_as(services, user, [&](store::Database& reading, const Reader& reader) {
    const auto row = store::find_ticket_row(reading, ticket);
    sees = row && may_see(reader.sight, row->team, row->customer);
  });
  return sees;
}

void post_presence(Call& call, const Services& services, Presence& presence) {
  auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, body.error());
  std::string page, ticket;
  if (!body->is_object() || !read_id(*body, "page", page) || page.empty())
    return refuse(call.response, Code::bad_value,
                  "\"page\" names the page that tells: a text of 1 to 64 bytes.", "/page");
  if (!read_id(*body, "ticket", ticket))
    return refuse(call.response, Code::bad_value, "\"ticket\" is a ticket's id, or \"\" for none.",
                  "/ticket");
  if (!ticket.empty() && !sees_ticket(services, call.who->user_id, ticket)) ticket.clear();
  const auto typing = body->find("typing");
  const Instant now = services.writer.now();
  presence.tell(call.who->user_id, page, ticket,
                typing != body->end() && typing->is_boolean() && typing->get<bool>(), now);
  json others = json::array();
  if (!ticket.empty()) {
    for (const Looker& looker : presence.others(call.who->user_id, ticket, now))
      others.push_back({{"user", looker.user}, {"typing", looker.typing}});
  }
  answer_json(call.response, json{{"others", std::move(others)}}.dump());
}

}  // namespace

void add_presence_route(Routes& routes, const Services& services) {
  const auto presence = std::make_shared<Presence>();
  routes.add({"POST", "/api/v1/presence", Role::viewer, Body::json, small_body,
              [&services, presence](Call& call) { post_presence(call, services, *presence); }});
}

}  // namespace oasis::http
