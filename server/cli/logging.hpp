// Where log lines go, for every command: standard error, one line each, `key=value` or JSON. Standard output
// belongs to what a command answers. May not: decide what is logged.
#pragma once

#include <string>

namespace oasis::cli {

/// Commands log only what is wrong; a server also what happens.
enum class Chatter { warnings, events };

struct LogOptions {
  std::string level = "info";  // debug, info, warning, error; debug has a line for every request
  bool json = false;
};

void start_logging(Chatter chatter);
void start_logging(const LogOptions& options);

}  // namespace oasis::cli
