// See room.hpp.
#include "client/review/room.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "client/review/requests.hpp"
#include "client/review/step.hpp"
#include "client/review/summary.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/time/civil.hpp"

namespace oasis {

struct ReviewRoom {
  explicit ReviewRoom(platform::Platform& platform) : requests(platform) {}
  ReviewRequests requests;
  std::string month;  ///< as the address has it; empty: the last whole one
  std::size_t step = 0;
  ReviewForm form;
  bool more_open = false;
  bool to_top = false;  ///< another step: read it from its beginning
};

namespace {

using namespace ui;

constexpr std::string_view here = "/review";
constexpr float phone_below = 640, widest = 860;
constexpr int months_offered = 13;

std::string month_name(const ReviewMonth& month) {
  return write_month(days_of(month).first);
}

ReviewMonth this_month(const Desk& desk) {
  return month_of(day_number(desk.replica.confirmed.versions.back()->zone().to_local(desk.now)));
}

void choose_month(Desk& desk, const ReviewMonth& shown) {
  std::vector<ReviewMonth> months = {this_month(desk)};
  while (months.size() < months_offered) months.push_back(month_before(months.back()));
  if (std::find(months.begin(), months.end(), shown) == months.end()) months.push_back(shown);
  std::vector<std::string> names;
  for (const ReviewMonth& one : months)
    names.push_back(one == months.front() ? phrase("{1}, so far"_tr, month_name(one)) : month_name(one));
  int selected = static_cast<int>(std::find(months.begin(), months.end(), shown) - months.begin());
  if (combo(desk.ui, "Month"_tr, names, selected, {.width = 190, .show_label = false}))
    go(desk, std::string(here) + "/" + to_text(months[static_cast<std::size_t>(selected)]));
}

void draw_review_bar(Desk& desk, ReviewRoom& room, const ReviewMonth& shown, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Review bar", area, {.padding = 12, .border_bottom = true});
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr)) *navigation_open = !*navigation_open;
  heading(ui, "Review"_tr, 1);
  spacer(ui);
  choose_month(desk, shown);
  if (icon_button(ui, Icon::more, "More"_tr, {.kind = ButtonKind::quiet, .menu = true, .expanded = room.more_open}))
    room.more_open = true;
  Menu menu(ui, "Review menu"_tr, ui.last(), room.more_open, 220);
  if (!menu) return;
  if (menu.item("Page to print"_tr, {.icon = Icon::external})) ui.platform().open_link("/reviews/" + to_text(shown));
  if (menu.item("Copy its link"_tr, {.icon = Icon::link}))
    ui.platform().copy("#" + std::string(here) + "/" + to_text(shown));
  menu.separator();
  if (menu.item("Reports"_tr, {.icon = Icon::chart})) go(desk, "/reports");
}

void move_to(Desk& desk, ReviewRoom& room, std::size_t step) {
  room.step = step;
  room.form = {};
  room.to_top = true;
  desk.ui.again();
}

/// Where one is among all, and the way to the others.
void draw_progress(Desk& desk, ReviewRoom& room, std::size_t count) {
  Ui& ui = desk.ui;
  const bool narrow = ui.area().w < 420;
  const bool at_end = room.step + 1 == count;
  Row row(ui, {.height = 32});
  text(ui, at_end ? "Summary"_tr : phrase("{1} of {2}"_tr, room.step + 1, count - 1),
       {.weight = Weight::semibold, .tone = Tone::secondary});
  spacer(ui);
  const ButtonOptions back{.kind = ButtonKind::normal, .icon = Icon::arrow_left, .disabled = room.step == 0, .shortcut = "p"};
  const bool goes_back =
      narrow ? icon_button(ui, Icon::arrow_left, "Previous"_tr, back) : button(ui, "Previous"_tr, back);
  const ButtonOptions next{.kind = ButtonKind::normal, .icon = Icon::arrow_right, .disabled = at_end, .shortcut = "n"};
  const bool goes_on = narrow ? icon_button(ui, Icon::arrow_right, "Next"_tr, next) : button(ui, "Next"_tr, next);
  if (goes_back && room.step > 0) move_to(desk, room, room.step - 1);
  if (goes_on && !at_end) move_to(desk, room, room.step + 1);
}

void draw_share(Ui& ui, std::size_t step, std::size_t count) {
  const Rect bar = ui.place(0, 4);
  Painter paint(ui);
  const float part = static_cast<float>(step + 1) / static_cast<float>(std::max<std::size_t>(count, 1));
  paint.fill(bar, ui.palette().hover, 2);
  paint.fill({bar.x, bar.y, bar.w * part, bar.h}, ui.palette().accent, 2);
}

void draw_shown_step(Desk& desk, ReviewRoom& room, const ReviewAnswer& review, const std::vector<ReviewStep>& steps) {
  const ReviewStep& step = steps[room.step];
  const auto go_on = [&] { move_to(desk, room, std::min(room.step + 1, steps.size() - 1)); };
  ui::Scope scope(desk.ui, room.step);
  switch (step.kind) {
    case ReviewStep::Kind::open_action:
      if (draw_open_action(desk, review, review.open[step.index], room.form, room.requests)) go_on();
      break;
    case ReviewStep::Kind::overdue:
      draw_overdue(desk, review);
      break;
    case ReviewStep::Kind::finding:
      if (draw_review_finding(desk, review, review.findings[step.index], room.form, room.requests)) go_on();
      break;
    case ReviewStep::Kind::summary:
      if (const auto chosen = draw_review_summary(desk, review, steps)) move_to(desk, room, *chosen);
      break;
  }
}

void draw_not_there(Desk& desk, ReviewRoom& room) {
  Ui& ui = desk.ui;
  if (room.requests.why().empty()) return skeleton(ui, "Loading the review"_tr, 8);
  const bool signed_out = desk.connection == Connection::signed_out;
  if (empty_state(ui, Icon::offline, "The review did not come"_tr, room.requests.why(),
                  signed_out ? "" : "Try again"_tr))
    room.requests.ask_again(), ui.again();
}

}  // namespace

void draw_review(Desk& desk, std::shared_ptr<ReviewRoom>& kept, const std::string& address, Rect area,
                 bool* navigation_open) {
  Ui& ui = desk.ui;
  if (kept == nullptr) kept = std::make_shared<ReviewRoom>(ui.platform());
  ReviewRoom& room = *kept;
  const std::string month = address.size() > here.size() + 1 ? address.substr(here.size() + 1) : std::string();
  if (month != room.month) {
    room.month = month;
    move_to(desk, room, 0);
  }
  room.requests.tick(month);
  const ReviewAnswer* review = room.requests.review();
  const ReviewMonth shown =
      review != nullptr ? review->month : parse_month(month).value_or(month_before(this_month(desk)));
  draw_review_bar(desk, room, shown, cut_top(area, ui.metrics().control + 24), navigation_open);
  Panel panel(ui, "Review", area,
              {.padding = area.w < phone_below ? 12.f : 20.f,
               .scroll = true,
               .role = ui::Role::region,
               .label = "Review"_tr});
  if (std::exchange(room.to_top, false)) panel.scroll_to(0);
  Column column(ui, {.width = std::min(widest, ui.area().w), .gap = 14});
  if (review == nullptr) return draw_not_there(desk, room);
  const std::vector<ReviewStep> steps = steps_of(*review);
  room.step = std::min(room.step, steps.size() - 1);
  draw_progress(desk, room, steps.size());
  draw_share(ui, room.step, steps.size());
  draw_shown_step(desk, room, *review, steps);
}

}  // namespace oasis
