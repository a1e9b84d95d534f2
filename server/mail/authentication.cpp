// See authentication.hpp.
#include "server/mail/authentication.hpp"

#include <algorithm>

#include "server/mail/address.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// Without what stands in (nested) parentheses; a quoted string stays one word.
std::string without_comments(std::string_view text) {
  std::string out;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;  // what is escaped ends nothing
    } else if (c == '"' && depth == 0) {
      quoted = !quoted;
    } else if (!quoted && c == '(') {
      ++depth;
    } else if (!quoted && c == ')') {
      depth = std::max(depth - 1, 0);
    } else if (depth == 0) {
      out += quoted && (c == ';' || c == ' ') ? '_' : c;
    }
  }
  return out;
}

/// Takes the part before the next `mark` off the front, trimmed.
std::string_view take_part(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view part = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

bool is_below(std::string_view domain, std::string_view parent) {
  return domain.size() > parent.size() && parent.find('.') != std::string_view::npos &&
         domain.substr(domain.size() - parent.size()) == parent &&
         domain[domain.size() - parent.size() - 1] == '.';
}

bool are_aligned(std::string_view a, std::string_view b) {
  return !a.empty() && (a == b || is_below(a, b) || is_below(b, a));
}

/// The domain in "header.d=example.com", "smtp.mailfrom=bob@example.com".
std::string domain_in(std::string_view value) {
  const std::size_t at = value.rfind('@');
  return lower_ascii(at == std::string_view::npos ? value : value.substr(at + 1));
}

/// One "method=result property=value …" for `from_domain`.
bool proves(std::string_view statement, std::string_view from_domain) {
  const std::string head = lower_ascii(take_part(statement, ' '));
  if (head == "dmarc=pass") {
    for (statement = trimmed(statement); !statement.empty(); statement = trimmed(statement)) {
      std::string_view property = take_part(statement, ' ');
      if (same_ignoring_case(take_part(property, '='), "header.from"))
        return domain_in(property) == from_domain;
    }
    return true;  // DMARC is about the From header, whether it is named or not
  }
  const bool dkim = head == "dkim=pass";
  if (!dkim && head != "spf=pass") return false;
  for (statement = trimmed(statement); !statement.empty(); statement = trimmed(statement)) {
    std::string_view property = take_part(statement, ' ');
    const std::string name = lower_ascii(take_part(property, '='));
    const bool names_domain = dkim ? name == "header.d" || name == "header.i" : name == "smtp.mailfrom";
    if (names_domain && are_aligned(domain_in(property), from_domain)) return true;
  }
  return false;
}

}  // namespace

bool sender_is_proven(const std::vector<std::string>& results, std::string_view from,
                      const std::vector<std::string>& trusted) {
  const std::string from_domain = domain_of(from);
  if (from_domain.empty()) return false;
  return std::any_of(results.begin(), results.end(), [&](const std::string& written) {
    const std::string result = without_comments(written);
    std::string_view rest = result;
    std::string_view server = take_part(rest, ';');
    server = take_part(server, ' ');  // a version may follow
    const bool is_ours = std::any_of(trusted.begin(), trusted.end(), [&](const std::string& ours) {
      return !ours.empty() && same_ignoring_case(server, ours);
    });
    if (!is_ours) return false;
    while (!rest.empty()) {
      if (proves(take_part(rest, ';'), from_domain)) return true;
    }
    return false;
  });
}

}  // namespace oasis
