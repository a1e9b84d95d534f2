// See preview.hpp.
#include "shared/codec/preview.hpp"

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/policy/gaps.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis {

using Row = nlohmann::ordered_json;

Row write_preview(const EditPreview& preview) {
  return {{"open_tickets", preview.open_tickets},
          {"due_times_moved", preview.due_times_moved},
          {"breached_now", preview.breached_now}};
}

Result<Row, std::vector<Error>> preview_document(const State& state, const nlohmann::json& document,
                                                 const Zones& zones, Instant now) {
  return preview_document(current_policies(state), document, zones, now,
                          [&](const auto& candidate) { return preview_edit(state, candidate, now); });
}

Result<Row, std::vector<Error>> preview_document(const Policies* current, const nlohmann::json& document,
                                                 const Zones& zones, Instant now, const EditEffect& effect) {
  auto workspace = read_workspace(document, zones);
  if (!workspace.ok()) return std::move(workspace).error();
  const std::uint32_t next = current == nullptr ? 1 : current->version() + 1;
  const auto candidate = Policies::prepare(std::move(*workspace), zones, next);
  if (!candidate.ok()) return std::vector<Error>{candidate.error()};
  Row row = write_preview(effect(*candidate));
  row["gaps"] = Row::array();
  const auto gaps = current == nullptr ? gaps_ahead(**candidate, now) : gaps_made(*current, **candidate, now);
  for (const CoverageGap& gap : gaps) {
    row["gaps"].push_back(
        {{"schedule", gap.schedule}, {"from", to_text(gap.during.from)}, {"to", to_text(gap.during.to)}});
  }
  return row;
}

}  // namespace oasis
