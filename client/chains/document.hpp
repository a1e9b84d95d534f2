// The chains that the room shows: of the draft for who may change it, else of the document in force; with
// what is wrong with them, who would be told now, and the way back. May not: draw.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "shared/policy/chain_edit.hpp"
#include "shared/policy/chain_problems.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// Somebody whom a step would tell now; nobody where `user` is empty.
struct ToldNow {
  Id user;
  std::string name;  ///< "Ann Ek", "Nobody"
  std::string how;   ///< "on call in Support", "away"
  bool reached = true;
};

/// What a card of the picture says about its step.
struct StepNow {
  std::vector<ToldNow> people;
  std::vector<ToldNow> backup;
  std::vector<std::string> problems;
};

struct ChainDocument {
  std::vector<Chain> chains;
  std::shared_ptr<const Policies> policies;         ///< the document with these chains
  std::vector<std::vector<ChainProblem>> problems;  ///< by chain
  std::vector<Id> looping;                          ///< rules that set each other off
  std::vector<Rule> tried_rules;                    ///< those that were tried for it
  ChainHistory history;
  std::vector<Chain> edited;  ///< what `history` leads from: saving takes the draft away for a moment, not the way back
  bool editable = false;

  std::uint64_t revision = 0;  ///< of the draft that it was read from
  std::uint32_t version = 0;   ///< of the document in force
  Instant looked_at;           ///< when problems were looked for
  std::uint64_t changes = 0;   ///< another number whenever `policies` are others
};

/// Reads what is shown, if it is another than before; problems are looked for anew every ten minutes.
void refresh(const Desk& desk, ChainDocument& document);

/// Puts other chains into the draft. `what` as in remember().
void change(const Desk& desk, ChainDocument& document, std::vector<Chain> chains, const std::string& what);
/// Whether there was a way back, or forward.
bool undo(const Desk& desk, ChainDocument& document);
bool redo(const Desk& desk, ChainDocument& document);

/// The index of the chain; -1 if there is none.
int index_of_chain(const ChainDocument& document, const std::string& id);

/// Who the steps of a chain would tell at this moment, and what is wrong with them.
std::vector<StepNow> steps_now(const Desk& desk, const ChainDocument& document, std::size_t chain);

}  // namespace oasis
