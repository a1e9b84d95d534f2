// The words of digests. May not: know tickets.
#include "server/notify/digest_words.hpp"

namespace oasis::notify {
namespace {

constexpr DigestWords english{
    "new",
    "{} wrote",
    "{} wrote, dissatisfied",
    "{} answered",
    "{} left a note",
    "resolved by {}",
    "closed",
    "reopened",
    "acknowledged by {}",
    "assigned to {}",
    "nobody assigned",
    "priority {}",
    "{} overdue",
    "escalated to tier {}",
    "nobody acknowledged",
    "rated {} of 5",
    "the customer",
    "a rule",
    {"first response", "next response", "next update", "resolution"},
    {"low", "normal", "high", "urgent"},
    {"new", "open", "pending", "on hold", "resolved", "closed"},
    "promised update",
    "unanswered since {}",
    "{} by ",
    "{} overdue since ",
    "to tier {}, ",
    "and {} more",
    {"1 waits for you", "{} wait for you"},
    {"1 is due", "{} are due"},
    {"1 was escalated", "{} were escalated"},
    {"1 has news", "{} have news"},
    "nothing new"};

constexpr DigestWords german{"neu",
                             "{} hat geschrieben",
                             "{} hat geschrieben, unzufrieden",
                             "{} hat geantwortet",
                             "{} hat eine Notiz hinterlassen",
                             "gelöst von {}",
                             "geschlossen",
                             "wieder geöffnet",
                             "angenommen von {}",
                             "zugewiesen an {}",
                             "niemandem zugewiesen",
                             "Priorität {}",
                             "{} überfällig",
                             "eskaliert auf Stufe {}",
                             "niemand hat angenommen",
                             "bewertet mit {} von 5",
                             "der Kunde",
                             "eine Regel",
                             {"erste Antwort", "nächste Antwort", "nächste Nachricht", "Lösung"},
                             {"niedrig", "normal", "hoch", "dringend"},
                             {"neu", "offen", "wartend", "zurückgestellt", "gelöst", "geschlossen"},
                             "zugesagte Nachricht",
                             "unbeantwortet seit {}",
                             "{} bis ",
                             "{} überfällig seit ",
                             "auf Stufe {}, ",
                             "und {} weitere",
                             {"1 wartet auf Sie", "{} warten auf Sie"},
                             {"1 wird fällig", "{} werden fällig"},
                             {"1 eskaliert", "{} eskaliert"},
                             {"1 mit Neuem", "{} mit Neuem"},
                             "nichts Neues"};

}  // namespace

const DigestWords& digest_words(Tongue tongue) {
  return tongue == Tongue::german ? german : english;
}

std::string counted(const std::array<std::string_view, 2>& words, std::size_t count) {
  return filled(words[count == 1 ? 0 : 1], std::to_string(count));
}

}  // namespace oasis::notify
