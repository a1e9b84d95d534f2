// Forms over a part of the workspace document: fields that read and write JSON in place, each with the fault
// that the server found there. May not: know which parts a workspace has (settings_parts.hpp).
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "client/replica/workspace_edit.hpp"
#include "client/ui/ui.hpp"
#include "client/words/translated.hpp"

namespace oasis {

/// What stands in the field that has the keyboard, where that is more than the document holds: half a list,
/// JSON with a bracket missing. Belongs to the screen.
struct Typing {
  ui::NodeId field = 0;
  std::string text;
};

/// One object of the document that is being changed, and where it is.
class Form {
 public:
  /// `object` is the one at `pointer` of the draft.
  Form(ui::Ui& ui, WorkspaceEdit& edit, Typing& typing, nlohmann::json& object, std::string pointer)
      : ui_(ui), edit_(edit), typing_(typing), object_(object), pointer_(std::move(pointer)) {}

  ui::Ui& screen() { return ui_; }
  WorkspaceEdit& edit() { return edit_; }
  nlohmann::json& object() { return object_; }
  const std::string& pointer() const { return pointer_; }
  const nlohmann::json& document() const { return edit_.draft(); }

  // Each shows the member at `path` ("/name", "/targets/urgent/update"), a JSON pointer below the object. An
  // empty field is no member; the objects around it go with their last one.
  void text(std::string_view label, const std::string& path, std::string_view hint = {});
  void long_text(std::string_view label, const std::string& path);
  void number(std::string_view label, const std::string& path, std::string_view hint = {});
  void check(std::string_view label, const std::string& path, bool otherwise = false);
  /// One of `words`, as they are called (settings_words.hpp); the first stands for "none" if it is empty, and is called `none` then.
  void choice(std::string_view label, const std::string& path, const std::vector<std::string>& words,
              std::string_view none = "left empty|None"_tr);
  /// The id of an object in the document's list `list` ("calendars"), or none.
  void reference(std::string_view label, const std::string& path, const char* list);
  /// Any number of such ids, or of `words`: boxes.
  void references(std::string_view label, const std::string& path, const char* list);
  void words(std::string_view label, const std::string& path, const std::vector<std::string>& words);
  /// A list of texts, or of numbers, parted by commas.
  void texts(std::string_view label, const std::string& path, std::string_view hint = {},
             bool numbers = false);
  /// Whom to tell: people, schedules and teams, as boxes.
  void targets(std::string_view label, const std::string& path);
  /// The hours of a weekday: "09:00-12:00, 13:00-17:00".
  void hours(std::string_view label, const std::string& path);
  /// A list of objects, each drawn by `draw` in a card of its own with buttons to move and remove it; `numbered`
  /// is "step {1}", `add` is "Add step", and `fresh` is what a new one is.
  void list(std::string_view numbered, std::string_view add, const std::string& path,
            const nlohmann::json& fresh, bool ordered, const std::function<void(Form&, std::size_t)>& draw);
  /// The member, or with an empty path the whole object, as JSON; what is no JSON is not taken.
  void json_text(std::string_view label, const std::string& path, float height = 0);

 private:
  nlohmann::json* find(const std::string& path);
  std::string text_at(const std::string& path);
  void set(const std::string& path, nlohmann::json value);
  void erase(const std::string& path);
  std::string fault_at(const std::string& path) const;
  void say_fault(const std::string& path);
  /// What the field shows: what is being typed there, else what the document holds.
  std::string shown(ui::NodeId field, std::string stored);
  void keep_typed(ui::NodeId field, bool changed, const std::string& text);
  void boxes(std::string_view label, const std::string& path, const std::vector<std::string>& ids,
             const std::vector<std::string>& names);

  ui::Ui& ui_;
  WorkspaceEdit& edit_;
  Typing& typing_;
  nlohmann::json& object_;
  std::string pointer_;
};

/// JSON as people edit it: two spaces a level, short lists in one line.
std::string pretty(const nlohmann::json& value);

/// Ids and names of the objects of one list of the document.
struct Named {
  std::vector<std::string> ids, names;
};
Named objects_of(const nlohmann::json& document, const char* list);

}  // namespace oasis
