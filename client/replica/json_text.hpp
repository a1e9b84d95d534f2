// JSON from and to text for the page: the tree is nlohmann's, its parser and printer are not used, because
// they are a tenth of the program (number conversion of the C library included) and this is one twentieth of
// that. May not: know what the JSON means.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace oasis::wire {

/// RFC 8259, as nlohmann's parser reads it: a whole value with nothing but white space around it, at most 256
/// levels deep. Discarded (`is_discarded()`) if it is none; ill-formed UTF-8 is kept as it is (the page's
/// texts come decoded).
nlohmann::json parse(std::string_view text);

/// In one line, keys in their order. O(n).
std::string print(const nlohmann::json& value);

}  // namespace oasis::wire
