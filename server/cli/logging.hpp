// Where log lines go, for every command: standard error, one line each, `key=value`. Standard output belongs
// to what a command answers. May not: decide what is logged.
#pragma once

namespace oasis::cli {

/// Commands log only what is wrong; a server also what happens.
enum class Chatter { warnings, events };

void start_logging(Chatter chatter);

}  // namespace oasis::cli
