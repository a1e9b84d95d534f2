// One playbook: its text, and the questions about it. May not: judge the answers (the server does).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "client/training/markdown.hpp"
#include "client/training/requests.hpp"

namespace oasis {

/// What is remembered of the playbook that is open.
struct OpenPlaybook {
  Id id;
  std::string read_from;  ///< the text that `blocks` were made of
  std::vector<Playbook::Question> quiz;  ///< that `answers` are for
  std::vector<MarkdownBlock> blocks;
  std::vector<int> answers;  ///< one for each question; -1: none yet
  std::optional<QuizResult> result;
  std::string trouble;  ///< why the answers were not taken
  bool sending = false;
};

/// "Tiers 1 and 2", "Every tier"; empty is every.
std::string say_tiers(const Playbook& playbook);

/// Its title, for whom it is, and its text.
void draw_playbook_text(Desk& desk, const Playbook& playbook, OpenPlaybook& open, int title_level);
/// The questions, or without any the button that says that it was read.
void draw_quiz(Desk& desk, const Playbook& playbook, OpenPlaybook& open, TrainingRequests& requests);

}  // namespace oasis
