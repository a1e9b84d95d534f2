// Actions of config and mail. May not: print.
#include "server/cli/domain_actions.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "server/engine/documents.hpp"
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

Result<json> import_config(engine::Writer& writer, const json& arguments, std::string_view text) {
  const bool open = arguments.value("apply", std::string()) == "open";
  const engine::Reach reach = open ? engine::Reach::open_tickets : engine::Reach::new_tickets;
  std::vector<Error> errors;
  writer.run([&](engine::Turn& turn) { errors = turn.adopt_document(text, reach, "config import"); });
  if (!errors.empty()) return errors_json(errors);
  return json{{"version", writer.document().policies->version()}};
}

}  // namespace

void add_config_actions(Actions& actions, engine::Writer& writer) {
  actions["config.export"] = [&writer](const json&, std::string_view) { return export_config(writer); };
  actions["config.import"] = [&writer](const json& arguments, std::string_view bytes) {
    return import_config(writer, arguments, bytes);
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
