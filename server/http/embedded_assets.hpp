// The files of the page that are inside the binary; the definition is made by pack_assets.py at build time.
// May not: be used by the library, so that its tests can bring files of their own.
#pragma once

#include <span>

#include "server/http/assets.hpp"

namespace oasis::http {

std::span<const Asset> embedded_assets();

}  // namespace oasis::http
