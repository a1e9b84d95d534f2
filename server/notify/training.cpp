// See training.hpp.
#include "server/notify/training.hpp"

#include <algorithm>
#include <utility>

#include "server/notify/aftermath.hpp"
#include "server/store/kept_instant.hpp"
#include "server/store/receipts.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/playbooks.hpp"
#include "shared/text/sha256.hpp"

namespace oasis::notify {
namespace {

constexpr std::size_t mark_length = 16;
constexpr char part_end = '\x1f';  // unit separator: no text has one
constexpr Duration rest_between_reminders = days(13);  // "every other week", whatever the hour was
constexpr Duration look_again = hours(1);              // documents change

using Receipts = std::map<std::string, std::map<std::string, store::Receipt>>;

/// The playbooks as they are now, for questions about several people: hashing their texts once is enough.
struct Library {
  const Policies& policies;
  std::vector<std::string> editions;  // in the order of the document
};
Library library_of(const Policies& policies) {
  Library library{policies, {}};
  for (const Playbook& playbook : policies.workspace().playbooks) library.editions.push_back(edition_of(playbook));
  return library;
}

std::vector<Reading> readings_in(const Receipts& receipts, const Library& library, const User& user) {
  const Policies& policies = library.policies;
  const std::vector<const Playbook*> to_know = playbooks_to_know(policies.workspace(), user);
  const auto own = receipts.find(user.id);
  std::vector<Reading> all;
  for (const Playbook& playbook : policies.workspace().playbooks) {
    Reading& one = all.emplace_back();
    one.playbook = &playbook;
    one.to_know = std::find(to_know.begin(), to_know.end(), &playbook) != to_know.end();
    if (own == receipts.end()) continue;
    const auto receipt = own->second.find(playbook.id);
    if (receipt == own->second.end() || receipt->second.edition != library.editions[all.size() - 1]) continue;
    one.read = receipt->second.at;
    one.right = receipt->second.right;
  }
  return all;
}

std::string reminder_text(const User& user, const std::vector<std::string>& names, const engine::Links& links) {
  std::string text = "Hello " + user.name + ",\n\nthere " +
                     (names.size() == 1 ? "is a playbook" : "are playbooks") +
                     " that you do not know yet: not read, changed since, or with a question that was answered wrongly.\n\n";
  for (const std::string& name : names) text += "- " + name + "\n";
  return text + "\nEach takes a few minutes, and is there beside a ticket when you need it:\n" +
         links.url_of("/training") + "\n";
}

void remind(engine::Turn& turn, const engine::Links& links, const User& user, const std::vector<Reading>& readings,
            Instant due) {
  std::vector<std::string> names;
  for (const Reading& one : readings) {
    if (one.to_know && !one.known()) names.push_back(one.playbook->name);
  }
  const std::string address = address_of(user, "email");
  if (names.empty() || address.empty()) return;
  const std::string kept = "training/reminded/" + user.id;
  if (const auto last = store::kept_instant(turn.database(), kept); last && turn.now() - *last < rest_between_reminders) return;
  store::keep_instant(turn.database(), kept, turn.now());
  const std::string count = std::to_string(names.size());
  queue_words(turn, "training/" + user.id + "/" + std::to_string(due.ms), user.id, {"email", address},
              names.size() == 1 ? "A playbook to read: " + names.front() : count + " playbooks to read",
              reminder_text(user, names, links));
}

NotifyEntry monday_at_nine() {
  NotifyEntry entry;
  entry.kind = NotifyEntry::Kind::weekly_digest;
  return entry;
}

}  // namespace

std::string edition_of(const Playbook& playbook) {
  std::string matter = playbook.text;
  for (const Playbook::Question& one : playbook.quiz) {
    matter += part_end + one.question + part_end + std::to_string(one.right);
    for (const std::string& answer : one.answers) matter += part_end + answer;
  }
  return sha256_hex(matter).substr(0, mark_length);
}

std::vector<Reading> readings_of(store::Database& reading, const Policies& policies, const User& user) {
  return readings_in(store::all_receipts(reading), library_of(policies), user);
}

std::vector<Coverage> coverage_of(store::Database& reading, const Policies& policies) {
  const Receipts receipts = store::all_receipts(reading);
  const Library library = library_of(policies);
  std::vector<Coverage> all;
  for (const Team& team : policies.workspace().teams) {
    std::vector<Coverage> of_team(policies.workspace().playbooks.size());
    for (const Id& id : team.members) {
      const User* member = policies.user(id);
      if (member == nullptr) continue;
      const std::vector<Reading> readings = readings_in(receipts, library, *member);
      for (std::size_t i = 0; i < readings.size(); ++i) {
        if (!readings[i].to_know) continue;
        ++of_team[i].to_know;
        if (!readings[i].known()) of_team[i].unread.push_back(id);
      }
    }
    for (std::size_t i = 0; i < of_team.size(); ++i) {
      if (of_team[i].to_know == 0) continue;
      of_team[i].team = team.id;
      of_team[i].playbook = policies.workspace().playbooks[i].id;
      all.push_back(std::move(of_team[i]));
    }
  }
  return all;
}

std::int64_t take_quiz(engine::Turn& turn, const Playbook& playbook, const Id& user,
                       const std::vector<std::int32_t>& answers) {
  const std::int64_t right = right_answers(playbook, answers);
  store::put_receipt(turn.database(), {user, playbook.id, edition_of(playbook), turn.now(), right,
                                       static_cast<std::int64_t>(playbook.quiz.size())});
  return right;
}

Instant remind_readers(engine::Turn& turn, const engine::Links& links) {
  const Policies& policies = *current_policies(turn.state());
  const Instant since = store::kept_instant(turn.database(), "training/until").value_or(turn.now());
  store::keep_instant(turn.database(), "training/until", turn.now());
  Instant next = turn.now() + look_again;
  if (policies.workspace().playbooks.empty()) return next;
  const Receipts receipts = store::all_receipts(turn.database());
  const Library library = library_of(policies);
  for (const User& user : policies.workspace().users) {
    const Instant due = next_digest(monday_at_nine(), policies.zone_of(user), since);
    if (due > turn.now()) {
      next = std::min(next, due);
    } else {
      remind(turn, links, user, readings_in(receipts, library, user), due);
    }
  }
  return next;
}

}  // namespace oasis::notify
