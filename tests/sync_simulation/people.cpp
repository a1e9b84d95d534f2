// See people.hpp.
#include "tests/sync_simulation/people.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace oasis::test {

using nlohmann::json;

std::string token_in(const json& command) {
  const json args = command.value("args", json::object());
  if (args.contains("message")) return args["message"].value("id", "");
  if (args.contains("reason")) return args.value("reason", "");
  return args.value("subject", "");
}

std::string People::new_token() {
  // Fixed width, so that none is part of another one.
  std::string number = std::to_string(++tokens_);
  return "token-" + std::string(4 - std::min<std::size_t>(4, number.size()), '0') + number;
}

std::vector<TicketId> People::tickets_at(const Page& page) const {
  std::vector<TicketId> tickets;
  for_each_ticket(page.replica, [&tickets](const Ticket& ticket) { tickets.push_back(ticket.id); });
  std::sort(tickets.begin(), tickets.end());
  return tickets;
}

void People::look(Page& page) {
  const std::vector<TicketId> tickets = tickets_at(page);
  if (!tickets.empty()) page.sync->look_at(tickets[world_.random.up_to(tickets.size())]);
}

void People::act(Page& page) {
  if (!page.sync->ready()) return;
  const std::vector<TicketId> tickets = tickets_at(page);
  const std::string token = new_token();
  const auto choice = tickets.empty() ? 0 : world_.random.up_to(10);
  const TicketId ticket = choice < 3 ? token : tickets[world_.random.up_to(tickets.size())];
  Given made;
  made.profile = &page.profile();
  made.page = &page;
  made.ticket = ticket;
  Draft draft;
  draft.id = token;
  draft.text = token;
  Command command;
  if (choice < 3) {
    CreateTicket create;
    create.ticket = ticket;
    create.subject = "Printer on fire";
    create.message = draft;
    create.team = world_.random.one_in(2) ? "support" : "network";
    if (world_.random.one_in(2)) create.customer = "globex";
    command = create;
    made.kind = "create";
  } else if (choice < 6) {
    command = WriteNote{ticket, draft};
    made.kind = "note";
  } else if (choice < 7) {
    command = Reply{ticket, draft};
    made.kind = "reply";
  } else if (choice < 8) {
    Escalate escalate;
    escalate.ticket = ticket;
    escalate.reason = token;
    command = escalate;
    made.kind = "escalate";
  } else {
    SetFields set;
    set.ticket = ticket;
    set.subject = token;
    // Into somebody's scope, or out of it.
    if (world_.random.one_in(2)) set.team = world_.random.one_in(2) ? "support" : "network";
    if (world_.random.one_in(4)) set.customer = world_.random.one_in(2) ? "globex" : "";
    command = set;
    made.kind = "set";
  }
  if (!page.sync->give(std::move(command))) given.emplace(token, made);
}

void People::each_result(const std::string& request_body, const platform::Response& response,
                         const std::function<void(Given&, const std::string& status)>& see) {
  if (response.status != 200) return;
  const json request = json::parse(request_body);
  const json answer = json::parse(response.body);
  for (const json& result : answer["results"]) {
    for (const json& command : request["commands"]) {
      if (command["mid"] != result["mid"]) continue;
      const auto found = given.find(token_in(command));
      if (found != given.end())
        see(found->second, result.value("was", result.value("status", std::string())));
    }
  }
}

void People::hear(const std::string& request_body, const platform::Response& response) {
  each_result(request_body, response, [](Given& one, const std::string& status) {
    if (status == "applied") one.acknowledged = true;
  });
}

void People::note_refusals(const std::string& request_body, const platform::Response& response) {
  each_result(request_body, response, [](Given& one, const std::string& status) {
    if (status == "refused") (one.acknowledged ? one.refused_again : one.refused) = true;
  });
}

void People::page_is_gone(const Page& page) {
  for (auto& [token, one] : given) {
    if (one.page == &page) one.page = nullptr;
  }
}

void People::storage_is_gone(const Profile& profile) {
  for (auto& [token, one] : given) {
    if (one.profile == &profile) one.storage_was_lost = true;
  }
}

}  // namespace oasis::test
