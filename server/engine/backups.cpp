// Backups by the clock. May not: know how a backup is made.
#include "server/engine/backups.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "server/store/audit.hpp"
#include "server/store/backup.hpp"
#include "server/store/log.hpp"
#include "server/store/timers.hpp"

namespace oasis::engine {
namespace {

constexpr Duration try_again_after = hours(1);
constexpr const char* due_at = "backup_due";

}  // namespace

Backups::Backups(BackupPlan plan, std::string database, Writer& writer)
    : plan_(std::move(plan)), database_(std::move(database)), writer_(writer), thread_([this] { run(); }) {}

Backups::~Backups() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

Instant Backups::when_due(Turn& turn) {
  if (plan_.every <= Duration{}) return turn.now() + days(365);
  const std::string text = store::meta(turn.database(), due_at);
  Instant due = turn.now() + plan_.every;
  if (!text.empty()) {
    Instant planned;
    std::from_chars(text.data(), text.data() + text.size(), planned.ms);
    if (planned <= turn.now()) {
      const std::lock_guard lock(mutex_);
      wanted_ = true;
      wake_.notify_all();
    } else {
      due = std::min(due, planned);  // a shorter interval counts at once
    }
  }
  store::set_meta(turn.database(), due_at, std::to_string(due.ms));
  return due;
}

void Backups::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return wanted_ || stopping_; });
    if (!wanted_) return;
    wanted_ = false;
    lock.unlock();
    make();
    lock.lock();
  }
}

/// A backup that is not in the audit log is a backup all the same.
void Backups::note(const std::string& file) {
  try {
    writer_.run([&file](Turn& turn) {
      store::append_audit(turn.database(), {turn.now(), "server", "", "backup_made", file, ""});
    });
  } catch (const std::exception& trouble) {
    spdlog::error("event=audit_failed action=backup_made error=\"{}\"", trouble.what());
  }
}

Result<std::string> Backups::make_now() {
  try {
    const store::BackupFile made = store::back_up(database_, plan_.folder + "/");
    const std::size_t removed = store::keep_newest(plan_.folder, plan_.keep);
    spdlog::info("event=backed_up file={} bytes={} older_removed={}", made.path, made.bytes, removed);
    note(made.path);
    return made.path;
  } catch (const std::exception& trouble) {
    return Error{"", trouble.what()};
  }
}

void Backups::make() {
  const Result<std::string> made = make_now();
  if (made.ok()) return;
  spdlog::error("event=backup_failed next_try_minutes=60 error=\"{}\"", made.error().what);
  try {
    writer_.run([](Turn& turn) {
      const Instant again = turn.now() + try_again_after;
      store::set_meta(turn.database(), due_at, std::to_string(again.ms));
      store::put_job(turn.database(), {"backup", again});
    });
  } catch (const std::exception&) {  // a full disk; the next interval comes all the same
  }
}

}  // namespace oasis::engine
