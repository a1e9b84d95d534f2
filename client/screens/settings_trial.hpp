// A button that has the server try out what a form or the server's own settings say, and below it what came of it: what was
// tried, what came back, what to do. May not: know how it is tried.
#pragma once

#include <cstdint>
#include <string>

#include "client/replica/workspace_edit.hpp"
#include "client/ui/ui.hpp"

namespace oasis {

enum class TrialOf : std::uint8_t { channel, mailbox, webhook, address, heartbeat, backup };

/// `at`: of what, as WorkspaceEdit::try_out() takes it.
void draw_trial(ui::Ui& ui, WorkspaceEdit& edit, TrialOf what, const std::string& at);

}  // namespace oasis
