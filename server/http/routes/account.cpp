// /account: what people change about their own signing in. May not: change anything of others.
#include "server/http/routes/account.hpp"

#include <httplib.h>

#include <algorithm>
#include <charconv>

#include "server/http/answer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/api_tokens.hpp"
#include "server/http/auth/qr.hpp"
#include "server/http/auth/second_factor.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/auth/totp.hpp"
#include "server/http/form.hpp"
#include "server/notify/date_words.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t most_tokens = 50;

/// One request for the account of whoever is signed in.
struct Visit {
  Call& call;
  Auth& auth;
  const Services& services;
  const PageFrame& frame;
  const Id& user() const { return call.who->user_id; }
};

std::string local(const Services& services, const Id& reader, Instant at) {
  const auto policies = services.writer.policies();
  const User* user = policies->user(reader);
  const std::string& zone = user && !user->zone.empty() ? user->zone : policies->workspace().zone;
  return notify::local_text(at, zone, services.zones);
}

/// "Firefox on Linux" from a User-Agent, as far as that can be told.
std::string browser_name(const std::string& agent) {
  const auto has = [&agent](const char* word) { return agent.find(word) != std::string::npos; };
  const char* program = has("Edg/")       ? "Edge"
                        : has("OPR/")     ? "Opera"
                        : has("Firefox/") ? "Firefox"
                        : has("Chrome/")  ? "Chrome"
                        : has("Safari/")  ? "Safari"
                                          : nullptr;
  const char* system = has("Android")                 ? "Android"
                       : has("iPhone") || has("iPad") ? "iOS"
                       : has("Windows")               ? "Windows"
                       : has("Mac OS")                ? "macOS"
                       : has("Linux")                 ? "Linux"
                                                      : nullptr;
  if (program && system) return std::string(program) + " on " + system;
  return program ? program : agent.empty() ? "A browser" : agent.substr(0, 60);
}

void show_account(const Visit& visit, std::string notice, std::string error, int status = 200) {
  AccountPage page;
  const auto policies = visit.services.writer.policies();
  const User* user = policies->user(visit.user());
  page.name = user ? user->name : visit.user();
  page.role = word(visit.call.who->role);
  page.admin = visit.call.who->role == Role::admin;
  page.notice = std::move(notice);
  page.error = std::move(error);
  visit.auth.read([&](store::Database& database) {
    const auto account = find_account(database, visit.user());
    page.email = account ? account->email : "";
    page.second_factor = has_second_factor(database, visit.user());
    page.codes_left = recovery_codes_left(database, visit.user());
  });
  page.sessions =
      session_lines(visit.auth, visit.services, visit.user(), visit.user(), visit.call.who->session);
  page.tokens = token_lines(visit.auth, visit.services, visit.user(), visit.user());
  answer_page(visit.call.response, account_page(visit.frame, page), status);
}

/// The form, if it can be read and holds the person's own password; else the answer says what is wrong.
std::optional<Form> form_with_password(const Visit& visit) {
  auto form = read_form(visit.call.request.body);
  if (!form.ok()) {
    refuse(visit.call.response, Code::bad_request, form.error().what);
    return std::nullopt;
  }
  const std::string bucket = "own password of " + visit.user();
  const std::string& address = visit.call.request.remote_addr;
  if (const auto wait = visit.auth.attempts.take(bucket, address, std::chrono::steady_clock::now())) {
    visit.call.response.set_header("Retry-After", std::to_string(wait->count()));
    show_account(visit, "", "Too many attempts. Try again in " + std::to_string(wait->count()) + " seconds.",
                 429);
    return std::nullopt;
  }
  std::optional<Account> account;
  visit.auth.read([&](store::Database& database) { account = find_account(database, visit.user()); });
  switch (visit.auth.passwords.check(account ? account->password : std::nullopt, (*form)["current"])) {
    case Passwords::Checked::busy:
      show_account(visit, "", "The server is busy. Try again in a moment.", 503);
      return std::nullopt;
    case Passwords::Checked::wrong:
      show_account(visit, "", "Your password is not that; nothing was changed.", 422);
      return std::nullopt;
    case Passwords::Checked::right:
      break;
  }
  visit.auth.attempts.succeeded(bucket, address);
  return std::move(*form);
}

void change_password(const Visit& visit) {
  auto form = form_with_password(visit);
  if (!form) return;
  std::string email;
  visit.auth.read([&](store::Database& database) {
    if (const auto account = find_account(database, visit.user())) email = account->email;
  });
  if (const auto objection = objection_to_password((*form)["password"], email); !objection.empty())
    return show_account(visit, "", objection, 422);
  const auto hash = visit.auth.passwords.hash((*form)["password"]);
  if (!hash) return show_account(visit, "", "The server is busy. Try again in a moment.", 503);
  visit.auth.write([&](store::Database& database) {
    set_password(database, visit.user(), *hash);
    store::append_audit(database, audited(visit.auth, visit.call.request, visit.user(), "password_changed"));
  });
  end_streams_of(visit.auth, visit.user());
  sign_in(visit.auth, visit.user(), visit.call.request, visit.call.response);
  answer_redirect(visit.call.response, "/account?done=password");
}

// ---- the second step ----

void show_setup(const Visit& visit, const std::string& seed, const std::string& error, int status = 200) {
  std::string email;
  visit.auth.read([&](store::Database& database) {
    if (const auto account = find_account(database, visit.user())) email = account->email;
  });
  const std::string& name = visit.services.writer.policies()->workspace().name;
  const std::string uri = otpauth_uri(name.empty() ? "Support Oasis" : name, email, seed);
  answer_page(visit.call.response,
              second_factor_page(visit.frame,
                                 {qr_svg(uri, "QR code for your authenticator app"), base32(seed), error}),
              status);
}

void begin_setup(const Visit& visit) {
  // Whoever finds an open browser must not lock its owner out with a phone of their own.
  if (!form_with_password(visit)) return;
  std::string seed;
  bool has = false;
  visit.auth.write([&](store::Database& database) {
    has = has_second_factor(database, visit.user());
    if (!has) seed = begin_second_factor(database, visit.auth.seal, visit.user(), visit.auth.now());
  });
  if (has) return show_account(visit, "Two-step sign-in is on already.", "");
  show_setup(visit, seed, "");
}

void confirm_setup(const Visit& visit) {
  auto form = read_form(visit.call.request.body);
  if (!form.ok()) return refuse(visit.call.response, Code::bad_request, form.error().what);
  std::optional<std::string> seed;
  std::vector<std::string> codes;
  visit.auth.write([&](store::Database& database) {
    seed = waiting_seed(database, visit.auth.seal, visit.user());
    if (!seed ||
        !confirm_second_factor(database, visit.auth.seal, visit.user(), (*form)["code"], visit.auth.now()))
      return;
    codes = renew_recovery_codes(database, visit.user());
    end_sessions_but(database, visit.user(), visit.call.who->session);
    store::append_audit(
        database, audited(visit.auth, visit.call.request, visit.user(), "second_factor_on", visit.user()));
  });
  if (!seed) return answer_redirect(visit.call.response, "/account");
  if (codes.empty())
    return show_setup(visit, *seed, "That is not the code. Is the clock of the phone right?", 422);
  end_other_streams(visit.auth, visit.user(), visit.call.who->session);
  answer_page(visit.call.response, recovery_codes_page(visit.frame, codes));
}

void change_second_factor(const Visit& visit) {
  auto form = form_with_password(visit);
  if (!form) return;
  const bool off = (*form)["do"] == "off";
  std::vector<std::string> codes;
  visit.auth.write([&](store::Database& database) {
    if (off) {
      remove_second_factor(database, visit.user());
    } else if (has_second_factor(database, visit.user())) {
      codes = renew_recovery_codes(database, visit.user());
    }
    store::append_audit(database,
                        audited(visit.auth, visit.call.request, visit.user(),
                                off ? "second_factor_off" : "recovery_codes_renewed", visit.user()));
  });
  if (codes.empty()) return answer_redirect(visit.call.response, "/account");
  answer_page(visit.call.response, recovery_codes_page(visit.frame, codes));
}

// ---- tokens ----

void make_token(const Visit& visit) {
  auto form = form_with_password(visit);
  if (!form) return;
  const auto grant = grant_of((*form)["scope"]);
  const std::string& days_text = (*form)["days"];
  std::int64_t valid_days = -1;
  std::from_chars(days_text.data(), days_text.data() + days_text.size(), valid_days);
  const std::string name = (*form)["token-name"].substr(0, 100);
  if (!grant || valid_days < 0 || valid_days > 3650 || name.empty() ||
      (*grant == Grant::admin && visit.call.who->role != Role::admin)) {
    return show_account(visit, "", "Say what the token is for, what it may do and until when.", 422);
  }
  ApiToken token;
  token.user_id = visit.user();
  token.name = name;
  token.grant = *grant;
  token.created = visit.auth.now();
  if (valid_days > 0) token.expires = token.created + days(valid_days);
  std::string text;
  visit.auth.write([&](store::Database& database) {
    if (api_tokens_of(database, visit.user()).size() >= most_tokens) return;
    text = add_api_token(database, token);
    store::append_audit(database, audited(visit.auth, visit.call.request, visit.user(), "token_made",
                                          token.id, std::string(word_of(token.grant))));
  });
  if (text.empty()) return show_account(visit, "", "There are 50 tokens already; revoke one first.", 422);
  answer_page(visit.call.response, new_token_page(visit.frame, name, text));
}

std::string notice_for(const httplib::Request& request) {
  const std::string done = request.get_param_value("done");
  return done == "password"  ? "Your password is changed; all other sessions have ended."
         : done == "session" ? "The session has ended."
         : done == "token"   ? "The token is revoked."
                             : "";
}

}  // namespace

std::vector<ListedLine> session_lines(Auth& auth, const Services& services, const Id& user, const Id& reader,
                                      const std::string& own) {
  std::vector<ListedSession> sessions;
  auth.read([&](store::Database& database) { sessions = sessions_of(database, user, auth.now()); });
  std::vector<ListedLine> lines;
  for (const ListedSession& session : sessions) {
    lines.push_back({session.name, browser_name(session.browser.agent),
                     session.browser.address + " · since " + local(services, reader, session.created) +
                         " · last used " + local(services, reader, session.seen),
                     session.name == own});
  }
  return lines;
}

std::vector<ListedLine> token_lines(Auth& auth, const Services& services, const Id& user, const Id& reader) {
  std::vector<ApiToken> tokens;
  auth.read([&](store::Database& database) { tokens = api_tokens_of(database, user); });
  std::vector<ListedLine> lines;
  for (const ApiToken& token : tokens) {
    std::string about = "oas_" + token.id + "… · " + std::string(word_of(token.grant));
    about += token.expires ? " · until " + local(services, reader, *token.expires) : " · until revoked";
    about += token.last_used
                 ? " · last used " + local(services, reader, *token.last_used) + " from " + token.last_address
                 : " · never used";
    lines.push_back({token.id, token.name, std::move(about), false});
  }
  return lines;
}

bool end_session_by_form(Call& call, Auth& auth, const Id& user, const std::string& own) {
  auto form = read_form(call.request.body);
  if (!form.ok()) return false;
  const std::string name = (*form)["session"];
  bool ended = false;
  auth.write([&](store::Database& database) {
    if (name == "others") {
      end_sessions_but(database, user, own);
      ended = true;
    } else {
      ended = end_session_named(database, user, name);
    }
    if (ended) {
      store::append_audit(
          database, audited(auth, call.request, call.who->user_id, "session_ended", user, name.substr(0, 8)));
    }
  });
  if (name == "others") {
    end_other_streams(auth, user, own);
  } else if (ended) {
    end_streams_by(auth, name);
  }
  return ended;
}

bool end_token_by_form(Call& call, Auth& auth, const Id& user) {
  auto form = read_form(call.request.body);
  if (!form.ok()) return false;
  const std::string id = (*form)["token"];
  bool ended = false;
  auth.write([&](store::Database& database) {
    ended = remove_api_token(database, user, id);
    if (ended)
      store::append_audit(database,
                          audited(auth, call.request, call.who->user_id, "token_revoked", id, user));
  });
  if (ended) end_streams_by(auth, "token " + id);
  return ended;
}

void add_account_routes(Routes& routes, Auth& auth, const Services& services, const PageFrame& frame) {
  const auto add = [&](const char* method, const char* pattern, void (*handle)(const Visit&)) {
    const bool form = std::string_view(method) == "POST";
    routes.add({method, pattern, Role::viewer, form ? Body::form : Body::none, form ? small_body : 0,
                [&auth, &services, &frame, handle](Call& call) {
                  handle(Visit{call, auth, services, frame});
                }});
  };
  add("GET", "/account", [](const Visit& visit) { show_account(visit, notice_for(visit.call.request), ""); });
  add("POST", "/account/password", change_password);
  add("POST", "/account/second-factor", begin_setup);
  add("POST", "/account/second-factor/confirm", confirm_setup);
  add("POST", "/account/second-factor/change", change_second_factor);
  add("POST", "/account/tokens", make_token);
  add("POST", "/account/tokens/end", [](const Visit& visit) {
    end_token_by_form(visit.call, visit.auth, visit.user());
    answer_redirect(visit.call.response, "/account?done=token");
  });
  add("POST", "/account/sessions/end", [](const Visit& visit) {
    end_session_by_form(visit.call, visit.auth, visit.user(), visit.call.who->session);
    answer_redirect(visit.call.response, "/account?done=session");
  });
}

}  // namespace oasis::http
