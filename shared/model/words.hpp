// The small closed sets of words that tickets, people and policies are described with.
// May not: hold behaviour beyond naming. Their spelling in documents is in codec/words.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace oasis {

/// An identifier chosen by people in the workspace document: [a-z0-9][a-z0-9-]{0,62}.
using Id = std::string;
/// A ticket's identifier: made by whoever creates it (UUIDv7 text from clients, any Id in scenario files).
using TicketId = std::string;
/// A message's identifier: made by whoever writes it, unique in the workspace.
using MessageId = std::string;

enum class Priority : std::uint8_t { low, normal, high, urgent };
constexpr std::size_t priority_count = 4;

/// `fresh` is written "new" in documents and shown as New.
enum class Status : std::uint8_t { fresh, open, pending, on_hold, resolved, closed };

/// Each role may do everything the one before may.
enum class Role : std::uint8_t { viewer, agent, manager, admin };

/// How loudly somebody is told (semantics: Notifications).
enum class Urgency : std::uint8_t { low, normal, critical };
constexpr std::size_t urgency_count = 3;

/// The four clocks of a ticket (semantics: Service levels).
enum class ClockKind : std::uint8_t { first_response, next_response, update, resolution };
constexpr std::size_t clock_count = 4;

constexpr bool is_finished(Status status) {
  return status == Status::resolved || status == Status::closed;
}

}  // namespace oasis
