// The zones that the benchmarks use, read from the system's tzdata. May not: hide that one is missing.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "shared/time/zone.hpp"

namespace oasis::bench {

inline const Zones& zones() {
  static const Zones known = [] {
    Zones all;
    for (const char* name : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}) {
      std::ifstream file(std::string("/usr/share/zoneinfo/") + name, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      if (all.add(name, bytes).ok()) continue;
      std::fprintf(stderr, "%s cannot be read: is tzdata installed?\n", name);
      std::exit(1);
    }
    return all;
  }();
  return known;
}

}  // namespace oasis::bench
