// See ../number_text.hpp; by the page.
#include "client/platform/number_text.hpp"

#include "client/platform/browser/imports.hpp"

namespace oasis::platform {

double read_real(std::string_view number) {
  return page_read_number(number.data(), static_cast<int>(number.size()));
}

void write_real(double number, std::string& out) {
  char text[32];  // the page's longest is 24
  out.append(text, static_cast<std::size_t>(page_write_number(number, text)));
}

}  // namespace oasis::platform
