// The system's time zones, read, for tests: the core itself opens no file.
// May not: hide a missing file; a test without zones must fail.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "shared/time/zone.hpp"
#include "tests/zone_files.hpp"

namespace oasis::test {

inline SharedZone system_zone(const std::string& name) {
  Result<Zone> zone = Zone::read(name, zone_bytes(name));
  if (!zone) {
    ADD_FAILURE() << zone.error().what << " (is tzdata installed?)";
    return std::make_shared<const Zone>(Zone::utc());
  }
  return std::make_shared<const Zone>(std::move(*zone));
}

}  // namespace oasis::test
