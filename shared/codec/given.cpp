// See given.hpp.
#include "shared/codec/given.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr const char* customer = "*";

const Draft* message_of(const Command& command) {
  if (const auto* create = std::get_if<CreateTicket>(&command)) return &create->message;
  if (const auto* reply = std::get_if<Reply>(&command)) return &reply->message;
  if (const auto* note = std::get_if<WriteNote>(&command)) return &note->message;
  if (const auto* reply = std::get_if<CustomerReply>(&command)) return &reply->message;
  return nullptr;
}

/// Who wrote in anger is known, not read again.
void set_mood(Command& command, const Mood& mood) {
  if (auto* create = std::get_if<CreateTicket>(&command)) create->message.mood = mood;
  if (auto* reply = std::get_if<CustomerReply>(&command)) reply->message.mood = mood;
}

json written(const ScenarioEvent& event, const Command& command, Instant before) {
  json whole = write_command(command);
  json& args = whole["args"];
  args.erase("ticket");
  if (const Draft* draft = message_of(command)) {
    args.erase("message");
    if (!draft->text.empty()) args["text"] = draft->text;
    if (draft->automatic) args["automatic"] = true;
    if (draft->mood && !(*draft->mood == Mood{}))
      args["mood"] = json::array({draft->mood->score, draft->mood->dissatisfied});
  }
  json entry = json::array(
      {event.at.ms - before.ms, event.by_customer ? std::string(customer) : event.by, std::move(whole["name"])});
  if (!args.empty()) entry.push_back(std::move(args));
  return entry;
}

std::optional<Mood> read_mood(const json& args) {
  const auto found = args.find("mood");
  if (found == args.end()) return Mood{};
  const bool fits =
      found->is_array() && found->size() == 2 && (*found)[0].is_number() && (*found)[1].is_boolean();
  if (!fits) return std::nullopt;
  return Mood{(*found)[0].get<double>(), (*found)[1].get<bool>(), {}};
}

bool has_message(const std::string& name) {
  return name == "create" || name == "reply" || name == "note" || name == "customer_reply";
}

/// One entry of `ticket`, which gives it its time; an error says what is wrong with it.
Result<ScenarioEvent> read_entry(const json& entry, const GivenTicket& ticket, const std::string& where) {
  const bool fits = entry.is_array() && (entry.size() == 3 || (entry.size() == 4 && entry[3].is_object())) &&
                    entry[0].is_number_integer() && entry[1].is_string() && entry[2].is_string();
  if (!fits) return Error{where, "[ms, by, name, args] is wanted here"};
  json args = entry.size() == 4 ? entry[3] : json::object();
  const auto name = entry[2].get<std::string>();
  args["ticket"] = ticket.id;
  const std::optional<Mood> mood = read_mood(args);
  if (!mood) return Error{where + "/3/mood", "[score, dissatisfied] is wanted here"};
  args.erase("mood");
  if (has_message(name)) {
    json message = {{"id", ticket.id + "/" + std::to_string(ticket.events.size())}};
    for (const char* part : {"text", "automatic"}) {
      if (const auto found = args.find(part); found != args.end()) {
        message[part] = *found;
        args.erase(part);
      }
    }
    args["message"] = std::move(message);
  }
  auto command = read_command({{"name", name}, {"args", std::move(args)}});
  if (!command.ok()) return Error{where + command.error().where, command.error().what};
  set_mood(*command, *mood);
  const std::string by = entry[1].get<std::string>();
  const bool by_customer = by == customer;
  const Instant before = ticket.events.empty() ? Instant{0} : ticket.events.back().at;
  return ScenarioEvent{before + milliseconds(entry[0].get<std::int64_t>()), by_customer ? Id() : by, by_customer,
                       *std::move(command)};
}

}  // namespace

json write_given(const GivenTicket& ticket) {
  json given = json::array();
  Instant before{0};
  for (const ScenarioEvent& event : ticket.events) {
    const auto* command = std::get_if<Command>(&event.what);
    if (command == nullptr) continue;
    given.push_back(written(event, *command, before));
    before = event.at;
  }
  return {{"ticket", ticket.id}, {"number", ticket.number}, {"given", std::move(given)}};
}

Result<GivenTicket> read_given(const json& row) {
  const auto member = [&row](const char* name) { return row.is_object() ? row.find(name) : row.end(); };
  const auto id = member("ticket"), number = member("number"), given = member("given");
  if (id == row.end() || !id->is_string()) return Error{"/ticket", "an id is wanted here"};
  if (number == row.end() || !number->is_number_integer()) return Error{"/number", "a whole number is wanted here"};
  if (given == row.end() || !given->is_array()) return Error{"/given", "a list is wanted here"};
  GivenTicket ticket{id->get<std::string>(), number->get<std::int64_t>(), {}};
  for (std::size_t i = 0; i < given->size(); ++i) {
    auto event = read_entry((*given)[i], ticket, "/given/" + std::to_string(i));
    if (!event.ok()) return event.error();
    ticket.events.push_back(*std::move(event));
  }
  return ticket;
}

}  // namespace oasis
