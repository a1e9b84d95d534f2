// Contrast and sizes that the look promises.
// May not: judge beauty.
#include <string>
#include <vector>

#include "tests/client/ui/harness.hpp"

namespace oasis::ui {
namespace {

platform::Preferences with(bool dark, bool more_contrast = false) {
  platform::Preferences wishes;
  wishes.dark = dark;
  wishes.more_contrast = more_contrast;
  return wishes;
}

TEST(Contrast, IsComputedAsWcagSays) {
  EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xffffff)), 21, 0.01);
  EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xffffff)), 4.48, 0.01);
  EXPECT_NEAR(contrast(rgb(0xff0000), rgb(0xff0000)), 1, 0.001);
}

TEST(Theme, EveryToneIsReadableOnEverySurfaceItStandsOn) {
  for (const bool dark : {false, true}) {
    for (const bool more : {false, true}) {
      const Palette p = make_theme(with(dark, more), Scheme::system, Density::automatic).palette;
      for (int i = 0; i < tone_count; i++) {
        const ToneColors& tone = p.tones[i];
        const std::string which = (dark ? "dark tone " : "light tone ") + std::to_string(i);
        for (const Color surface :
             {p.background, p.sidebar, p.raised, p.hover, p.selected, p.note, tone.fill}) {
          EXPECT_GE(contrast(tone.text, surface), 4.5) << which;
        }
      }
    }
  }
}

TEST(Theme, ButtonsAreReadableInEveryState) {
  for (const Palette* p : {&light_palette(), &dark_palette()}) {
    for (const Color fill : {p->accent, p->accent_hover, p->accent_pressed})
      EXPECT_GE(contrast(p->on_accent, fill), 4.5);
    for (const Color fill : {p->danger, p->danger_hover, p->danger_pressed})
      EXPECT_GE(contrast(p->on_danger, fill), 4.5);
  }
}

TEST(Theme, FollowsTheSystemUnlessAPersonChose) {
  EXPECT_TRUE(make_theme(with(true), Scheme::system, Density::automatic).palette.dark);
  EXPECT_FALSE(make_theme(with(true), Scheme::light, Density::automatic).palette.dark);
  EXPECT_TRUE(make_theme(with(false), Scheme::dark, Density::automatic).palette.dark);
}

TEST(Theme, FingersGetTargetsOf44Pixels) {
  platform::Preferences wishes;
  wishes.coarse_pointer = true;
  const Theme theme = make_theme(wishes, Scheme::system, Density::automatic);
  EXPECT_GE(theme.metrics.control, 44);
  EXPECT_GE(theme.metrics.row, 44);
  EXPECT_GE(theme.type.em[1], 16);  // or phones zoom into a focused field
}

TEST(Theme, GrowsWithTheSystemsTextSize) {
  platform::Preferences wishes;
  wishes.text_scale = 1.5f;
  const Theme theme = make_theme(wishes, Scheme::system, Density::automatic);
  EXPECT_EQ(theme.type.em[1], 21);
  EXPECT_GE(theme.metrics.control, 32 + 8);
}

}  // namespace
}  // namespace oasis::ui
