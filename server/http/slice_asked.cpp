// See slice_asked.hpp.
#include "server/http/slice_asked.hpp"

#include <httplib.h>

#include "server/http/answer.hpp"
#include "shared/codec/words.hpp"
#include "shared/text/percent.hpp"

namespace oasis::http {

std::optional<Slice> slice_asked(Call& call) {
  const auto text = [&call](const char* name) {
    return call.request.has_param(name) ? call.request.get_param_value(name) : std::string();
  };
  Slice slice;
  if (const std::string priority = text("priority"); !priority.empty()) {
    slice.priority = value_of<Priority>(priority);
    if (!slice.priority) {
      refuse(call.response, Code::bad_value, "A priority is one of " + all_words<Priority>() + ".", "/priority");
      return std::nullopt;
    }
  }
  slice.customer = text("customer");
  slice.team = text("team");
  slice.category = text("category");
  slice.channel = text("channel");
  return slice;
}

std::string parameters_of(const Slice& slice) {
  std::string text;
  const auto add = [&text](const char* name, std::string_view value) {
    if (!value.empty()) text.append("&").append(name).append("=").append(percent_encoded(value));
  };
  if (slice.priority) add("priority", word(*slice.priority));
  add("customer", slice.customer);
  add("team", slice.team);
  add("channel", slice.channel);
  add("category", slice.category);
  return text;
}

}  // namespace oasis::http
