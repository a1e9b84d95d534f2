// POST /api/v1/config/test: tries out one part of a workspace document, which need not be in force, and says what came of it.
// May not: judge a document, keep anything but the row of the audit log.
#include <httplib.h>

#include <charconv>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/engine/away.hpp"
#include "server/http/answer.hpp"
#include "server/http/auth/auth.hpp"
#include "server/http/json_body.hpp"
#include "server/http/routes.hpp"
#include "server/http/settings_services.hpp"
#include "server/notify/trial.hpp"
#include "server/store/audit.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::size_t longest_document = 8 * 1024 * 1024;  // bytes
constexpr const char* what_can_be_tried =
    "\"at\" is /channels/N, /mailboxes/N or /webhooks/N of the document, /server/address, /server/heartbeat or /server/backup.";

/// "/channels/2": the list, and which of its `count` objects; nullopt where it has none of that number.
std::optional<std::size_t> index_below(std::string_view at, std::string_view list, std::size_t count) {
  if (at.substr(0, list.size()) != list) return std::nullopt;
  at.remove_prefix(list.size());
  std::size_t index = 0;
  const auto [end, fault] = std::from_chars(at.data(), at.data() + at.size(), index);
  const bool whole = fault == std::errc{} && end == at.data() + at.size();
  return whole && index < count ? std::optional(index) : std::nullopt;
}

/// Of the server itself, of which no document says anything.
std::optional<notify::Trial> try_server(const std::string& at, const SettingsServices& settings) {
  if (at == "/server/address") return notify::try_address(settings.auth.public_url + "/healthz");
  if (at == "/server/heartbeat" && settings.heartbeat) return notify::try_address(settings.heartbeat->url());
  if (at == "/server/backup" && settings.backups) {
    const auto made = settings.backups->make_now();
    return made.ok() ? notify::Trial{true, *made, ""} : notify::Trial{false, "backup", made.error().what};
  }
  return std::nullopt;
}

std::optional<notify::Trial> try_part(const std::string& at, const Workspace& workspace, const User& who, const SettingsServices& settings,
                                      Instant now) {
  const engine::Links& links = settings.services.links;
  if (const auto channel = index_below(at, "/channels/", workspace.channels.size()))
    return notify::try_channel(settings.ways, workspace, *channel, who, links, now);
  if (const auto mailbox = index_below(at, "/mailboxes/", workspace.mailboxes.size()))
    return notify::try_mailbox(workspace.mailboxes[*mailbox], settings.ways.data_folder);
  if (const auto webhook = index_below(at, "/webhooks/", workspace.webhooks.size()))
    return notify::try_webhook(settings.ways, workspace, workspace.webhooks[*webhook], links, now);
  return std::nullopt;
}

void answer_trial(Call& call, const SettingsServices& settings, const std::string& at, const notify::Trial& trial) {
  settings.auth.write([&](store::Database& database) {
    store::append_audit(database, audited(settings.auth, call.request, call.who->user_id, "settings_tried", at, trial.to));
  });
  json answer = {{"works", trial.works}, {"to", trial.to}, {"said", trial.said}};
  if (trial.unread) answer["unread"] = *trial.unread;
  answer_json(call.response, answer.dump(-1, ' ', false, json::error_handler_t::replace));
}

void post_trial(Call& call, const SettingsServices& settings, std::mutex& one_at_a_time) {
  const auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, body.error());
  const std::string at = member_text(*body, "at");
  const std::unique_lock turn(one_at_a_time, std::try_to_lock);
  if (!turn) return refuse(call.response, Code::conflict, "Another test is under way. It takes a minute at most: try again then.");
  const engine::Away away;  // the other side may take its time
  if (at.rfind("/server/", 0) == 0) {
    const auto trial = try_server(at, settings);
    if (!trial) return refuse(call.response, Code::bad_value, what_can_be_tried, "/at");
    return answer_trial(call, settings, at, *trial);
  }
  const auto document = body->find("document");  // the end of what is no object
  if (document == body->end())
    return refuse(call.response, Code::bad_value, "\"document\" is the workspace document.", "/document");
  const auto workspace = read_workspace(*document, settings.services.zones);
  if (!workspace.ok()) return refuse(call.response, workspace.error().front());
  const auto in_force = settings.services.writer.document().policies;
  const User* who = in_force->user(call.who->user_id);
  for (const User& user : workspace->users)
    if (user.id == call.who->user_id) who = &user;  // as the document has it
  const auto trial = who == nullptr ? std::nullopt : try_part(at, *workspace, *who, settings, settings.services.writer.now());
  if (!trial) return refuse(call.response, Code::bad_value, what_can_be_tried, "/at");
  answer_trial(call, settings, at, *trial);
}

}  // namespace

void add_trial_route(Routes& routes, const SettingsServices& settings) {
  const auto one_at_a_time = std::make_shared<std::mutex>();
  routes.add({"POST", "/api/v1/config/test", Role::admin, Body::json, longest_document,
              [&settings, one_at_a_time](Call& call) { post_trial(call, settings, *one_at_a_time); }});
}

}  // namespace oasis::http
