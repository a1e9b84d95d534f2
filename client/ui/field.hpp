// Fields to type into. The page's own input element lies over them while they are edited, so input methods,
// spell-checking, undo, selection and paste are the browser's; the canvas draws them at rest.
// May not: validate.
#pragma once

#include <string>

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace oasis::ui {

struct FieldOptions {
  float width = 0;   // 0: all there is in a column, 240 in a row
  float height = 0;  // of a multi-line field: 0 grows with its text from 3 to 12 lines
  std::string_view placeholder = {};
  std::string_view error = {};  // shown below; the field is marked invalid
  std::string_view hint = {};   // shown below when there is no error
  Icon icon = Icon::none;
  bool show_label = true;  // above the field; else the label is for screen readers only
  bool disabled = false;
  bool password = false;
  NodeId active = 0;       // the element of a list that Enter would take: the keyboard stays in the field
  bool frameless = false;  // no border, for a composer inside a card
};

struct FieldResult {
  bool changed = false;
  bool submitted = false;  // Enter, or Ctrl+Enter in a multi-line field
  bool cancelled = false;  // Escape

  explicit operator bool() const { return changed; }
};

/// One line.
FieldResult text_field(Ui& ui, Name name, std::string& value, FieldOptions options = {});
/// Several lines.
FieldResult text_area(Ui& ui, Name name, std::string& value, FieldOptions options = {});

}  // namespace oasis::ui
