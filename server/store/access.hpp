// How the rooms of the server reach the database without knowing who owns the connections.
// May not: hold a connection.
#pragma once

#include <functional>

#include "server/store/sqlite.hpp"

namespace oasis::store {

/// Runs the work inside a transaction of the one writing connection and returns when it is durable. The work
/// may share that transaction with others (group commit), so it must not begin, commit or wait. What it
/// throws undoes its own part and comes out here.
using Write = std::function<void(const std::function<void(Database&)>& work)>;

/// Runs the work on a connection that can only read; it sees everything that was durable before.
using Read = std::function<void(const std::function<void(Database&)>& work)>;

}  // namespace oasis::store
