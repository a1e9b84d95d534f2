// Text compared without regard to case: Unicode simple case folding for Latin, Greek, Cyrillic and Armenian
// letters, and ß as ss. May not: know words or languages.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// `text` (UTF-8; ill-formed parts become U+FFFD) with every letter in its folded form. Linear.
std::string case_folded(std::string_view text);

}  // namespace oasis
