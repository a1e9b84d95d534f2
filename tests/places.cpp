// See places.hpp.
#include "tests/places.hpp"

namespace oasis::test {

std::string source_folder() {
  return OASIS_SOURCE_DIR;
}

std::string binary_folder() {
  return OASIS_BINARY_DIR;
}

}  // namespace oasis::test
