// Changes JSON by its structure, so that most mutated documents get past the parser: libFuzzer's own changes
// of bytes break the syntax nearly always. May not: know what a document holds.
#pragma once

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace oasis::test {

class JsonMutation {
 public:
  using json = nlohmann::json;

  explicit JsonMutation(unsigned seed) : random_(seed) {}

  /// Changes one to four places of `document`.
  void change(json& document) {
    for (std::uint64_t times = 1 + below(4); times > 0; --times) {
      std::vector<json*> places;
      collect(document, places);
      change_one(*places[below(places.size())], *places[below(places.size())]);
    }
  }

 private:
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  static void collect(json& value, std::vector<json*>& places) {
    places.push_back(&value);
    if (value.is_structured()) {
      for (json& child : value) collect(child, places);
    }
  }

  void change_one(json& place, const json& other) {
    switch (below(6)) {
      case 0:
        place = json(other);  // a copy first: `other` may be a part of `place`
        return;
      case 1:
        place = edge_value();
        return;
      case 2:
        if (place.is_structured() && !place.empty()) return drop_or_double(place);
        return change_scalar(place);
      default:
        return change_scalar(place);
    }
  }

  json edge_value() {
    static const json values = json::parse(R"([null, true, 0, -1, 1, 0.5, 1e300, 9223372036854775807,
      -9223372036854775808, 18446744073709551615, 2147483648, "", "a", [], {}, "0s", "24:00", "00:00", "1ms",
      "10000w", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59", "02-29", "2024-02-29"])");
    return values[below(values.size())];
  }

  void drop_or_double(json& place) {
    const std::size_t at = below(place.size());
    if (place.is_array()) {
      const json item = place[at];
      if (below(2) == 0) {
        place.erase(at);
      } else {
        place.insert(place.begin() + static_cast<std::ptrdiff_t>(below(place.size())), item);
      }
    } else {
      place.erase(std::next(place.begin(), static_cast<std::ptrdiff_t>(at)));
    }
  }

  void change_scalar(json& place) {
    if (place.is_string()) {
      place = changed_text(place.get_ref<const std::string&>());
    } else if (place.is_number_integer()) {
      place = static_cast<std::int64_t>(place.get<std::uint64_t>() + below(5) - 2);  // wraps around
    } else if (place.is_number()) {
      place = place.get<double>() * 0.5;
    } else if (place.is_boolean()) {
      place = !place.get<bool>();
    }
  }

  std::string changed_text(std::string text) {
    const std::size_t most = text.size() + 16;
    text.resize(most, '\0');
    auto* bytes = reinterpret_cast<std::uint8_t*>(text.data());
    text.resize(LLVMFuzzerMutate(bytes, most - 16, most));
    return text;
  }

  std::minstd_rand random_;
};

/// For LLVMFuzzerCustomMutator: three changes of four by structure, the rest by bytes.
inline std::size_t mutate_json(std::uint8_t* data, std::size_t size, std::size_t max_size, unsigned seed) {
  using nlohmann::json;
  if (seed % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const auto* text = reinterpret_cast<const char*>(data);
  json document = json::parse(text, text + size, nullptr, false);
  if (document.is_discarded()) return LLVMFuzzerMutate(data, size, max_size);
  JsonMutation(seed / 4).change(document);
  const std::string changed = document.dump(-1, ' ', false, json::error_handler_t::replace);
  if (changed.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, changed.data(), changed.size());
  return changed.size();
}

}  // namespace oasis::test
