// Files that the program gives a person, as downloads of the page.
// May not: leave the page.
#include <emscripten.h>

#include "client/platform/browser/browser_platform.hpp"

namespace oasis::platform {
namespace {

// clang-format off
EM_JS(void, page_save_file, (const char* name, int name_length, const char* text, int length), {
  var link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([HEAPU8.slice(text, text + length)], { type: 'application/json' }));
  link.download = new TextDecoder().decode(HEAPU8.slice(name, name + name_length));
  link.click();
  setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
});
// clang-format on

}  // namespace

void BrowserPlatform::save_file(std::string_view name, std::string_view text) {
  page_save_file(name.data(), static_cast<int>(name.size()), text.data(), static_cast<int>(text.size()));
}

}  // namespace oasis::platform
