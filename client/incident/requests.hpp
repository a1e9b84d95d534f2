// What the page after an incident asks of the server and tells it. May not: draw.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "client/incident/answer.hpp"
#include "client/platform/platform.hpp"
#include "client/replica/question.hpp"

namespace oasis {

class IncidentRequests {
 public:
  explicit IncidentRequests(platform::Platform& platform) : platform_(platform) {}

  /// Once a frame: asks for the page of this ticket when it is another, and every minute.
  void tick(const std::string& ticket);
  void ask_again() { asked_at_.reset(); }

  /// Of the ticket that is shown; nullptr until it has come.
  const IncidentAnswer* incident() const { return incident_ && incident_of_ == ticket_ ? &*incident_ : nullptr; }
  std::string why() const { return question_.why(); }

  using Done = std::function<void(const std::string& why)>;
  /// Both: `done` is given why it was refused; empty: it is kept, and `incident` is new. `revision`: that the page was
  /// written on.
  void keep(const IncidentPage& page, std::int64_t revision, Done done);
  void send(const Id& text_template, const std::vector<Id>& to, Done done);

  struct Letter {
    std::string subject, text;
  };
  /// How it reads for oneself; asked for when the template or what is kept is another. nullptr until it has come.
  const Letter* letter(const Id& text_template);

 private:
  void post(const std::string& path, const std::string& body, Done done);
  std::string path() const;

  platform::Platform& platform_;
  Question question_, letter_question_;
  std::string ticket_, incident_of_;
  std::optional<Instant> asked_at_;
  std::optional<IncidentAnswer> incident_;
  std::string letter_asked_, letter_of_;
  std::optional<Letter> letter_;
};

}  // namespace oasis
