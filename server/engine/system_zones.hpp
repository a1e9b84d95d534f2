// The machine's time zone data (Debian: tzdata), read once. May not: interpret it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/time/zone.hpp"

namespace oasis::engine {

/// Every IANA zone under `folder`; what cannot be read as a zone is left out. About 20 ms. Without any zone but
/// UTC the tzdata package is missing: the caller says so.
Zones load_zones(const std::string& folder = "/usr/share/zoneinfo");

/// The TZif bytes of a zone, nothing for a name that is none ("../x", "posix/Europe/Berlin").
std::optional<std::string> zone_bytes(std::string_view name, const std::string& folder = "/usr/share/zoneinfo");

}  // namespace oasis::engine
