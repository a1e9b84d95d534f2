// The client's program in the browser: makes the platform and whatever is shown on it, and lets it run.
// May not: hold logic; it puts together.
#include "client/app.hpp"
#include "client/platform/browser/browser_platform.hpp"
#include "client/screens/later_rooms.hpp"
#include "client/ui/gallery.hpp"
#include "client/ui/ui.hpp"

namespace {

/// Made before main() runs: the page says where it is and what its reader prefers first.
oasis::platform::BrowserPlatform page;

/// Every component in every state, without a server: for the eye and for tests.
void show_style() {
  static oasis::ui::Ui ui(page);
  static oasis::ui::Gallery gallery;
  page.run([] {
    ui.begin_frame();
    if (page.has_later_part()) oasis::later_rooms.gallery(gallery, ui);
    ui.end_frame();
  }, [] { return false; });
}

}  // namespace

int main() {
  if (page.location() == "/style") {
    show_style();
    return 0;
  }
  static oasis::App app(page);
  page.run([] { app.frame(); }, [] { return app.work_ahead(); });
  app.start();
  return 0;
}
