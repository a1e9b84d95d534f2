// The page of all components.
// May not: contain anything that is not on show.
#include "client/ui/gallery.hpp"

#include <algorithm>

namespace oasis::ui {
namespace {

constexpr std::string_view scripts =
    "Čekáme na odpověď. Клиент сообщает о сбое оплаты. "
    "客户反馈付款失败,请升级处理。支払いエラーが発生しました。결제 오류입니다. "
    "नमस्ते, भुगतान विफल। สวัสดีลูกค้า 😀 🚨 "
    "👩‍💻 "
    "🇩🇪 "
    "👍🏽";
constexpr std::string_view arabic = "العميل يبلغ عن فشل الدفع منذ هذا الصباح، ونحتاج إلى مساعدة عاجلة.";
constexpr std::string_view english =
    "Hello,\n\nsince this morning nobody in our Lisbon office can sign in. We see “invalid ticket” after the "
    "second "
    "factor. Could you look at it before our 14:00 cut-over? The log is attached.\n\nThanks, Inês";

constexpr ClockText clocks[] = {
    {ClockState::warning, "First response", "12 min left"},
    {ClockState::calm, "Resolution", "3 h 40 min left"},
    {ClockState::paused, "Next reply", "paused"},
};

void section(Ui& ui, std::string_view title) {
  space(ui, 12);
  heading(ui, title, 2);
}

}  // namespace

void draw_gallery(Gallery& gallery, Ui& ui) {
  gallery.draw(ui);
}

void Gallery::draw(Ui& ui) {
  static constexpr Scheme schemes[] = {Scheme::system, Scheme::light, Scheme::dark};
  ui.choose_scheme(schemes[scheme_]);
  Rect page = ui.page();
  const bool phone = breadth_of(page.w) == Breadth::phone;
  if (!phone) {
    draw_navigation(ui, cut_left(page, side_));
  }
  Rect top = cut_top(page, ui.metrics().control + 24);
  {
    Panel bar(ui, "bar", top, {.padding = 12, .border_bottom = true, .role = Role::banner, .label = "Page"});
    Row row(ui);
    if (phone && icon_button(ui, Icon::menu, "Show navigation")) menu_open_ = true, menu_anchor_ = ui.last();
    heading(ui, "Components", 1);
    spacer(ui);
    if (!phone) segmented(ui, "Colours", {"Auto", "Light", "Dark"}, scheme_);
  }
  static constexpr Tab pages[] = {{"Parts"}, {"List", 100'000}, {"Empty"}};
  Panel main(ui, "main", page, {.padding = 0, .role = Role::main, .label = "Components"});
  Rect rest = page;
  {
    Panel strip(ui, "strip", cut_top(rest, ui.metrics().control + 4), {.padding = 0});
    tabs(ui, "Pages", pages, 3, page_);
  }
  if (page_ == 0) {
    Panel parts(ui, "parts", rest, {.padding = phone ? 16.f : 24.f, .scroll = true});
    draw_page(ui);
  } else if (page_ == 1) {
    draw_list(ui, rest);
  } else {
    Panel empty(ui, "empty", rest, {.padding = 24});
    if (empty_state(ui, Icon::inbox, "No tickets are waiting",
                    "Everything that came in has an answer. New tickets appear here by themselves.",
                    "New ticket")) {
      last_action_ = "Pressed New ticket";
    }
  }
  draw_popups(ui);
}

void Gallery::draw_navigation(Ui& ui, Rect area) {
  Panel side(ui, "side", area,
             {.padding = 12,
              .gap = 2,
              .fill = ui.palette().sidebar,
              .border_right = true,
              .role = Role::navigation,
              .label = "Rooms"});
  {
    Row row(ui);
    avatar(ui, "Mira Patel", 24);
    text(ui, "Support Oasis", {.weight = Weight::semibold});
  }
  space(ui, 8);
  navigation_item(ui, "Inbox", Icon::inbox, "#/style", true, 12);
  navigation_item(ui, "Escalated", Icon::escalate, "#/style?escalated", false, 3);
  navigation_item(ui, "On call", Icon::calendar, "#/style?on-call", false);
  navigation_item(ui, "Chains", Icon::chain, "#/style?chains", false);
  navigation_item(ui, "Reports", Icon::chart, "#/style?reports", false);
  navigation_item(ui, "Customers", Icon::users, "#/style?customers", false);
  navigation_item(ui, "Settings", Icon::settings, "#/style?settings", false);
  splitter(ui, "Width of the navigation", {area.right() - 3, area.y, 1, area.h}, side_, 180, 360);
}

void Gallery::draw_page(Ui& ui) {
  ui.node(Role::status, ui.id("status"), last_action_, {ui.area().x, ui.area().y, 1, 1});
  section(ui, "Buttons");
  draw_buttons(ui);
  section(ui, "Fields");
  draw_fields(ui);
  section(ui, "Choices");
  draw_choices(ui);
  section(ui, "Words");
  draw_words(ui);
  section(ui, "Ticket");
  draw_ticket_parts(ui);
  section(ui, "Files");
  draw_files(ui);
  section(ui, "Notices");
  draw_notices(ui);
  section(ui, "Colours");
  draw_colors(ui);
}

void Gallery::draw_buttons(Ui& ui) {
  {
    Row row(ui, {.wrap = true});
    if (button(ui, "Acknowledge", {.kind = ButtonKind::primary, .icon = Icon::check, .shortcut = "a"})) {
      last_action_ = "Pressed Acknowledge";
    }
    if (button(ui, "Escalate…", {.icon = Icon::escalate, .shortcut = "e"})) {
      last_action_ = "Pressed Escalate";
      dialog_open_ = true;
    }
    if (button(ui, "Cancel", {.kind = ButtonKind::quiet})) last_action_ = "Pressed Cancel";
    if (button(ui, "Delete", {.kind = ButtonKind::danger, .icon = Icon::trash}))
      last_action_ = "Pressed Delete";
    if (button(ui, "Snooze", {.menu = true, .expanded = menu_open_}))
      menu_open_ = true, menu_anchor_ = ui.last();
  }
  {
    Row row(ui, {.wrap = true});
    button(ui, "Merge", {.disabled = true, .tooltip = "Choose two tickets first"});
    button(ui, "Send", {.kind = ButtonKind::primary, .disabled = true});
    button(ui, "Watching", {.icon = Icon::eye, .selected = true});
    icon_button(ui, Icon::refresh, "Refresh");
    icon_button(ui, Icon::paperclip, "Attach a file");
    icon_button(ui, Icon::more, "More actions");
    icon_button(ui, Icon::bell, "Notifications", {.kind = ButtonKind::normal});
    link(ui, "Ticket 42", "#/style?ticket=42");
  }
  {
    Row row(ui, {.gap = 12, .wrap = true});
    for (int i = 1; i <= static_cast<int>(Icon::download); i++) {
      const Rect place = ui.place(ui.metrics().icon, ui.metrics().icon);
      Painter paint(ui);
      draw_icon(paint, static_cast<Icon>(i), place, ui.palette().tone(Tone::secondary).text);
    }
  }
}

void Gallery::draw_fields(Ui& ui) {
  const float width = std::min(420.f, ui.area().w);
  const FieldResult search = text_field(
      ui, "Search", search_, {.width = width, .placeholder = "Search tickets", .icon = Icon::search});
  if (search.submitted) last_action_ = "Searched " + search_;
  text_field(ui, "Subject", subject_, {.width = width, .hint = "Customers see this in their mail"});
  text_field(ui, "Password", password_, {.width = width, .password = true});
  std::string wrong = "ops@example";
  text_field(ui, "E-mail", wrong, {.width = width, .error = "The part after @ has no dot"});
  std::string fixed = "SUP-42";
  text_field(ui, "Number", fixed, {.width = width, .disabled = true});
  if (text_area(ui, "Message", message_,
                {.width = std::min(640.f, ui.area().w), .placeholder = "Write a reply"})
          .submitted) {
    last_action_ = "Sent " + message_;
    message_.clear();
  }
}

void Gallery::draw_choices(Ui& ui) {
  static const std::vector<std::string> priorities{"Low", "Normal", "High", "Urgent"};
  {
    Row row(ui, {.gap = 20, .wrap = true});
    if (checkbox(ui, "Notify the team", notify_)) last_action_ = notify_ ? "Checked" : "Unchecked";
    checkbox(ui, "Only breached", breached_only_);
    bool on = true;
    checkbox(ui, "Locked", on, true);
  }
  const float width = std::min(240.f, ui.area().w);
  if (combo(ui, "Priority", priorities, priority_, {.width = width}))
    last_action_ = "Chose " + priorities[priority_];
  combo(ui, "Assignee", priorities, nothing_, {.width = width, .placeholder = "Nobody"});
  tabs(ui, "Parts of a ticket", {{"Conversation"}, {"Notes", 2}, {"History"}}, tab_);
}

void Gallery::draw_words(Ui& ui) {
  text(ui,
       "Body text in one line, cut off with an ellipsis when there is not enough room for all of it in this "
       "line");
  text(ui, "Small and secondary: 14 minutes ago", {.size = TextSize::small, .tone = Tone::secondary});
  const float width = std::min(640.f, ui.area().w);
  paragraph(ui, english, {.width = width});
  paragraph(ui, scripts, {.width = width});
  paragraph(ui, arabic, {.width = width});
}

void Gallery::draw_ticket_parts(Ui& ui) {
  {
    Row row(ui, {.gap = 6, .wrap = true});
    chip(ui, "Tier 2", Tone::accent, Icon::escalate);
    chip(ui, "billing");
    chip(ui, "Urgent", Tone::urgent, Icon::flag);
    chip(ui, "Pending", Tone::warning);
    chip(ui, "Solved", Tone::success, Icon::check);
    badge(ui, 12, "unread");
    badge(ui, 3, "breached", Tone::breached);
  }
  {
    Row row(ui, {.gap = 12, .wrap = true});
    for (const auto sign :
         {PrioritySign::low, PrioritySign::normal, PrioritySign::high, PrioritySign::urgent}) {
      priority_sign(ui, sign);
    }
    for (const char* name : {"Mira Patel", "João Silva", "李 小龙", "Ada Lovelace", "Okoro Chidi"})
      avatar(ui, name, 28);
  }
  {
    Row row(ui, {.gap = 6, .wrap = true});
    clock_chip(ui, {ClockState::calm, "Resolution", "3 h 40 min left"});
    clock_chip(ui, {ClockState::warning, "First response", "12 min left"});
    clock_chip(ui, {ClockState::breached, "Next reply", "4 min over"});
    clock_chip(ui, {ClockState::paused, "Resolution", "paused"});
    clock_chip(ui, {ClockState::met, "First response", "met"});
  }
  clock_strip(ui, clocks, 3, std::min(420.f, ui.area().w));
  Card card(ui, {.label = "Ticket"});
  property(ui, "Customer", "Lisbon Freight");
  property(ui, "Due", "today, 14:05", Tone::warning);
  divider(ui);
  ui.open_node(Role::list, ui.id("history"), "History", ui.area());
  timeline_entry(ui, {Icon::mail, Tone::secondary, "Inês Costa wrote by e-mail", "13:41", {}});
  timeline_entry(ui, {Icon::escalate, Tone::warning, "Tier 1 paged: Mira Patel by e-mail", "13:50",
                      "No first response 9 min after the ticket came in (rule “Nobody answered”)"});
  timeline_entry(
      ui, {Icon::check, Tone::success, "Mira Patel acknowledged", "13:52", "The chain stops here", true});
  ui.close_node();
}

void Gallery::draw_files(Ui& ui) {
  Row row(ui, {.height = 120, .wrap = true});
  if (picture_button(ui, "Show picture sign.png", "/icon-180.png", 160, 120)) last_action_ = "Pressed the picture";
  if (file_tile(ui, {"sign.png", "PNG · 8 KB", "/icon-180.png"}, "Remove file sign.png"))
    last_action_ = "Pressed Remove file";
  file_tile(ui, {"Invoice 2211, corrected after the second call.pdf", "PDF · 81 KB"}, "Remove file Invoice 2211");
  if (file_tile(ui, {"gateway.log", "Uploading, 37 %", {}, 0.37f}, "Stop uploading gateway.log"))
    last_action_ = "Pressed Stop uploading";
}

void Gallery::draw_notices(Ui& ui) {
  banner(ui, Tone::warning, "You are offline. What you write is kept and sent later.", "Try now");
  banner(ui, Tone::breached, "Four tickets have breached their service level.");
  banner(ui, Tone::accent, "A new version is ready.", "Load it");
  progress(ui, "Uploading the log", 0.6f);
  {
    Row row(ui);
    if (button(ui, "Say something")) toasts_.say(ui, "Reply sent to Inês Costa", Tone::success, "Undo");
    if (button(ui, "Say something bad"))
      toasts_.say(ui, "The reply was refused: the ticket is closed", Tone::danger);
  }
  skeleton(ui, "Loading tickets", 2);
}

void Gallery::draw_colors(Ui& ui) {
  static constexpr std::string_view names[] = {"normal",  "secondary", "faint",  "accent", "calm",
                                               "warning", "breached",  "paused", "danger", "success",
                                               "urgent",  "high",      "low"};
  Row row(ui, {.gap = 6, .wrap = true});
  for (int i = 0; i < tone_count; i++) chip(ui, names[i], static_cast<Tone>(i));
}

void Gallery::draw_list(Ui& ui, Rect area) {
  static constexpr std::string_view subjects[] = {
      "Cannot sign in since this morning", "Invoice shows the wrong address", "Export stops at 64,000 rows",
      "Webhook retries are exhausted"};
  static constexpr std::string_view people[] = {"Inês Costa", "Ada Lovelace", "Okoro Chidi", "李 小龙",
                                                "Mira Patel"};
  VirtualList list(ui, "Tickets", area, {.count = 100'000, .row_height = ui.theme().touch ? 72.f : 60.f},
                   list_, true);
  const Palette& p = ui.palette();
  while (list.next()) {
    const int i = list.index();
    const std::string number = "SUP-" + std::to_string(i + 1);
    const std::string_view subject = subjects[i % 4], person = people[i % 5];
    const ListRow& row = list.row(number + " " + std::string(subject) + ", " + std::string(person),
                                  static_cast<std::uint64_t>(i));
    Painter paint(ui);
    Rect line = inset(row.rect, 16, 8);
    draw_priority(paint, p, static_cast<PrioritySign>((i * 7) % 4), cut_left(line, 16));
    cut_left(line, 12);
    const Rect clock_area = area.w > 700 ? cut_right(line, 360) : Rect{};
    const Rect upper = cut_top(line, line.h / 2);
    paint.text(upper, subject, TextSize::body, p.tone(Tone::normal).text,
               i % 3 == 0 ? Weight::semibold : Weight::regular);
    paint.text(cut_left(line, 72), number, TextSize::small, p.tone(Tone::faint).text);
    paint.text(line, person, TextSize::small, p.tone(Tone::secondary).text);
    if (!clock_area.empty()) draw_clocks(ui, paint, clock_area, clocks + i % 2, 2);
  }
  if (list.opened() >= 0) last_action_ = "Opened row " + std::to_string(list.opened() + 1);
  if (list.menu() >= 0)
    context_open_ = true, context_row_ = list.menu(), menu_anchor_ = {area.x + 40, area.y + 40, 1, 1};
}

void Gallery::draw_popups(Ui& ui) {
  if (Menu menu(ui, "Snooze", menu_anchor_, menu_open_); menu) {
    if (menu.item("Until tomorrow", {.icon = Icon::moon, .shortcut = "t"}))
      last_action_ = "Snoozed until tomorrow";
    if (menu.item("Until Monday", {.icon = Icon::calendar})) last_action_ = "Snoozed until Monday";
    menu.separator();
    menu.item("Forever", {.icon = Icon::trash, .disabled = true, .danger = true});
  }
  if (Menu menu(ui, "Ticket menu", menu_anchor_, context_open_); menu) {
    if (menu.item("Open")) last_action_ = "Opened row " + std::to_string(context_row_ + 1);
    if (menu.item("Copy number")) ui.platform().copy("SUP-" + std::to_string(context_row_ + 1));
  }
  if (Dialog dialog(ui, "Escalate ticket", dialog_open_); dialog) {
    paragraph(ui, "Tier 2 is paged at once. Tell them why, so that they need not ask.",
              {.tone = Tone::secondary});
    text_area(ui, "Reason", reason_, {.placeholder = "What did you try, what is needed?"});
    Row row(ui);
    spacer(ui);
    if (button(ui, "Cancel", {.kind = ButtonKind::quiet})) dialog_open_ = false;
    if (button(ui, "Escalate now", {.kind = ButtonKind::primary, .disabled = reason_.empty()})) {
      dialog_open_ = false;
      last_action_ = "Escalated: " + reason_;
      toasts_.say(ui, "Tier 2 was paged", Tone::success);
    }
  }
  toasts_.draw(ui);
}

}  // namespace oasis::ui
