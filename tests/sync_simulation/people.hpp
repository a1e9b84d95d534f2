// What people do in a simulated run, and what became of it: every command has a token that is found again in
// its effect. May not: know the server.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "tests/sync_simulation/page.hpp"

namespace oasis::test {

struct Given {
  Profile* profile = nullptr;
  Page* page = nullptr;  // null once it is gone
  std::string kind;      // "create", "note", "reply", "escalate", "set"
  TicketId ticket;
  bool acknowledged = false;
  bool refused = false;
  bool refused_again = false;  // after it was acknowledged: given again to a restored server, which said no
  bool storage_was_lost = false;  // after it was acknowledged: nobody can give it again
};

class People {
 public:
  explicit People(World& world) : world_(world) {}

  /// Somebody at this page does something.
  void act(Page& page);
  /// Somebody at this page opens a ticket and reads it.
  void look(Page& page);
  /// A page has heard that its commands were applied.
  void hear(const std::string& request_body, const platform::Response& response);
  /// The server has refused some: its page hears so by the answer or by the log.
  void note_refusals(const std::string& request_body, const platform::Response& response);
  void page_is_gone(const Page& page);
  void storage_is_gone(const Profile& profile);

  std::map<std::string, Given> given;  // by token

 private:
  std::vector<TicketId> tickets_at(const Page& page) const;
  std::string new_token();
  void each_result(const std::string& request_body, const platform::Response& response,
                   const std::function<void(Given&, const std::string& status)>& see);
  World& world_;
  int tokens_ = 0;
};

/// The token that a command as it travels carries; empty if it has none.
std::string token_in(const nlohmann::json& command);

}  // namespace oasis::test
