// Answers without signing in. May not: believe an address alone.
#include "server/notify/answers.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <utility>

#include "server/engine/digest.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/answer_words.hpp"
#include "server/store/languages.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::notify {
namespace {

using store::Outgoing;

constexpr std::array<std::string_view, 3> wish_names{"acknowledge", "escalate", "close"};
constexpr std::size_t code_length = 6;

struct Word {
  std::string_view text;
  Wish wish;
};
constexpr std::array words{Word{"ack", Wish::acknowledge},
                           Word{"acknowledge", Wish::acknowledge},
                           Word{"acknowledged", Wish::acknowledge},
                           Word{"esc", Wish::escalate},
                           Word{"escalate", Wish::escalate},
                           Word{"close", Wish::close},
                           Word{"closed", Wish::close},
                           Word{"resolve", Wish::close},
                           Word{"resolved", Wish::close}};

std::optional<Wish> wish_in(std::string_view word) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](const Word& one) { return same_ignoring_case(one.text, word); });
  return found == words.end() ? std::nullopt : std::optional(found->wish);
}

/// The code in upper case; empty if the word cannot be one.
std::string code_in(std::string_view word) {
  if (word.size() != code_length) return "";
  std::string code;
  for (const char c : word) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (!((upper >= 'A' && upper <= 'Z') || (upper >= '2' && upper <= '7'))) return "";
    code += upper;
  }
  return code;
}

/// The next word: letters and digits, without the marks around it. Moves `line` behind it.
std::string_view next_word(std::string_view& line) {
  const auto is_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  while (!line.empty() && !is_word(line.front())) line.remove_prefix(1);
  std::size_t end = 0;
  while (end < line.size() && is_word(line[end])) ++end;
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end);
  return word;
}

std::string_view first_line(std::string_view& text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (!line.empty()) return line;
  }
  return "";
}

/// The code that a quoted message of ours names: "ack K7Q2M9".
std::string quoted_code(std::string_view text) {
  while (!text.empty()) {
    if (next_word(text) != "ack") continue;
    std::string_view behind = text;
    if (std::string code = code_in(next_word(behind)); !code.empty()) return code;
  }
  return "";
}

/// In the language of whoever answers.
const AnswerWords& words_for(engine::Turn& turn, const Way& way, const Id& user) {
  const auto own = tongue_of(user.empty() ? "" : store::language_of(turn.database(), user));
  return answer_words(own.value_or(way.otherwise));
}

Answered refused_as(engine::Turn& turn, Answered::Kind kind, std::string_view AnswerWords::* what, const Way& way,
                    const Id& user, std::int64_t number = 0, std::string_view why = {}) {
  constexpr std::array<std::string_view, 5> kinds{"done", "forged", "expired", "repeated", "refused"};
  note_refused_answer(turn, kinds[static_cast<std::size_t>(kind)], way, user, number);
  return {kind, filled(words_for(turn, way, user).*what, why), "", 0};
}

/// The chain whose run is under way, so that "escalate" means this one.
Id chain_of(const Ticket& ticket) {
  for (auto run = ticket.runs.rbegin(); run != ticket.runs.rend(); ++run) {
    if (run->phase == Run::Phase::waiting || run->phase == Run::Phase::acknowledged) return run->chain;
  }
  return "";
}

Command command_for(const Ticket& ticket, Wish wish, const std::string& reason) {
  switch (wish) {
    case Wish::escalate:
      return Escalate{ticket.id, chain_of(ticket), std::nullopt, reason};
    case Wish::close: {
      SetFields close;
      close.ticket = ticket.id;
      close.status = Status::closed;
      return close;
    }
    case Wish::acknowledge:
      break;
  }
  return Acknowledge{ticket.id};
}

/// Uses up `claim` for this wish and does it.
Answered carry_out(engine::Turn& turn, const TicketId& id, const Id& user, Wish wish,
                   const std::string& claim, const Way& way) {
  if (!turn.fetch(id)) return refused_as(turn, Answered::Kind::forged, &AnswerWords::no_ticket, way, user);
  const std::string used = engine::sha256_hex(claim + "\n" + std::string(name_of(wish)));
  const Ticket& ticket = turn.state().tickets.at(id);
  const std::int64_t number = ticket.number;
  if (turn.state().disabled.count(user) != 0)
    return refused_as(turn, Answered::Kind::refused, &AnswerWords::disabled, way, user, number);
  if (!store::use_claim(turn.database(), used, turn.now()))
    return refused_as(turn, Answered::Kind::repeated, &AnswerWords::used, way, user, number);
  const std::string reason = "by " + user + ", by " + std::string(way.by);
  const auto refusal =
      turn.run(command_for(ticket, wish, reason), Actor{Actor::Kind::user, user, Role::viewer});
  if (refusal)
    return refused_as(turn, Answered::Kind::refused, &AnswerWords::refused, way, user, number, refusal->what);
  spdlog::info("event=answered what={} ticket={} user={} way=\"{}\"", name_of(wish), number, user, way.by);
  const std::string_view done = words_for(turn, way, user).done[static_cast<std::size_t>(wish)];
  return {Answered::Kind::done, filled(done, std::to_string(number)), id, number};
}

bool is_alive(const Outgoing& row, Instant now) {
  return now < row.queued + engine::acknowledge_link_life;
}

/// A message of ours and the ticket in it that an answer is about.
struct Found {
  Outgoing row;
  TicketId ticket;
};

/// The message to `user` whose code this is, also if it has expired since (up to a week: then it says so).
std::optional<Found> find_by_code(engine::Turn& turn, const engine::Links& links, const Id& user,
                                  const std::string& code) {
  for (Outgoing& row : store::outgoing_to(turn.database(), user, turn.now() - days(7))) {
    for (const store::About& about : store::about_of(turn.database(), row.id)) {
      if (engine::same_token(links.reply_code(row.key, about.ticket), code))
        return Found{std::move(row), about.ticket};
    }
  }
  return std::nullopt;
}

Answered answer_found(engine::Turn& turn, const std::optional<Found>& found, const Id& user, Wish wish,
                      const Way& way) {
  if (!found) return refused_as(turn, Answered::Kind::forged, &AnswerWords::not_yours, way, user);
  if (!is_alive(found->row, turn.now())) {
    const std::int64_t number = turn.fetch(found->ticket) ? turn.state().tickets.at(found->ticket).number : 0;
    return refused_as(turn, Answered::Kind::expired, &AnswerWords::code_expired, way, user, number);
  }
  Answered answered = carry_out(turn, found->ticket, user, wish, found->row.key + "\n" + found->ticket, way);
  if (answered.kind == Answered::Kind::done) {
    if (auto row = store::find_outgoing(turn.database(), found->row.id))
      record_answered(turn, std::move(*row), std::string(name_of(wish)));
  }
  return answered;
}

}  // namespace

std::string_view name_of(Wish wish) {
  return wish_names[static_cast<std::size_t>(wish)];
}

std::optional<Wish> wish_named(std::string_view name) {
  for (std::size_t i = 0; i < wish_names.size(); ++i) {
    if (wish_names[i] == name) return static_cast<Wish>(i);
  }
  return std::nullopt;
}

Answer read_answer(std::string_view text) {
  std::string_view rest = text;
  std::string_view line = first_line(rest);
  if (line.empty() || line.front() == '>') return {};
  const std::string_view first = next_word(line);
  const std::string_view second = next_word(line);
  if (!next_word(line).empty()) return {};
  Answer answer;
  answer.wish = wish_in(first);
  if (answer.wish && !second.empty()) {
    answer.code = code_in(second);
    if (answer.code.empty()) answer.wish.reset();
    return answer;
  }
  if (answer.wish) {
    answer.code = quoted_code(rest);
    return answer;
  }
  answer.code = second.empty() ? code_in(first) : "";
  if (answer.code.empty()) return {};
  answer.wish = Wish::acknowledge;
  answer.only_code = true;
  return answer;
}

Answered answer_by_link(engine::Turn& turn, const engine::Links& links, std::string_view segment, Wish wish,
                        const Way& way) {
  const auto claim = engine::Links::read_acknowledge(segment);
  const auto id = claim ? store::find_ticket_by_number(turn.database(), claim->number) : std::nullopt;
  if (!id || !links.proves_acknowledge(*claim, *id) || !current_policies(turn.state())->user(claim->user)) {
    return refused_as(turn, Answered::Kind::forged, &AnswerWords::link_is_wrong, way, claim ? claim->user : "",
                      id ? claim->number : 0);
  }
  if (claim->until <= turn.now())
    return refused_as(turn, Answered::Kind::expired, &AnswerWords::link_expired, way,
                      claim->user, claim->number);
  Answered answered = carry_out(turn, *id, claim->user, wish, std::string(segment), way);
  if (answered.kind != Answered::Kind::done) return answered;
  for (store::Told& told : store::outgoing_of(turn.database(), *id)) {
    const std::int64_t until = (told.message.queued + engine::acknowledge_link_life).ms / 1000;
    if (told.message.user == claim->user && until == claim->until.ms / 1000 && !told.message.answered)
      record_answered(turn, std::move(told.message), std::string(name_of(wish)));
  }
  return answered;
}

Answered answer_by_reply(engine::Turn& turn, const engine::Links& links, const Id& user, const Answer& answer,
                         const std::vector<std::string>& answers_to, const Way& way) {
  std::optional<Found> found;
  if (!answer.code.empty()) {
    found = find_by_code(turn, links, user, answer.code);
  } else {
    for (const std::string& message_id : answers_to) {
      auto row = store::find_outgoing_by_message_id(turn.database(), message_id);
      if (!row || row->user != user || row->ticket.empty()) continue;
      found = Found{*row, row->ticket};
      break;
    }
  }
  // A word of six letters that is no code of theirs is a word, and nothing to look into.
  if (!found && answer.only_code)
    return {Answered::Kind::forged, std::string(words_for(turn, way, user).not_yours), "", 0};
  return answer_found(turn, found, user, answer.wish.value_or(Wish::acknowledge), way);
}

Answered answer_by_text_message(engine::Turn& turn, const engine::Links& links, const Id& user,
                                const std::string& address, const Answer& answer) {
  const Way way{"text message", address};
  if (!answer.code.empty()) return answer_by_reply(turn, links, user, answer, {}, way);
  std::optional<Found> found;
  for (Outgoing& row :
       store::outgoing_to(turn.database(), user, turn.now() - engine::acknowledge_link_life)) {
    if (row.via != "sms" || row.address != address) continue;
    for (const store::About& about : store::about_of(turn.database(), row.id)) {
      if (found && found->ticket != about.ticket) {
        return refused_as(turn, Answered::Kind::refused, &AnswerWords::which, way, user);
      }
      if (!found) found = Found{row, about.ticket};
    }
  }
  if (!found) return refused_as(turn, Answered::Kind::forged, &AnswerWords::nothing_waits, way, user);
  return answer_found(turn, found, user, answer.wish.value_or(Wish::acknowledge), way);
}

const User* person_with(const Policies& policies, std::string_view via, std::string_view address) {
  for (const User& user : policies.workspace().users) {
    for (const Contact& contact : user.contacts) {
      if (contact.via == via && contact.address == address) return &user;
    }
  }
  return nullptr;
}

int mark_seen(engine::Turn& turn, const TicketId& ticket, const Id& user) {
  int marked = 0;
  for (store::Told& told : store::outgoing_of(turn.database(), ticket)) {
    if (told.message.user != user || told.message.seen || !told.message.sent) continue;
    record_seen(turn, std::move(told.message));
    ++marked;
  }
  return marked;
}

bool has_unseen(store::Database& reading, const TicketId& ticket, const Id& user) {
  const auto told = store::outgoing_of(reading, ticket);
  return std::any_of(told.begin(), told.end(), [&user](const store::Told& one) {
    return one.message.user == user && !one.message.seen && one.message.sent;
  });
}

}  // namespace oasis::notify
