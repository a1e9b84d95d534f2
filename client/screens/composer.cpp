// See composer.hpp.
#include "client/screens/composer.hpp"

#include <algorithm>

#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

std::string draft_key(const Ticket& ticket, bool noting) {
  return (noting ? "note/" : "reply/") + ticket.id;
}

void send(Desk& desk, const Ticket& ticket, bool noting, std::string& text) {
  Draft draft;
  draft.id = desk.new_id();
  draft.text = text;
  const bool given = noting ? desk.give(WriteNote{ticket.id, draft}) : desk.give(Reply{ticket.id, draft});
  if (!given) return;
  text.clear();
  desk.drafts.keep(draft_key(ticket, noting), "");
}

bool is_blank(const std::string& text) {
  return text.find_first_not_of(" \t\r\n") == std::string::npos;
}

}  // namespace

float composer_height(Desk& desk, const Ticket& ticket, bool noting, float width) {
  const std::string& text = desk.drafts.texts[draft_key(ticket, noting)];
  const float lines = paragraph_height(desk.ui, text, std::max(100.f, width - 72));
  return 124 + std::clamp(lines, 60.f, 220.f) + (desk.ui.theme().touch ? 24.f : 0.f);
}

void draw_composer(Desk& desk, const Ticket& ticket, bool& noting, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Composer", area,
              {.padding = 16, .border_top = true, .role = ui::Role::region, .label = "Composer"});
  if (desk.replica.me.role == oasis::Role::viewer) {
    text(ui, "You may read this workspace, not answer in it.", {.tone = Tone::secondary});
    return;
  }
  if (ticket.status == Status::closed) {
    text(ui, "This ticket is closed. A new message from the customer opens a new one.",
         {.tone = Tone::secondary});
    return;
  }
  std::string& text = desk.drafts.texts[draft_key(ticket, noting)];
  bool sent = false;
  {
    Row row(ui);
    int mode = noting ? 1 : 0;
    if (segmented(ui, "Write", {"Reply", "Note"}, mode)) noting = mode == 1;
    spacer(ui);
    const bool blank = is_blank(text);
    sent = button(ui, noting ? "Add note" : "Send reply",
                  {.kind = ButtonKind::primary,
                   .icon = noting ? Icon::note : Icon::send,
                   .disabled = blank,
                   .shortcut = "ctrl+Enter"});
  }
  const float height = std::max(60.f, ui.area().h - 4);
  const FieldResult field =
      text_area(ui, noting ? "Internal note" : "Reply to the customer", text,
                {.height = height,
                 .placeholder = noting ? "Only colleagues see this" : "Answer " + ticket.contact_name + " …",
                 .show_label = false});
  if (field.changed) desk.drafts.keep(draft_key(ticket, noting), text);
  if ((sent || field.submitted) && !is_blank(text)) send(desk, ticket, noting, text);
}

}  // namespace oasis
