// Finding tickets by words of their subjects and messages. May not: know who may see what.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"

namespace oasis::store {

/// One place where all words stand.
struct Found {
  TicketId ticket;
  std::string message;    ///< empty: in the subject
  bool internal = false;  ///< in a note that is not for everybody
};

/// What a person typed as a query for the index: every word must occur, words in double quotes next to each
/// other, the last one may be a beginning (of at least three letters) unless a space follows. At most ten
/// words; empty when there is none. Nothing that is typed is an operator.
std::string search_expression(std::string_view typed);

/// Takes the words of all rows that came since the last call into the index; whoever writes tickets or messages calls it
/// before the commit. Linear in what is new. Throws Failure.
void index_words(Database& database);

/// Visits the newest places first until `visit` answers false, at most `most`. `expression` as above. Throws
/// Failure.
void search(Database& database, std::string_view expression, std::int64_t most,
            const std::function<bool(const Found&)>& visit);

/// The part of `text` around the first of the words in `typed`, on one line, about 160 letters.
std::string snippet_of(std::string_view text, std::string_view typed);

}  // namespace oasis::store
