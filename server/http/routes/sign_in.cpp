// GET and POST /login, POST /logout, GET /api/v1/me. May not: make accounts.
#include "server/http/routes/sign_in.hpp"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/answer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/form.hpp"
#include "shared/model/words.hpp"

namespace oasis::http {
namespace {

constexpr const char* html = "text/html; charset=utf-8";

void show(httplib::Response& response, const PageFrame& frame, int status, const SignInPage& page) {
  response.status = status;
  response.set_header("Cache-Control", "no-store");
  response.set_content(sign_in_page(frame, page), html);
}

void show_form(Call& call, const PageFrame& frame) {
  const std::string next = path_within(call.request.get_param_value("next"));
  if (call.who) return answer_redirect(call.response, next);
  show(call.response, frame, 200, {"", next, ""});
}

void log_attempt(const char* outcome, const httplib::Request& request, std::string_view user_id) {
  spdlog::info("event=sign_in outcome={} user={} address={}", outcome, user_id, request.remote_addr);
}

void take_form(Call& call, Auth& auth, const PageFrame& frame) {
  auto form = read_form(call.request.body);
  if (!form.ok()) return refuse(call.response, Code::bad_request, form.error().what);
  const std::string email = normal_email((*form)["email"]).substr(0, 254);
  const std::string next = path_within((*form)["next"]);
  const std::string& address = call.request.remote_addr;
  const auto refuse_with = [&](int status, const std::string& why) {
    show(call.response, frame, status, {email, next, why});
  };
  if (const auto wait = auth.attempts.take(email, address, std::chrono::steady_clock::now())) {
    log_attempt("too_many", call.request, "");
    call.response.set_header("Retry-After", std::to_string(wait->count()));
    return refuse_with(429, "Too many attempts. Try again in " + std::to_string(wait->count()) + " seconds.");
  }
  std::optional<Account> account;
  auth.read([&](store::Database& database) { account = find_account_by_email(database, email); });
  const bool may = account && !account->disabled;
  switch (auth.passwords.check(may ? account->password : std::nullopt, (*form)["password"])) {
    case Passwords::Checked::busy:
      auth.attempts.succeeded(email, address);
      call.response.set_header("Retry-After", "1");
      return refuse_with(503, "Many people are signing in. Try again in a moment.");
    case Passwords::Checked::wrong:
      log_attempt("refused", call.request, account ? account->user_id : "");
      return refuse_with(401, "E-mail address or password is wrong.");
    case Passwords::Checked::right:
      break;
  }
  auth.attempts.succeeded(email, address);
  sign_in(auth, account->user_id, call.request, call.response);
  log_attempt("accepted", call.request, account->user_id);
  answer_redirect(call.response, next);
}

std::string_view spelt(Role role) {
  switch (role) {
    case Role::viewer:
      return "viewer";
    case Role::agent:
      return "agent";
    case Role::manager:
      return "manager";
    case Role::admin:
      return "admin";
  }
  return "";
}

void answer_me(Call& call, Auth& auth) {
  std::optional<Account> account;
  auth.read([&](store::Database& database) { account = find_account(database, call.who->user_id); });
  const nlohmann::json me{{"user_id", call.who->user_id},
                          {"role", spelt(call.who->role)},
                          {"email", account ? account->email : ""},
                          {"now", auth.now().ms}};
  answer_json(call.response, me.dump());
}

}  // namespace

std::string path_within(std::string_view next) {
  // "//host" and "/\host" lead away; control characters could end the header.
  const bool ours =
      !next.empty() && next.front() == '/' && (next.size() == 1 || (next[1] != '/' && next[1] != '\\')) &&
      std::none_of(next.begin(), next.end(), [](char c) { return static_cast<unsigned char>(c) < 0x21; });
  return ours ? std::string(next) : "/";
}

void ask_to_sign_in(const httplib::Request& request, httplib::Response& response) {
  const std::string next = path_within(request.target);
  answer_redirect(response,
                  next == "/" ? "/login" : "/login?next=" + httplib::encode_query_component(next, false));
}

void add_sign_in_routes(Routes& routes, Auth& auth, const PageFrame& frame) {
  routes.add(
      {"GET", "/login", std::nullopt, Body::none, 0, [&frame](Call& call) { show_form(call, frame); }});
  routes.add({"POST", "/login", std::nullopt, Body::form, small_body,
              [&auth, &frame](Call& call) { take_form(call, auth, frame); }});
  routes.add({"POST", "/logout", std::nullopt, Body::none, 0, [&auth](Call& call) {
                sign_out(auth, call.request, call.response);
                answer_redirect(call.response, "/login");
              }});
  routes.add(
      {"GET", "/api/v1/me", Role::viewer, Body::none, 0, [&auth](Call& call) { answer_me(call, auth); }});
}

}  // namespace oasis::http
