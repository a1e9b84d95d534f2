// Actions of channel. May not: print.
#include "server/cli/channel_actions.hpp"

#include <nlohmann/json.hpp>

#include "server/engine/digest.hpp"
#include "server/store/outbox.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

Result<json> send_test(const notify::Channels& channels, engine::Clock& clock, const json& arguments) {
  const std::string kind = arguments.value("kind", std::string());
  notify::Parcel parcel;
  parcel.row.via = kind == "smtp" ? "email" : kind;
  parcel.row.address = arguments.value("address", std::string());
  parcel.row.at = clock.now();
  parcel.row.queued = parcel.row.at;
  parcel.row.key = "test/" + engine::new_id(parcel.row.at.ms);
  parcel.row.message_id = engine::sha256_hex(parcel.row.key).substr(0, 32) + "@test.support-oasis.invalid";
  parcel.row.words = "This is a test of the channel " + parcel.row.via + ". It works.\n";
  parcel.letter = {"A test from Support Oasis", parcel.row.words};
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
