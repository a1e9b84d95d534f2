// /api/v1/config…: the workspace document for whoever may change it: read it, see what a change would do, put
// it in force, look at earlier versions. May not: judge a document; document_change does.
#include <httplib.h>

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/auth/document_change.hpp"
#include "server/http/json_body.hpp"
#include "server/http/routes.hpp"
#include "server/http/settings_services.hpp"
#include "server/store/audit.hpp"
#include "server/store/mailboxes.hpp"
#include "server/store/workspaces.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::size_t longest_document = 8 * 1024 * 1024;  // bytes
constexpr int most_changes = 50;

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void get_config(Call& call, const SettingsServices& settings) {
  const Services& services = settings.services;
  const engine::Document document = services.writer.document();
  json answer = {{"version", document.policies->version()}, {"document", json::parse(document.text)}};
  answer["mailboxes"] = json::object();
  answer["changes"] = json::array();
  answer["server"] = {{"address", settings.auth.public_url},
                      {"heartbeat", settings.heartbeat ? watch::host_in(settings.heartbeat->url()) : ""},
                      {"mail_by_command_line", settings.ways.smtp.has_value() || !settings.ways.folder.empty()}};
  services.read([&](store::Database& reading) {
    for (const store::WorkspaceChange& change : store::workspace_changes(reading, most_changes)) {
      answer["changes"].push_back(
          {{"version", change.version}, {"at", to_text(change.at)}, {"by", change.by}});
    }
    if (const auto backup = store::last_in_audit(reading, "backup_made")) answer["server"]["backup_at"] = to_text(*backup);
    for (const Mailbox& mailbox : document.policies->workspace().mailboxes) {
      const auto state = store::find_mailbox(reading, mailbox.id);
      if (state) answer["mailboxes"][mailbox.id] = state->error;
    }
  });
  answer_json(call.response, dumped(answer));
}

void get_version(Call& call, const Services& services) {
  const std::string& asked = call.path.at("version");
  std::uint32_t version = 0;
  const auto [end, fault] = std::from_chars(asked.data(), asked.data() + asked.size(), version);
  std::optional<store::WorkspaceVersion> found;
  if (fault == std::errc{} && end == asked.data() + asked.size())
    services.read([&](store::Database& reading) { found = store::find_workspace(reading, version); });
  if (!found) return refuse(call.response, Code::not_found, "There is no such version.");
  answer_json(call.response,
              dumped({{"version", found->version}, {"document", json::parse(found->document)}}));
}

/// The "document" of a body, or nothing after a refusal.
std::optional<json> document_in(Call& call) {
  auto body = read_json(call.request.body);
  if (!body.ok()) {
    refuse(call.response, body.error());
    return std::nullopt;
  }
  if (!body->is_object() || !body->contains("document")) {
    refuse(call.response, Code::bad_value, "\"document\" is the workspace document.", "/document");
    return std::nullopt;
  }
  return *std::move(body);
}

void post_preview(Call& call, const Services& services) {
  const auto body = document_in(call);
  if (body)
    answer_json(call.response, dumped(preview_change(services.writer, services.zones, body->at("document"))));
}

void put_config(Call& call, const Services& services, Auth& auth) {
  const auto body = document_in(call);
  if (!body) return;
  const auto after = body->find("after");
  if (after == body->end() || !after->is_number_unsigned())
    return refuse(call.response, Code::bad_value, "\"after\" is the number of the version that was changed.",
                  "/after");
  const auto apply = body->find("apply");
  const bool open = apply != body->end() && *apply == "open";
  if (apply != body->end() && !open && *apply != "new")
    return refuse(call.response, Code::bad_value, "\"apply\" is \"new\" or \"open\".", "/apply");
  const std::string text = dumped(body->at("document"));
  const DocumentChanged done =
      change_document(services.writer, auth,
                      {text, open ? engine::Reach::open_tickets : engine::Reach::new_tickets,
                       call.who->user_id, after->get<std::uint32_t>(), call.request.remote_addr});
  if (done.overtaken)
    return refuse(call.response, Code::conflict, "Somebody else has changed the workspace meanwhile.");
  if (!done.errors.empty()) {
    answer_json(call.response, dumped(errors_json(done.errors)));
    call.response.status = status_of(Code::bad_value);
    return;
  }
  answer_json(call.response, dumped({{"version", done.version}}));
}

}  // namespace

void add_config_routes(Routes& routes, const SettingsServices& settings) {
  const Services& services = settings.services;
  Auth& auth = settings.auth;
  routes.add({"GET", "/api/v1/config", Role::admin, Body::none, 0,
              [&settings](Call& call) { get_config(call, settings); }});
  routes.add({"GET", "/api/v1/config/:version", Role::admin, Body::none, 0,
              [&services](Call& call) { get_version(call, services); }});
  routes.add({"POST", "/api/v1/config/preview", Role::admin, Body::json, longest_document,
              [&services](Call& call) { post_preview(call, services); }});
  routes.add({"PUT", "/api/v1/config", Role::admin, Body::json, longest_document,
              [&services, &auth](Call& call) { put_config(call, services, auth); }});
}

}  // namespace oasis::http
