// See chain_document.hpp.
#include "shared/codec/chain_document.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "shared/codec/workspace_parts.hpp"

namespace oasis {

using nlohmann::json;

namespace {

/// What the chain names need not be there: that is a fault for others to tell.
Chain read_chain(const json& value) {
  const Zones zones;
  const Names names{{}, {}, {}, {}, {}, {}, {}, {}, {}, zones};
  Faults untold;
  Chain chain;
  read_part(Field(value, "", untold), names, chain);
  return chain;
}

const json* chains_in(const json& document) {
  if (!document.is_object()) return nullptr;
  const auto found = document.find("chains");
  return found == document.end() || !found->is_array() ? nullptr : &*found;
}

}  // namespace

std::vector<Chain> read_chains(const json& document) {
  std::vector<Chain> chains;
  const json* list = chains_in(document);
  if (list == nullptr) return chains;
  for (const json& value : *list) chains.push_back(read_chain(value));
  return chains;
}

void write_chains(json& document, const std::vector<Chain>& chains) {
  json written = json::array();
  const json* list = chains_in(document);
  for (const Chain& chain : chains) {
    json value;
    if (list != nullptr) {
      for (const json& before : *list) {
        if (read_chain(before) == chain) value = before;
      }
    }
    written.push_back(value.is_null() ? write_part(chain) : std::move(value));
  }
  document["chains"] = std::move(written);
}

}  // namespace oasis
