// See document_change.hpp.
#include "server/http/auth/document_change.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "server/engine/documents.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/mail/document_faults.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/preview.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

/// The user of `policies` who has this address, or nullptr.
const User* user_with_email(const Policies& policies, const std::string& email) {
  for (const User& user : policies.workspace().users) {
    for (const Contact& contact : user.contacts) {
      if (contact.via == "email" && normal_email(contact.address) == email) return &user;
    }
  }
  return nullptr;
}

/// Gives accounts to the ids that the document in force has for their people. Answers the ids that are gone.
std::vector<Id> follow_document(engine::Turn& turn) {
  const Policies& policies = *current_policies(turn.state());
  std::vector<Id> renamed;
  for (const Account& account : all_accounts(turn.database())) {
    if (policies.user(account.user_id)) continue;
    const User* user = user_with_email(policies, account.email);
    if (!user || find_account(turn.database(), user->id)) continue;
    rename_account(turn.database(), account.user_id, user->id);
    renamed.push_back(account.user_id);
  }
  if (!renamed.empty()) turn.look_at_accounts();
  return renamed;
}

bool an_admin_can_sign_in(engine::Turn& turn) {
  const auto accounts = all_accounts(turn.database());
  return accounts.empty() || std::any_of(accounts.begin(), accounts.end(), [&turn](const Account& account) {
           return !account.disabled && engine::role_of(turn.state(), account.user_id) == Role::admin;
         });
}

/// Undoes the turn.
struct Refused {};

/// What the candidate would do to all open tickets, a part at a time, so that nobody waits for half a million.
EditPreview preview_in_parts(engine::Writer& writer, const std::shared_ptr<const Policies>& candidate) {
  constexpr std::size_t tickets_at_once = 500;
  EditPreview sum;
  store::OpenPlace after;
  const auto look_at_part = [&](engine::Turn& turn) {
    const auto places = store::open_tickets(turn.database(), after, tickets_at_once);
    State part;
    for (const store::OpenPlace& place : places) {
      turn.look_at(place.id, [&part](const Ticket& ticket) { part.tickets.emplace(ticket.id, ticket); });
    }
    part.versions = turn.state().versions;
    const EditPreview found = preview_edit(part, candidate, turn.now());
    sum.open_tickets += found.open_tickets;
    sum.due_times_moved += found.due_times_moved;
    sum.breached_now += found.breached_now;
    if (!places.empty()) after = places.back();
    return places.size();
  };
  for (std::size_t looked_at = tickets_at_once; looked_at == tickets_at_once;) {
    writer.run([&](engine::Turn& turn) { looked_at = look_at_part(turn); });
  }
  return sum;
}

}  // namespace

DocumentChanged change_document(engine::Writer& writer, Auth& auth, const DocumentChange& change) {
  DocumentChanged done;
  std::vector<Id> renamed;
  try {
    writer.run([&](engine::Turn& turn) {
      const Policies* current = current_policies(turn.state());
      done.overtaken = change.after && current != nullptr && current->version() != *change.after;
      if (done.overtaken) return;
      turn.come_from(change.address);
      done.errors = turn.adopt_document(change.text, change.reach, change.by);
      if (!done.errors.empty()) return;
      done.errors = document_faults(current_policies(turn.state())->workspace());
      if (!done.errors.empty()) throw Refused{};
      renamed = follow_document(turn);
      if (!an_admin_can_sign_in(turn)) {
        done.errors = {
            {"/users",
             "nobody who can sign in would be an administrator any more; keep one, with their e-mail "
             "address"}};
        throw Refused{};
      }
      done.version = current_policies(turn.state())->version();
    });
  } catch (const Refused&) {
    return done;
  }
  for (const Id& user : renamed) end_streams_of(auth, user);
  return done;
}

json preview_change(engine::Writer& writer, const Zones& zones, const json& document) {
  const auto current = writer.policies();
  const auto preview =
      preview_document(current.get(), document, zones, writer.now(),
                       [&writer](const auto& candidate) { return preview_in_parts(writer, candidate); });
  if (!preview.ok()) return errors_json(preview.error());
  if (const auto workspace = read_workspace(document, zones); workspace.ok()) {
    if (const auto faults = document_faults(*workspace); !faults.empty()) return errors_json(faults);
  }
  return json::parse(preview->dump());
}

json errors_json(const std::vector<Error>& errors) {
  json list = json::array();
  for (const Error& error : errors) list.push_back({{"where", error.where}, {"what", error.what}});
  return {{"errors", list}};
}

}  // namespace oasis::http
