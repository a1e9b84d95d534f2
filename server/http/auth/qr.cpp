// A text as a QR code. May not: know what the text is.
#include "server/http/auth/qr.hpp"

#include <qrencode.h>

#include <memory>

#include "server/http/pages.hpp"

namespace oasis::http {
namespace {

constexpr int quiet_zone = 4;  // modules of white around it

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::string qr_svg(const std::string& text, std::string_view label) {
  const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
  if (!code) return "";
  const int width = code->width;
  const std::string size = std::to_string(width + 2 * quiet_zone);
  std::string dark;
  for (int y = 0; y < width; ++y) {
    for (int x = 0; x < width; ++x) {
      if ((code->data[y * width + x] & 1) == 0) continue;
      int run = 1;
      while (x + run < width && (code->data[y * width + x + run] & 1) != 0) ++run;
      dark += "M" + std::to_string(x + quiet_zone) + " " + std::to_string(y + quiet_zone) + "h" +
              std::to_string(run) + "v1h-" + std::to_string(run) + "z";
      x += run;
    }
  }
  return "<svg class=\"qr\" role=\"img\" aria-label=\"" + escaped(label) + "\" viewBox=\"0 0 " + size + " " +
         size +
         "\" width=\"220\" height=\"220\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" +
         size + "v" + size + "H0z\"/><path fill=\"#000\" d=\"" + dark + "\"/></svg>\n";
}

}  // namespace oasis::http
