// See number_text.hpp; by the C library.
#include "client/platform/number_text.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace oasis::platform {

double read_real(std::string_view number) {
  return std::strtod(std::string(number).c_str(), nullptr);
}

void write_real(double number, std::string& out) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  char text[32];
  for (const int digits : {15, 16, 17}) {
    std::snprintf(text, sizeof text, "%.*g", digits, number);
    if (std::strtod(text, nullptr) == number) break;
  }
  out += text;
}

}  // namespace oasis::platform
