// Several tabs of one browser: one of them leads, all hear each other.
// May not: know what they talk about.
#pragma once

#include <functional>
#include <string>

namespace oasis::platform {

class Tabs {
 public:
  virtual ~Tabs() = default;

  /// Calls `leading` once, as soon as this tab is the only one to hold `name`; it keeps it until it closes.
  virtual void lead(const std::string& name, std::function<void()> leading) = 0;
  /// To every other tab of this origin.
  virtual void tell(const std::string& message) = 0;
  virtual void on_message(std::function<void(const std::string&)> heard) = 0;
};

}  // namespace oasis::platform
