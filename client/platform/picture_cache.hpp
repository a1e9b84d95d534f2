// Small pictures, kept: each is loaded once for each size, put into Dear ImGui's texture, and shown as one rectangle from
// then on. May not: know what a picture is of.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "client/platform/pictures.hpp"

struct ImDrawList;

namespace oasis::platform {

class PictureCache {
 public:
  enum class State : std::uint8_t { loading, shown, failed };

  /// `budget` is how many device pixels the kept pictures may cover together; those of the current frame are
  /// never thrown away.
  explicit PictureCache(Pictures& pictures, std::size_t budget = 2'000'000);
  ~PictureCache();
  PictureCache(const PictureCache&) = delete;

  /// Draws the picture in the middle of a box (device pixels), `rounding` at its corners; asks for it when it is not
  /// there. What failed is asked for again when it is shown again after a frame without it.
  State draw(ImDrawList& list, std::string_view url, int left, int top, int width, int height, float rounding);

  /// Call once a frame: throws away what has not been drawn for longest while the budget is exceeded.
  void end_frame();

  std::size_t pixels() const { return pixels_; }

 private:
  struct Picture {
    State state = State::loading;
    int rect = -1;  // ImFontAtlasRectId
    int width = 0, height = 0;
    int last_frame = 0;
    Bitmap arrived;  // until it is drawn for the first time
  };

  void put_into_texture(Picture& picture);
  void forget(bool (*which)(const Picture&, int frames), int frames);

  Pictures& pictures_;
  std::size_t budget_;
  std::size_t pixels_ = 0;
  int frame_ = 0;
  std::unordered_map<std::uint64_t, Picture> kept_;
  struct Alive;  // answers that come after the end find nobody
  std::shared_ptr<Alive> alive_;
};

}  // namespace oasis::platform
