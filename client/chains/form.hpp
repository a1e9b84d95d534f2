// The forms beside the picture: one step, and what holds for the whole chain. May not: change the draft; each
// answers the chain as it is wished.
#pragma once

#include <optional>
#include <string>

#include "client/chains/document.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// What stands in a field that has the keyboard, where that may be no duration yet.
struct TypedText {
  std::string field, text;
};

struct ChainForm {
  TypedText typed;
  bool to_wait = false;  ///< the keyboard goes to the field of the wait
};

struct FormWish {
  std::optional<ChainEdit> edit;
  std::string what;  ///< as in remember()
  bool close = false;
  bool remove_chain = false;
  bool duplicate_chain = false;
};

FormWish draw_step_form(Desk& desk, const ChainDocument& document, ChainForm& form, std::size_t chain,
                        std::size_t step, const StepNow& now);
FormWish draw_chain_form(Desk& desk, const ChainDocument& document, ChainForm& form, std::size_t chain);

}  // namespace oasis
