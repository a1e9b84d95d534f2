// Room 2, a ticket: the conversation, what can be done about it, and beside it clocks, escalation and facts.
// May not: decide what a command leads to.
#pragma once

#include <array>
#include <memory>
#include <string>

#include "client/screens/composer.hpp"
#include "client/screens/desk.hpp"
#include "client/screens/folded_text.hpp"

namespace oasis {

/// The form that goes with an escalation: whoever is told next should not have to ask.
struct EscalationForm {
  bool open = false;
  int tier = 0;  ///< index into the chain's tiers; 0 = the next one
  EscalationContext context;
  bool only_context = false;  ///< the escalation runs already: nobody is told by this
};

/// "Why was this person told?", while it is asked.
struct WhyQuestion {
  bool open = false;
  Id user;         ///< empty: whoever sits here
  int moment = 0;  ///< 0: until now; else which of the moments that concerned them, newest first
};

/// A playbook that is open over the ticket.
struct OpenPlaybook;
struct PlaybookBeside {
  bool open = false;
  Id playbook;
  std::shared_ptr<OpenPlaybook> shown;  ///< made by who draws it
};

/// What the room remembers while one ticket is open.
struct TicketRoom {
  TicketId ticket;
  Composer composer;
  EscalationForm escalation;
  bool details_open = false;  ///< the side panel, where it does not fit beside the conversation
  bool resolving = false;     ///< the dialog is open
  std::string outcome;
  bool merging = false;
  std::string merge_into;       ///< as typed
  bool more_open = false;       ///< the menu of less likely steps
  std::string tag;              ///< being typed
  bool adding_watcher = false;  ///< the menu of people is open
  bool linking = false;         ///< the dialogs are open
  bool splitting = false;
  std::string link_to;        ///< as typed
  std::string split_subject;  ///< as typed; empty: the message's first line
  int split_message = 0;      ///< index into splittable()
  WhyQuestion why;
  PlaybookBeside playbook;
  FoldedTexts folded;
  int earlier = 0;            ///< how often older parts of a long conversation were asked for
};

/// Opens the form with what the ticket's last escalation was given.
void open_escalation(TicketRoom& room, const Ticket& ticket);
/// The same for an escalation that a rule began: nobody was asked for the four lines then.
void open_context(TicketRoom& room, const Ticket& ticket);

/// Opens another ticket: what was being written stays in the drafts.
void show_ticket(TicketRoom& room, const TicketId& ticket);

/// Draws the room; `back` is set where the list is not beside it. True when a person wants to go back to the
/// list.
bool draw_ticket(Desk& desk, TicketRoom& room, ui::Rect area, bool back);

}  // namespace oasis
