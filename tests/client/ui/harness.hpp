// A Ui on the null platform with one function as its screen.
// May not: know any screen of the product.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <utility>

#include "client/platform/null/driver.hpp"
#include "client/ui/widgets.hpp"

namespace oasis::ui {

using platform::Role;

/// Fails the test when the driver could not do what it was told.
struct Harness {
  explicit Harness(std::function<void(Ui&)> screen)
      : draw(std::move(screen)), driver(platform, [this] {
          ui.begin_frame();
          {
            Panel page(ui, "page", ui.page());
            draw(ui);
          }
          ui.end_frame();
        }) {}
  ~Harness() {
    for (const std::string& complaint : driver.complaints) ADD_FAILURE() << complaint;
  }

  platform::NullPlatform platform;
  Ui ui{platform};
  std::function<void(Ui&)> draw;
  platform::Driver driver;
};

}  // namespace oasis::ui
