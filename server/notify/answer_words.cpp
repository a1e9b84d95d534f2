// See answer_words.hpp.
#include "server/notify/answer_words.hpp"

namespace oasis::notify {
namespace {

constexpr AnswerWords english_answers{
    "Take ticket #{}",
    "Acknowledge as {}",
    "Escalate: the next tier is told now",
    "Close the ticket",
    "Acknowledging stops the escalation; the customer then waits for you.",
    "Open the ticket",
    {"Acknowledged", "Escalated", "Closed"},
    "Nothing was changed",
    "Not found",
    "This link is not right, or too old. Please use the one in our latest message.",
    {"You have ticket #{} in hand; the escalation has stopped.",
     "The escalation of ticket #{} goes on: the next tier is told.", "Closed: ticket #{}."},
    "There is no such ticket.",
    "This was used already.",
    "This code is none of yours.",
    "This code has expired: codes work for 24 hours.",
    "This link is not right.",
    "This link has expired: links work for 24 hours.",
    "More than one ticket waits for you: please add the code.",
    "Nothing waits for your answer.",
    "This page is for somebody else.",
    "Your account is disabled.",
    "{}",
    "Please answer ack, esc or close, with the code of the message.",
    "You wrote: {}"};

constexpr AnswerWords german_answers{
    "Ticket #{} annehmen",
    "Annehmen als {}",
    "Eskalieren: die nächste Stufe erfährt es jetzt",
    "Ticket schließen",
    "Annehmen hält die Eskalation an; der Kunde wartet dann auf Sie.",
    "Ticket öffnen",
    {"Angenommen", "Eskaliert", "Geschlossen"},
    "Nichts wurde geändert",
    "Nicht gefunden",
    "Dieser Link stimmt nicht oder ist zu alt. Bitte nehmen Sie den aus unserer letzten Nachricht.",
    {"Sie haben Ticket #{} angenommen; die Eskalation ist angehalten.",
     "Die Eskalation von Ticket #{} geht weiter: die nächste Stufe erfährt es.", "Geschlossen: Ticket #{}."},
    "Dieses Ticket gibt es nicht.",
    "Das wurde schon benutzt.",
    "Dieser Code ist keiner von Ihren.",
    "Dieser Code ist abgelaufen: Codes gelten 24 Stunden.",
    "Dieser Link stimmt nicht.",
    "Dieser Link ist abgelaufen: Links gelten 24 Stunden.",
    "Mehr als ein Ticket wartet auf Sie: bitte geben Sie den Code dazu an.",
    "Auf Ihre Antwort wartet nichts.",
    "Diese Nachricht ist für jemand anderen.",
    "Ihr Konto ist gesperrt.",
    "Das lässt das Ticket nicht (mehr) zu.",
    "Bitte antworten Sie ack, esc oder close, mit dem Code der Nachricht.",
    "Sie schrieben: {}"};

}  // namespace

const AnswerWords& answer_words(Tongue tongue) {
  return tongue == Tongue::german ? german_answers : english_answers;
}

}  // namespace oasis::notify
