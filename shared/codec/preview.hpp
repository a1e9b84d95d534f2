// What an edit of the workspace document would do, asked before it is done: the interface that the server's
// route and the client's editor share (docs/semantics.md, "Service levels": "With a preview first"). May not:
// change anything.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "shared/command/adopt.hpp"
#include "shared/model/state.hpp"
#include "shared/result.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// {"open_tickets", "due_times_moved", "breached_now"}
nlohmann::ordered_json write_preview(const EditPreview& preview);

/// The preview of applying `document`, a bare workspace object, to the open tickets of `state` at `now`, with
/// the gaps in the schedules that it makes: the members of write_preview and "gaps": [{"schedule", "from",
/// "to"}]. Its faults, each with a JSON pointer, where it is not valid. O(open tickets).
Result<nlohmann::ordered_json, std::vector<Error>> preview_document(const State& state,
                                                                    const nlohmann::json& document,
                                                                    const Zones& zones, Instant now);
/// The same for whoever does not hold all open tickets in memory: `effect` answers what the prepared document
/// would do to them (preview_edit, added up). `current`: the document in force; nullptr if there is none.
using EditEffect = std::function<EditPreview(const std::shared_ptr<const Policies>& candidate)>;
Result<nlohmann::ordered_json, std::vector<Error>> preview_document(const Policies* current,
                                                                    const nlohmann::json& document,
                                                                    const Zones& zones, Instant now,
                                                                    const EditEffect& effect);

}  // namespace oasis
