// Every component in every state on one page (#/style): for the eye, and for the browser's tests.
// May not: be used by any screen.
#pragma once

#include <string>
#include <vector>

#include "client/ui/widgets.hpp"

namespace oasis::ui {

class Gallery {
 public:
  /// The whole page, navigation included.
  void draw(Ui& ui);

  /// What was last done, as the page's status says it: "Pressed Escalate".
  const std::string& last_action() const { return last_action_; }

 private:
  void draw_navigation(Ui& ui, Rect area);
  void draw_page(Ui& ui);
  void draw_buttons(Ui& ui);
  void draw_fields(Ui& ui);
  void draw_choices(Ui& ui);
  void draw_words(Ui& ui);
  void draw_ticket_parts(Ui& ui);
  void draw_files(Ui& ui);
  void draw_notices(Ui& ui);
  void draw_colors(Ui& ui);
  void draw_list(Ui& ui, Rect area);
  void draw_popups(Ui& ui);

  int page_ = 0;
  int scheme_ = 0;
  std::string last_action_ = "Nothing pressed yet";
  std::string search_, subject_ = "Cannot sign in since this morning", password_ = "secret", message_;
  bool notify_ = true, breached_only_ = false;
  int priority_ = 1, tab_ = 0, nothing_ = -1;
  bool dialog_open_ = false, menu_open_ = false, context_open_ = false;
  Rect menu_anchor_;
  int context_row_ = 0;
  std::string reason_;
  float side_ = 232;
  ListState list_;
  Toasts toasts_;
};

/// For a pointer to it (client/screens/later_rooms): a call would bring the gallery into the page's first part.
void draw_gallery(Gallery& gallery, Ui& ui);

}  // namespace oasis::ui
