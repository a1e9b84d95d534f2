// Tickets, people, messages, events and commands in and out of JSON: the rows of the store and of the change
// feed, the bodies of the API. Field names are those of docs/scenario.md wherever it has the same thing.
// Instants are integers (UTC milliseconds) in rows; unset optional fields are left out. Everything is linear
// in its size.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "shared/command/command.hpp"
#include "shared/event/event.hpp"
#include "shared/model/message.hpp"
#include "shared/model/state.hpp"
#include "shared/model/ticket.hpp"
#include "shared/result.hpp"

namespace oasis {

nlohmann::json write_ticket(const Ticket& ticket);
Result<Ticket> read_ticket(const nlohmann::json& json);

nlohmann::json write_person(const Person& person);
Result<Person> read_person(const nlohmann::json& json);

nlohmann::json write_message(const Message& message);
Result<Message> read_message(const nlohmann::json& json);

/// {"ticket","number","at","by","cause","event": name, …fields of the fact}. Messages inside are written
/// whole.
nlohmann::json write_event(const Event& event);
/// How the fact is named there: "sla_breached".
std::string_view event_word(const Fact& fact);
Result<Event> read_event(const nlohmann::json& json);

/// A command is {"name": "reply", "args": {…}}; names: create, reply, note, customer_reply, set, merge,
/// acknowledge, escalate, rate, apply_chain, step_failed, promise, link, split, watch. Unknown fields, wrong
/// types, broken UTF-8 and values out of range are errors with a JSON pointer into {"name","args"}.
nlohmann::json write_command(const Command& command);
Result<Command> read_command(const nlohmann::json& json);

}  // namespace oasis
