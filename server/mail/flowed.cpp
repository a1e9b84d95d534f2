// See flowed.hpp. May not: know charsets; spaces and ">" are ASCII in all that flow.
#include "server/mail/flowed.hpp"

#include <algorithm>

namespace oasis {

std::string unflow(std::string_view text, bool delete_space) {
  std::string out;
  out.reserve(text.size());
  std::size_t open_depth = 0;  // quote depth of the paragraph that goes on
  bool open = false;           // whether the last line ended softly
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
    line.remove_prefix(depth);
    if (!line.empty() && line.front() == ' ') line.remove_prefix(1);  // stuffed, or the space after ">"
    const bool signature = line == "-- ";
    if (open && (depth != open_depth || signature)) {
      out += '\n';
      open = false;
    }
    if (!open && depth > 0) out.append(depth, '>').append(1, ' ');
    const bool soft = !line.empty() && line.back() == ' ' && !signature;
    if (soft && delete_space) line.remove_suffix(1);
    out += line;
    open = soft;
    open_depth = depth;
    if (!soft) out += '\n';
  }
  return out;
}

}  // namespace oasis
