// Reading as somebody. May not: know which rows there are.
#include "server/http/reader.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "server/http/services.hpp"
#include "server/store/workspaces.hpp"
#include "shared/codec/workspace.hpp"

namespace oasis::http {
namespace {

/// A commit is in the file a moment before the writer shows its document.
constexpr std::chrono::milliseconds moment{1};
constexpr int moments = 2000;

std::string document_text(const Workspace& workspace, const Reader& reader) {
  return write_workspace(seen_workspace(workspace, reader.sight, reader.user))
      .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

void read_as(const Services& services, const Id& user,
             const std::function<void(store::Database&, const Reader&)>& work) {
  for (int tries = 0; tries < moments; ++tries) {
    const auto policies = services.writer.policies();
    bool done = false;
    services.read([&](store::Database& reading) {
      if (store::current_version(reading) > policies->version()) return;
      work(reading, {user, sight_of(*policies, user), policies, services.zones});
      done = true;
    });
    if (done) return;
    std::this_thread::sleep_for(moment);
  }
  throw store::Failure(store::Trouble::busy, "The document was changed and is not in force yet; try again.");
}

std::string seen_document(const Reader& reader, std::uint32_t version, const std::string& text) {
  if (sees_settings(reader.sight)) return text;
  if (version == reader.policies->version()) return document_text(reader.policies->workspace(), reader);
  const auto workspace = read_workspace(nlohmann::json::parse(text, nullptr, false), reader.zones);
  if (!workspace.ok()) {
    throw store::Failure(store::Trouble::corrupt,
                         "An old version of the document cannot be read; restore a backup.");
  }
  return document_text(*workspace, reader);
}

bool sees_address_of(const Reader& reader, std::string_view user, std::string_view via) {
  return user.empty() || user == reader.user || sees_addresses(reader.sight, via);
}

std::string seen_event(const Reader& reader, std::string row) {
  // Most rows have none, and are not read.
  if (sees_settings(reader.sight) || row.find("\"address\":") == std::string::npos) return row;
  auto event = nlohmann::ordered_json::parse(row, nullptr, false);
  if (!event.is_object() || !event.contains("address")) return row;
  if (sees_address_of(reader, event.value("user", std::string()), event.value("via", std::string()))) return row;
  event.erase("address");
  return event.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace oasis::http
