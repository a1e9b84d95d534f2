// Empties the workspace's mailboxes: one thread that visits those that are due, and nothing in between.
// May not: decide what a mail leads to (intake.hpp), or when a visit is due (rounds.hpp).
#pragma once

#include <thread>

#include "server/mail/room.hpp"
#include "server/mail/rounds.hpp"
#include "shared/model/words.hpp"

namespace oasis {

/// A mail is known by UIDVALIDITY and UID: that it was taken is written in the transaction that takes it, and
/// only then it is marked \Seen or moved. What was in the folder before the first visit counts only if it is
/// unseen. A visit that fails is repeated after twice the time, at most half an hour; after the fourth the
/// admins are told, once until it works again. A mail that is none is kept in the data folder's
/// `spool/refused`; one that is too large stays in the mailbox, and the admins are told.
class Collector {
 public:
  /// Begins; every mailbox is visited soon. Room and rounds must outlive it.
  Collector(const MailRoom& room, Rounds& rounds);
  Collector(const Collector&) = delete;
  Collector& operator=(const Collector&) = delete;
  /// Ends after the mail at hand.
  ~Collector();

 private:
  void loop();
  void visit(const Id& mailbox);

  const MailRoom& room_;
  Rounds& rounds_;
  std::thread thread_;
};

}  // namespace oasis
