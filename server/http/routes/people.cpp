// /people: who may sign in, for admins. May not: change the workspace document beyond a new person.
#include "server/http/routes/people.hpp"

#include <httplib.h>

#include <algorithm>

#include "server/http/account_pages.hpp"
#include "server/http/answer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/second_factor.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/form.hpp"
#include "server/http/routes/account.hpp"
#include "server/http/routes/forgot.hpp"
#include "server/http/routes/welcome.hpp"
#include "shared/codec/words.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {
namespace {

/// One request of an admin.
struct Visit {
  Call& call;
  Auth& auth;
  const Services& services;
  const PageFrame& frame;
};

std::string email_of(const User& user) {
  const auto found = std::find_if(user.contacts.begin(), user.contacts.end(),
                                  [](const Contact& contact) { return contact.via == "email"; });
  return found == user.contacts.end() ? "" : normal_email(found->address);
}

PersonLine line_of(store::Database& database, const User& user) {
  PersonLine line{user.id, user.name, email_of(user), std::string(word(user.role)), ""};
  const auto account = find_account(database, user.id);
  if (!account) {
    line.state = "no account";
  } else if (account->disabled) {
    line.state = "disabled";
  } else if (!account->password) {
    line.state = "invited";
  } else if (has_second_factor(database, user.id)) {
    line.state = "two-step sign-in";
  }
  if (account) line.email = account->email;
  return line;
}

void show_people(const Visit& visit, PeoplePage page, int status = 200) {
  const auto policies = visit.services.writer.policies();
  visit.auth.read([&](store::Database& database) {
    for (const User& user : policies->workspace().users) page.people.push_back(line_of(database, user));
  });
  answer_page(visit.call.response, people_page(visit.frame, page), status);
}

void show_list(const Visit& visit) {
  PeoplePage page;
  if (const std::string invited = visit.call.request.get_param_value("invited"); !invited.empty())
    page.notice = "An invitation is on its way to " + invited + ".";
  show_people(visit, std::move(page));
}

/// The person that the path names, or the answer that there is none.
std::optional<User> person_of(const Visit& visit) {
  const auto policies = visit.services.writer.policies();
  const User* user = policies->user(visit.call.path.at("id"));
  if (user) return *user;
  answer_page(visit.call.response,
              message_page(visit.frame, "Nobody", "There is no such person.", "/people", "People"), 404);
  return std::nullopt;
}

void show_person(const Visit& visit, const User& user, std::string link, std::string notice) {
  PersonPage page;
  visit.auth.read([&](store::Database& database) {
    page.person = line_of(database, user);
    const auto account = find_account(database, user.id);
    page.account = account.has_value();
    page.disabled = account && account->disabled;
    page.second_factor = has_second_factor(database, user.id);
  });
  page.own = user.id == visit.call.who->user_id;
  page.link = std::move(link);
  page.notice = std::move(notice);
  page.sessions =
      session_lines(visit.auth, visit.services, user.id, visit.call.who->user_id, visit.call.who->session);
  page.tokens = token_lines(visit.auth, visit.services, user.id, visit.call.who->user_id);
  answer_page(visit.call.response, person_page(visit.frame, page));
}

/// An account without a password, and a mail with a link that lets its owner choose one.
std::string invite_account(const Visit& visit, const Id& id, const std::string& email) {
  std::string objection;
  visit.auth.write([&](store::Database& database) {
    if (find_account(database, id) || find_account_by_email(database, email)) {
      objection = "There is an account for " + id + " or " + email + " already.";
      return;
    }
    add_account(database, {id, email, std::nullopt, false, visit.auth.now()});
    mail_link(database, visit.auth, visit.services.links, id, email, true);
    store::append_audit(database,
                        audited(visit.auth, visit.call.request, visit.call.who->user_id, "invited", id));
  });
  if (objection.empty()) visit.auth.mail_waits();
  return objection;
}

void invite(const Visit& visit) {
  auto form = read_form(visit.call.request.body);
  if (!form.ok()) return refuse(visit.call.response, Code::bad_request, form.error().what);
  const std::string name = (*form)["name"].substr(0, 200);
  const std::string email = normal_email((*form)["email"]);
  const auto role = value_of<Role>((*form)["role"]);
  const auto refuse_with = [&](const std::string& why) {
    show_people(visit, {{}, name, email, (*form)["role"], "", why}, 422);
  };
  if (name.find_first_not_of(' ') == std::string::npos) return refuse_with("Say what their name is.");
  if (const auto objection = objection_to_email(email); !objection.empty()) return refuse_with(objection);
  if (!role) return refuse_with("The role is one of viewer, agent, manager, admin.");
  bool taken = false;
  visit.auth.read(
      [&](store::Database& database) { taken = find_account_by_email(database, email).has_value(); });
  if (taken) return refuse_with("There is an account for " + email + " already.");
  const Id id = id_from_name(name, "user");
  if (const auto error = visit.auth.people.add({id, name, email, *role, visit.call.request.remote_addr})) return refuse_with(error->what);
  if (const auto objection = invite_account(visit, id, email); !objection.empty())
    return refuse_with(objection);
  answer_redirect(visit.call.response, "/people?invited=" + httplib::encode_query_component(email, false));
}

void invite_known(const Visit& visit) {
  const auto user = person_of(visit);
  if (!user) return;
  const std::string email = email_of(*user);
  const std::string objection =
      email.empty() ? "The document has no e-mail address for them." : invite_account(visit, user->id, email);
  show_person(visit, *user, "",
              objection.empty() ? "An invitation is on its way to " + email + "." : objection);
}

void send_link(const Visit& visit) {
  const auto user = person_of(visit);
  if (!user) return;
  std::string link;
  visit.auth.write([&](store::Database& database) {
    const auto account = find_account(database, user->id);
    if (!account || account->disabled) return;
    link = mail_link(database, visit.auth, visit.services.links, user->id, account->email, true);
    store::append_audit(
        database, audited(visit.auth, visit.call.request, visit.call.who->user_id, "link_made", user->id));
  });
  visit.auth.mail_waits();
  show_person(visit, *user, link,
              link.empty() ? "They have no account that is enabled." : "The link is on its way by mail.");
}

void change_disabled(const Visit& visit, bool disabled) {
  const auto user = person_of(visit);
  if (!user) return;
  if (disabled && user->id == visit.call.who->user_id)
    return show_person(visit, *user, "", "You cannot disable your own account.");
  visit.auth.people.change_accounts([&](store::Database& database) {
    if (!set_disabled(database, user->id, disabled)) return;
    store::append_audit(database, audited(visit.auth, visit.call.request, visit.call.who->user_id,
                                          disabled ? "account_disabled" : "account_enabled", user->id));
  });
  if (disabled) end_streams_of(visit.auth, user->id);
  answer_redirect(visit.call.response, "/people/" + user->id);
}

void turn_second_factor_off(const Visit& visit) {
  const auto user = person_of(visit);
  if (!user) return;
  visit.auth.write([&](store::Database& database) {
    remove_second_factor(database, user->id);
    store::append_audit(database, audited(visit.auth, visit.call.request, visit.call.who->user_id,
                                          "second_factor_off", user->id));
  });
  answer_redirect(visit.call.response, "/people/" + user->id);
}

}  // namespace

void add_people_routes(Routes& routes, Auth& auth, const Services& services, const PageFrame& frame) {
  const auto add = [&](const char* method, const char* pattern, void (*handle)(const Visit&)) {
    const bool form = std::string_view(method) == "POST";
    routes.add({method, pattern, Role::admin, form ? Body::form : Body::none, form ? small_body : 0,
                [&auth, &services, &frame, handle](Call& call) {
                  handle(Visit{call, auth, services, frame});
                }});
  };
  add("GET", "/people", show_list);
  add("POST", "/people", invite);
  add("GET", "/people/:id", [](const Visit& visit) {
    if (const auto user = person_of(visit)) show_person(visit, *user, "", "");
  });
  add("POST", "/people/:id/invite", invite_known);
  add("POST", "/people/:id/link", send_link);
  add("POST", "/people/:id/disable", [](const Visit& visit) { change_disabled(visit, true); });
  add("POST", "/people/:id/enable", [](const Visit& visit) { change_disabled(visit, false); });
  add("POST", "/people/:id/second-factor/off", turn_second_factor_off);
  add("POST", "/people/:id/sessions/end", [](const Visit& visit) {
    end_session_by_form(visit.call, visit.auth, visit.call.path.at("id"), visit.call.who->session);
    answer_redirect(visit.call.response, "/people/" + visit.call.path.at("id"));
  });
  add("POST", "/people/:id/tokens/end", [](const Visit& visit) {
    end_token_by_form(visit.call, visit.auth, visit.call.path.at("id"));
    answer_redirect(visit.call.response, "/people/" + visit.call.path.at("id"));
  });
}

}  // namespace oasis::http
