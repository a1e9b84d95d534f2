// The playbooks that a new installation offers: how to act and speak in the hard moments of support.
// May not: name a workspace's people, or state a rule that a workspace may not have.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace oasis::engine {

/// An array of `{id, name, when, tiers?, categories?, text, quiz}`. `text` is Markdown of headings, paragraphs,
/// lists of one level, quotes (phrases to say) and bold. An item or a quote is on one line, a paragraph may be
/// on several.
nlohmann::json starter_playbooks();

}  // namespace oasis::engine
