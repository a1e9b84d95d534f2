// Answers that were refused. May not: decide what is refused.
#include "server/notify/refused_answers.hpp"

#include <spdlog/spdlog.h>

#include "server/store/audit.hpp"
#include "server/store/lately.hpp"

namespace oasis::notify {
namespace {

constexpr std::string_view action = "answer_refused";
/// So that nobody who sends rubbish fills the disk.
constexpr std::int64_t most_a_minute = 20;

}  // namespace

void note_refused_answer(engine::Turn& turn, std::string_view why, const Way& way, const Id& user,
                         std::int64_t ticket) {
  spdlog::warn("event=answer_refused why={} way=\"{}\" user={} ticket={} address={}", why, way.by,
               user.empty() ? "-" : user, ticket, way.from.empty() ? "-" : way.from);
  const std::int64_t before =
      store::count_recent_audit(turn.database(), action, way.from, turn.now() - minutes(1));
  if (before >= most_a_minute) return;
  std::string detail = std::string(why) + ", by " + std::string(way.by);
  if (!user.empty()) detail += ", as " + user;
  if (before + 1 == most_a_minute) detail += "; more of this minute are in the log only";
  // Who answered is only claimed, so it is no actor.
  store::append_audit(turn.database(), {turn.now(), "", way.from, std::string(action),
                                        ticket > 0 ? "ticket " + std::to_string(ticket) : "", detail});
}

}  // namespace oasis::notify
