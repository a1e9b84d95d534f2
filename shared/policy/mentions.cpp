// See mentions.hpp.
#include "shared/policy/mentions.hpp"

#include <algorithm>

#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

/// Letters of any script count: no name ends in the middle of a word.
bool is_in_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= 'a' && byte <= 'z') || byte == '_' || byte == '-';
}

/// How many bytes of `text` begin with the name; 0 if it is another word, or no name at all.
std::size_t length_of_name(std::string_view text, std::string_view name) {
  if (name.empty() || text.size() < name.size()) return 0;
  if (!same_ignoring_case(text.substr(0, name.size()), name)) return 0;
  return text.size() > name.size() && is_in_word(text[name.size()]) ? 0 : name.size();
}

/// Who is meant at one place: all that have the longest name which fits there.
class Meant {
 public:
  explicit Meant(std::string_view text) : text_(text) {}

  template <typename Named>
  void consider(const Named& one, Target::Kind kind) {
    const std::size_t length = std::max(length_of_name(text_, one.name), length_of_name(text_, one.id));
    if (length == 0 || length < longest_) return;
    if (length > longest_) found_.clear();
    longest_ = length;
    found_.push_back({kind, one.id});
  }

  const std::vector<Target>& found() const { return found_; }

 private:
  std::string_view text_;
  std::size_t longest_ = 0;
  std::vector<Target> found_;
};

}  // namespace

std::vector<Target> mentioned_in(const Workspace& workspace, std::string_view text) {
  std::vector<Target> all;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at > 0 && (is_in_word(text[at - 1]) || text[at - 1] == '.')) continue;  // an e-mail address
    Meant meant(text.substr(at + 1));
    for (const User& user : workspace.users) meant.consider(user, Target::Kind::user);
    for (const Team& team : workspace.teams) meant.consider(team, Target::Kind::team);
    for (const Target& target : meant.found()) {
      if (std::find(all.begin(), all.end(), target) == all.end()) all.push_back(target);
    }
  }
  return all;
}

}  // namespace oasis
