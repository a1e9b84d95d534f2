// For which ticket a playbook is, and who is to know it (docs/semantics.md, "Playbooks").
// May not: know who has read one.
#pragma once

#include <set>
#include <vector>

#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"

namespace oasis {

/// The playbooks to open beside a ticket: those for its tier (1 as long as nothing was escalated) and its category,
/// the ones for fewer cases first, else in the order of the document. O(playbooks).
std::vector<const Playbook*> playbooks_for(const Workspace& workspace, const Ticket& ticket);

/// The tiers at which somebody may be told: steps of chains that name them, a team of theirs, or a schedule in
/// whose layers they are; backups count. O(steps × targets).
std::set<std::int32_t> tiers_of(const Workspace& workspace, const User& user);

/// The playbooks that a person is to know: all without tiers, and those for a tier of theirs; viewers none.
std::vector<const Playbook*> playbooks_to_know(const Workspace& workspace, const User& user);

/// How many answers of a quiz are right; those beyond its questions do not count.
std::int32_t right_answers(const Playbook& playbook, const std::vector<std::int32_t>& answers);

}  // namespace oasis
