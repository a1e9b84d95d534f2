// Tickets for the benchmarks: one made by a command, and as many copies of its rows as are wanted.
// May not: measure.
#pragma once

#include <cstdint>
#include <string>

#include "tests/bench/server/place.hpp"

namespace oasis::bench {

/// A ticket's id as browsers make them (UUIDv7): each is greater than those before.
std::string next_ticket_id();

/// The body of POST /api/v1/commands with one `create`.
std::string create_command(const std::string& epoch, const std::string& client, std::size_t mid,
                           const std::string& ticket);
std::string post(const std::string& path, const std::string& cookie, const std::string& body);

/// Where a replica begins.
struct Cursor {
  std::string epoch;
  std::int64_t head = 0;
};
Cursor cursor_of(const Server& server, const Place& place);

/// Has a server make the ticket "first", and stops it.
void make_first_ticket(const Place& place);
/// `count` copies of "first" with their timers, numbered after it; as finished ones without timers.
void copy_ticket(const Place& place, std::int64_t count, bool finished);

/// The value of one sample in /metrics.
double metric(const Server& server, const std::string& name);

}  // namespace oasis::bench
