// The times that the parts of Sync share. For client/replica/sync*.cpp only.
#pragma once

#include "shared/time/instant.hpp"

namespace oasis {

/// A proxy that holds bytes back shows no comment within this time (the server sends one every 20 s), and a
/// tab that leads says nothing when its browser has frozen it.
inline constexpr Duration silence = seconds(45);
/// How long a tab waits for the one that leads to answer.
inline constexpr Duration leader_answers_in = seconds(1);
/// What the server has acknowledged is kept so long, to be offered again to one that was restored.
inline constexpr Duration done_is_kept = days(7);

}  // namespace oasis
