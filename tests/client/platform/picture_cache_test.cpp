// Small pictures are loaded once and kept within a budget.
// May not: look at pixels.
#include "client/platform/picture_cache.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "client/platform/null/null_platform.hpp"
#include "imgui.h"

namespace oasis::platform {
namespace {

using State = PictureCache::State;

Bitmap bitmap(int width, int height) {
  Bitmap made;
  made.width = width;
  made.height = height;
  made.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0xff00ff00);
  return made;
}

struct Album {
  NullPlatform platform;
  PictureCache pictures;

  explicit Album(std::size_t budget = 1'000'000) : pictures(platform.album, budget) {}

  State frame_with(std::string_view url) {
    State state = State::loading;
    frame([&](ImDrawList& list) { state = pictures.draw(list, url, 0, 0, 100, 80, 4); });
    return state;
  }
  void frame(const std::function<void(ImDrawList&)>& draw) {
    platform.frame([&] {
      ImGui::NewFrame();
      draw(*ImGui::GetForegroundDrawList());
      pictures.end_frame();
      ImGui::Render();
    });
  }
  void answer(Bitmap made) {
    const NullPictures::Waiting oldest = platform.album.waiting.front();
    platform.album.waiting.erase(platform.album.waiting.begin());
    oldest.loaded(std::move(made));
  }
};

TEST(PictureCache, APictureIsAskedForOnceAndThenShown) {
  Album a;
  EXPECT_EQ(a.frame_with("/p/1"), State::loading);
  EXPECT_EQ(a.frame_with("/p/1"), State::loading);
  ASSERT_EQ(a.platform.album.waiting.size(), 1u);
  EXPECT_EQ(a.platform.album.waiting[0].width, 100);
  a.answer(bitmap(100, 60));
  EXPECT_EQ(a.frame_with("/p/1"), State::shown);
  EXPECT_EQ(a.pictures.pixels(), 6000u);
  EXPECT_TRUE(a.platform.album.waiting.empty());
}

TEST(PictureCache, WhatDidNotComeIsAskedForAgainOnlyAfterItWasOutOfSight) {
  Album a;
  a.frame_with("/p/1");
  a.answer({});
  EXPECT_EQ(a.frame_with("/p/1"), State::failed);
  EXPECT_EQ(a.frame_with("/p/1"), State::failed);
  EXPECT_TRUE(a.platform.album.waiting.empty());
  a.frame([](ImDrawList&) {});
  EXPECT_EQ(a.frame_with("/p/1"), State::loading);
  EXPECT_EQ(a.platform.album.waiting.size(), 1u);
}

TEST(PictureCache, ThrowsTheOldestAwayWhenTheBudgetIsExceededAndNeverWhatIsShown) {
  Album a(3 * 8000);
  const auto show = [&a](int number) {
    const std::string url = "/p/" + std::to_string(number);
    a.frame_with(url);
    a.answer(bitmap(100, 80));
    return a.frame_with(url);
  };
  for (int i = 0; i < 20; ++i) EXPECT_EQ(show(i), State::shown) << i;
  EXPECT_LE(a.pictures.pixels(), 3u * 8000);
  EXPECT_EQ(a.frame_with("/p/0"), State::loading) << "the first went";
}

TEST(PictureCache, AnAnswerThatComesAfterTheEndFindsNobody) {
  NullPlatform platform;
  {
    PictureCache pictures(platform.album);
    platform.frame([&] {
      ImGui::NewFrame();
      pictures.draw(*ImGui::GetForegroundDrawList(), "/p/1", 0, 0, 100, 80, 4);
      ImGui::Render();
    });
  }
  ASSERT_EQ(platform.album.waiting.size(), 1u);
  platform.album.waiting[0].loaded(bitmap(10, 10));  // the sanitised run would tell
}

}  // namespace
}  // namespace oasis::platform
