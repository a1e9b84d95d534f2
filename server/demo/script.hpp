// Writes scenes of the demo down, in words close to the story's. May not: know the story.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "server/demo/story.hpp"

namespace oasis::demo {

inline const Actor customer{Actor::Kind::customer, "", Role::viewer};

inline Actor staff(const char* id) {
  return {Actor::Kind::user, id, Role::agent};
}

/// Writes scenes down; gives messages their ids.
class Script {
 public:
  void opens(Duration when, const std::string& ticket, const char* who, const char* mail, Priority priority,
             const char* subject, const char* text) {
    CreateTicket create;
    create.ticket = ticket;
    create.subject = subject;
    create.priority = priority;
    create.from_name = who;
    create.from_email = mail;
    create.channel = "email";
    create.message = draft(text);
    add(when, customer, std::move(create));
  }
  void says(Duration when, const std::string& ticket, const char* text) {
    add(when, customer, CustomerReply{ticket, draft(text), ticket + "-next"});
  }
  void answers(Duration when, const char* who, const std::string& ticket, const char* text) {
    add(when, staff(who), Reply{ticket, draft(text)});
  }
  void notes(Duration when, const char* who, const std::string& ticket, const char* text) {
    add(when, staff(who), WriteNote{ticket, draft(text)});
  }
  void takes(Duration when, const char* who, const std::string& ticket) {
    add(when, staff(who), Acknowledge{ticket});
    SetFields set;
    set.ticket = ticket;
    set.assignee = who;
    add(when + seconds(5), staff(who), std::move(set));
  }
  void becomes(Duration when, const char* who, const std::string& ticket, Status status, const char* outcome = "") {
    SetFields set;
    set.ticket = ticket;
    set.status = status;
    set.outcome = outcome;
    add(when, staff(who), std::move(set));
  }
  void rates(Duration when, const std::string& ticket, int score, const char* comment) {
    add(when, customer, Rate{ticket, score, comment});
  }
  std::vector<Scene> in_order() && {
    std::stable_sort(scenes_.begin(), scenes_.end(), [](const Scene& a, const Scene& b) { return a.when < b.when; });
    return std::move(scenes_);
  }
  explicit Script(std::string prefix) : prefix_(std::move(prefix)) {}

 private:
  Draft draft(const char* text) {
    Draft draft;
    draft.id = prefix_ + std::to_string(++messages_);
    draft.text = text;
    return draft;
  }
  void add(Duration when, const Actor& who, Command what) { scenes_.push_back({when, who, std::move(what)}); }

  std::string prefix_;
  int messages_ = 0;
  std::vector<Scene> scenes_;
};

}  // namespace oasis::demo
