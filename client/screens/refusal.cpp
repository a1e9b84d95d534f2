// See refusal.hpp.
#include "client/screens/refusal.hpp"

#include <algorithm>

#include "client/words/sentences.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

template <typename Thing>
std::string name_among(const std::vector<Thing>& things, std::string_view id) {
  for (const Thing& thing : things) {
    if (thing.id == id) return thing.name;
  }
  return {};
}

/// The newest name that something in the documents had by this id; "" where nothing ever had.
std::string name_of_id(const Replica& replica, std::string_view id) {
  const auto& versions = replica.confirmed.versions;
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    const Workspace& workspace = (*version)->workspace();
    for (const std::string& name :
         {name_among(workspace.users, id), name_among(workspace.teams, id), name_among(workspace.customers, id),
          name_among(workspace.schedules, id), name_among(workspace.chains, id)}) {
      if (!name.empty()) return name;
    }
  }
  return {};
}

/// As pages make them: 0199a3b2-… . Ids in documents are words that people chose.
bool is_made_up(std::string_view id) {
  return id.size() == 36 && std::count(id.begin(), id.end(), '-') == 4 &&
         id.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
}

std::string number_of(const Replica& replica, std::string_view id) {
  const Ticket* ticket = find_ticket(replica, TicketId(id));
  return ticket == nullptr || ticket->number <= 0 ? std::string() : "#" + std::to_string(ticket->number);
}

/// `no team ` becomes `no such team`; false where `said` does not end so.
bool say_no_such(std::string& said) {
  const std::size_t kind = said.size() < 2 ? std::string::npos : said.rfind(' ', said.size() - 2);
  const std::size_t end = kind == std::string::npos ? 0 : kind;
  if (end < 2 || said.compare(end - 2, 2, "no") != 0) return false;
  said.insert(end, " such");
  said.pop_back();
  return true;
}

void say_quoted(const Replica& replica, std::string& said, std::string_view id) {
  if (const std::string number = number_of(replica, id); !number.empty()) {
    said += number;
  } else if (const std::string name = name_of_id(replica, id); !name.empty()) {
    said += "\"" + name + "\"";
  } else if (!say_no_such(said)) {
    said += is_made_up(id) ? "another one" : "\"" + std::string(id) + "\"";
  }
}

void say_word(const Replica& replica, std::string& said, std::string_view word) {
  const std::size_t last = word.find_last_not_of(".,:;");
  const std::string_view id = word.substr(0, last == std::string_view::npos ? 0 : last + 1);
  const std::string number = number_of(replica, id);
  said += !number.empty() ? number : is_made_up(id) ? "another one" : std::string(id);
  said += word.substr(id.size());
}

}  // namespace

std::string say_refusal(const Replica& replica, std::string_view what) {
  std::string said;
  for (std::size_t at = 0; at < what.size();) {
    const bool quoted = what[at] == '"';
    const std::size_t from = quoted ? at + 1 : at;
    const std::size_t end = std::min(what.find_first_of(quoted ? "\"" : " \"", from), what.size());
    const std::string_view word = what.substr(from, end - from);
    if (quoted) {
      say_quoted(replica, said, word);
      at = end + 1;
    } else {
      say_word(replica, said, word);
      if (end < what.size() && what[end] == ' ') said += ' ';
      at = end < what.size() && what[end] == ' ' ? end + 1 : end;
    }
  }
  return retold(said);
}

}  // namespace oasis
