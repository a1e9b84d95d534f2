// POST /api/v1/mail: one raw mail from a mail provider's route or a script of one's own (docs/mail.md).
// May not: read a mail (server/mail does), take a session.
#include "server/http/routes/mail.hpp"

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/engine/digest.hpp"
#include "server/http/answer.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/mail/form_mail.hpp"
#include "server/mail/parse.hpp"
#include "server/mail/room.hpp"
#include "server/notify/secrets.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::http {
namespace {

constexpr std::string_view mail_path = "/api/v1/mail";
constexpr const char* secret_name = "mail-intake";
constexpr std::size_t shortest_secret = 16;
/// A mail of the largest size, and the form around it.
constexpr std::size_t largest_body = MailLimits{}.bytes + (1u << 20);

/// The secret that a request brings: "Authorization: Bearer …", or the password of "Basic …", since some
/// providers know nothing else.
std::string secret_in(std::string_view header) {
  if (same_ignoring_case(header.substr(0, 7), "bearer ")) return std::string(trimmed(header.substr(7)));
  if (!same_ignoring_case(header.substr(0, 6), "basic ")) return {};
  const std::string pair = engine::from_base64(trimmed(header.substr(6)));
  const std::size_t colon = pair.find(':');
  return colon == std::string::npos ? std::string() : pair.substr(colon + 1);
}

/// The secret that senders must know; nothing if mail is not taken this way.
std::optional<std::string> secret_of(const MailRoom& room) {
  auto secret = notify::find_secret(room.data_folder, secret_name);
  return secret && secret->size() >= shortest_secret ? secret : std::nullopt;
}

void post_mail(Call& call, const MailRoom& room) {
  const auto secret = secret_of(room);
  if (!secret) {
    return refuse(call.response, Code::not_found,
                  "Mail is not taken here: add a secret \"mail-intake\" of 16 characters or more to the data "
                  "folder's file secrets.");
  }
  if (!engine::same_token(secret_in(call.request.get_header_value("Authorization")), *secret)) {
    call.response.set_header("WWW-Authenticate", "Bearer realm=\"mail\"");
    return refuse(call.response, Code::not_signed_in, "Send the secret: Authorization: Bearer …");
  }
  const auto raw = raw_mail_in(call.request.get_header_value("Content-Type"), call.request.body);
  if (!raw) {
    return refuse(call.response, Code::bad_value,
                  "The form has no raw mail in a field body-mime, email or message.");
  }
  const auto taken = take_mail(room, *raw);
  if (!taken.ok()) return refuse(call.response, Code::bad_value, taken.error().what);
  nlohmann::json answer = {{"taken", true}, {"what", taken->what}};
  if (taken->ticket > 0) answer["ticket"] = taken->ticket;
  answer_json(call.response, answer.dump());
}

}  // namespace

bool may_bring(const MailRoom& room, std::string_view path, std::string_view authorization,
               std::uint64_t bytes) {
  if (bytes <= small_body || path != mail_path) return true;
  const auto secret = secret_of(room);
  return secret && engine::same_token(secret_in(authorization), *secret);
}

void add_mail_routes(Routes& routes, const MailRoom& room) {
  routes.add({"POST", std::string(mail_path), std::nullopt, Body::bytes, largest_body,
              [&room](Call& call) { post_mail(call, room); }});
}

}  // namespace oasis::http
