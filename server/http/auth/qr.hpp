// A text as a QR code (ISO/IEC 18004), for an app to read from the screen. May not: know what the text is.
#pragma once

#include <string>
#include <string_view>

namespace oasis::http {

/// An inline SVG, dark on white in any colour scheme, without script or style; `label` is its name for who
/// cannot see it. Empty if the text is too long for a code (2,300 bytes).
std::string qr_svg(const std::string& text, std::string_view label);

}  // namespace oasis::http
