// See composer.hpp.
#include "client/screens/composer.hpp"

#include <algorithm>
#include <variant>

#include "client/screens/attaching.hpp"
#include "client/screens/inbox_query.hpp"
#include "client/screens/later_rooms.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/template_values.hpp"
#include "shared/text/templates.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t most_mentions = 5;

/// What a reply can promise: when the customer hears from us next.
struct Promisable {
  const char* name;  // of the catalogue
  Duration after;
};
constexpr Promisable promisable[] = {{"No promise"_kept, {}},
                                     {"Next update in 30 min"_kept, minutes(30)},
                                     {"Next update in 1 h"_kept, hours(1)},
                                     {"Next update in 4 h"_kept, hours(4)},
                                     {"Next update in 24 h"_kept, hours(24)}};

const User* me_of(const Desk& desk) {
  const Policies* policies = current_policies(desk.replica.confirmed);
  return policies == nullptr ? nullptr : policies->user(desk.replica.me.id);
}

/// In the language of the ticket's customer, where the template has it; `more` as in letter_from.
std::string words_of(const Desk& desk, const Ticket& ticket, const Template& source, const MoreValues& more) {
  const Policies* policies = current_policies(desk.replica.confirmed);
  return policies == nullptr ? source.text : letter_from(source, ticket, *policies, me_of(desk), more).text;
}

}  // namespace

std::string expanded(const Desk& desk, const Ticket& ticket, const std::string& text) {
  const Policies* policies = current_policies(desk.replica.confirmed);
  return policies == nullptr ? text : expand_for_ticket(text, ticket, *policies, me_of(desk));
}

/// Variables that would go out as they stand, because nothing is called so.
std::string unknown_names(const Desk& desk, const Ticket& ticket, const std::string& text) {
  if (text.find("{{") == std::string::npos) return {};
  std::string names;
  for (const std::string& name : template_names(expanded(desk, ticket, text)))
    names += (names.empty() ? "" : ", ") + name;
  return names;
}

namespace {

void send(Desk& desk, const Ticket& ticket, Composer& composer, std::string& text) {
  const bool noting = composer.noting;
  Draft draft;
  draft.id = desk.new_id();
  draft.text = expanded(desk, ticket, text);
  draft.attachments = std::move(desk.drafts.files[draft_key(ticket.id, noting)].attached);
  desk.drafts.files.erase(draft_key(ticket.id, noting));
  if (noting) {
    if (!desk.give(WriteNote{ticket.id, draft})) return;
  } else {
    Reply reply{ticket.id, draft, std::nullopt};
    if (composer.promise > 0) reply.promise = desk.now + promisable[composer.promise].after;
    desk.send_later(std::move(reply));
    composer.promise = 0;
  }
  text.clear();
  desk.drafts.keep(draft_key(ticket.id, noting), "");
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

void draw_promise(Ui& ui, Composer& composer) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const Promisable& one : promisable) all.emplace_back(translated(one.name));
    return all;
  }();
  combo(ui, "Promise with this reply"_tr, names, composer.promise, {.width = 190, .quiet = true});
}

/// What a note may say besides: its readers are our own people.
MoreValues values_for_us(Desk& desk, const Ticket& ticket) {
  const User* me = me_of(desk);
  const auto details = desk.replica.details.find(ticket.id);
  if (me == nullptr || details == desk.replica.details.end() || !desk.ui.platform().has_later_part()) return {};
  const Policies& policies = *current_policies(desk.replica.confirmed);
  return {{"user.name", me->name},
          {"timeline", later_rooms.timeline(details->second.events, policies, policies.zone_of(*me))},
          {"incident.summary", ""},  // these are written on the incident's own page
          {"incident.causes", ""},
          {"incident.actions", ""}};
}

void draw_templates(Desk& desk, const Ticket& ticket, Composer& composer, std::string& text) {
  Ui& ui = desk.ui;
  if (desk.workspace.templates.empty()) return;
  ButtonOptions how{.kind = ButtonKind::quiet, .menu = true, .expanded = composer.templates_open};
  const bool narrow = ui.area().w < 380;
  if (!narrow) how.icon = Icon::note;
  if (narrow ? icon_button(ui, Icon::note, "Template"_tr, how) : button(ui, "Template"_tr, how))
    composer.templates_open = true;
  Menu menu(ui, "Insert a template"_tr, ui.last(), composer.templates_open, 260);
  if (!menu) return;
  const MoreValues more = composer.noting ? values_for_us(desk, ticket) : MoreValues{};
  for (const Template& one : desk.workspace.templates) {
    const std::string words = words_of(desk, ticket, one, more);
    if (is_for_our_people(one) && (!composer.noting || !template_names(words).empty())) continue;
    if (!menu.item({one.name.empty() ? one.id : one.name, one.id}, {.icon = Icon::note})) continue;
    if (!is_blank(text)) text += "\n\n";
    text += words;
    desk.drafts.keep(draft_key(ticket.id, composer.noting), text);
    composer.take_focus = true;
  }
}

/// People and teams that the text's last word may mean; a click puts the whole name there.
void draw_mentions(Desk& desk, const Ticket& ticket, Composer& composer, std::string& text) {
  Ui& ui = desk.ui;
  std::size_t typed = 0;
  const std::vector<std::string> names = find_mentions(text, desk.workspace, most_mentions, typed);
  for (const std::string& name : names) {
    if (!button(ui, {"@" + name, name}, {.kind = ButtonKind::quiet})) continue;
    text.resize(text.size() - typed);
    text += "@" + name + " ";
    desk.drafts.keep(draft_key(ticket.id, composer.noting), text);
    composer.take_focus = true;
  }
}

/// Why nothing can be written here; empty if it can.
std::string_view reason_against(const Desk& desk, const Ticket& ticket) {
  if (desk.replica.me.role == oasis::Role::viewer) return "You may read this workspace, not answer in it."_tr;
  if (ticket.status == Status::closed)
    return "This ticket is closed. A new message from the customer opens a new one."_tr;
  return {};
}

bool draw_foot(Desk& desk, const Ticket& ticket, Composer& composer, std::string& text) {
  Ui& ui = desk.ui;
  const bool narrow = ui.area().w < 400;
  Row row(ui);
  int mode = composer.noting ? 1 : 0;
  if (segmented(ui, "Write"_tr, {"a message|Reply"_tr, "Note"_tr}, mode)) composer.noting = mode == 1;
  draw_templates(desk, ticket, composer, text);
  if (icon_button(ui, Icon::paperclip, "Attach files…"_tr)) ui.platform().pick_files();
  if (composer.noting) draw_mentions(desk, ticket, composer, text);
  if (!composer.noting && ui.area().w > 320) draw_promise(ui, composer);
  spacer(ui);
  const Icon icon = composer.noting ? Icon::note : Icon::send;
  const char* name = composer.noting ? "Add note"_tr : "Send reply"_tr;
  const bool uploading = is_uploading(desk, draft_key(ticket.id, composer.noting));
  ButtonOptions how{.kind = ButtonKind::primary,
                    .icon = icon,
                    .disabled = is_blank(text) || uploading,
                    .shortcut = "ctrl+Enter",
                    .tooltip = uploading ? "A file is still on its way"_tr : std::string_view()};
  return narrow ? icon_button(ui, icon, name, how) : button(ui, name, how);
}

}  // namespace

std::string draft_key(const TicketId& ticket, bool noting) {
  return (noting ? "note/" : "reply/") + ticket;
}

void take_kept(Drafts& drafts, const std::string& key, std::string text) {
  std::string& typed = drafts.texts[key];  // empty as well where the ticket was merely shown by then
  if (typed.empty()) typed = std::move(text);
}

void write_again(Drafts& drafts, const TicketId& ticket, bool noting, const Draft& draft) {
  const std::string key = draft_key(ticket, noting);
  drafts.files[key].attached = draft.attachments;
  const std::string& since = drafts.texts[key];
  drafts.keep(key, since.empty() ? draft.text : draft.text + "\n\n" + since);
}

TicketId give_back(Drafts& drafts, const Replica& replica, const Command& refused) {
  const auto* reply = std::get_if<Reply>(&refused);
  const auto* note = std::get_if<WriteNote>(&refused);
  if (reply == nullptr && note == nullptr) return {};
  TicketId id = reply != nullptr ? reply->ticket : note->ticket;
  const Ticket* ticket = find_ticket(replica, id);
  if (ticket != nullptr && !ticket->merged_into.empty())
    id = ticket->merged_into;  // nobody writes here again
  write_again(drafts, id, note != nullptr, reply != nullptr ? reply->message : note->message);
  return id;
}

std::vector<std::string> find_mentions(const std::string& text, const Workspace& workspace, std::size_t most,
                                       std::size_t& typed) {
  std::vector<std::string> names;
  const std::size_t at = text.rfind('@');
  const bool begins = at != std::string::npos && (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n');
  if (!begins || text.find_first_of(" \n", at) != std::string::npos) return names;
  typed = text.size() - at;
  std::string wanted = text.substr(at + 1);
  for (char& c : wanted) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  const auto add = [&](const std::string& name) {
    if (names.size() < most && contains_folded(name, wanted)) names.push_back(name);
  };
  for (const User& user : workspace.users) add(user.name);
  for (const Team& team : workspace.teams) add(team.name.empty() ? team.id : team.name);
  return names;
}

float composer_height(Desk& desk, const Ticket& ticket, const Composer& composer, float width) {
  if (!reason_against(desk, ticket).empty()) return 56;
  const std::string& text = desk.drafts.texts[draft_key(ticket.id, composer.noting)];
  const float lines = paragraph_height(desk.ui, text, std::max(100.f, width - 60));
  const float files = attached_height(desk, draft_key(ticket.id, composer.noting), width - 24);
  return desk.ui.metrics().control + 12 + 8 + 24 + 16 + (files > 0 ? files + 8 : 0) +
         std::clamp(lines, 40.f, 220.f);
}

void draw_composer(Desk& desk, const Ticket& ticket, Composer& composer, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Composer", area,
              {.padding = 12,
               .fill = composer.noting ? ui.palette().note : 0,
               .border_top = true,
               .role = ui::Role::region,
               .label = "Composer"_tr});
  if (const std::string_view reason = reason_against(desk, ticket); !reason.empty()) {
    refuse_uploads(desk);
    text(ui, reason, {.tone = Tone::secondary});
    return;
  }
  std::string& text = desk.drafts.texts[draft_key(ticket.id, composer.noting)];
  const std::string unknown = unknown_names(desk, ticket, text);
  accept_uploads(desk, draft_key(ticket.id, composer.noting));
  const float files = attached_height(desk, draft_key(ticket.id, composer.noting), ui.area().w);
  const float below = ui.metrics().control + ui.metrics().gap + (unknown.empty() ? 0 : 22) +
                      (files > 0 ? files + ui.metrics().gap : 0);
  const std::string error =
      unknown.empty() ? "" : phrase("Nothing is called {1}: it would go out as it stands"_tr, unknown);
  const std::string_view label = composer.noting ? "Internal note"_tr : "Reply to the customer"_tr;
  if (composer.take_focus) ui.focus(ui.id(label)), composer.take_focus = false;
  const std::string placeholder =
      composer.noting
          ? "Only colleagues see this; @ mentions somebody"_tr
          : ticket.contact_name.empty() ? "Answer the customer…"_tr
                                        : phrase("Answer {1}…"_tr, ticket.contact_name);
  const FieldResult field = text_area(ui, label, text,
                                      {.height = std::max(40.f, ui.area().h - below),
                                       .placeholder = placeholder,
                                       .error = error,
                                       .show_label = false});
  if (field.changed) desk.drafts.keep(draft_key(ticket.id, composer.noting), text);
  draw_attached(desk, composer.texts, draft_key(ticket.id, composer.noting));
  const bool sent = draw_foot(desk, ticket, composer, text);
  // What is written may have been exchanged for a template's text: read again.
  std::string& written = desk.drafts.texts[draft_key(ticket.id, composer.noting)];
  const bool ready = !is_blank(written) && !is_uploading(desk, draft_key(ticket.id, composer.noting));
  if ((sent || field.submitted) && ready) send(desk, ticket, composer, written);
}

}  // namespace oasis
