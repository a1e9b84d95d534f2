// What the words of the workspace document are called in forms and lists: "customer_replied" is "The customer writes
// again". May not: know in which member a word stands; the few that two members share mean the same in both.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// In the reader's language; the word itself where it is none of the document's closed sets (shared/codec/words.hpp and
/// the kinds of channels).
std::string name_of_word(std::string_view word);

}  // namespace oasis
