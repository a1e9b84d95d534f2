// GET /api/v1/tickets/:id, /api/v1/attachments/:id, /api/v1/zones/… (docs/sync.md). May not: change anything,
// but that who looks at a ticket has seen what told them of it.
#include "server/store/tickets.hpp"

#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/engine/system_zones.hpp"
#include "server/http/answer.hpp"
#include "server/http/details.hpp"
#include "server/http/download.hpp"
#include "server/http/picture.hpp"
#include "server/http/reader.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/notify/answers.hpp"
#include "server/store/uploads.hpp"

namespace oasis::http {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void get_ticket(Call& call, const Services& services) {
  std::string body;
  TicketId seen;  // the ticket whose messages to this person are seen by this
  std::int64_t after = -1;
  if (call.request.has_param("after")) {
    const auto number = whole_number(call.request.get_param_value("after"));
    if (!number) return refuse(call.response, Code::bad_value, "after is the number of an event.", "/after");
    after = *number;
  }
  read_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    TicketId id = call.path.at("id");
    if (const auto number = whole_number(id))
      id = store::find_ticket_by_number(reading, *number).value_or(id);
    body = details_body(reading, reader, id, after);
    const bool seen_now = !body.empty() && !call.who->token;
    if (seen_now && notify::has_unseen(reading, id, call.who->user_id)) seen = id;
  });
  if (body.empty()) return refuse(call.response, Code::not_found, "There is no such ticket.");
  if (!seen.empty())
    services.writer.run([&](engine::Turn& turn) { notify::mark_seen(turn, seen, call.who->user_id); });
  answer_json(call.response, std::move(body));
}

bool sees_file(store::Database& reading, const Sight& sight, const store::StoredAttachment& file) {
  const auto ticket = store::find_ticket_row(reading, file.ticket);
  if (!ticket || !may_see(sight, ticket->team, ticket->customer)) return false;
  return sees_notes(sight) || !store::is_of_a_note(reading, file.id, file.ticket);
}

struct File {
  std::string name, bytes;
};

/// What the reader sees on tickets, and what they have sent themselves and no message has yet.
std::optional<File> file_of(Call& call, const Services& services) {
  std::optional<File> file;
  const std::string& id = call.path.at("id");
  const std::string& user = call.who->user_id;
  read_as(services, user, [&](store::Database& reading, const Reader& reader) {
    auto found = store::find_attachment(reading, id);
    if (found && sees_file(reading, reader.sight, *found)) {
      file = {std::move(found->name), std::move(found->bytes)};
    } else if (const auto waiting = store::find_upload(reading, id, user); !found && waiting) {
      file = {waiting->name, store::upload_content(reading, id, user).value_or("")};
    }
  });
  return file;
}

void get_attachment(Call& call, const Services& services) {
  auto found = file_of(call, services);
  if (!found) return refuse(call.response, Code::not_found, "There is no such attachment.");
  call.response.set_header("Cache-Control", "no-store");  // a browser must not keep what somebody may lose sight of
  answer_download(call.response, found->name, std::move(found->bytes));
}

void get_picture(Call& call, const Services& services) {
  auto found = file_of(call, services);
  if (!found || !answer_picture(call.response, std::move(found->bytes)))
    return refuse(call.response, Code::not_found, "There is no such picture that can be shown.");
  call.response.set_header("Cache-Control", "no-store");
}

void get_zone(Call& call, const std::string& name) {
  auto bytes = engine::zone_bytes(name);
  if (!bytes) return refuse(call.response, Code::not_found, "There is no such time zone.");
  call.response.set_header("Cache-Control", "private, max-age=86400");
  call.response.set_content(std::move(*bytes), "application/tzif");
}

}  // namespace

void add_ticket_routes(Routes& routes, const Services& services) {
  routes.add({"GET", "/api/v1/tickets/:id", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_ticket(call, services); }});
  routes.add({"GET", "/api/v1/attachments/:id", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_attachment(call, services); }});
  routes.add({"GET", "/api/v1/attachments/:id/picture", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_picture(call, services); }});
  // Zone names have one to three parts: "UTC", "Europe/Berlin", "America/Argentina/Ushuaia".
  routes.add({"GET", "/api/v1/zones/:a", Role::viewer, Body::none, 0,
              [](Call& call) { get_zone(call, call.path.at("a")); }});
  routes.add({"GET", "/api/v1/zones/:a/:b", Role::viewer, Body::none, 0,
              [](Call& call) { get_zone(call, call.path.at("a") + "/" + call.path.at("b")); }});
  routes.add({"GET", "/api/v1/zones/:a/:b/:c", Role::viewer, Body::none, 0, [](Call& call) {
                get_zone(call, call.path.at("a") + "/" + call.path.at("b") + "/" + call.path.at("c"));
              }});
}

}  // namespace oasis::http
