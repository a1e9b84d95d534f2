// Stored versions of the workspace document made ready for the core. May not: write rows, change state.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/model/state.hpp"
#include "shared/model/workspace.hpp"
#include "shared/result.hpp"
#include "shared/time/zone.hpp"

namespace oasis::engine {

/// A document that was read and checked, with the policies made from it.
struct Document {
  std::shared_ptr<const Policies> policies;
  std::string text;  ///< JSON, complete and in canonical order
};

/// Reads and checks `text` as version `version`. All faults, each with its place.
Result<Document, std::vector<Error>> read_document(std::string_view text, std::uint32_t version,
                                                   const Zones& zones);

/// The workspace that a new installation offers, as JSON text: complete, but without people.
std::string default_document();

/// The workspace with its first person: member of every team, on call in every schedule that has no layers yet,
/// and the last resort. `monday`: a Monday 09:00 of the wall clock, when the weekly shifts begin.
Workspace with_first_admin(Workspace workspace, const User& user, LocalTime monday);

/// The workspace with one more person, or with that person changed.
Workspace with_user(Workspace workspace, const User& user);

}  // namespace oasis::engine
