// A question to the API whose answer a room shows: who asked, what came back, and why nothing did. The last
// one wins. May not: know what is asked; ask again by itself.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "client/platform/platform.hpp"

namespace oasis {

class Question {
 public:
  /// `answered` is given what came with status 200 and says whether that is an answer; between frames, and
  /// only as long as this lives and nothing else was asked.
  void ask(platform::Platform& platform, const std::string& url,
           std::function<bool(const nlohmann::json&)> answered);

  bool is_waiting() const { return kept_ != nullptr && kept_->waiting; }
  /// Why there is no answer to what was asked last, as a sentence for people; empty: there is one, or it is
  /// under way.
  std::string why() const { return kept_ == nullptr ? std::string() : kept_->why; }

 private:
  struct Kept {
    bool waiting = false;
    int number = 0;  ///< of the last question
    std::string why;
  };
  std::shared_ptr<Kept> kept_;
};

}  // namespace oasis
