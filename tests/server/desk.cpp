// See desk.hpp. May not: link the server's code.
#include "tests/server/desk.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

namespace oasis::test {

using nlohmann::json;

bool eventually(const std::function<bool()>& holds) {
  for (int tries = 0; tries < 1200; ++tries) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

std::string escalating_workspace(const std::string& silence, const std::string& wait) {
  const json step_wait = wait;
  const json document = {
      {"name", "Acme Support"},
      {"last_resort", {{"user", "olga-brandt"}}},
      {"default_sla", "standard"},
      {"users",
       {{{"id", "ann"}, {"name", "Ann Ek"}, {"role", "agent"}, {"contacts", {{"email", "ann@acme.example"}}}},
        {{"id", "bob"}, {"name", "Bob Okafor"}, {"role", "agent"}, {"contacts", {{"email", "bob@acme.example"}}}},
        {{"id", "olga-brandt"}, {"name", "Olga Brandt"}, {"role", "admin"}, {"contacts", {{"email", admin_email}}}}}},
      {"customers", {{{"id", "globex"}, {"name", "Globex"}, {"domains", {"globex.example"}}}}},
      {"slas", {{{"id", "standard"}, {"targets", {{"normal", {{"first_response", "1h"}, {"resolution", "24h"}}}}}}}},
      {"chains",
       {{{"id", "default"},
         {"steps",
          {{{"tier", 1}, {"notify", {{{"user", "ann"}}}}, {"wait", step_wait}},
           {{"tier", 2}, {"notify", {{{"user", "bob"}}}}, {"wait", step_wait}},
           {{"tier", 3}, {"notify", {{{"user", "olga-brandt"}}}}, {"wait", step_wait}}}}}}},
      {"rules",
       {{{"id", "no-answer"}, {"on", "no_response"}, {"for", silence}, {"then", {{{"escalate", {{"chain", "default"}, {"tier", 1}}}}}}}}}};
  return document.dump();
}

Desk::Desk(const std::string& data_folder, std::vector<std::string> more_arguments)
    : server(data_folder, std::move(more_arguments)), browser(server.port()) {
  make_first_admin(server, browser);
}

void Desk::import(const std::string& document) {
  const Finished done = run_command({"config", "import", "--data", server.data_folder()}, document);
  ASSERT_EQ(done.exit_code, 0) << done.errors;
}

json Desk::post_commands(const json& body, int* status) {
  const auto answer = browser.post_json("/api/v1/commands", body.dump());
  if (status) *status = answer ? answer->status : -1;
  return answer ? json::parse(answer->body, nullptr, false) : json();
}

json Desk::command(const std::string& name, const json& args) {
  const json answer = post_commands({{"epoch", epoch()},
                                     {"client_id", client_id},
                                     {"commands", {{{"mid", next_mid}, {"name", name}, {"args", args}}}}});
  if (!answer.contains("results")) {
    ADD_FAILURE() << answer.dump();
    return json::object();
  }
  ++next_mid;
  return answer["results"][0];
}

void Desk::open_ticket(const std::string& id, const std::string& text) {
  const json result = command("create", {{"ticket", id},
                                         {"subject", "Printer on fire"},
                                         {"from_name", "Gina Roth"},
                                         {"from_email", "gina@globex.example"},
                                         {"message", {{"id", id + "-first"}, {"text", text}}}});
  ASSERT_EQ(result["status"], "applied") << result.dump();
}

json Desk::get(const std::string& path) {
  const auto answer = browser.get(path);
  if (!answer || answer->status != 200) {
    ADD_FAILURE() << path << ": " << (answer ? std::to_string(answer->status) + " " + answer->body : "no answer");
    return json::object();
  }
  return json::parse(answer->body, nullptr, false);
}

int Desk::status_of(const std::string& path) {
  const auto answer = browser.get(path);
  return answer ? answer->status : -1;
}

std::vector<json> Desk::events(const std::string& ticket, const std::string& name) {
  std::vector<json> found;
  for (const json& event : get("/api/v1/tickets/" + ticket).value("events", json::array())) {
    if (name.empty() || event.value("event", "") == name) found.push_back(event);
  }
  return found;
}

std::vector<json> Desk::wait_for(const std::string& ticket, const std::string& name, std::size_t count) {
  for (int tries = 0; tries < 600; ++tries) {
    auto found = events(ticket, name);
    if (found.size() >= count) return found;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  ADD_FAILURE() << "ticket " << ticket << " never had " << count << " facts \"" << name << "\"";
  return std::vector<json>(count, json::object());
}

std::vector<json> Desk::audit() {
  const Finished done = run_command({"audit", "export", "--data", server.data_folder()});
  EXPECT_EQ(done.exit_code, 0) << done.errors;
  std::vector<json> lines;
  std::istringstream out(done.out);
  for (std::string line; std::getline(out, line);) lines.push_back(json::parse(line));
  return lines;
}

std::string Desk::epoch() {
  const std::string here = cursor();
  return here.substr(0, here.find(':'));
}

std::string Desk::cursor() {
  const auto answer = browser.get("/api/v1/bootstrap");
  if (!answer || answer->status != 200) {
    ADD_FAILURE() << "no snapshot";
    return "";
  }
  const json head = json::parse(answer->body.substr(0, answer->body.find('\n')), nullptr, false);
  return head.value("epoch", "") + ":" + std::to_string(head.value("seq", 0));
}

}  // namespace oasis::test
