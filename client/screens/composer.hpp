// The composer below a conversation: a public reply or an internal note, kept as a draft until it is sent.
// May not: decide what a reply leads to.
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/text_file.hpp"

namespace oasis {

struct Composer {
  bool noting = false;      ///< writes an internal note
  bool take_focus = false;  ///< the keyboard goes there with the next frame
  bool templates_open = false;
  int promise = 0;  ///< index into what can be promised with a reply; 0: nothing
  TextFiles texts;  ///< of the ticket's messages and drafts
};

/// How high it wants to be at a width.
float composer_height(Desk& desk, const Ticket& ticket, const Composer& composer, float width);
void draw_composer(Desk& desk, const Ticket& ticket, Composer& composer, ui::Rect area);

/// A template's text with its places filled in for the ticket.
std::string expanded(const Desk& desk, const Ticket& ticket, const std::string& text);
/// Places that would go out as they stand, because nothing is called so: "{{a}}, {{b}}" without the braces.
std::string unknown_names(const Desk& desk, const Ticket& ticket, const std::string& text);

/// Where the draft of a ticket's reply or note is kept.
std::string draft_key(const TicketId& ticket, bool noting);
/// A draft that storage kept, when it answers: what was typed meanwhile is newer.
void take_kept(Drafts& drafts, const std::string& key, std::string text);
/// Puts a text that did not go out back into its field, before what was written there since.
void write_again(Drafts& drafts, const TicketId& ticket, bool noting, const Draft& draft);
/// The same for a command that was refused, in the ticket that its own was merged into meanwhile. That
/// ticket; empty if nothing was written in it.
TicketId give_back(Drafts& drafts, const Replica& replica, const Command& refused);

/// The names and teams that "@" at the end of a text may mean, best first, at most `most`; empty where the
/// text does not end in a mention. `typed` becomes the length of the mention so far, '@' included.
std::vector<std::string> find_mentions(const std::string& text, const Workspace& workspace, std::size_t most,
                                       std::size_t& typed);

}  // namespace oasis
