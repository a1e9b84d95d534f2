// Playbooks and who knows them: receipts of reading, coverage of teams, reminders (docs/semantics.md, "Playbooks").
// May not: say for whom a playbook is (shared/policy/playbooks).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/engine/links.hpp"
#include "server/engine/turn.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {

/// Another one when what a reader must know is another: the text or the quiz.
std::string edition_of(const Playbook& playbook);

/// What one person knows of one playbook, as it is now.
struct Reading {
  const Playbook* playbook = nullptr;
  bool to_know = false;         ///< it is for them
  std::optional<Instant> read;  ///< this edition; unset: not yet
  std::int64_t right = 0;       ///< of its questions, at their best try
  bool known() const { return read && right >= static_cast<std::int64_t>(playbook->quiz.size()); }
};
/// In the order of the document. The pointers are into `policies`.
std::vector<Reading> readings_of(store::Database& reading, const Policies& policies, const User& user);

/// How far a team knows a playbook: of those members for whom it is.
struct Coverage {
  Id team;
  Id playbook;
  int to_know = 0;
  std::vector<Id> unread;  ///< who has not yet
};
/// Team by team, only where somebody is to know it.
std::vector<Coverage> coverage_of(store::Database& reading, const Policies& policies);

/// Somebody has read a playbook and answered its questions: how many were right, kept as their receipt.
std::int64_t take_quiz(engine::Turn& turn, const Playbook& playbook, const Id& user,
                       const std::vector<std::int32_t>& answers);

/// A regular job: who has something to read is reminded by mail on Mondays at nine by their own clock, at most
/// every other week. Answers when it must come next.
Instant remind_readers(engine::Turn& turn, const engine::Links& links);

}  // namespace oasis::notify
