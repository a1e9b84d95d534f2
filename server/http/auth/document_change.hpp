// A new version of the workspace document, handed in by a person: checked in every respect, in force at once,
// the accounts follow it. For the command line and the API alike. May not: print, or know who may.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/engine/writer.hpp"
#include "server/http/auth/auth.hpp"
#include "shared/result.hpp"
#include "shared/time/zone.hpp"

namespace oasis::http {

struct DocumentChange {
  std::string_view text;  ///< JSON
  engine::Reach reach = engine::Reach::new_tickets;
  std::string_view by;                 ///< who, for people: a user id, "config import"
  std::optional<std::uint32_t> after;  ///< refused if another version than this is in force by now
  std::string address = {};            ///< where the request came from; empty: the command line
};

/// What became of it: a version, or why not; `overtaken`: another version came in between.
struct DocumentChanged {
  std::uint32_t version = 0;
  bool overtaken = false;
  std::vector<Error> errors;
};

/// One transaction: all of it or nothing. One that leaves no administrator who can sign in is refused. People
/// whom the document calls otherwise are found again by their e-mail address.
DocumentChanged change_document(engine::Writer& writer, Auth& auth, const DocumentChange& change);

/// What the document would do to open tickets (`open_tickets`, `due_times_moved`, `breached_now`, `gaps`), or
/// {"errors": […]}; nothing changes.
nlohmann::json preview_change(engine::Writer& writer, const Zones& zones, const nlohmann::json& document);

/// {"errors": [{"where": JSON pointer, "what": …}]}
nlohmann::json errors_json(const std::vector<Error>& errors);

}  // namespace oasis::http
