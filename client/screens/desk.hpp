// What every screen is given: the interface to draw with, what is known, and the few things it may ask for.
// May not: hold a screen's own state, know the network or storage.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "client/replica/replica.hpp"
#include "client/replica/search.hpp"
#include "client/screens/views.hpp"
#include "client/sending.hpp"
#include "client/ui/notice.hpp"
#include "client/ui/ui.hpp"
#include "shared/command/command.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// How the browser and its server stand with each other, as a person should see it.
enum class Connection : std::uint8_t {
  starting,    ///< nothing known yet
  live,        ///< changes arrive by themselves
  polling,     ///< they arrive, but a proxy in between makes them slow
  offline,     ///< no answer; the outbox waits
  signed_out,  ///< the session is over; the outbox waits for a new sign-in
};

/// A file on its way to the server.
struct Uploading {
  std::uint32_t number = 0;  ///< platform::Upload::number
  std::string name;
  int percent = 0;
};

/// Files that go with a draft; gone with the page, unlike its text.
struct DraftFiles {
  std::vector<Attachment> attached;
  std::vector<Uploading> uploading;
};

/// Texts that a person is writing, kept until sent: by "reply/<ticket>", "note/<ticket>", …
struct Drafts {
  std::map<std::string, std::string> texts;
  std::map<std::string, DraftFiles> files;
  std::function<void(const std::string& key, const std::string& text)>
      keep;  ///< survives a crash of the page
};

/// The queries that the person at this browser keeps under a name.
struct SavedViews {
  std::vector<SavedView> views;
  std::function<void()> keep;  ///< survives the page
};

/// Somebody else who has the ticket open.
struct Onlooker {
  std::string name;
  bool typing = false;
};

class WorkspaceEdit;

struct Desk {
  ui::Ui& ui;
  ui::Toasts& toasts;
  Drafts& drafts;
  ReadMarks& marks;
  SavedViews& saved;
  const Replica& replica;
  const Workspace& workspace;  ///< the current document
  const Zone& zone;            ///< the reader's
  Instant now;                 ///< by the server's clock
  Connection connection = Connection::starting;
  /// Carries a command out at once and sends it; false if it is refused (a toast says why).
  std::function<bool(Command)> give;
  /// Sends a reply after a moment in which it can be taken back.
  std::function<void(Reply)> send_later;
  const std::vector<WaitingReply>& sending;  ///< those that wait so
  const std::vector<Onlooker>& onlookers;    ///< of the ticket that is open
  /// Tickets that have these words in a message, as far as the server has answered.
  std::function<const std::vector<Found>&(const std::string& words)> search;
  /// The same for the filter of the list, which may ask at the same time.
  std::function<const std::vector<Found>&(const std::string& words)> search_list;
  /// Goes back to where the ticket was opened from.
  std::function<void()> leave;
  /// Says that something was done and offers to undo it by these commands; none: it cannot be undone.
  std::function<void(std::string sentence, std::vector<Command> back)> done;
  /// Asks for messages and history of a ticket; they appear in replica.details.
  std::function<void(const TicketId&)> look_at;
  /// Ends the session and shows the sign-in page.
  std::function<void()> sign_out;
  /// A new identifier (UUIDv7 text).
  std::function<std::string()> new_id;
  WorkspaceEdit* edit = nullptr;  ///< the workspace document while it is changed
  const Zones* zones = nullptr;   ///< those that are known here
};

/// The address of a ticket in this program, without '#'.
std::string address_of(const Ticket& ticket);

/// Who a ticket is from, for a list: "Gina Roth · Globex", or the address if no name is known.
std::string sender_of(const Ticket& ticket, const Workspace& workspace);

}  // namespace oasis
