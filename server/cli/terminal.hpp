// What commands ask of whoever types. May not: know any command.
#pragma once

#include <string>

namespace oasis::cli {

/// Reads a line without showing it; from a pipe just the line.
std::string read_secret(const char* prompt);

}  // namespace oasis::cli
