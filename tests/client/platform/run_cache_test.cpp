// Drawn text is kept, as long as there is room for it.
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
  bool again = false;  // the last frame asked for another

  explicit Drawing(int side) : runs(platform.painter, side) {}

  /// How many texts were shown.
  int frame(const std::function<void(ImDrawList&)>& draw) {
    int shown = 0;
    platform.frame([&] {
      ImGui::NewFrame();
      ImDrawList& list = *ImGui::GetForegroundDrawList();
      const int before = list.VtxBuffer.Size;
      draw(list);
      shown = (list.VtxBuffer.Size - before) / 4;
      again = runs.end_frame();
      ImGui::Render();
    });
    return shown;
  }
};

TEST(RunCache, DrawsTheSameTextOnceForEachFontAndColour) {
  Drawing d(928);
  for (int i = 0; i < 3; i++) {
    d.frame([&](ImDrawList& list) {
      d.runs.draw(list, "0123", font, 0xff000000, 0, 0);
      d.runs.draw(list, "0123", font, 0xff000000, 50, 50);
      d.runs.draw(list, "0123", font, 0xffffffff, 0, 0);
      d.runs.draw(list, "0123", {20, true}, 0xff000000, 0, 0);
    });
  }
  EXPECT_EQ(d.platform.painter.drawn, 3);
  EXPECT_EQ(d.platform.painter.fetched, 3 * 40 * 20);
  EXPECT_EQ(ImGui::GetIO().Fonts->TexData->Width, 1024);
  EXPECT_EQ(ImGui::GetIO().Fonts->TexData->Height, 1024) << "the sheet and Dear ImGui's shapes beside each other";
}

TEST(RunCache, FetchesAFramesNewTextsAtOnce) {
  Drawing d(200);
  d.frame([&](ImDrawList& list) {
    d.runs.draw(list, "0123", font, 0xff000000, 0, 0);
    d.runs.draw(list, "0123", {40}, 0xff000000, 0, 0);
  });
  EXPECT_EQ(d.platform.painter.fetched, (40 + 80) * 40) << "of two heights, beside each other";
  d.frame([&](ImDrawList& list) {
    d.runs.draw(list, "456789", {40}, 0xff000000, 0, 0);
    d.runs.draw(list, "456789", {40}, 0xffffffff, 0, 0);
  });
  EXPECT_EQ(d.platform.painter.fetched, (40 + 80) * 40 + 120 * 80) << "below each other where there is no room";
}

TEST(RunCache, DrawsAgainWhatMadeRoomForOthersAndNeverWhatIsShown) {
  Drawing d(200);  // five in a row, ten rows
  for (int i = 0; i < 500; i++) {
    d.frame([&](ImDrawList& list) {
      d.runs.draw(list, "stay", font, 0xff000000, 0, 0);
      d.runs.draw(list, std::to_string(1000 + i), font, 0xff000000, 0, 0);
    });
    ASSERT_FALSE(d.again);
  }
  const int drawn = d.platform.painter.drawn;
  EXPECT_EQ(drawn, 501);
  d.frame([&](ImDrawList& list) { d.runs.draw(list, "1100", font, 0xff000000, 0, 0); });
  EXPECT_EQ(d.platform.painter.drawn, drawn + 1);
  EXPECT_EQ(d.runs.side(), 200);
}

TEST(RunCache, GrowsWhenAFrameNeedsMoreAndShowsItInTheNext) {
  Drawing d(200);
  const auto page = [&](ImDrawList& list) {
    for (int i = 0; i < 60; i++) d.runs.draw(list, std::to_string(1000 + i), font, 0xff000000, 0, 0);
  };
  EXPECT_LT(d.frame(page), 60);
  EXPECT_TRUE(d.again);
  EXPECT_EQ(d.frame(page), 60);
  EXPECT_FALSE(d.again);
  EXPECT_EQ(d.runs.side(), 496);
}

TEST(RunCache, CutsWhatIsLongerThanTheLargestSheet) {
  Drawing d(928);
  const std::string endless(1000, 'a');  // 10,000 pixels
  const auto draw = [&](ImDrawList& list) { d.runs.draw(list, endless, font, 0xff000000, 0, 0); };
  int frames = 1;
  for (d.frame(draw); d.again; d.frame(draw)) ASSERT_LT(++frames, 10);
  EXPECT_EQ(d.frame(draw), 1);
  EXPECT_EQ(d.runs.side(), 4000);
}

TEST(RunCache, StaysSmallWhereNoTextureIsLarger) {
  Drawing d(928);
  ImGui::GetIO().Fonts->TexMaxWidth = ImGui::GetIO().Fonts->TexMaxHeight = 1024;
  const auto much = [&](ImDrawList& list) {
    for (int i = 0; i < 3000; i++) d.runs.draw(list, std::to_string(1000 + i), font, 0xff000000, 0, 0);
  };
  int frames = 1;
  for (d.frame(much); d.again; d.frame(much)) ASSERT_LT(++frames, 10);
  EXPECT_EQ(d.runs.side(), 928);
  EXPECT_EQ(d.frame([&](ImDrawList& list) { d.runs.draw(list, "0123", font, 0xff000000, 0, 0); }), 1);
}

TEST(RunCache, WhatIsDrawnAheadIsReadyForTheNextFrame) {
  Drawing d(200);
  d.frame([&](ImDrawList& list) { d.runs.draw(list, "now", font, 0xff000000, 0, 0); });
  d.runs.begin_work_ahead();
  d.runs.draw(*ImGui::GetForegroundDrawList(), "later", font, 0xff000000, 0, 0);
  d.runs.end_work_ahead();
  EXPECT_EQ(d.platform.painter.drawn, 2);
  const int fetched = d.platform.painter.fetched;
  EXPECT_EQ(d.frame([&](ImDrawList& list) { d.runs.draw(list, "later", font, 0xff000000, 0, 0); }), 1);
  EXPECT_EQ(d.platform.painter.drawn, 2);
  EXPECT_EQ(d.platform.painter.fetched, fetched);
}

TEST(RunCache, WithoutASheetNothingIsDrawnAhead) {
  Drawing d(200);
  d.frame([](ImDrawList&) {});
  d.runs.begin_work_ahead();
  d.runs.draw(*ImGui::GetForegroundDrawList(), "later", font, 0xff000000, 0, 0);
  d.runs.end_work_ahead();
  EXPECT_EQ(d.platform.painter.drawn, 0);
  EXPECT_EQ(d.frame([&](ImDrawList& list) { d.runs.draw(list, "later", font, 0xff000000, 0, 0); }), 1);
  EXPECT_FALSE(d.again);
}

TEST(RunCache, WhatIsDrawnAheadNeverTakesThePlaceOfWhatIsShown) {
  Drawing d(200);  // for fifty
  const auto page = [&](ImDrawList& list) {
    for (int i = 0; i < 45; i++) d.runs.draw(list, std::to_string(1000 + i), font, 0xff000000, 0, 0);
  };
  EXPECT_EQ(d.frame(page), 45);
  d.runs.begin_work_ahead();
  for (int i = 0; i < 20; i++) d.runs.draw(*ImGui::GetForegroundDrawList(), std::to_string(2000 + i), font, 0xff000000, 0, 0);
  d.runs.end_work_ahead();
  EXPECT_EQ(d.platform.painter.drawn, 50) << "there is room for five more";
  EXPECT_EQ(d.frame(page), 45);
  EXPECT_EQ(d.platform.painter.drawn, 50);
  EXPECT_FALSE(d.again) << "no larger sheet for what nobody has seen";
  EXPECT_EQ(d.runs.side(), 200);
}

TEST(RunCache, MeasuresEachTextOnce) {
  Drawing d(200);
  EXPECT_EQ(d.runs.measure("0123", font), 40);
  EXPECT_EQ(d.runs.measure("", font), 0);
}

}  // namespace
}  // namespace oasis::platform
