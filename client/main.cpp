// The client's program in the browser: makes the platform and whatever is shown on it, and lets it run.
// May not: hold logic; it puts together.
#include "client/platform/browser/browser_platform.hpp"
#include "client/ui/gallery.hpp"
#include "client/ui/ui.hpp"

int main() {
  static oasis::platform::BrowserPlatform page;
  static oasis::ui::Ui ui(page);
  static oasis::ui::Gallery gallery;
  page.run([] {
    ui.begin_frame();
    gallery.draw(ui);
    ui.end_frame();
  });
  return 0;
}
