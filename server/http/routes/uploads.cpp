// POST /api/v1/attachments?name=…: a file for a message that is to come (docs/sync.md). May not: show a file.
#include "server/store/uploads.hpp"

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>

#include "server/engine/digest.hpp"
#include "server/http/answer.hpp"
#include "server/http/form.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/http/sniffed_type.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t longest_file = 20 * 1024 * 1024;
constexpr std::int64_t most_waiting = 200 * 1024 * 1024;  // of one person
constexpr std::size_t longest_name = 200;

/// The last part of a path, on one line.
std::string file_name(std::string name) {
  if (const auto slash = name.find_last_of("/\\"); slash != std::string::npos) name.erase(0, slash + 1);
  std::string plain;
  for (const char c : name) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) plain += c;
  }
  plain = cut_to(repair_utf8(plain), longest_name);
  return plain.empty() ? "file" : plain;
}

void post_attachment(Call& call, const Services& services) {
  const std::string& content = call.request.body;
  if (content.empty()) return refuse(call.response, Code::bad_value, "The file is empty.");
  store::Upload upload;
  upload.id = engine::new_id(services.writer.now().ms);
  upload.user = call.who->user_id;
  upload.name = file_name(call.request.get_param_value("name"));
  upload.type = sniffed_type(content);
  upload.bytes = static_cast<std::int64_t>(content.size());
  bool kept = false;
  services.writer.run([&](engine::Turn& turn) {
    if (store::uploaded_bytes(turn.database(), upload.user) + upload.bytes > most_waiting) return;
    store::put_upload(turn.database(), upload, turn.now(), content);
    kept = true;
  });
  if (!kept) {
    return refuse(call.response, Code::too_large,
                  "200 MB of your files wait for their messages already; send those first.");
  }
  const nlohmann::json answer = {
      {"id", upload.id}, {"name", upload.name}, {"type", upload.type}, {"bytes", upload.bytes}};
  answer_json(call.response, answer.dump());
}

}  // namespace

void add_upload_routes(Routes& routes, const Services& services) {
  routes.add({"POST", "/api/v1/attachments", Role::agent, Body::bytes, longest_file,
              [&services](Call& call) { post_attachment(call, services); }});
}

}  // namespace oasis::http
