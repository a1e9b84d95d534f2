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

/// The workspace that a new installation offers, as JSON text.
std::string_view default_document();

/// The same document with one more person (an id that is taken replaces that user's name, role and e-mail),
/// who also becomes the last resort if there is none. `text` must be a valid document.
std::string with_user(std::string_view text, const User& user);

}  // namespace oasis::engine
