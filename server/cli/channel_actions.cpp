// Actions of channel. May not: print.
#include "server/cli/channel_actions.hpp"

#include <nlohmann/json.hpp>

#include "server/notify/trial.hpp"
#include "server/store/outbox.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

Result<json> send_test(const notify::Channels& channels, engine::Clock& clock, const json& arguments) {
  const std::string kind = arguments.value("kind", std::string());
  const notify::Parcel parcel =
      notify::test_parcel(kind == "smtp" ? "email" : kind, arguments.value("address", std::string()), clock.now());
  const notify::Outcome outcome = channels(parcel.row.via)(parcel);
  return json{{"sent", outcome.kind == notify::Outcome::Kind::sent},
              {"detail", outcome.detail},
              {"later", outcome.kind == notify::Outcome::Kind::try_again}};
}

Result<json> status(const http::NotifyServices& notify) {
  json body = {{"counts", json::array()}, {"providers", json::array()}};
  notify.services.read([&](store::Database& reading) {
    for (const store::Counted& one : store::count_outgoing(reading)) {
      body["counts"].push_back(
          {{"via", one.via}, {"state", store::name_of(one.state)}, {"count", one.count}});
    }
  });
  for (const notify::ProviderHealth& one : notify.providers()) {
    body["providers"].push_back(
        {{"via", one.via}, {"state", notify::name_of(one.state)}, {"failures", one.failures}});
  }
  return body;
}

}  // namespace

void add_channel_actions(Actions& actions, const http::NotifyServices& services,
                         const notify::Channels& channels, engine::Clock& clock) {
  actions["channel.test"] = [&channels, &clock](const json& arguments, std::string_view) {
    return send_test(channels, clock, arguments);
  };
  actions["channel.status"] = [&services](const json&, std::string_view) { return status(services); };
}

}  // namespace oasis::cli
