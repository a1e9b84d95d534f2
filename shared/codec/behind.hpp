// The numbers of a report as an address names them, and the tickets behind one in and out of JSON
// (docs/api.md, GET /api/v1/report/tickets). May not: count.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/report/behind.hpp"

namespace oasis {

/// As a part of an address: "kinds:met,breached;number:0;customer:globex", or "via:email;sent:failed", the values
/// percent-encoded.
std::string text_of(const Behind& behind);
/// The same back; nullopt for what is not written like that.
std::optional<Behind> behind_of(std::string_view text);

/// Instants and lengths in milliseconds.
nlohmann::ordered_json write_behind_list(const BehindList& list);
/// nullopt for what is no list; both sides write it by themselves.
std::optional<BehindList> read_behind_list(const nlohmann::json& json);

}  // namespace oasis
