// Which settings a channel of the workspace may have, by its kind, and what they must look like. So a mistake
// is found when the document is read, not when the first message is to leave. May not: look a secret up.
#pragma once

#include "shared/codec/field.hpp"
#include "shared/model/workspace.hpp"

namespace oasis {

/// Reports every fault of a channel at its place: a kind that nobody knows, a setting that is missing,
/// unknown or ill-formed, a secret that is written instead of named. `at`: the channel's object.
void check_channel(const Field& at, const Channel& channel);

}  // namespace oasis
