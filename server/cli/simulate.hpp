// `support-oasis simulate FILE…`: runs scenario files on a virtual clock. May not: run anything itself; the
// core does.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "shared/time/zone.hpp"

namespace oasis::cli {

/// Reads each file ("-" is `in`), prints one line of JSON per file on `out`, and one line per fault on `err`
/// ("file: /pointer: what"; without "file: " if only one was given). Returns 0, or 2 if any file had a fault;
/// all files are tried.
int run_simulate(const std::vector<std::string>& files, const Zones& zones, std::istream& in,
                 std::ostream& out, std::ostream& err);

/// The whole of a file, or of `in` for "-"; an error that names the file.
Result<std::string> read_input(const std::string& file, std::istream& in);

/// One line per fault, as run_simulate prints them.
void print_faults(const std::vector<Error>& faults, const std::string& prefix, std::ostream& err);

}  // namespace oasis::cli
