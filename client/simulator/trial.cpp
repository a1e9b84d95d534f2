// See trial.hpp.
#include "client/simulator/trial.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/codec/given.hpp"
#include "shared/codec/workspace.hpp"

namespace oasis {
namespace {

using nlohmann::json;

const json& member(const json& object, const char* name) {
  static const json nothing;
  const auto found = object.is_object() ? object.find(name) : object.end();
  return object.is_object() && found != object.end() ? *found : nothing;
}

std::string text_in(const json& object, const char* name) {
  const json& found = member(object, name);
  return found.is_string() ? found.get<std::string>() : std::string();
}

std::int64_t number_in(const json& object, const char* name) {
  const json& found = member(object, name);
  return found.is_number_integer() ? found.get<std::int64_t>() : 0;
}

Result<std::shared_ptr<const Policies>> prepared(const json& document, const Zones& zones, std::int64_t version) {
  auto workspace = read_workspace(document, zones);
  if (!workspace.ok()) return workspace.error().front();
  return Policies::prepare(*std::move(workspace), zones, static_cast<std::uint32_t>(version));
}

}  // namespace

std::optional<Error> Trial::begin(std::string_view text) {
  const json told = json::parse(text, nullptr, false);
  const Instant until{number_in(told, "until")};
  const bool later = until != until_;
  until_ = until;
  for (auto& [side, name] : {std::pair<Side&, const char*>{in_force_, "in_force"}, {edited_, "edited"}}) {
    const json& document = member(told, name);
    std::string written = document.dump();
    if (!later && side.policies != nullptr && side.document == written) continue;
    auto policies = prepared(document, zones_, number_in(told, "version"));
    if (!policies.ok()) return policies.error();
    side = {std::move(written), *std::move(policies), 0, {}};
  }
  return std::nullopt;
}

std::optional<GivenPage> Trial::take(std::string_view body) {
  const json answer = json::parse(body, nullptr, false);
  const json& rows = member(answer, "tickets");
  if (!rows.is_array()) return std::nullopt;
  const std::size_t before = tickets_.size();
  for (const json& row : rows) {
    auto ticket = read_given(row);
    if (!ticket.ok()) {
      tickets_.resize(before);
      return std::nullopt;
    }
    tickets_.push_back(*std::move(ticket));
  }
  return GivenPage{text_in(answer, "next"), number_in(answer, "total"), static_cast<std::int64_t>(rows.size())};
}

bool Trial::test_some(Side& side) {
  const std::size_t end = std::min(tickets_.size(), side.tested + portion_of_tickets);
  if (side.policies == nullptr || side.tested == end) return false;
  std::vector<const GivenTicket*> some;
  for (; side.tested < end; ++side.tested) some.push_back(&tickets_[side.tested]);
  add_outcome(side.outcome, some, side.policies, zones_, until_);
  return true;
}

bool Trial::test_some() {
  return test_some(in_force_.tested > edited_.tested ? edited_ : in_force_) || test_some(edited_);
}

std::int64_t Trial::tested() const {
  return static_cast<std::int64_t>(std::min(in_force_.tested, edited_.tested));
}

}  // namespace oasis
