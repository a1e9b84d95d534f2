// Links by mail. May not: tell who has an account.
#include "server/http/routes/forgot.hpp"

#include <httplib.h>

#include "server/engine/digest.hpp"
#include "server/http/account_pages.hpp"
#include "server/http/answer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/links.hpp"
#include "server/http/form.hpp"
#include "server/notify/account_letters.hpp"

namespace oasis::http {
namespace {

void take_form(Call& call, Auth& auth, const Services& services, const PageFrame& frame) {
  auto form = read_form(call.request.body);
  if (!form.ok()) return refuse(call.response, Code::bad_request, form.error().what);
  const std::string email = normal_email((*form)["email"]).substr(0, 254);
  if (const auto objection = objection_to_email(email); !objection.empty())
    return answer_page(call.response, forgot_page(frame, email, objection), 422);
  const auto now = std::chrono::steady_clock::now();
  if (const auto wait = auth.attempts.take("link for " + email, call.request.remote_addr, now)) {
    call.response.set_header("Retry-After", std::to_string(wait->count()));
    const std::string why = "Too many requests. Try again in " + std::to_string(wait->count()) + " seconds.";
    return answer_page(call.response, forgot_page(frame, email, why), 429);
  }
  // Always one transaction with one row of the audit log: neither the answer nor its time tells who has an
  // account.
  auth.write([&](store::Database& database) {
    const auto account = find_account_by_email(database, email);
    const bool may = account && !account->disabled;
    store::append_audit(database,
                        audited(auth, call.request, "", "link_asked_for", may ? account->user_id : ""));
    if (may) mail_link(database, auth, services.links, account->user_id, account->email, false);
  });
  auth.mail_waits();
  answer_page(call.response,
              message_page(frame, "Look into your mail",
                           "If there is an account with this address, a link is on its way to it. It works "
                           "once, for one hour.",
                           "/login", "Sign in"));
}

}  // namespace

std::string mail_link(store::Database& database, const Auth& auth, const engine::Links& links, const Id& user,
                      const std::string& email, bool invitation) {
  const Instant now = auth.now();
  const std::string id = engine::new_id(now.ms);
  const std::string token = links.mailed_token(id);
  keep_link(database, {LinkPurpose::set_password, user}, token,
            now + (invitation ? invitation_life : reset_life));
  const auto kind = invitation ? notify::AccountLetter::invitation : notify::AccountLetter::reset;
  store::Outgoing row = notify::account_row(kind, id, user, email, auth.mail_domain, now);
  store::queue(database, row, {});
  return links.welcome_url(token);
}

void add_forgot_routes(Routes& routes, Auth& auth, const Services& services, const PageFrame& frame) {
  routes.add({"GET", "/forgot", std::nullopt, Body::none, 0,
              [&frame](Call& call) { answer_page(call.response, forgot_page(frame, "", "")); }});
  routes.add({"POST", "/forgot", std::nullopt, Body::form, small_body,
              [&auth, &services, &frame](Call& call) { take_form(call, auth, services, frame); }});
}

}  // namespace oasis::http
