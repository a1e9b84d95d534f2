// Numbered commands: duplicates, gaps, results. May not: know HTTP.
#include "server/engine/clients.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "server/engine/uploads.hpp"
#include "shared/codec/protocol.hpp"
#include "shared/codec/rows.hpp"

namespace oasis::engine {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 5> refusal_codes{"unknown_ticket", "forbidden", "invalid", "conflict",
                                                        "too_large"};

std::string text_of(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

bool is_client_id(std::string_view id) {
  return id.size() >= 8 && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                  c == '-';
         });
}

const std::string* text_field(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

/// Browsers count exactly up to here (ECMA-262, Number.MAX_SAFE_INTEGER), so the next mid can always be told.
constexpr std::int64_t last_mid = (std::int64_t{1} << 53) - 1;

Result<NumberedCommand> read_numbered(const json& item, const std::string& where) {
  if (!item.is_object()) return Error{where, "A command is an object with mid, name and args."};
  const auto mid = item.find("mid");
  if (mid == item.end() || !mid->is_number_integer() || mid->get<std::int64_t>() < 1 ||
      mid->get<std::int64_t>() > last_mid) {
    return Error{where + "/mid", "mid is a whole number from 1 to 9007199254740991."};
  }
  json bare = item;
  bare.erase("mid");
  auto command = read_command(bare);
  return NumberedCommand{mid->get<std::int64_t>(), std::move(command)};
}

/// What is kept about a command, without the brackets; `seq` is the one that its own change will get.
std::string result_members(const std::optional<Refusal>& refusal, std::int64_t seq) {
  const std::string members = "\"seq\":" + std::to_string(seq) + ",\"status\":";
  if (!refusal) return members + "\"applied\"";
  return members + "\"refused\",\"code\":" + text_of(refusal_codes[static_cast<std::size_t>(refusal->code)]) +
         ",\"where\":" + text_of(refusal->where) + ",\"what\":" + text_of(refusal->what);
}

/// The answer to a command that was done before.
std::string repeated(Turn& turn, const std::string& client, std::int64_t mid) {
  const auto stored = store::find_result(turn.database(), client, mid);
  json answer = stored ? json::parse(*stored, nullptr, false) : json::object();
  if (!answer.is_object()) answer = json::object();
  answer["was"] = answer.value("status", std::string("applied"));
  answer["status"] = "duplicate";
  answer["mid"] = mid;
  return text_of(answer);
}

std::string run_one(Turn& turn, const std::string& client, const NumberedCommand& numbered, const Id& user) {
  std::optional<Refusal> refusal;
  if (numbered.command.ok()) {
    Command command = *numbered.command;
    refusal = name_uploads(turn, command, user);
    if (!refusal) refusal = turn.run(command, Actor{Actor::Kind::user, user, Role::viewer});
    if (!refusal) attach_uploads(turn, command);
  } else {
    refusal = Refusal{Refusal::Code::invalid, numbered.command.error().where, numbered.command.error().what};
  }
  const std::string mid = std::to_string(numbered.mid);
  const std::string members = result_members(refusal, turn.head() + 1);
  const std::string answer = "\"mid\":" + mid + "," + members + "}";
  store::put_result(turn.database(), client, numbered.mid, turn.now(), "{" + members + "}");
  turn.announce(user, "command", client + ":" + mid, "{\"client_id\":\"" + client + "\"," + answer);
  return "{" + answer;
}

}  // namespace

Result<CommandRequest> read_command_request(std::string_view body) {
  const json parsed = json::parse(body, nullptr, false);
  if (parsed.is_discarded()) return Error{"", "The body is not JSON in UTF-8."};
  if (!parsed.is_object()) return Error{"", "The body is an object with epoch, client_id and commands."};
  for (const auto& [name, value] : parsed.items()) {
    if (name != "epoch" && name != "client_id" && name != "commands" && name != "version") {
      return Error{"/" + name, "There is no such field; version, epoch, client_id and commands are known."};
    }
  }
  const std::string* epoch = text_field(parsed, "epoch");
  if (!epoch) return Error{"/epoch", "epoch is the text that bootstrap answered."};
  const std::string* client = text_field(parsed, "client_id");
  if (!client || !is_client_id(*client)) {
    return Error{"/client_id", "client_id is a text of 8 to 64 letters, digits, - and _."};
  }
  const auto commands = parsed.find("commands");
  if (commands == parsed.end() || !commands->is_array() || commands->empty() ||
      commands->size() > commands_at_once) {
    return Error{"/commands", "commands is a list of 1 to 100 commands."};
  }
  const auto version = parsed.find("version");
  if (version != parsed.end() && !version->is_number_integer()) {
    return Error{"/version", "version is the whole number that the page was built with."};
  }
  CommandRequest request{
      *epoch, *client, version == parsed.end() ? protocol_version : version->get<std::int64_t>(), {}};
  for (std::size_t i = 0; i < commands->size(); ++i) {
    const std::string where = "/commands/" + std::to_string(i);
    OASIS_TRY(NumberedCommand numbered, read_numbered((*commands)[i], where));
    if (i > 0 && numbered.mid != request.commands.back().mid + 1) {
      return Error{where + "/mid", "mids follow each other without holes."};
    }
    request.commands.push_back(std::move(numbered));
  }
  return request;
}

CommandAnswer run_commands(Turn& turn, const CommandRequest& request, const Id& user) {
  if (request.epoch != store::epoch(turn.database())) return OtherEpoch{};
  store::Client client{request.client_id, user, 0};
  const auto known = store::find_client(turn.database(), request.client_id);
  if (known) {
    if (known->user != user) return OtherPersonsClient{};
    client = *known;
  }
  if (request.commands.front().mid > client.last_mid + 1) return MidGap{client.last_mid + 1};
  if (!known) store::put_client(turn.database(), client, turn.now());  // its results refer to it
  Done done;
  for (const NumberedCommand& numbered : request.commands) {
    if (numbered.mid <= client.last_mid) {
      done.results.push_back(repeated(turn, client.id, numbered.mid));
      continue;
    }
    done.results.push_back(run_one(turn, client.id, numbered, user));
    client.last_mid = numbered.mid;
  }
  store::put_client(turn.database(), client, turn.now());
  return done;
}

}  // namespace oasis::engine
