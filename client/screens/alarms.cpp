// See alarms.hpp.
#include "client/screens/alarms.hpp"

#include <utility>

#include "client/screens/views.hpp"
#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

constexpr std::size_t most_sentences = 3;

std::uint8_t breached_bits(const Ticket& ticket) {
  std::uint8_t bits = 0;
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (ticket.clocks[i].breached && ticket.clocks[i].phase == Clock::Phase::running)
      bits = static_cast<std::uint8_t>(bits | 1u << i);
  }
  return bits;
}

}  // namespace

std::vector<std::string> Alarms::news(const Replica& replica) {
  std::vector<std::string> sentences;
  if (primed_ && revision_ == replica.revision) return sentences;
  revision_ = replica.revision;
  for_each_ticket(replica, [&](const Ticket& ticket) {
    if (is_finished(ticket.status)) return;
    const Known now{breached_bits(ticket), escalated_to(ticket)};
    if (now.breached == 0 && now.tier == 0) return;
    Known& known = known_[ticket.id];
    const Known before = std::exchange(known, now);
    if (!primed_) return;  // what was so before the page was opened is no news
    const unsigned fresh = now.breached & ~before.breached;
    for (std::size_t i = 0; i < clock_count; ++i) {
      if ((fresh >> i & 1u) != 0)
        sentences.push_back(phrase("{1}: {2} is overdue"_tr, wording::name_of_ticket(ticket),
                                 wording::name_of(static_cast<ClockKind>(i))));
    }
    if (now.tier > before.tier)
      sentences.push_back(phrase("{1}: escalated to tier {2}"_tr, wording::name_of_ticket(ticket), now.tier));
  });
  primed_ = true;
  if (sentences.size() > most_sentences) {
    const std::size_t more = sentences.size() - most_sentences;
    sentences.resize(most_sentences);
    sentences.push_back(phrase("and {1} more"_tr, more));
  }
  return sentences;
}

}  // namespace oasis
