// Mails about accounts: a link to choose a new password, an invitation. May not: send, or make links good.
#pragma once

#include <string>
#include <string_view>

#include "server/engine/links.hpp"
#include "server/notify/letters.hpp"
#include "server/store/outbox.hpp"

namespace oasis::notify {

enum class AccountLetter { reset, invitation };

/// The outbox row of such a letter: its key says which it is and the id of its link. `mail_domain`: see
/// engine::Setting.
store::Outgoing account_row(AccountLetter kind, const std::string& link_id, const Id& user,
                            const std::string& email, const std::string& mail_domain, Instant now);

bool is_account_row(const store::Outgoing& row);
/// The letter that such a row asks for, with the link in it.
Letter account_letter(const store::Outgoing& row, const Workspace& workspace, const engine::Links& links);

}  // namespace oasis::notify
