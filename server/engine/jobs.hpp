// What the server does regularly, each a due time like any other. May not: wait or poll.
#pragma once

#include <map>
#include <string>

#include "server/engine/writer.hpp"
#include "server/watch/measures.hpp"

namespace oasis::engine {

/// `work` outlives the jobs. "adopt": goes on with moving open tickets to an edited document; "auditor": every
/// ten minutes; "compact": once a day, forgets changes and results that are older than thirty days, and
/// clients that were not seen for ninety.
std::map<std::string, Job> regular_jobs(watch::Work& work);

}  // namespace oasis::engine
