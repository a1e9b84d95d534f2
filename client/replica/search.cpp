// See search.hpp.
#include "client/replica/search.hpp"

#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

constexpr Duration pause = milliseconds(250);
constexpr std::size_t shortest = 2;  // bytes: less is everywhere
constexpr std::size_t longest = 200;

std::vector<Found> read_found(const std::string& body) {
  std::vector<Found> found;
  const nlohmann::json answer = wire::parse(body);
  if (!answer.is_object() || !answer.contains("results") || !answer["results"].is_array()) return found;
  for (const nlohmann::json& row : answer["results"]) {
    found.push_back({wire::text_of(row, "ticket"), wire::number_of(row, "number"),
                     wire::text_of(row, "subject"), wire::text_of(row, "snippet")});
  }
  return found;
}

}  // namespace

const std::vector<Found>& Search::look_for(const std::string& words) {
  const Instant now = platform_.now();
  if (words != words_) {
    words_ = words;
    found_.clear();
    ask_at_.reset();
    if (words.size() >= shortest && words.size() <= longest) ask_at_ = now + pause;
  }
  if (ask_at_ && now >= *ask_at_) ask();
  if (ask_at_) platform_.wake_after(*ask_at_ - now);
  return found_;
}

void Search::ask() {
  ask_at_.reset();
  platform_.network().send(
      wire::request("GET", "/api/v1/search?limit=" + std::to_string(most_) + "&q=" + percent_encoded(words_)),
      [this, asked = words_](platform::Response response) {
        if (asked != words_ || response.status != 200) return;
        found_ = read_found(response.body);
        platform_.wake();
      });
}

}  // namespace oasis
