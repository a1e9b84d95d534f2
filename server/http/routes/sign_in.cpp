// GET and POST /login and /login/code, POST /logout, GET /api/v1/me. May not: make accounts.
#include "server/http/routes/sign_in.hpp"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <algorithm>

#include "server/http/account_pages.hpp"
#include "server/http/answer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/second_factor.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/form.hpp"
#include "shared/codec/object_text.hpp"
#include "shared/model/words.hpp"

namespace oasis::http {
namespace {

void show(httplib::Response& response, const PageFrame& frame, int status, const SignInPage& page) {
  answer_page(response, sign_in_page(frame, page), status);
}

void show_form(Call& call, const PageFrame& frame) {
  const std::string next = path_within(call.request.get_param_value("next"));
  if (call.who) return answer_redirect(call.response, next);
  show(call.response, frame, 200, {"", next, ""});
}

void log_attempt(const char* outcome, const httplib::Request& request, std::string_view user_id) {
  spdlog::info("event=sign_in outcome={} user={} address={}", outcome, user_id, request.remote_addr);
}

/// One row whether the person exists or not, so that time does not tell.
void note_refusal(Auth& auth, const httplib::Request& request, const Id& user, const char* what) {
  auth.write([&](store::Database& database) {
    store::append_audit(database, audited(auth, request, "", "sign_in_refused", user, what));
  });
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
      note_refusal(auth, call.request, account ? account->user_id : "", "password");
      return refuse_with(401, "E-mail address or password is wrong.");
    case Passwords::Checked::right:
      break;
  }
  auth.attempts.succeeded(email, address);
  log_attempt("accepted", call.request, account->user_id);
  go_on_after_password(call, auth, account->user_id, next);
}

// ---- the second step ----

std::optional<Id> half_way_user(Call& call, Auth& auth) {
  const std::string cookies = call.request.get_header_value("Cookie");
  const std::string_view token = cookie_in(cookies, half_way_cookie_name(auth.secure));
  std::optional<Id> user;
  if (!token.empty()) {
    auth.read([&](store::Database& database) { user = find_half_way(database, token, auth.now()); });
  }
  return user;
}

void show_code_form(Call& call, Auth& auth, const PageFrame& frame) {
  const std::string next = path_within(call.request.get_param_value("next"));
  if (!half_way_user(call, auth)) return answer_redirect(call.response, "/login");
  answer_page(call.response, code_page(frame, {next, ""}));
}

void take_code(Call& call, Auth& auth, const PageFrame& frame) {
  auto form = read_form(call.request.body);
  if (!form.ok()) return refuse(call.response, Code::bad_request, form.error().what);
  const std::string next = path_within((*form)["next"]);
  const auto user = half_way_user(call, auth);
  if (!user) return answer_redirect(call.response, "/login");
  const std::string bucket = "code of " + *user;
  if (const auto wait =
          auth.attempts.take(bucket, call.request.remote_addr, std::chrono::steady_clock::now())) {
    call.response.set_header("Retry-After", std::to_string(wait->count()));
    const std::string why = "Too many attempts. Try again in " + std::to_string(wait->count()) + " seconds.";
    return answer_page(call.response, code_page(frame, {next, why}), 429);
  }
  SecondStep step = SecondStep::wrong;
  auth.write([&](store::Database& database) {
    step = take_second_step(database, auth.seal, *user, (*form)["code"], auth.now());
    if (step == SecondStep::wrong) return;
    end_half_way(database, *user);
    if (step == SecondStep::by_recovery_code)
      store::append_audit(database, audited(auth, call.request, *user, "recovery_code_used"));
  });
  if (step == SecondStep::wrong) {
    log_attempt("wrong_code", call.request, *user);
    note_refusal(auth, call.request, *user, "code");
    return answer_page(call.response, code_page(frame, {next, "This code is wrong, or was used already."}),
                       401);
  }
  auth.attempts.succeeded(bucket, call.request.remote_addr);
  sign_in(auth, *user, call.request, call.response);
  call.response.set_header("Set-Cookie", set_cookie(half_way_cookie_name(auth.secure), "", half_way_life));
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
  std::string email = call.who->email;
  if (call.who->token) {
    auth.read([&](store::Database& database) {
      if (const auto account = find_account(database, call.who->user_id)) email = account->email;
    });
  }
  std::string me;  // straight as text: it is asked for often
  ObjectText row(me);
  row.text("email", email);
  row.number("now", auth.now().ms);
  row.text("role", spelt(call.who->role));
  row.text("user_id", call.who->user_id);
  row.done();
  answer_json(call.response, std::move(me));
}

}  // namespace

void go_on_after_password(Call& call, Auth& auth, const Id& user_id, const std::string& next) {
  std::string token;
  bool second = false;
  auth.read([&](store::Database& database) { second = has_second_factor(database, user_id); });
  if (!second) {
    sign_in(auth, user_id, call.request, call.response);
    return answer_redirect(call.response, next);
  }
  auth.write([&](store::Database& database) { token = begin_half_way(database, user_id, auth.now()); });
  call.response.set_header("Set-Cookie", set_cookie(half_way_cookie_name(auth.secure), token, half_way_life));
  answer_redirect(call.response, "/login/code?next=" + httplib::encode_query_component(next, false));
}

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
  routes.add({"GET", "/login/code", std::nullopt, Body::none, 0,
              [&auth, &frame](Call& call) { show_code_form(call, auth, frame); }});
  routes.add({"POST", "/login/code", std::nullopt, Body::form, small_body,
              [&auth, &frame](Call& call) { take_code(call, auth, frame); }});
  routes.add({"POST", "/logout", std::nullopt, Body::none, 0, [&auth](Call& call) {
                sign_out(auth, call.request, call.response);
                answer_redirect(call.response, "/login");
              }});
  routes.add(
      {"GET", "/api/v1/me", Role::viewer, Body::none, 0, [&auth](Call& call) { answer_me(call, auth); }, true});
}

}  // namespace oasis::http
