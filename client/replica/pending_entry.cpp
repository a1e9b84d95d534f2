// See pending_entry.hpp.
#include "client/replica/pending_entry.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "client/platform/number_text.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/protocol.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {

using nlohmann::json;

std::string print_pending(const PendingCommand& pending) {
  json entry = {{"version", protocol_version},
                {"key", pending.key},
                {"given", pending.given.ms},
                {"epoch", pending.epoch},
                {"command", write_command(pending.command)}};
  if (!pending.client.empty()) {
    entry["client"] = pending.client;
    entry["mid"] = pending.mid;
  }
  if (!pending.first_client.empty()) {
    entry["first_client"] = pending.first_client;
    entry["first_mid"] = pending.first_mid;
  }
  if (pending.again) entry["again"] = true;
  return wire::print(entry);
}

std::optional<PendingCommand> read_pending(std::string_view text) {
  const json entry = wire::parse(text);
  if (!entry.is_object() || !entry.contains("command")) return std::nullopt;
  auto command = read_command(entry["command"]);
  if (!command.ok()) return std::nullopt;
  PendingCommand pending;
  pending.key = wire::text_of(entry, "key");
  pending.client = wire::text_of(entry, "client");
  pending.mid = wire::number_of(entry, "mid");
  pending.command = std::move(command).value();
  pending.given = Instant{wire::number_of(entry, "given")};
  pending.epoch = wire::text_of(entry, "epoch");
  pending.first_client = wire::text_of(entry, "first_client");
  pending.first_mid = wire::number_of(entry, "first_mid");
  pending.again = entry.contains("again");
  pending.kept = !pending.client.empty();
  if (pending.key.empty()) return std::nullopt;
  return pending;
}

std::string numbered_place(const std::string& room, const PendingCommand& pending) {
  return room + "/" + pending.client + "/" + platform::padded(pending.mid, 12);
}

}  // namespace oasis
