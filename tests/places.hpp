// Where the tests find their fixtures and the programs that were built. May not: touch the disk.
#pragma once

#include <string>

namespace oasis::test {

/// The project's folder, absolute, without a slash at its end.
std::string source_folder();
/// The folder of this build (build/native, build/sanitize), absolute.
std::string binary_folder();

}  // namespace oasis::test
