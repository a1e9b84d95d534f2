// Mails about accounts. May not: send, or make links good.
#include "server/notify/account_letters.hpp"

namespace oasis::notify {
namespace {

constexpr std::string_view reset_key = "reset/";
constexpr std::string_view invitation_key = "invitation/";

std::string_view key_of(AccountLetter kind) {
  return kind == AccountLetter::reset ? reset_key : invitation_key;
}

}  // namespace

store::Outgoing account_row(AccountLetter kind, const std::string& link_id, const Id& user,
                            const std::string& email, const std::string& mail_domain, Instant now) {
  store::Outgoing row;
  row.key = std::string(key_of(kind)) + link_id;
  row.user = user;
  row.via = "email";
  row.address = email;
  row.message_id = link_id + "@" + mail_domain;
  row.at = now;
  row.next_at = now;
  return row;
}

bool is_account_row(const store::Outgoing& row) {
  return row.event == 0 && (row.key.rfind(reset_key, 0) == 0 || row.key.rfind(invitation_key, 0) == 0);
}

Letter account_letter(const store::Outgoing& row, const Workspace& workspace, const engine::Links& links) {
  const bool invitation = row.key.rfind(invitation_key, 0) == 0;
  const std::string id = row.key.substr(row.key.find('/') + 1);
  const std::string link = links.welcome_url(links.mailed_token(id));
  const std::string name = workspace.name.empty() ? "Support Oasis" : workspace.name;
  if (invitation) {
    return {"Your account at " + name,
            "You are invited to " + name +
                ". Choose a password here; the link works once, for three days:\n\n" + link +
                "\n\nYou sign in with " + row.address + ".\n"};
  }
  return {"A new password for " + name,
          "Somebody, probably you, asked for a new password at " + name +
              ". Choose it here; the link works once, for one hour:\n\n" + link +
              "\n\nIf it was not you, there is nothing to do: your password is as before.\n"};
}

}  // namespace oasis::notify
