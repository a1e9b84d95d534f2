// What `support-oasis user` does. May not: print or read a terminal.
#include "server/cli/user_actions.hpp"

#include <nlohmann/json.hpp>

#include "server/http/auth/accounts.hpp"
#include "server/http/auth/links.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/http/routes/welcome.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

constexpr Duration link_life = days(3);

/// A text argument, empty when it is missing or something else.
std::string text(const json& arguments, const char* name) {
  const auto found = arguments.is_object() ? arguments.find(name) : arguments.end();
  return found != arguments.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<Role> role_named(const std::string& name) {
  if (name == "viewer") return Role::viewer;
  if (name == "agent") return Role::agent;
  if (name == "manager") return Role::manager;
  if (name == "admin") return Role::admin;
  return std::nullopt;
}

void note(store::Database& database, const http::Auth& auth, const char* action, const Id& user) {
  store::append_audit(database, {auth.now(), "command line", "", action, user, ""});
}

Result<http::Account> named_account(http::Auth& auth, const json& arguments) {
  const std::string user = text(arguments, "user");
  std::optional<http::Account> account;
  auth.read([&](store::Database& database) {
    account = http::find_account(database, user);
    if (!account) account = http::find_account_by_email(database, http::normal_email(user));
  });
  if (!account)
    return Error{"/user", "Nobody is called '" + user + "'; support-oasis user list shows everybody."};
  return *std::move(account);
}

Result<json> list(http::Auth& auth) {
  json users = json::array();
  auth.read([&](store::Database& database) {
    for (const http::Account& account : http::all_accounts(database)) {
      users.push_back({{"id", account.user_id},
                       {"email", account.email},
                       {"disabled", account.disabled},
                       {"password", account.password.has_value()}});
    }
  });
  return json{{"users", users}};
}

std::string link_for(http::Auth& auth, const Id& user_id) {
  std::string token;
  auth.write([&](store::Database& database) {
    token = http::make_link(database, {http::LinkPurpose::set_password, user_id}, auth.now() + link_life);
    note(database, auth, "link_made", user_id);
  });
  return auth.public_url + "/welcome/" + token;
}

Result<std::optional<std::string>> password_hash(http::Auth& auth, const json& arguments,
                                                 const std::string& email) {
  const std::string password = text(arguments, "password");
  if (password.empty()) return std::optional<std::string>();
  if (const auto objection = http::objection_to_password(password, email); !objection.empty()) {
    return Error{"/password", objection};
  }
  auto hash = auth.passwords.hash(password);
  if (!hash) return Error{"", "The server is busy; try again in a moment."};
  return hash;
}

Result<json> add(http::Auth& auth, const json& arguments) {
  const std::string email = http::normal_email(text(arguments, "email"));
  if (const auto objection = http::objection_to_email(email); !objection.empty())
    return Error{"/email", objection};
  const std::string given_name = text(arguments, "name");
  const std::string name = given_name.empty() ? email.substr(0, email.find('@')) : given_name;
  const std::string given_id = text(arguments, "id");
  const Id id = given_id.empty() ? http::id_from_name(name, "user") : given_id;
  const auto role = role_named(text(arguments, "role"));
  if (!role) return Error{"/role", "The role is one of viewer, agent, manager, admin."};
  OASIS_TRY(const auto hash, password_hash(auth, arguments, email));
  bool taken = false;
  auth.read([&](store::Database& database) {
    taken = http::find_account(database, id) || http::find_account_by_email(database, email);
  });
  if (taken) return Error{"/email", "There is an account for '" + id + "' or " + email + " already."};
  if (auto error = auth.people.add({id, name, email, *role})) return *std::move(error);
  auth.write([&](store::Database& database) {
    http::add_account(database, {id, email, hash, false, auth.now()});
    note(database, auth, "account_added", id);
  });
  json answer{{"id", id}};
  if (!hash) answer["link"] = link_for(auth, id);
  return answer;
}

Result<json> change_password(http::Auth& auth, const json& arguments) {
  OASIS_TRY(const auto account, named_account(auth, arguments));
  OASIS_TRY(const auto hash, password_hash(auth, arguments, account.email));
  if (!hash) return Error{"/password", "The password is empty."};
  auth.write([&](store::Database& database) {
    http::set_password(database, account.user_id, *hash);
    note(database, auth, "password_set", account.user_id);
  });
  http::end_streams_of(auth, account.user_id);
  return json{{"id", account.user_id}};
}

Result<json> change_disabled(http::Auth& auth, const json& arguments, bool disabled) {
  OASIS_TRY(const auto account, named_account(auth, arguments));
  auth.people.change_accounts([&](store::Database& database) {
    http::set_disabled(database, account.user_id, disabled);
    note(database, auth, disabled ? "account_disabled" : "account_enabled", account.user_id);
  });
  if (disabled) http::end_streams_of(auth, account.user_id);
  return json{{"id", account.user_id}};
}

Result<json> link(http::Auth& auth, const json& arguments) {
  OASIS_TRY(const auto account, named_account(auth, arguments));
  return json{{"id", account.user_id}, {"link", link_for(auth, account.user_id)}};
}

}  // namespace

void add_user_actions(Actions& actions, http::Auth& auth) {
  actions["user.list"] = [&auth](const json&, std::string_view) { return list(auth); };
  actions["user.add"] = [&auth](const json& arguments, std::string_view) { return add(auth, arguments); };
  actions["user.password"] = [&auth](const json& arguments, std::string_view) {
    return change_password(auth, arguments);
  };
  actions["user.disable"] = [&auth](const json& arguments, std::string_view) {
    return change_disabled(auth, arguments, true);
  };
  actions["user.enable"] = [&auth](const json& arguments, std::string_view) {
    return change_disabled(auth, arguments, false);
  };
  actions["user.link"] = [&auth](const json& arguments, std::string_view) { return link(auth, arguments); };
}

std::string first_admin_link(http::Auth& auth) {
  std::string token;
  auth.write([&](store::Database& database) {
    if (!http::has_accounts(database)) {
      token = http::make_link(database, {http::LinkPurpose::first_admin, ""}, std::nullopt);
    }
  });
  return token.empty() ? "" : auth.public_url + "/welcome/" + token;
}

}  // namespace oasis::cli
