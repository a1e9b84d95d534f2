// People of the workspace as signing in needs them. May not: know credentials.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/engine/writer.hpp"
#include "shared/model/workspace.hpp"
#include "shared/result.hpp"

namespace oasis::engine {

struct NewPerson {
  Id id;
  std::string name;
  std::string email;
  Role role = Role::agent;
  std::string address = {};  ///< where the request came from
};

/// The role now; nothing when the document in force has no such person. Callable from any thread.
std::optional<Role> role_now(const Writer& writer, const Id& user);

/// Makes a new version of the document with this person; the first one of all becomes a member of every team,
/// is on call and is the last resort. Does nothing when the same person (id and e-mail) is there already;
/// answers why not. Durable when it returns. Not from the writer's own thread. Throws store::Failure.
std::optional<Error> add_person(Writer& writer, const NewPerson& person);

/// Makes a new version of the document in which `change` has changed this person, as the document writes
/// them. It holds for what happens from now on; due times of open tickets do not move. All faults if the
/// changed person is not valid, each with its place within them ("/notify/critical/0/after"); then nothing
/// has changed. `by`: whose doing.
std::vector<Error> change_person(Turn& turn, const Id& user,
                                 const std::function<void(nlohmann::json&)>& change, std::string_view by);

}  // namespace oasis::engine
