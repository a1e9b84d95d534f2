// See slice_asked.hpp.
#include "server/http/slice_asked.hpp"

#include <httplib.h>

#include <string>

#include "server/http/answer.hpp"
#include "shared/codec/words.hpp"

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

}  // namespace oasis::http
