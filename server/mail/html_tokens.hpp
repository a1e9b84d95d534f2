// Cuts HTML into tags and text, as forgiving as a browser.
// May not: know what a tag means, build a tree.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oasis {

struct HtmlToken {
  enum class Kind { text, start_tag, end_tag };
  Kind kind = Kind::text;
  std::string_view text;  // of a text: as written, references not resolved
  std::string name;       // of a tag, ASCII lower case
  std::vector<std::pair<std::string, std::string>> attributes;  // names lowered, values resolved

  /// The value of an attribute; empty if there is none.
  std::string_view attribute(std::string_view wanted) const {
    for (const auto& [key, value] : attributes)
      if (key == wanted) return value;
    return {};
  }
};

/// Reads `html` from front to end; comments, declarations and the content of script, style and title do not
/// show. The views in a token live as long as `html`. Linear over all calls.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view html) : html_(html) {}

  /// Puts the next token into `token`; false at the end.
  bool next(HtmlToken& token);

 private:
  bool read_tag(HtmlToken& token);
  void read_attributes(HtmlToken& token);
  std::string_view read_value();
  void skip_declaration();
  void skip_raw_content(std::string_view name);

  std::string_view html_;
  std::size_t at_ = 0;
  bool comments_end_ = true;  // false once a comment without an end was met: no need to search again
};

}  // namespace oasis
