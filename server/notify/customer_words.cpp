// The words for customers, and what they say of a ticket. May not: show what is internal.
#include "server/notify/customer_words.hpp"

#include <algorithm>

namespace oasis::notify {

namespace {

constexpr CustomerWords english_words{
    {"Waiting for us", "We are working on it", "Waiting for you", "On hold", "Resolved", "Closed"},
    {"Very bad", "Bad", "All right", "Good", "Very good"},
    "Ticket #{}",
    "Status",
    "Handled by",
    "our team",
    "Next update by",
    "Update was due",
    "{}. We are late, and sorry for it.",
    "Outcome",
    "Conversation",
    "You",
    "Quoted text",
    "Signature",
    "Attached: {}",
    "Your reply",
    "Send reply",
    "Whoever has this link can read and answer this ticket; pass it on with care.",
    "How did we do?",
    "You rated: {}. You can change it.",
    "Anything to add? (optional)",
    "Send “{}”",
    "Choose another",
    "Your reply has reached us.",
    "Thank you for your rating.",
    "Please choose one of the five.",
    "Please write something first.",
    "That is too long; please send it as a mail.",
    "The form could not be read; please try again.",
    "This form is not one of ours, or too old; please try again.",
    "That could not be done. Please try again, or answer our latest mail.",
    "Not found",
    "This link is not right, or too old. Please use the one in our latest mail.",
    "handled by {}",
    "Next update by {}",
    "Your ticket: {}",
    "Too large for a mail, but on the page of your ticket:",
    "Hello{},",
    "we have resolved your request.",
    "Is something still missing? Just answer this mail, and we go on."};

constexpr CustomerWords german_words{
    {"Wartet auf uns", "Wir sind dran", "Wartet auf Sie", "Zurückgestellt", "Gelöst", "Geschlossen"},
    {"Sehr schlecht", "Schlecht", "In Ordnung", "Gut", "Sehr gut"},
    "Ticket #{}",
    "Stand",
    "In den Händen von",
    "unserem Team",
    "Nächste Nachricht bis",
    "Nachricht war fällig",
    "{}. Wir sind spät dran, das tut uns leid.",
    "Ergebnis",
    "Verlauf",
    "Sie",
    "Zitierter Text",
    "Signatur",
    "Angehängt: {}",
    "Ihre Antwort",
    "Antwort senden",
    "Wer diesen Link hat, kann dieses Ticket lesen und beantworten; geben Sie ihn mit Bedacht weiter.",
    "Wie waren wir?",
    "Ihre Bewertung: {}. Sie können sie ändern.",
    "Möchten Sie etwas dazu sagen? (freiwillig)",
    "„{}“ senden",
    "Etwas anderes wählen",
    "Ihre Antwort ist bei uns angekommen.",
    "Danke für Ihre Bewertung.",
    "Bitte wählen Sie eine der fünf Antworten.",
    "Bitte schreiben Sie zuerst etwas.",
    "Das ist zu lang; bitte schicken Sie es als Mail.",
    "Das Formular war nicht lesbar; bitte versuchen Sie es noch einmal.",
    "Dieses Formular ist nicht von uns oder zu alt; bitte versuchen Sie es noch einmal.",
    "Das ging nicht. Bitte versuchen Sie es noch einmal, oder antworten Sie auf unsere letzte Mail.",
    "Nicht gefunden",
    "Dieser Link stimmt nicht oder ist zu alt. Bitte nehmen Sie den aus unserer letzten Mail.",
    "in den Händen von {}",
    "Nächste Nachricht bis {}",
    "Ihr Ticket: {}",
    "Zu groß für eine Mail, aber auf der Seite Ihres Tickets:",
    "Guten Tag{},",
    "wir haben Ihr Anliegen gelöst.",
    "Fehlt noch etwas? Antworten Sie einfach auf diese Mail, dann machen wir weiter."};

}  // namespace

const CustomerWords& customer_words(Tongue tongue) {
  return tongue == Tongue::german ? german_words : english_words;
}

std::string_view status_kind(Status status) {
  switch (status) {
    case Status::fresh:
    case Status::on_hold:
      return "waiting";
    case Status::open:
      return "working";
    case Status::pending:
      return "yours";
    case Status::resolved:
    case Status::closed:
      break;
  }
  return "done";
}

std::string language_of_customer(const Policies& policies, const Ticket& ticket) {
  const Customer* customer = policies.customer(ticket.customer);
  return customer == nullptr ? std::string() : customer->language;
}

std::string handled_by(const Workspace& workspace, const Ticket& ticket) {
  const Id& id = ticket.assignee.empty() ? ticket.acknowledged_by : ticket.assignee;
  const auto user = std::find_if(workspace.users.begin(), workspace.users.end(),
                                 [&id](const User& one) { return one.id == id; });
  return user == workspace.users.end() ? std::string() : user->name;
}

std::optional<Instant> next_word_due(const Ticket& ticket) {
  if (is_finished(ticket.status)) return std::nullopt;
  if (ticket.promise) return ticket.promise->due;
  std::optional<Instant> earliest;
  for (const ClockKind kind : {ClockKind::first_response, ClockKind::next_response, ClockKind::update}) {
    const Clock& clock = ticket.clocks[static_cast<std::size_t>(kind)];
    if (clock.phase != Clock::Phase::running || !clock.due) continue;
    if (!earliest || *clock.due < *earliest) earliest = clock.due;
  }
  return earliest;
}

}  // namespace oasis::notify
