// What follows from an attempt to send. May not: send.
#include "server/notify/aftermath.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "server/engine/dispatch.hpp"
#include "server/notify/service_reports.hpp"
#include "server/store/bounces.hpp"
#include "server/store/contacts.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

using store::About;
using store::Outgoing;

constexpr std::array<Duration, 4> delays{seconds(15), minutes(1), minutes(5), minutes(15)};
constexpr std::int64_t failures_before_next_channel = 2;
/// Nobody needs a message that could not even be tried for so long.
constexpr Duration longest_wait = hours(24);
constexpr std::string_view notice_prefix = "dead-letters/";
constexpr std::string_view digest_prefix = "digest/";

/// Writes the row; whoever looks at one of its tickets sees its deliveries, so those rows are new, too.
void save(engine::Turn& turn, const Outgoing& row) {
  store::update_outgoing(turn.database(), row);
  if (row.state == store::Delivery::sending) return;
  for (const About& about : store::about_of(turn.database(), row.id)) {
    const std::string ticket = store::ticket_row(turn.database(), about.ticket);
    if (!ticket.empty()) turn.announce("", "ticket", about.ticket, ticket);
  }
}

/// Whether anything that the message tells of still wants somebody: another channel is not tried for a ticket
/// that is in good hands.
bool still_wanted(engine::Turn& turn, const std::vector<About>& about) {
  return std::any_of(about.begin(), about.end(), [&turn](const About& one) {
    if (!turn.fetch(one.ticket)) return false;
    const Ticket& ticket = turn.state().tickets.at(one.ticket);
    return !is_finished(ticket.status) && ticket.acknowledged_by.empty();
  });
}

/// The first of the person's contacts by which nothing went to them for the same cause.
const Contact* next_contact(engine::Turn& turn, const User& user, const About& about) {
  const std::vector<Outgoing> tried = store::outgoing_about(turn.database(), about);
  for (const Contact& contact : user.contacts) {
    const bool used = std::any_of(tried.begin(), tried.end(), [&](const Outgoing& one) {
      return one.user == user.id && one.via == contact.via;
    });
    if (!used) return &contact;
  }
  return nullptr;
}

void try_next_channel(engine::Turn& turn, const Outgoing& row) {
  if (row.user.empty()) return;
  const std::vector<About> about = store::about_of(turn.database(), row.id);
  if (about.empty() || !still_wanted(turn, about)) return;
  const User* user = current_policies(turn.state())->user(row.user);
  const Contact* contact = user ? next_contact(turn, *user, about.front()) : nullptr;
  if (!contact) return;
  Outgoing other = engine::own_words(row.ticket + "/" + std::to_string(about.front().cause) + "/" + row.user +
                                         "/" + contact->via + "/instead",
                                     turn.now(), turn.mail_domain());
  other.ticket = row.ticket;
  other.event = row.event;
  other.user = row.user;
  other.via = contact->via;
  other.address = contact->address;
  other.stands_in_for = row.id;
  if (store::queue(turn.database(), other, about)) save(turn, other);
}

/// Somebody of this step may still be told: by a message that waits for its time, or one under way.
bool somebody_may_hear(engine::Turn& turn, const About& about) {
  for (const auto& [user, person] : turn.state().people) {
    for (const WaitingMessage& waiting : person.waiting) {
      if (waiting.ticket == about.ticket && waiting.cause == about.cause) return true;
    }
  }
  const std::vector<Outgoing> messages = store::outgoing_about(turn.database(), about);
  return messages.empty() || std::any_of(messages.begin(), messages.end(), [](const Outgoing& one) {
           return one.state != store::Delivery::failed;
         });
}

/// "If all fail for everybody at a step, the next step fires at once." But where nothing has ever left the
/// house no channel is set up: hurrying from step to step would help nobody, and those at the desk would lose
/// their time.
void go_on_if_all_failed(engine::Turn& turn, const Outgoing& row) {
  if (!store::anything_was_sent(turn.database())) return;
  for (const About& about : store::about_of(turn.database(), row.id)) {
    if (somebody_may_hear(turn, about)) continue;
    const auto events =
        store::events_of(turn.database(), about.ticket, static_cast<std::int64_t>(about.cause) - 1);
    const auto* step = events.empty() ? nullptr : std::get_if<Escalated>(&events.front().fact);
    if (!step) continue;
    const StepFailed failed{about.ticket, step->chain, step->step, step->round};
    if (const auto refusal = turn.run(failed, Actor{Actor::Kind::system, "outbox", Role::viewer})) {
      spdlog::warn("event=step_failed_refused why=\"{}\"", refusal->what);
    }
  }
}

/// A way to reach an administrator that is not the one that just failed.
const Contact* another_way(const User& admin, const Outgoing& failed) {
  for (const Contact& contact : admin.contacts) {
    if (contact.via != failed.via) return &contact;
  }
  for (const Contact& contact : admin.contacts) {
    if (contact.address != failed.address) return &contact;
  }
  return nullptr;
}

void tell_administrators(engine::Turn& turn, const Outgoing& row) {
  if (row.key.compare(0, notice_prefix.size(), notice_prefix) == 0) return;  // no notice about a notice
  const Policies& policies = *current_policies(turn.state());
  const bool is_secret =
      row.address.find("://") != std::string::npos;  // who knows a webhook's address can use it
  const std::string whom = !row.user.empty() ? row.user : is_secret ? "a web address" : row.address;
  for (const User& admin : policies.workspace().users) {
    if (admin.role != Role::admin) continue;
    const Contact* contact = another_way(admin, row);
    if (!contact) continue;
    const std::string hour = std::to_string(turn.now().ms / hours(1).ms);
    queue_words(
        turn, std::string(notice_prefix) + row.via + "/" + hour + "/" + admin.id, admin.id, *contact,
        "Messages by " + row.via + " do not arrive",
        "A message by " + row.via + " to " + whom + " was given up" +
            (row.attempts == 0 ? ": "
                               : " after " + std::to_string(row.attempts) +
                                     (row.attempts == 1 ? " attempt: " : " attempts: ")) +
            row.error +
            "\n\nThe page /readiness lists every message that was given up and what to do. The next notice "
            "about this channel comes in an hour at the earliest.\n");
  }
}

/// What speaks against mail to this address. Codes, tests and notices go out all the same: that is how an address
/// that works again is found out.
std::optional<store::Bounce> known_to_bounce(engine::Turn& turn, const Outgoing& row) {
  const auto begins = [&row](std::string_view prefix) { return row.key.compare(0, prefix.size(), prefix) == 0; };
  const bool own_words = row.event == 0 && !begins(digest_prefix) && !begins(service_report_key);
  if (row.via != "email" || own_words) return std::nullopt;
  auto bounce = store::find_bounce(turn.database(), row.address);
  return bounce && bounce->permanent ? bounce : std::nullopt;
}

void give_up(engine::Turn& turn, Outgoing row) {
  row.state = store::Delivery::failed;
  row.failed = turn.now();
  row.next_at.reset();
  save(turn, row);
  spdlog::warn("event=message_given_up via={} to={} attempts={} error=\"{}\"", row.via,
               row.user.empty() ? "customer" : row.user, row.attempts, row.error);
  if (!row.user.empty())
    store::mark_contact_failed(turn.database(), {row.user, row.via, row.address}, row.error, turn.now());
  try_next_channel(turn, row);
  go_on_if_all_failed(turn, row);
  tell_administrators(turn, row);
}

void try_later(engine::Turn& turn, Outgoing row, const Outcome& outcome, double jitter) {
  auto delay = retry_delay(row.attempts, jitter);
  if (!delay) return give_up(turn, std::move(row));
  if (outcome.retry_after) delay = std::max(*delay, *outcome.retry_after);
  row.state = store::Delivery::queued;
  row.next_at = turn.now() + *delay;
  save(turn, row);
  if (row.attempts >= failures_before_next_channel) try_next_channel(turn, row);
}

}  // namespace

std::optional<Duration> retry_delay(std::int64_t failures, double jitter) {
  if (failures < 1 || failures > static_cast<std::int64_t>(delays.size())) return std::nullopt;
  const Duration base = delays[static_cast<std::size_t>(failures - 1)];
  return Duration{base.ms + static_cast<std::int64_t>(static_cast<double>(base.ms) * 0.2 * jitter)};
}

void record_attempt(engine::Turn& turn, std::int64_t id, const Outcome& outcome, double jitter) {
  auto row = store::find_outgoing(turn.database(), id);
  if (!row) return;
  const bool told_already = row->state != store::Delivery::sending;  // the other side's report was faster
  row->attempts += 1;
  row->may_repeat = row->may_repeat || outcome.may_repeat;
  if (!outcome.provider.empty()) row->provider = outcome.provider;
  if (outcome.kind == Outcome::Kind::sent) {
    row->sent = turn.now();
    if (!row->user.empty()) store::mark_contact_took(turn.database(), {row->user, row->via, row->address});
  }
  if (told_already) return save(turn, *row);
  row->at = turn.now();
  row->next_at.reset();
  row->error = outcome.kind == Outcome::Kind::sent ? "" : outcome.detail;
  switch (outcome.kind) {
    case Outcome::Kind::sent:
      row->state = store::Delivery::sent;
      return save(turn, *row);
    case Outcome::Kind::try_again:
      return try_later(turn, std::move(*row), outcome, jitter);
    case Outcome::Kind::refused:
      return give_up(turn, std::move(*row));
  }
}

void record_delivered(engine::Turn& turn, Outgoing row) {
  if (row.state == store::Delivery::delivered) return;
  row.state = store::Delivery::delivered;
  row.at = turn.now();
  row.delivered = turn.now();
  row.failed.reset();
  row.error.clear();
  row.next_at.reset();
  save(turn, row);
  if (!row.user.empty())
    store::mark_contact_works(turn.database(), {row.user, row.via, row.address}, turn.now());
}

void record_failed(engine::Turn& turn, Outgoing row, const std::string& why) {
  if (row.state == store::Delivery::failed || row.state == store::Delivery::delivered) return;
  row.at = turn.now();
  row.error = why;
  give_up(turn, std::move(row));
}

void record_seen(engine::Turn& turn, Outgoing row) {
  if (row.seen) return;
  row.seen = turn.now();
  save(turn, row);
}

void record_answered(engine::Turn& turn, Outgoing row, const std::string& answer) {
  if (!row.seen) row.seen = turn.now();
  row.answered = turn.now();
  row.answer = answer;
  save(turn, row);
  if (!row.user.empty())
    store::mark_contact_works(turn.database(), {row.user, row.via, row.address}, turn.now());
}

void postpone(engine::Turn& turn, std::int64_t id, Instant until, const std::string& why) {
  auto row = store::find_outgoing(turn.database(), id);
  if (!row || row->state != store::Delivery::queued) return;
  if (!why.empty()) row->error = why;
  if (until - row->queued > longest_wait) return give_up(turn, std::move(*row));
  row->next_at = until;
  store::update_outgoing(turn.database(), *row);
  if (!why.empty()) try_next_channel(turn, *row);
}

std::optional<Outgoing> claim(engine::Turn& turn, std::int64_t id) {
  auto row = store::find_outgoing(turn.database(), id);
  if (!row || row->state != store::Delivery::queued) return std::nullopt;
  if (const auto bounce = known_to_bounce(turn, *row)) {
    row->at = turn.now();
    row->error = "Not sent: mail to " + row->address + " came back for good" +
                 (bounce->diagnostic.empty() ? bounce->status.empty() ? "" : " (" + bounce->status + ")"
                                             : " (" + bounce->diagnostic + ")") +
                 ". It is tried again once a mail from that address has come in.";
    give_up(turn, std::move(*row));
    return std::nullopt;
  }
  row->state = store::Delivery::sending;
  row->at = turn.now();
  store::update_outgoing(turn.database(), *row);
  return row;
}

void give_back(engine::Turn& turn, std::int64_t id) {
  auto row = store::find_outgoing(turn.database(), id);
  if (!row || row->state != store::Delivery::sending) return;
  row->state = store::Delivery::queued;
  row->at = turn.now();
  row->next_at = turn.now();
  store::update_outgoing(turn.database(), *row);
}

bool try_once_more(engine::Turn& turn, std::int64_t id) {
  auto row = store::find_outgoing(turn.database(), id);
  if (!row || row->state != store::Delivery::failed) return false;
  if (row->via == "email") store::forget_bounce(turn.database(), row->address);  // somebody knows better
  row->state = store::Delivery::queued;
  row->attempts = 0;
  row->at = turn.now();
  row->next_at = turn.now();
  row->failed.reset();
  save(turn, *row);
  return true;
}

bool queue_words(engine::Turn& turn, const std::string& key, const Id& user, const Contact& contact,
                 const std::string& subject, const std::string& words) {
  Outgoing row = engine::own_words(key, turn.now(), turn.mail_domain());
  row.user = user;
  row.via = contact.via;
  row.address = contact.address;
  row.subject = subject;
  row.words = words;
  return store::queue(turn.database(), row, {});
}

}  // namespace oasis::notify
