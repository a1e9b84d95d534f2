// What a one-time link opens. May not: make links.
#include "server/http/routes/welcome.hpp"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include "server/http/answer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/links.hpp"
#include "server/http/form.hpp"
#include "server/http/routes/sign_in.hpp"

namespace oasis::http {
namespace {

void show(httplib::Response& response, int status, std::string page) {
  answer_page(response, std::move(page), status);
}

void show_void_link(httplib::Response& response, const PageFrame& frame) {
  show(response, 410,
       message_page(frame, "This link is no longer good",
                    "It was used or has expired. Ask your administrator for a new one; on the server, "
                    "support-oasis user link makes one.",
                    "/login", "Sign in"));
}

/// A link and, when it is for an existing account, that account.
struct Opened {
  std::optional<Link> link;
  std::optional<Account> account;
};

Opened open(Auth& auth, const std::string& token) {
  Opened opened;
  auth.read([&](store::Database& database) {
    opened.link = find_link(database, token, auth.now());
    if (opened.link && !opened.link->user_id.empty())
      opened.account = find_account(database, opened.link->user_id);
  });
  return opened;
}

void show_form(Call& call, Auth& auth, const PageFrame& frame) {
  const Opened opened = open(auth, call.path["token"]);
  if (!opened.link) return show_void_link(call.response, frame);
  if (opened.account) return show(call.response, 200, new_password_page(frame, {opened.account->email, ""}));
  show(call.response, 200, first_admin_page(frame, {}));
}

std::string objection_to_name(std::string_view name) {
  if (name.find_first_not_of(' ') == std::string_view::npos) return "Say what your name is.";
  if (name.size() > 200) return "The name is longer than 200 bytes.";
  const bool one_line = name.find_first_of("\r\n\t") == std::string_view::npos;
  return one_line ? "" : "The name must be on one line.";
}

/// True when the link was still good and everything is stored.
bool store_first_admin(Auth& auth, const std::string& token, const Account& account,
                       const std::string& address) {
  bool done = false;
  auth.write([&](store::Database& database) {
    if (has_accounts(database) || !use_link(database, token, auth.now())) return;
    add_account(database, account);
    store::append_audit(database, {auth.now(), account.user_id, address, "first_admin", account.user_id, ""});
    done = true;
  });
  return done;
}

void make_first_admin(Call& call, Auth& auth, const PageFrame& frame, Form& form) {
  const std::string email = normal_email(form["email"]);
  const auto refuse_with = [&](int status, const std::string& why) {
    show(call.response, status, first_admin_page(frame, {form["name"], email, why}));
  };
  for (const std::string& objection : {objection_to_name(form["name"]), objection_to_email(email),
                                       objection_to_password(form["password"], email)}) {
    if (!objection.empty()) return refuse_with(422, objection);
  }
  auto hash = auth.passwords.hash(form["password"]);
  if (!hash) return refuse_with(503, "The server is busy. Try again in a moment.");
  const Id id = id_from_name(form["name"], "admin");
  if (const auto error = auth.people.add({id, form["name"], email, Role::admin, call.request.remote_addr}))
    return refuse_with(422, error->what);
  if (!store_first_admin(auth, call.path["token"], {id, email, std::move(hash), false, auth.now()},
                         call.request.remote_addr)) {
    return show_void_link(call.response, frame);
  }
  spdlog::info("event=first_admin user={} address={}", id, call.request.remote_addr);
  sign_in(auth, id, call.request, call.response);
  answer_redirect(call.response, "/");
}

void choose_password(Call& call, Auth& auth, const PageFrame& frame, Form& form, const Account& account) {
  if (const auto objection = objection_to_password(form["password"], account.email); !objection.empty()) {
    return show(call.response, 422, new_password_page(frame, {account.email, objection}));
  }
  const auto hash = auth.passwords.hash(form["password"]);
  if (!hash)
    return show(call.response, 503,
                new_password_page(frame, {account.email, "The server is busy. Try again in a moment."}));
  bool done = false;
  auth.write([&](store::Database& database) {
    done =
        use_link(database, call.path["token"], auth.now()) && set_password(database, account.user_id, *hash);
    if (done) store::append_audit(database, audited(auth, call.request, account.user_id, "password_chosen"));
  });
  if (!done) return show_void_link(call.response, frame);
  spdlog::info("event=password_chosen user={} address={}", account.user_id, call.request.remote_addr);
  end_streams_of(auth, account.user_id);
  go_on_after_password(call, auth, account.user_id, "/");
}

void take_form(Call& call, Auth& auth, const PageFrame& frame) {
  auto form = read_form(call.request.body);
  if (!form.ok()) return refuse(call.response, Code::bad_request, form.error().what);
  const Opened opened = open(auth, call.path["token"]);
  if (!opened.link) return show_void_link(call.response, frame);
  if (!opened.account) return make_first_admin(call, auth, frame, *form);
  choose_password(call, auth, frame, *form, *opened.account);
}

}  // namespace

std::string id_from_name(std::string_view name, std::string_view fallback) {
  std::string id;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool fits = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (fits) {
      id += lower;
    } else if (c == ' ' && !id.empty() && id.back() != '-') {
      id += '-';
    }
    if (id.size() == 63) break;
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id.empty() ? std::string(fallback) : id;
}

void add_welcome_routes(Routes& routes, Auth& auth, const PageFrame& frame) {
  routes.add({"GET", "/welcome/:token", std::nullopt, Body::none, 0,
              [&auth, &frame](Call& call) { show_form(call, auth, frame); }});
  routes.add({"POST", "/welcome/:token", std::nullopt, Body::form, small_body,
              [&auth, &frame](Call& call) { take_form(call, auth, frame); }});
}

}  // namespace oasis::http
