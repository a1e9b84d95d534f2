// See sent.hpp.
#include "client/screens/sent.hpp"

#include <string_view>
#include <variant>

#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

struct StateWords {
  std::string_view state;
  const char* words;
  const char* at = nullptr;  ///< with the moment; null: it has none
};
constexpr StateWords states[] = {
    {"queued", "waits to be sent"_kept},
    {"sending", "on its way"_kept},
    {"sent", "sent"_kept, "sent {1}"_kept},
    {"delivered", "delivered"_kept, "delivered {1}"_kept},
    {"failed", "failed"_kept, "failed {1}"_kept},
    {"seen", "seen"_kept, "seen {1}"_kept},
    {"answered", "answered"_kept, "answered {1}"_kept},
};

const StateWords* words_of(const std::string& state) {
  for (const StateWords& known : states) {
    if (known.state == state) return &known;
  }
  return nullptr;
}

std::string name_of_answer(const std::string& answer) {
  if (answer == "acknowledge") return "acknowledge"_tr;
  if (answer == "escalate") return "escalate"_tr;
  if (answer == "close") return "close"_tr;
  return answer;
}

}  // namespace

std::string name_of_state(const std::string& state) {
  const StateWords* words = words_of(state);
  return words == nullptr ? state : translated(words->words);
}

std::string say_state(const SentMessage& message, const Zone& zone, Instant now) {
  const StateWords* known = words_of(message.state);
  std::string words = name_of_state(message.state);
  if (message.at.ms != 0 && (known == nullptr || known->at != nullptr)) {
    const std::string at = wording::say_moment(message.at, zone, now);
    words = known == nullptr ? words + " " + at : phrase(translated(known->at), at);
  }
  if (!message.answer.empty()) words = phrase("{1} ({2})"_tr, words, name_of_answer(message.answer));
  if (message.may_repeat) words += std::string(", ") + "may have arrived twice"_tr;
  if (!message.error.empty()) words = phrase("{1}: {2}"_tr, words, message.error);
  return words;
}

bool is_sent_by(const SentMessage& message, const Event& event) {
  if (message.event) return *message.event == event.number;
  const auto* held = std::get_if<Held>(&event.fact);
  return held != nullptr && held->user == message.user && held->message.via == message.via &&
         held->message.cause == message.cause;
}

SentSummary sent_by(const Desk& desk, const TicketId& ticket, const Event& event) {
  SentSummary sent;
  const auto details = desk.replica.details.find(ticket);
  if (details == desk.replica.details.end()) return sent;
  for (const SentMessage& message : details->second.deliveries) {
    if (!is_sent_by(message, event)) continue;
    sent.failed = sent.failed || message.state == "failed";
    sent.text += (sent.text.empty() ? "" : "; ") + wording::name_of_via(message.via) + " " +
                 say_state(message, desk.zone, desk.now);
    if (!message.event) sent.text += std::string(", ") + "in one list with others"_tr;
  }
  return sent;
}

}  // namespace oasis
