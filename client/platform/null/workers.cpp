// See workers.hpp. A file of its own: in the browser build nothing asks for it (../browser/workers.cpp).
#include "client/platform/null/workers.hpp"

namespace oasis::platform {

NullWorkers& null_workers() {
  static NullWorkers workers;
  return workers;
}

Workers& workers() {
  return null_workers();
}

}  // namespace oasis::platform
