// Actions of config and mail. May not: print.
#include "server/cli/domain_actions.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "server/engine/documents.hpp"
#include "server/http/auth/document_change.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

Result<json> export_config(engine::Writer& writer) {
  const engine::Document document = writer.document();
  return json{{"version", document.policies->version()}, {"document", json::parse(document.text)}};
}

Result<json> import_config(engine::Writer& writer, http::Auth& auth, const json& arguments,
                           std::string_view text) {
  const bool open = arguments.value("apply", std::string()) == "open";
  const http::DocumentChanged done = http::change_document(
      writer, auth,
      {text, open ? engine::Reach::open_tickets : engine::Reach::new_tickets, "config import", std::nullopt});
  if (!done.errors.empty()) return http::errors_json(done.errors);
  return json{{"version", done.version}};
}

/// What the document would do to open tickets; nothing changes.
Result<json> preview_config(engine::Writer& writer, const Zones& zones, std::string_view text) {
  const json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return http::errors_json({{"", "is no JSON"}});
  return http::preview_change(writer, zones, document);
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
