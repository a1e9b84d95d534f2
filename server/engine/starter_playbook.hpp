// What a starter playbook is made of, for the files that hold their texts.
// May not: be used outside of starter_playbooks*.cpp.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace oasis::engine {

struct StarterQuestion {
  std::string_view question;
  std::array<std::string_view, 3> answers;
  int right;  // counted from 0
};

struct StarterPlaybook {
  std::string_view id;
  std::string_view name;
  std::string_view when;
  std::string_view text;
  std::array<StarterQuestion, 3> quiz;
  std::array<int, 3> tiers = {};                    // 0 = no further one; none = all
  std::array<std::string_view, 2> categories = {};  // empty = no further one; none = all
};

/// Those about incidents, shifts and managers; the ones about customers stand beside starter_playbooks().
std::span<const StarterPlaybook> starter_playbooks_for_incidents();

}  // namespace oasis::engine
