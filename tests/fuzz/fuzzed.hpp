// What every fuzz target says: its input as text, and what must hold. May not: know what is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "shared/time/zone.hpp"
#include "tests/zone_files.hpp"

namespace oasis::test {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Ends the program, which libFuzzer reports with the input, unless `holds`.
inline void must_hold(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "ERROR: does not hold: %s\n", what);
  std::abort();
}

/// A few zones of different kind; the rest of the world's would only slow the start.
inline const Zones& few_zones() {
  static const Zones zones = [] {
    Zones few;
    for (const char* name : {"Europe/Berlin", "Europe/Stockholm", "America/Chicago", "Australia/Lord_Howe",
                             "Pacific/Apia", "America/Sao_Paulo", "America/Havana"}) {
      must_hold(few.add(name, zone_bytes(name)).ok(), "tzdata is installed");
    }
    return few;
  }();
  return zones;
}

}  // namespace oasis::test
