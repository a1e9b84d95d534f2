// How the closed sets of model/words.hpp are spelled in documents, requests and rows (docs/scenario.md).
// May not: accept any other spelling.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/model/message.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/words.hpp"
#include "shared/model/workspace.hpp"

namespace oasis {

/// The spelling of a value.
std::string_view word(Priority value);
std::string_view word(Status value);
std::string_view word(Role value);
std::string_view word(Urgency value);
std::string_view word(ClockKind value);
std::string_view word(Trigger value);
std::string_view word(Rotation::Kind value);
std::string_view word(Drill::Every value);
std::string_view word(Clock::Phase value);
std::string_view word(Run::Phase value);
std::string_view word(Actor::Kind value);

/// The value of a spelling; nullopt for anything else. Instantiated for the types above.
template <typename T>
std::optional<T> value_of(std::string_view text);

/// All spellings of a type, for people: "low, normal, high, urgent".
template <typename T>
std::string all_words();

/// Weekdays, 0 = Monday: "mon" … "sun".
std::string_view weekday_word(int day);
std::optional<int> weekday_of_word(std::string_view text);

/// Whether `text` may be an identifier: [a-z0-9][a-z0-9-]{0,62}.
bool is_identifier(std::string_view text);

}  // namespace oasis
