// See snapshot.hpp.
#include "client/replica/snapshot.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "client/replica/wire.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/rows.hpp"
#include "shared/codec/ticket_text.hpp"
#include "shared/text/crc32.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr std::size_t usual_row = 700;  // bytes; for reserving only

Role role_of(const std::string& word) {
  if (word == "admin") return Role::admin;
  if (word == "manager") return Role::manager;
  return word == "agent" ? Role::agent : Role::viewer;
}

bool has(const json& object, const char* field, json::value_t type) {
  const auto found = object.find(field);
  if (found == object.end()) return false;
  const bool number = type == json::value_t::number_integer;  // signed or not
  return number ? found->is_number_integer() : found->type() == type;
}

void add_document(json& row, Snapshot& snapshot) {
  if (!row.is_object() || !has(row, "version", json::value_t::number_integer) || !row.contains("document"))
    return;
  snapshot.documents.push_back(
      {row["version"].get<std::uint32_t>(), std::make_shared<const json>(std::move(row["document"]))});
}

/// Beyond what the channel knows: the person has seen it, or answered it.
void read_furthest(const json& row, SentMessage& delivery) {
  const std::string state = delivery.state;
  const auto reached = [&](const char* name, const char* member) {
    if (!row.is_object() || !has(row, member, json::value_t::number_integer)) return;
    delivery.state = name;
    delivery.at = Instant{row[member].get<std::int64_t>()};
  };
  if (state == "sent" || state == "delivered") reached("sent", "sent_at");
  if (state == "delivered") reached("delivered", "delivered_at");
  if (state == "failed") reached("failed", "failed_at");
  reached("seen", "seen_at");
  reached("answered", "answered_at");
}

SentMessage read_delivery(const json& row) {
  SentMessage delivery;
  if (row.is_object() && has(row, "event", json::value_t::number_integer))
    delivery.event = row["event"].get<std::uint32_t>();
  delivery.cause = static_cast<std::uint32_t>(wire::number_of(row, "cause"));
  delivery.answer = wire::text_of(row, "answer");
  delivery.user = wire::text_of(row, "user");
  delivery.via = wire::text_of(row, "via");
  delivery.state = wire::text_of(row, "state");
  delivery.error = wire::text_of(row, "error");
  delivery.may_repeat =
      row.is_object() && has(row, "may_repeat", json::value_t::boolean) && row["may_repeat"].get<bool>();
  read_furthest(row, delivery);
  return delivery;
}

/// The first line: which history, who reads, the document.
Result<Snapshot> read_header(std::string_view line) {
  json header = wire::parse(line);
  if (header.is_discarded() || !header.is_object())
    return Error{"", "the snapshot does not begin with its header"};
  const bool whole =
      has(header, "epoch", json::value_t::string) && has(header, "seq", json::value_t::number_integer) &&
      has(header, "me", json::value_t::object) && has(header, "workspace", json::value_t::object) &&
      header["workspace"].contains("document") && has(header["me"], "id", json::value_t::string) &&
      has(header["me"], "role", json::value_t::string);
  if (!whole) return Error{"", "the snapshot's header is not whole"};
  Snapshot snapshot;
  snapshot.cursor = {header["epoch"].get<std::string>(), header["seq"].get<std::int64_t>()};
  if (has(header, "server_time", json::value_t::number_integer))
    snapshot.server_time = header["server_time"].get<std::int64_t>();
  snapshot.me = {Actor::Kind::user, header["me"]["id"].get<std::string>(),
                 role_of(header["me"]["role"].get<std::string>())};
  if (has(header, "last_number", json::value_t::number_integer))
    snapshot.last_number = header["last_number"].get<std::int64_t>();
  add_document(header["workspace"], snapshot);
  return snapshot;
}

/// A ticket's line as the server writes it; nullopt for all else, which is read as JSON.
std::optional<Ticket> ticket_on(std::string_view line) {
  constexpr std::string_view before = R"({"entity":"ticket","row":)";
  if (line.substr(0, before.size()) != before || line.back() != '}') return std::nullopt;
  line.remove_prefix(before.size());
  line.remove_suffix(1);
  return read_ticket_text(line);
}

void add_ticket(Ticket&& ticket, Snapshot& snapshot) {
  TicketId id = ticket.id;
  snapshot.tickets.insert_or_assign(std::move(id), std::move(ticket));
}

}  // namespace

Result<Snapshot> read_snapshot(const std::string& body) {
  const std::size_t header_end = body.find('\n');
  if (header_end == std::string::npos || body.back() != '\n') return Error{"", "the snapshot was cut off"};
  OASIS_TRY(Snapshot snapshot, read_header(std::string_view(body).substr(0, header_end)));

  const std::size_t footer_at = body.rfind('\n', body.size() - 2) + 1;
  const json footer = wire::parse(std::string_view(body).substr(footer_at));
  if (footer.is_discarded() || !footer.is_object() || !has(footer, "crc32", json::value_t::number_integer)) {
    return Error{"", "the snapshot was cut off"};
  }
  if (footer["crc32"].get<std::int64_t>() != crc32(std::string_view(body).substr(0, footer_at))) {
    return Error{"", "the snapshot's checksum does not match"};
  }
  snapshot.tickets.reserve((footer_at - header_end) / usual_row);
  for (std::size_t at = header_end + 1; at < footer_at;) {
    const std::size_t end = body.find('\n', at);
    const std::string_view line = std::string_view(body).substr(at, end - at);
    at = end + 1;
    if (auto ticket = ticket_on(line)) {
      add_ticket(std::move(*ticket), snapshot);
      continue;
    }
    json row = wire::parse(line);
    if (row.is_discarded() || !row.is_object() || !row.contains("row"))
      return Error{"", "a row of the snapshot is damaged"};
    const std::string entity =
        has(row, "entity", json::value_t::string) ? row["entity"].get<std::string>() : "";
    if (entity == "workspace") add_document(row["row"], snapshot);
    if (entity != "ticket") continue;
    OASIS_TRY(Ticket ticket, read_ticket(row["row"]));
    add_ticket(std::move(ticket), snapshot);
  }
  return snapshot;
}

Result<TicketDetails> read_details(const std::string& body) {
  const json answer = wire::parse(body);
  if (answer.is_discarded() || !answer.is_object()) return Error{"", "the ticket's details are damaged"};
  TicketDetails details;
  if (has(answer, "as_of", json::value_t::number_integer))
    details.as_of = answer["as_of"].get<std::int64_t>();
  if (has(answer, "messages", json::value_t::array)) {
    for (const json& row : answer["messages"]) {
      OASIS_TRY(Message message, read_message(row));
      details.messages.push_back(std::move(message));
    }
  }
  if (has(answer, "events", json::value_t::array)) {
    for (const json& row : answer["events"]) {
      OASIS_TRY(Event event, read_event(row));
      details.events.push_back(std::move(event));
    }
  }
  if (has(answer, "deliveries", json::value_t::array)) {
    for (const json& row : answer["deliveries"]) details.deliveries.push_back(read_delivery(row));
  }
  if (has(answer, "contact_trouble", json::value_t::object)) {
    const json& trouble = answer["contact_trouble"];
    const std::string why = wire::text_of(trouble, "why");
    details.contact_trouble = phrase("Mail to {1} came back"_tr, wire::text_of(trouble, "address"));
    if (!why.empty()) details.contact_trouble += ": " + why;
  }
  return details;
}

std::vector<std::string> zones_named_in(const json& document) {
  std::vector<std::string> names;
  const auto add = [&names](const json& object) {
    if (!object.is_object() || !has(object, "zone", json::value_t::string)) return;
    const std::string name = object["zone"].get<std::string>();
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  add(document);
  for (const char* part : {"users", "customers", "calendars", "schedules"}) {
    if (!document.is_object() || !has(document, part, json::value_t::array)) continue;
    for (const json& object : document[part]) add(object);
  }
  return names;
}

}  // namespace oasis
