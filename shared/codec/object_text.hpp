// A small JSON object straight to its text (RFC 8259), without a JSON value between: for what is made or asked for very often.
// May not: know any domain object.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace oasis {

/// Adds `text` in quotes and escaped; ill-formed UTF-8 becomes U+FFFD. O(length).
void put_quoted(std::string& out, std::string_view text);

/// Adds the members one after the other, no spaces, in the order of the calls.
class ObjectText {
 public:
  explicit ObjectText(std::string& out);
  void text(const char* key, std::string_view value);
  void number(const char* key, std::int64_t value);
  void truth(const char* key, bool value);
  /// A member that is an object: to be done() before the next one.
  ObjectText object(const char* key);
  void done();

 private:
  void begin(const char* key);

  std::string& out_;
  bool first_ = true;
};

}  // namespace oasis
