// What a delivery status notification says about a mail of ours (RFC 3464).
// May not: decide whether a mail is a bounce; kind.hpp does.
#pragma once

#include <string>
#include <string_view>

#include "server/mail/incoming.hpp"

namespace oasis {

/// Reads the fields of a message/delivery-status part into `report`: the first recipient that failed, else
/// the first one named. Unknown fields are skipped. Linear.
void read_delivery_status(std::string_view fields, BounceReport& report);

/// The Message-ID in a block of headers, without "<>"; empty if there is none.
std::string message_id_in_headers(std::string_view headers);

/// The ids ("<…>", or a lone word without brackets) in the value of Message-ID, In-Reply-To or References,
/// without
/// "<>", in order, each once; what cannot be an id (blanks inside, over 998 bytes, not ASCII) is skipped.
std::vector<std::string> message_ids_in(std::string_view value);

}  // namespace oasis
