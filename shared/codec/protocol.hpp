// How page and server tell whether they still speak the same language (docs/sync.md, Versions).
#pragma once

#include <cstdint>

namespace oasis {

/// The form of rows and commands that this build writes and reads. It grows when an older build could
/// misunderstand one.
inline constexpr std::int64_t protocol_version = 1;
/// The oldest form that a server of this build still takes.
inline constexpr std::int64_t oldest_protocol_version = 1;

}  // namespace oasis
