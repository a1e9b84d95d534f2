// In which languages we have words of our own, and how they write a moment. Pure. May not: know what else is
// said; that is customer_words.hpp, answer_words.hpp and digest_words.hpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis::notify {

/// A workspace's templates may have more.
enum class Tongue { english, german };
/// For a language tag in lower case ("de", "de-at"); nothing for whatever we have no words in.
std::optional<Tongue> tongue_of(std::string_view language);
/// The same, English where we have none.
Tongue tongue_or_english(std::string_view language);
/// "en", "de": as the `lang` of a page says it.
std::string_view tag_of(Tongue tongue);

struct DateWords {
  std::array<std::string_view, 7> weekdays;
  std::array<std::string_view, 12> months;
  std::string_view moment;  ///< the places: weekday, day, month
};
const DateWords& date_words(Tongue tongue);

/// `words` with the first "{}" filled.
std::string filled(std::string_view words, std::string_view value);

/// "Fri 27 Mar, 16:30" on the wall of `zone`; the year stands there only if it is not the one of `now`.
std::string moment_text(Tongue tongue, Instant at, const Zone& zone, Instant now);

/// An instant as a person in `zone` (IANA name; unknown = UTC) reads it: "Fri 27 Mar 2026, 16:30
/// (Europe/Berlin)".
std::string local_text(Instant at, const std::string& zone, const Zones& zones,
                       Tongue tongue = Tongue::english);

}  // namespace oasis::notify
