// A desk on the null platform for tests: what the driver could not do fails the test.
// May not: know a room.
#pragma once

#include <gtest/gtest.h>

#include "tests/client/screens/desk_stage.hpp"

namespace oasis {

struct DeskHarness : DeskStage {
  ~DeskHarness() {
    for (const std::string& complaint : driver.complaints) ADD_FAILURE() << complaint;
  }
};

}  // namespace oasis
