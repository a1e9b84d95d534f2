// Drawn text is kept, within a budget.
// May not: look at pixels.
#include "client/platform/run_cache.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "client/platform/null/null_platform.hpp"
#include "imgui.h"

namespace oasis::platform {
namespace {

constexpr Font font{20};  // "0123" is 40 × 20 pixels

struct Drawing {
  NullPlatform platform;
  RunCache runs;

  explicit Drawing(std::size_t budget) : runs(platform.painter, budget) {}

  void frame(const std::function<void(ImDrawList&)>& draw) {
    platform.frame([&] {
      ImGui::NewFrame();
      draw(*ImGui::GetForegroundDrawList());
      runs.end_frame();
      ImGui::Render();
    });
  }
};

TEST(RunCache, DrawsTheSameTextOnceForEachFontAndColour) {
  Drawing d(1'000'000);
  for (int i = 0; i < 3; i++) {
    d.frame([&](ImDrawList& list) {
      d.runs.draw(list, "0123", font, 0xff000000, 0, 0);
      d.runs.draw(list, "0123", font, 0xff000000, 50, 50);
      d.runs.draw(list, "0123", font, 0xffffffff, 0, 0);
      d.runs.draw(list, "0123", {20, true}, 0xff000000, 0, 0);
    });
  }
  EXPECT_EQ(d.platform.painter.drawn, 3);
  EXPECT_EQ(d.runs.pixels(), 3u * 40 * 20);
}

TEST(RunCache, ThrowsTheOldestAwayWhenTheBudgetIsExceededAndNeverWhatIsShown) {
  Drawing d(20 * 800);
  for (int i = 0; i < 500; i++) {
    d.frame([&](ImDrawList& list) {
      d.runs.draw(list, "stay", font, 0xff000000, 0, 0);
      d.runs.draw(list, std::to_string(1000 + i), font, 0xff000000, 0, 0);
    });
    ASSERT_LE(d.runs.pixels(), 21u * 800);
  }
  const int drawn = d.platform.painter.drawn;
  d.frame([&](ImDrawList& list) { d.runs.draw(list, "stay", font, 0xff000000, 0, 0); });
  EXPECT_EQ(d.platform.painter.drawn, drawn);
}

TEST(RunCache, ShowsInALaterFrameWhatFoundNoRoom) {
  Drawing d(1'000);
  ImGui::GetIO().Fonts->TexMaxWidth = ImGui::GetIO().Fonts->TexMaxHeight = 1024;
  const auto page = [](int number) {
    return std::string(60, static_cast<char>('a' + number % 26)) + std::to_string(number);
  };
  const auto fill = [&](ImDrawList& list, int from) {
    for (int i = 0; i < 30; i++) d.runs.draw(list, page(from + i), font, 0xff000000, 0, 0);
  };
  for (int i = 0; i < 20; i++) d.frame([&](ImDrawList& list) { fill(list, i * 30); });
  d.frame([&](ImDrawList& list) { fill(list, 9'000); });
  d.frame([&](ImDrawList& list) { fill(list, 9'000); });
  int shown = 0;
  d.frame([&](ImDrawList& list) {
    const int before = list.VtxBuffer.Size;
    fill(list, 9'000);
    shown = (list.VtxBuffer.Size - before) / 4;
  });
  EXPECT_EQ(shown, 30);
}

TEST(RunCache, MeasuresEachTextOnce) {
  Drawing d(1'000);
  EXPECT_EQ(d.runs.measure("0123", font), 40);
  EXPECT_EQ(d.runs.measure("", font), 0);
}

}  // namespace
}  // namespace oasis::platform
