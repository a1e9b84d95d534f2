// See delivery_report.hpp. May not: trust what it reads beyond keeping it as text.
#include "server/mail/delivery_report.hpp"

#include <algorithm>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

struct Field {
  std::string name;   // lower case
  std::string value;  // unfolded; a field without a name is the empty line between groups
};

std::vector<Field> fields_of(std::string_view block) {
  std::vector<Field> fields;
  for (std::size_t at = 0; at < block.size();) {
    const std::size_t end = std::min(block.find('\n', at), block.size());
    const std::string_view line = block.substr(at, end - at);
    at = end + 1;
    const std::size_t colon = line.find(':');
    if (trimmed(line).empty()) {
      fields.push_back({});
    } else if ((line.front() == ' ' || line.front() == '\t') && !fields.empty()) {
      fields.back().value += " " + std::string(trimmed(line));
    } else if (colon != std::string_view::npos) {
      fields.push_back(
          {lower_ascii(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))});
    }
  }
  return fields;
}

/// "rfc822; bob@example.com" and "smtp; 550 no such user" without their first word.
std::string without_type(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  if (semicolon != std::string_view::npos) value.remove_prefix(semicolon + 1);
  return one_line(trimmed(value), 500);
}

}  // namespace

void read_delivery_status(std::string_view fields, BounceReport& report) {
  BounceReport group;
  const auto take_group = [&] {
    const bool better =
        !group.recipient.empty() && (report.recipient.empty() || (group.permanent && !report.permanent));
    if (better) {
      group.original_message_id = report.original_message_id;
      report = group;
    }
    group = {};
  };
  for (const Field& field : fields_of(fields)) {
    if (field.name.empty()) take_group();
    if (field.name == "final-recipient" || (field.name == "original-recipient" && group.recipient.empty()))
      group.recipient = without_type(field.value);
    if (field.name == "action") group.permanent = same_ignoring_case(field.value, "failed");
    if (field.name == "status") group.status = one_line(field.value.substr(0, field.value.find(' ')), 20);
    if (field.name == "diagnostic-code") group.diagnostic = without_type(field.value);
  }
  take_group();
  // "failed" after days of trying a server that only said "later" is final as well, so the action decides.
  if (report.status.empty() && report.recipient.empty()) report.permanent = false;
}

std::string message_id_in_headers(std::string_view headers) {
  for (const Field& field : fields_of(headers)) {
    if (field.name != "message-id") continue;
    const auto ids = message_ids_in(field.value);
    if (!ids.empty()) return ids.front();
  }
  return {};
}

std::vector<std::string> message_ids_in(std::string_view value) {
  std::vector<std::string> ids;
  const auto take = [&](std::string_view id) {
    const bool fits = !id.empty() && id.size() <= 998 &&
                      std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (fits && std::find(ids.begin(), ids.end(), id) == ids.end() && ids.size() < 500) ids.emplace_back(id);
  };
  const std::string_view whole = trimmed(value);
  if (whole.find('<') == std::string_view::npos) {
    take(whole);
    return ids;
  }
  std::size_t close = 0;
  for (std::size_t open = value.find('<'); open != std::string_view::npos;) {
    if (close <= open) close = value.find('>', open);  // searched once for all that are open before it
    if (close == std::string_view::npos) break;
    const std::size_t next = value.find('<', open + 1);
    if (next > close) take(value.substr(open + 1, close - open - 1));
    open = next;
  }
  return ids;
}

}  // namespace oasis
