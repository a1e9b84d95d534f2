// Actions of config and mail. May not: print.
#include "server/cli/domain_actions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "server/cli/document_faults.hpp"
#include "server/engine/documents.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/preview.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

json errors_json(const std::vector<Error>& errors) {
  json list = json::array();
  for (const Error& error : errors) list.push_back({{"where", error.where}, {"what", error.what}});
  return {{"errors", list}};
}

Result<json> export_config(engine::Writer& writer) {
  const engine::Document document = writer.document();
  return json{{"version", document.policies->version()}, {"document", json::parse(document.text)}};
}

/// The user of `policies` who has this address, or nullptr.
const User* user_with_email(const Policies& policies, const std::string& email) {
  for (const User& user : policies.workspace().users) {
    for (const Contact& contact : user.contacts) {
      if (contact.via == "email" && http::normal_email(contact.address) == email) return &user;
    }
  }
  return nullptr;
}

/// Gives accounts to the ids that the document in force has for their people. Answers the ids that are gone.
std::vector<Id> follow_document(engine::Turn& turn) {
  const Policies& policies = *current_policies(turn.state());
  std::vector<Id> renamed;
  for (const http::Account& account : http::all_accounts(turn.database())) {
    if (policies.user(account.user_id)) continue;
    const User* user = user_with_email(policies, account.email);
    if (!user || http::find_account(turn.database(), user->id)) continue;
    http::rename_account(turn.database(), account.user_id, user->id);
    renamed.push_back(account.user_id);
  }
  return renamed;
}

bool an_admin_can_sign_in(engine::Turn& turn) {
  const auto accounts = http::all_accounts(turn.database());
  return accounts.empty() || std::any_of(accounts.begin(), accounts.end(), [&turn](const http::Account& account) {
           return !account.disabled && engine::role_of(turn.state(), account.user_id) == Role::admin;
         });
}

/// Each undoes the turn.
struct Faulty {};
struct LockedOut {};

Result<json> import_config(engine::Writer& writer, http::Auth& auth, const json& arguments, std::string_view text) {
  const bool open = arguments.value("apply", std::string()) == "open";
  const engine::Reach reach = open ? engine::Reach::open_tickets : engine::Reach::new_tickets;
  std::vector<Error> errors;
  std::vector<Id> renamed;
  try {
    writer.run([&](engine::Turn& turn) {
      errors = turn.adopt_document(text, reach, "config import");
      if (!errors.empty()) return;
      errors = document_faults(current_policies(turn.state())->workspace());
      if (!errors.empty()) throw Faulty{};
      renamed = follow_document(turn);
      if (!an_admin_can_sign_in(turn)) throw LockedOut{};
    });
  } catch (const Faulty&) {
    return errors_json(errors);
  } catch (const LockedOut&) {
    errors = {{"/users", "nobody who can sign in would be an administrator any more; keep one, with their e-mail address"}};
  }
  if (!errors.empty()) return errors_json(errors);
  for (const Id& user : renamed) http::end_streams_of(auth, user);
  return json{{"version", writer.document().policies->version()}};
}

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

/// What the document would do to open tickets; nothing changes.
Result<json> preview_config(engine::Writer& writer, const Zones& zones, std::string_view text) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return errors_json({{"", "is no JSON"}});
  const auto current = writer.policies();
  const auto preview =
      preview_document(current.get(), document, zones, writer.now(),
                       [&writer](const auto& candidate) { return preview_in_parts(writer, candidate); });
  return preview.ok() ? json::parse(preview->dump()) : errors_json(preview.error());
}

}  // namespace

void add_config_actions(Actions& actions, engine::Writer& writer, http::Auth& auth, const Zones& zones) {
  actions["config.preview"] = [&writer, &zones](const json&, std::string_view text) {
    return preview_config(writer, zones, text);
  };
  actions["config.export"] = [&writer](const json&, std::string_view) { return export_config(writer); };
  actions["config.import"] = [&writer, &auth](const json& arguments, std::string_view bytes) {
    return import_config(writer, auth, arguments, bytes);
  };
}

void add_mail_actions(Actions& actions, const MailRoom& room) {
  actions["mail.take"] = [room](const json&, std::string_view bytes) -> Result<json> {
    drain_spool(room);
    const auto taken = take_mail(room, bytes);
    if (!taken.ok()) return json{{"taken", false}, {"what", taken.error().what}};
    json answer = {{"taken", true}, {"what", taken->what}};
    if (taken->ticket > 0) answer["ticket"] = taken->ticket;
    return answer;
  };
}

}  // namespace oasis::cli
