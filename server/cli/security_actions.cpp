// What `support-oasis secret` and `support-oasis audit` do. May not: print, or read a terminal.
#include "server/cli/security_actions.hpp"

#include <nlohmann/json.hpp>

#include "server/notify/secrets.hpp"
#include "server/store/audit.hpp"

namespace oasis::cli {
namespace {

using nlohmann::json;

constexpr std::int64_t lines_at_once = 5000;
constexpr std::size_t longest_secret = 64 * 1024;

Result<std::string> secret_name(const json& arguments) {
  const std::string name = arguments.value("name", std::string());
  if (!notify::is_secret_name(name)) return Error{"/name", "A name is made of small letters, digits and -."};
  return name;
}

void note(http::Auth& auth, const char* action, const std::string& name) {
  auth.write([&](store::Database& database) {
    store::append_audit(database, {auth.now(), "command line", "", action, name, ""});
  });
}

Result<json> set(http::Auth& auth, const std::string& folder, const json& arguments, std::string_view value) {
  OASIS_TRY(const std::string name, secret_name(arguments));
  if (value.empty()) return Error{"", "The secret is empty; it is read from standard input."};
  if (value.size() > longest_secret) return Error{"", "The secret is longer than 64 kB."};
  notify::keep_secret(folder, auth.seal, name, std::string(value));
  note(auth, "secret_set", name);
  return json{{"name", name}};
}

Result<json> remove(http::Auth& auth, const std::string& folder, const json& arguments) {
  OASIS_TRY(const std::string name, secret_name(arguments));
  if (!notify::forget_secret(folder, name)) {
    return Error{"/name", "There is no secret '" + name + "'; support-oasis secret list shows all names."};
  }
  note(auth, "secret_removed", name);
  return json{{"name", name}};
}

Result<json> export_audit(http::Auth& auth, const json& arguments) {
  json lines = json::array();
  std::int64_t last = arguments.value("after", std::int64_t{0});
  auth.read([&](store::Database& database) {
    store::each_audit_line(database, last, lines_at_once, [&](std::int64_t n, const std::string& line) {
      lines.push_back(line);
      last = n;
    });
  });
  return json{{"lines", std::move(lines)}, {"last", last}};
}

Result<json> check_audit(http::Auth& auth) {
  store::AuditVerdict verdict;
  auth.read([&](store::Database& database) { verdict = store::check_audit(database); });
  json answer = {{"rows", verdict.rows}, {"head", verdict.head}};
  if (verdict.broken_at) {
    answer["broken_at"] = *verdict.broken_at;
    answer["what"] = verdict.what;
  }
  return answer;
}

}  // namespace

void add_security_actions(Actions& actions, http::Auth& auth, const std::string& data_folder) {
  actions["secret.set"] = [&auth, data_folder](const json& arguments, std::string_view bytes) {
    return set(auth, data_folder, arguments, bytes);
  };
  actions["secret.remove"] = [&auth, data_folder](const json& arguments, std::string_view) {
    return remove(auth, data_folder, arguments);
  };
  actions["secret.list"] = [data_folder](const json&, std::string_view) -> Result<json> {
    return json{{"names", notify::secret_names(data_folder)}};
  };
  actions["audit.export"] = [&auth](const json& arguments, std::string_view) {
    return export_audit(auth, arguments);
  };
  actions["audit.backup"] = [&auth](const json& arguments, std::string_view) -> Result<json> {
    note(auth, "backup_made", arguments.value("file", std::string()));
    return json::object();
  };
  actions["audit.check"] = [&auth](const json&, std::string_view) { return check_audit(auth); };
}

}  // namespace oasis::cli
