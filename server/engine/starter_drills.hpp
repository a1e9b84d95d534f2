// The scenarios of drills that a new installation offers, in the words that a customer would write.
// May not: name a chain, which every workspace has its own of.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace oasis::engine {

/// An array of drills as docs/scenario.md writes them, without `chain`, and with a `lesson`: what each one shows.
nlohmann::json starter_drills();

}  // namespace oasis::engine
