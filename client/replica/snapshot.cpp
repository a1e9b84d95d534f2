// See snapshot.hpp.
#include "client/replica/snapshot.hpp"

#include <cstdio>
#include <utility>

#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;

std::string fnv1a(std::string_view bytes) {
  std::uint64_t hash = 14695981039346656037ull;
  for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  char text[20];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  return text;
}

Role role_of(const std::string& word) {
  if (word == "admin") return Role::admin;
  if (word == "manager") return Role::manager;
  return word == "agent" ? Role::agent : Role::viewer;
}

bool has(const json& object, const char* field, json::value_t type) {
  const auto found = object.find(field);
  if (found == object.end()) return false;
  const bool number = type == json::value_t::number_integer;
  return number ? found->is_number_integer() : found->type() == type;
}

/// The first line: which history, who reads, the document.
Result<Snapshot> read_header(std::string_view line) {
  json header = json::parse(line, nullptr, false);
  if (header.is_discarded() || !header.is_object())
    return Error{"", "the snapshot does not begin with its header"};
  const bool whole =
      has(header, "epoch", json::value_t::string) && has(header, "seq", json::value_t::number_integer) &&
      has(header, "me", json::value_t::object) && has(header, "workspace", json::value_t::object) &&
      has(header["me"], "id", json::value_t::string) && has(header["me"], "role", json::value_t::string);
  if (!whole) return Error{"", "the snapshot's header is not whole"};
  Snapshot snapshot;
  snapshot.cursor = {header["epoch"].get<std::string>(), header["seq"].get<std::int64_t>()};
  if (has(header, "server_time", json::value_t::number_integer))
    snapshot.server_time = header["server_time"].get<std::int64_t>();
  snapshot.me = {Actor::Kind::user, header["me"]["id"].get<std::string>(),
                 role_of(header["me"]["role"].get<std::string>())};
  snapshot.workspace = std::move(header["workspace"]);
  snapshot.zones = header.contains("zones") ? std::move(header["zones"]) : json::object();
  return snapshot;
}

}  // namespace

Result<Snapshot> read_snapshot(const std::string& body) {
  const std::size_t header_end = body.find('\n');
  if (header_end == std::string::npos || body.back() != '\n') return Error{"", "the snapshot was cut off"};
  OASIS_TRY(Snapshot snapshot, read_header(std::string_view(body).substr(0, header_end)));

  const std::size_t footer_at = body.rfind('\n', body.size() - 2) + 1;
  const json footer = json::parse(std::string_view(body).substr(footer_at), nullptr, false);
  if (footer.is_discarded() || !footer.is_object() || !has(footer, "checksum", json::value_t::string)) {
    return Error{"", "the snapshot was cut off"};
  }
  if (footer["checksum"].get<std::string>() != fnv1a(std::string_view(body).substr(0, footer_at))) {
    return Error{"", "the snapshot's checksum does not match"};
  }
  for (std::size_t at = header_end + 1; at < footer_at;) {
    const std::size_t end = body.find('\n', at);
    const json row = json::parse(std::string_view(body).substr(at, end - at), nullptr, false);
    at = end + 1;
    if (row.is_discarded() || !row.is_object() || !row.contains("row"))
      return Error{"", "a row of the snapshot is damaged"};
    if (!has(row, "entity", json::value_t::string) || row["entity"].get<std::string>() != "ticket") continue;
    OASIS_TRY(Ticket ticket, read_ticket(row["row"]));
    snapshot.tickets.push_back(std::move(ticket));
  }
  return snapshot;
}

Result<TicketDetails> read_details(const std::string& body) {
  const json answer = json::parse(body, nullptr, false);
  if (answer.is_discarded() || !answer.is_object()) return Error{"", "the ticket's details are damaged"};
  TicketDetails details;
  if (has(answer, "seq", json::value_t::number_integer)) details.as_of = answer["seq"].get<std::int64_t>();
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
  return details;
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (value < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<char>(bits >> count & 0xff));
    }
  }
  return bytes;
}

}  // namespace oasis
