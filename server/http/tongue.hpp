// In which language a public page is written. May not: know what the page says.
#pragma once

#include <string_view>

#include "server/http/pages.hpp"
#include "server/notify/date_words.hpp"

namespace oasis::http {

/// The one of ours that `chosen` (a language tag that we know of the reader; empty: none) is; else the one
/// that the browser likes best of those that we have words in (Accept-Language: "de-AT,de;q=0.9,en;q=0.5");
/// else English.
notify::Tongue tongue_for(std::string_view chosen, std::string_view accept_language);

/// The frame of a page in this language.
PageFrame in_language(PageFrame frame, notify::Tongue tongue);

}  // namespace oasis::http
