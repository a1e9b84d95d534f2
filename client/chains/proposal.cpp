// See proposal.hpp.
#include "client/chains/proposal.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

namespace oasis {
namespace {

constexpr std::string_view room_place = "/chains/";
constexpr std::int64_t longest_minutes = 10'000;

std::optional<std::int64_t> number_named(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const std::string_view field = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(field.size() + 1, query.size()));
    if (field.substr(0, name.size()) != name || field.substr(name.size(), 1) != "=") continue;
    const std::string_view digits = field.substr(name.size() + 1);
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (fault != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
    return number;
  }
  return std::nullopt;
}

}  // namespace

std::string address_of(const WaitProposal& proposal) {
  return std::string(room_place) + proposal.chain + "?step=" + std::to_string(proposal.step) +
         "&wait=" + std::to_string(proposal.wait.ms / minutes(1).ms);
}

std::optional<WaitProposal> read_wait_proposal(const std::string& address) {
  const std::size_t mark = address.find('?');
  if (address.rfind(room_place, 0) != 0 || mark == std::string::npos) return std::nullopt;
  const std::string_view query = std::string_view(address).substr(mark + 1);
  const auto step = number_named(query, "step"), wait = number_named(query, "wait");
  if (!step || !wait || *wait < 1 || *wait > longest_minutes) return std::nullopt;
  return WaitProposal{address.substr(room_place.size(), mark - room_place.size()), static_cast<std::size_t>(*step),
                      minutes(*wait)};
}

Chain with_wait(Chain chain, const WaitProposal& proposal) {
  if (chain.id == proposal.chain && proposal.step < chain.steps.size()) chain.steps[proposal.step].wait = proposal.wait;
  return chain;
}

}  // namespace oasis
