// See collect.hpp.
#include "server/mail/collect.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include "server/mail/imap.hpp"
#include "server/mail/mailbox_settings.hpp"
#include "server/mail/parse.hpp"
#include "server/notify/aftermath.hpp"
#include "server/notify/secrets.hpp"
#include "server/store/mailboxes.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr std::size_t mails_a_visit = 200;  // then the other mailboxes have their turn
constexpr std::int64_t failures_until_told = 4;
constexpr Duration longest_pause = minutes(30);

/// By each way that reaches an admin, once for ever for each `key`.
void tell_admins(engine::Turn& turn, const std::string& key, const std::string& what) {
  const Workspace& workspace = current_policies(turn.state())->workspace();
  for (const User& user : workspace.users) {
    if (user.role != Role::admin) continue;
    for (const Contact& contact : user.contacts) {
      notify::queue_words(turn, key + "/" + user.id + "/" + contact.via, user.id, contact,
                          workspace.name + ": a mailbox needs you", what);
    }
  }
}

/// One visit to one mailbox.
class Emptying {
 public:
  Emptying(const MailRoom& room, const Rounds& rounds, const Mailbox& mailbox,
           const MailboxSettings& settings, store::MailboxState& state)
      : room_(room), rounds_(rounds), mailbox_(mailbox), settings_(settings), state_(state) {}

  /// Whether more is waiting, or why it could not go on. Throws store::Failure.
  Result<bool> run() {
    OASIS_TRY(ImapVisit imap, ImapVisit::begin(settings_.server));
    OASIS_TRY(const ImapFolder folder, imap.select(settings_.folder));
    if (state_.uid_validity != folder.uid_validity) {
      if (auto fault = begin_numbering(imap, folder)) return *std::move(fault);
    }
    // Taken, but the process ended before it was marked.
    if (state_.marked < state_.taken) {
      if (auto fault = mark(imap, state_.taken)) return *std::move(fault);
    }
    OASIS_TRY(const std::vector<std::int64_t> waiting, find_waiting(imap));
    std::size_t done = 0;
    for (const std::int64_t uid : waiting) {
      if (rounds_.stopped() || done++ == mails_a_visit) return true;
      if (auto fault = take(imap, uid)) return *std::move(fault);
    }
    return false;
  }

 private:
  /// The folder's numbers mean other mails than before, or it is the first visit.
  std::optional<Error> begin_numbering(ImapVisit& imap, const ImapFolder& folder) {
    state_.uid_validity = folder.uid_validity;
    state_.taken = state_.marked = 0;
    state_.horizon = std::max<std::int64_t>(folder.uid_next - 1, 0);
    if (folder.uid_next <= 0) {
      auto all = imap.find(1, 0, false);
      if (!all.ok()) return std::move(all).error();
      if (!all->empty()) state_.horizon = all->back();
    }
    room_.writer.run([this](engine::Turn& turn) { store::put_mailbox(turn.database(), state_); });
    return std::nullopt;
  }

  Result<std::vector<std::int64_t>> find_waiting(ImapVisit& imap) const {
    std::vector<std::int64_t> waiting;
    if (state_.taken < state_.horizon) {
      OASIS_TRY(waiting, imap.find(state_.taken + 1, state_.horizon, true));
    }
    OASIS_TRY(const std::vector<std::int64_t> fresh,
              imap.find(std::max(state_.taken, state_.horizon) + 1, 0, false));
    waiting.insert(waiting.end(), fresh.begin(), fresh.end());
    return waiting;
  }

  std::optional<Error> take(ImapVisit& imap, std::int64_t uid) {
    auto size = imap.size_of(uid);
    if (!size.ok()) return std::move(size).error();
    const std::size_t limit = MailLimits{}.bytes;
    if (*size && **size > limit) {
      leave_too_large(uid, **size);
      return std::nullopt;
    }
    auto raw = imap.fetch(uid, limit + 1);
    if (!raw.ok()) return std::move(raw).error();
    if (!*raw) {  // somebody else took it away
      advance(uid, uid);
      return std::nullopt;
    }
    const auto note_uid = [&](engine::Turn& turn) {
      state_.taken = uid;
      store::put_mailbox(turn.database(), state_);
    };
    const auto taken = take_mail(room_, **raw, note_uid);
    if (!taken.ok()) {
      spdlog::warn("A mail in mailbox {} could not be taken and lies in spool/refused: {}", mailbox_.id,
                   taken.error().what);
      refuse_mail(room_, **raw);
      advance(uid, state_.marked);
    }
    return mark(imap, uid);
  }

  std::optional<Error> mark(ImapVisit& imap, std::int64_t uid) {
    auto fault = settings_.move_to.empty() ? imap.mark_seen(uid, uid) : imap.move(uid, settings_.move_to);
    if (!fault) state_.marked = uid;  // stored with the next mail, or at the end of the visit
    return fault;
  }

  void advance(std::int64_t taken, std::int64_t marked) {
    state_.taken = taken;
    state_.marked = marked;
    room_.writer.run([this](engine::Turn& turn) { store::put_mailbox(turn.database(), state_); });
  }

  void leave_too_large(std::int64_t uid, std::size_t bytes) {
    const std::string what = "A mail of " + std::to_string(bytes >> 20) + " MB in the mailbox " +
                             mailbox_.address + " is too large to be taken and stays there, unread.";
    spdlog::warn("{}", what);
    state_.taken = state_.marked = uid;
    room_.writer.run([&](engine::Turn& turn) {
      store::put_mailbox(turn.database(), state_);
      tell_admins(
          turn,
          "mailbox/" + mailbox_.id + "/" + std::to_string(state_.uid_validity) + "/" + std::to_string(uid),
          what);
    });
  }

  const MailRoom& room_;
  const Rounds& rounds_;
  const Mailbox& mailbox_;
  const MailboxSettings& settings_;
  store::MailboxState& state_;
};

Duration pause_after(std::int64_t failures, Duration every) {
  Duration pause = every;
  for (std::int64_t i = 0; i < failures && pause < longest_pause; ++i) pause = pause * 2;
  return std::max(std::min(pause, longest_pause), every);
}

void note_failure(engine::Turn& turn, const Mailbox& mailbox, Duration every, const std::string& why,
                  store::MailboxState& state) {
  ++state.failures;
  if (!state.failing_since) state.failing_since = turn.now();
  state.error = why;
  state.next_at = turn.now() + pause_after(state.failures, every);
  spdlog::warn("The mailbox {} could not be read ({} in a row), next try at {}: {}", mailbox.id,
               state.failures, to_text(state.next_at), why);
  if (state.failures < failures_until_told || state.told) return;
  state.told = true;
  tell_admins(turn, "mailbox/" + mailbox.id + "/since/" + std::to_string(state.failing_since->ms),
              "The mailbox " + mailbox.address + " could not be read since " + to_text(*state.failing_since) +
                  ": " + why + " Customers' mails wait there; nothing is lost. The next try is at " +
                  to_text(state.next_at) + ".");
}

void note_success(engine::Turn& turn, const Mailbox& mailbox, Duration pause, store::MailboxState& state) {
  if (state.failures > 0) spdlog::info("The mailbox {} can be read again.", mailbox.id);
  state.failures = 0;
  state.failing_since.reset();
  state.error.clear();
  state.told = false;
  state.next_at = turn.now() + pause;
}

}  // namespace

Collector::Collector(const MailRoom& room, Rounds& rounds) : room_(room), rounds_(rounds) {
  rounds_.document_changed();  // the first one
  thread_ = std::thread([this] { loop(); });
}

Collector::~Collector() {
  rounds_.stop();
  thread_.join();
}

void Collector::loop() {
  while (const std::optional<Id> mailbox = rounds_.next()) {
    try {
      if (mailbox->empty()) {
        room_.writer.run([this](engine::Turn& turn) { visit_all_mailboxes(turn, rounds_); });
      } else {
        visit(*mailbox);
      }
    } catch (const std::exception& trouble) {  // storage: the job makes it due again
      spdlog::error("The mailbox {} could not be visited: {}", *mailbox, trouble.what());
    }
  }
}

void Collector::visit(const Id& id) {
  const auto policies = room_.writer.document().policies;
  const auto& mailboxes = policies->workspace().mailboxes;
  const auto mailbox =
      std::find_if(mailboxes.begin(), mailboxes.end(), [&id](const Mailbox& one) { return one.id == id; });
  if (mailbox == mailboxes.end()) return;
  store::MailboxState state{id};
  room_.writer.run([&](engine::Turn& turn) {
    if (auto known = store::find_mailbox(turn.database(), id)) state = *std::move(known);
  });
  const auto password = notify::find_secret(room_.data_folder, mailbox->secret_ref);
  auto settings = read_mailbox(*mailbox, password);
  if (settings.ok()) settings->server.give_up = [this] { return rounds_.stopped(); };
  Result<bool> more = Error{"", "There is no secret \"" + mailbox->secret_ref + "\" for its password."};
  if (!settings.ok()) {
    more = Error{"", settings.error().where + " " + settings.error().what};
  } else if (password) {
    more = Emptying(room_, rounds_, *mailbox, *settings, state).run();
  }
  if (!more.ok() && rounds_.stopped()) return;  // cut short by us: no failure; the next start goes on from here
  const Duration every = settings.ok() ? settings->every : minutes(1);
  room_.writer.run([&](engine::Turn& turn) {
    if (more.ok()) {
      note_success(turn, *mailbox, *more ? Duration{} : every, state);
    } else {
      note_failure(turn, *mailbox, every, more.error().what, state);
    }
    store::put_mailbox(turn.database(), state);
    plan_mailboxes(turn, rounds_);
  });
}

}  // namespace oasis
