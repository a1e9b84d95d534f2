// See settings_form.hpp.
#include "client/screens/settings_form.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "client/platform/number_text.hpp"
#include "client/replica/wire.hpp"
#include "client/screens/settings_words.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

/// The parts of "/targets/urgent".
std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return parts;
}

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(by), text.size());
    if (const std::string_view part = trimmed(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

const std::string& text_in(const json& value) {
  static const std::string nothing;
  const auto* text = value.get_ptr<const std::string*>();
  return text == nullptr ? nothing : *text;
}

/// A list as its field shows it: "0.5, 0.8".
std::string joined(const json* list) {
  std::string text;
  if (list == nullptr || !list->is_array()) return text;
  for (const json& item : *list) {
    if (!text.empty()) text += ", ";
    text += item.is_string() ? text_in(item) : wire::print(item);
  }
  return text;
}

/// Windows as their field shows them: "09:00-12:00, 13:00-17:00".
std::string windows_text(const json* windows) {
  std::string text;
  if (windows == nullptr || !windows->is_array()) return text;
  for (const json& window : *windows) {
    if (!text.empty()) text += ", ";
    std::string between;
    for (const json& end : window) text += between + text_in(end), between = "-";
  }
  return text;
}

json windows_in(std::string_view text) {
  json windows = json::array();
  for (const std::string& window : split(text, ',')) windows.push_back(split(window, '-'));
  return windows;
}

bool is_whole(const std::string& text) {
  return !text.empty() && text.size() < 16 && text.find_first_not_of("0123456789") == std::string::npos;
}

void print_pretty(const json& value, int depth, std::string& out) {
  const std::string plain = wire::print(value);
  constexpr std::size_t short_line = 72;
  const bool nested = value.is_structured() && !value.empty();
  if (!nested || (depth > 0 && plain.size() <= short_line)) {
    out += plain;
    return;
  }
  const std::string indent(static_cast<std::size_t>(depth + 1) * 2, ' ');
  char before = value.is_object() ? '{' : '[';
  for (auto item = value.begin(); item != value.end(); ++item) {
    out += before, out += '\n', out += indent;
    before = ',';
    if (value.is_object()) out += wire::print(item.key()) + ": ";
    print_pretty(*item, depth + 1, out);
  }
  out += '\n';
  out.append(static_cast<std::size_t>(depth) * 2, ' ');
  out += value.is_object() ? '}' : ']';
}

std::vector<std::string> names_of(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const std::string& word : words) names.push_back(name_of_word(word));
  return names;
}

constexpr float field_width = 520;

FieldOptions options_for(const Ui& ui, std::string_view error, std::string_view hint = {}) {
  FieldOptions options;
  options.width = std::min(field_width, ui.area().w);
  options.error = error;
  options.hint = hint;
  return options;
}

/// Boxes that belong together, below their label.
class Group {
 public:
  Group(Ui& ui, NodeId id, std::string_view label) : ui_(ui), top_(ui.area().y), node_(ui.node_count()) {
    ui.open_node(ui::Role::group, id, label, {ui.area().x, top_, ui.area().w, 1});
    ui::text(ui, label,
             {.size = TextSize::small, .weight = Weight::semibold, .tone = Tone::secondary, .hidden = true});
  }
  ~Group() {
    ui_.node_at(node_).h = ui_.area().y - top_;
    ui_.close_node();
  }
  Group(const Group&) = delete;
  Group& operator=(const Group&) = delete;

 private:
  Ui& ui_;
  float top_;
  std::size_t node_;
};

}  // namespace

std::string pretty(const json& value) {
  std::string out;
  print_pretty(value, 0, out);
  return out;
}

Named objects_of(const json& document, const char* list) {
  Named named;
  const auto found = document.find(list);
  if (found == document.end() || !found->is_array()) return named;
  for (const json& object : *found) {
    const std::string id = wire::text_of(object, "id");
    const std::string name = wire::text_of(object, "name");
    named.ids.push_back(id);
    named.names.push_back(name.empty() ? id : name);
  }
  return named;
}

// ---- the members

json* Form::find(const std::string& path) {
  json* at = &object_;
  for (const std::string& part : parts_of(path)) {
    if (at->is_array()) {
      const auto index = static_cast<std::size_t>(platform::read_whole(part));
      if (index >= at->size()) return nullptr;
      at = &(*at)[index];
    } else {
      if (!at->is_object()) return nullptr;
      const auto member = at->find(part);
      if (member == at->end()) return nullptr;
      at = &*member;
    }
  }
  return at;
}

std::string Form::text_at(const std::string& path) {
  const json* found = find(path);
  if (found == nullptr) return {};
  return found->is_string() ? text_in(*found) : wire::print(*found);
}

void Form::set(const std::string& path, json value) {
  json* at = &object_;
  for (const std::string& part : parts_of(path)) {
    if (!at->is_object()) *at = json::object();
    at = &(*at)[part];
  }
  *at = std::move(value);
  edit_.changed();
}

void Form::erase(const std::string& path) {
  std::vector<std::string> parts = parts_of(path);
  std::vector<json*> around = {&object_};
  for (const std::string& part : parts) {
    const auto member = around.back()->is_object() ? around.back()->find(part) : around.back()->end();
    if (!around.back()->is_object() || member == around.back()->end()) return;
    around.push_back(&*member);
  }
  for (std::size_t depth = parts.size(); depth-- > 0;) {
    around[depth]->erase(parts[depth]);
    if (!around[depth]->empty()) break;
  }
  edit_.changed();
}

std::string Form::fault_at(const std::string& path) const {
  const DraftFault* fault = edit_.fault_below(pointer_ + path);
  return fault == nullptr ? std::string() : fault->what;
}

/// For parts that have no field to show it below.
void Form::say_fault(const std::string& path) {
  const std::string fault = fault_at(path);
  if (!fault.empty()) ui::text(ui_, fault, {.size = TextSize::small, .tone = Tone::danger});
}

std::string Form::shown(NodeId field, std::string stored) {
  return typing_.field == field && ui_.focused(field) ? typing_.text : std::move(stored);
}

void Form::keep_typed(NodeId field, bool changed, const std::string& text) {
  if (changed || (ui_.focused(field) && typing_.field != field)) typing_ = {field, text};
}

// ---- the fields

void Form::text(std::string_view label, const std::string& path, std::string_view hint) {
  std::string value = text_at(path);
  const std::string fault = fault_at(path);
  if (!text_field(ui_, {label, path}, value, options_for(ui_, fault, hint))) return;
  value.empty() ? erase(path) : set(path, value);
}

void Form::long_text(std::string_view label, const std::string& path) {
  std::string value = text_at(path);
  const std::string fault = fault_at(path);
  if (!text_area(ui_, {label, path}, value, options_for(ui_, fault))) return;
  value.empty() ? erase(path) : set(path, value);
}

void Form::number(std::string_view label, const std::string& path, std::string_view hint) {
  std::string value = text_at(path);
  const std::string fault = fault_at(path);
  if (!text_field(ui_, {label, path}, value, options_for(ui_, fault, hint))) return;
  if (value.empty()) return erase(path);
  // What is no number is kept as it was typed: the check says so below the field.
  set(path, is_whole(value) ? json(platform::read_whole(value)) : json(value));
}

void Form::check(std::string_view label, const std::string& path, bool otherwise) {
  const json* found = find(path);
  bool on = found == nullptr ? otherwise : *found == true;
  if (checkbox(ui_, {label, path}, on)) set(path, on);
}

void Form::choice(std::string_view label, const std::string& path, const std::vector<std::string>& words,
                  std::string_view none) {
  const std::string value = text_at(path);
  int chosen = static_cast<int>(std::find(words.begin(), words.end(), value) - words.begin());
  if (chosen == static_cast<int>(words.size())) chosen = -1;
  std::vector<std::string> names = names_of(words);
  std::replace(names.begin(), names.end(), std::string(), std::string(none));
  if (combo(ui_, {label, path}, names, chosen, {.width = std::min(260.f, ui_.area().w)})) {
    const std::string& word = words[static_cast<std::size_t>(chosen)];
    word.empty() ? erase(path) : set(path, word);
  }
  say_fault(path);
}

void Form::reference(std::string_view label, const std::string& path, const char* list) {
  Named known = objects_of(document(), list);
  known.ids.insert(known.ids.begin(), "");
  known.names.insert(known.names.begin(), "left empty|None"_tr);
  const std::string value = text_at(path);
  int chosen = static_cast<int>(std::find(known.ids.begin(), known.ids.end(), value) - known.ids.begin());
  if (chosen == static_cast<int>(known.ids.size())) chosen = -1;
  if (combo(ui_, {label, path}, known.names, chosen, {.width = std::min(260.f, ui_.area().w)})) {
    const std::string& id = known.ids[static_cast<std::size_t>(chosen)];
    id.empty() ? erase(path) : set(path, id);
  }
  say_fault(path);
}

void Form::boxes(std::string_view label, const std::string& path, const std::vector<std::string>& ids,
                 const std::vector<std::string>& names) {
  const json* found = find(path);
  json chosen = found != nullptr && found->is_array() ? *found : json::array();
  const Group group(ui_, ui_.id({label, path}), label);
  {
    Row row(ui_, {.wrap = true});
    ui::Scope scope(ui_, path);
    if (ids.empty()) ui::text(ui_, "There are none to choose from yet"_tr, {.tone = Tone::secondary});
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto at = std::find(chosen.begin(), chosen.end(), json(ids[i]));
      bool on = at != chosen.end();
      if (!checkbox(ui_, {names[i], ids[i]}, on)) continue;
      on ? chosen.push_back(ids[i]) : void(chosen.erase(at));
      chosen.empty() ? erase(path) : set(path, chosen);
      break;
    }
  }
  say_fault(path);
}

void Form::references(std::string_view label, const std::string& path, const char* list) {
  const Named known = objects_of(document(), list);
  boxes(label, path, known.ids, known.names);
}

void Form::words(std::string_view label, const std::string& path, const std::vector<std::string>& words) {
  boxes(label, path, words, names_of(words));
}

void Form::texts(std::string_view label, const std::string& path, std::string_view hint, bool numbers) {
  const NodeId id = ui_.id({label, path});
  std::string value = shown(id, joined(find(path)));
  const std::string fault = fault_at(path);
  const bool changed = text_field(ui_, {label, path}, value, options_for(ui_, fault, hint)).changed;
  keep_typed(id, changed, value);
  if (!changed) return;
  json list = json::array();
  for (const std::string& part : split(value, ',')) {
    const bool is_number = numbers && part.find_first_not_of("0123456789.") == std::string::npos;
    list.push_back(is_number ? json(platform::read_real(part)) : json(part));
  }
  list.empty() ? erase(path) : set(path, list);
}

void Form::hours(std::string_view label, const std::string& path) {
  const NodeId id = ui_.id({label, path});
  std::string value = shown(id, windows_text(find(path)));
  const std::string fault = fault_at(path);
  FieldOptions options = options_for(ui_, fault);
  options.placeholder = "closed"_tr;
  const bool changed = text_field(ui_, {label, path}, value, options).changed;
  keep_typed(id, changed, value);
  if (!changed) return;
  json windows = windows_in(value);
  windows.empty() ? erase(path) : set(path, std::move(windows));
}

void Form::targets(std::string_view label, const std::string& path) {
  const json* found = find(path);
  json chosen = found != nullptr && found->is_array() ? *found : json::array();
  const Group group(ui_, ui_.id({label, path}), label);
  {
    Row row(ui_, {.wrap = true});
    ui::Scope scope(ui_, path);
    struct Kind {
      const char *list, *name, *pattern;
    };
    constexpr Kind kinds[] = {{"schedules", "schedule", "{1} (schedule)"_kept},
                              {"teams", "team", "{1} (team)"_kept},
                              {"users", "user", "{1}"}};
    for (const auto& [list, kind, pattern] : kinds) {
      const Named known = objects_of(document(), list);
      for (std::size_t i = 0; i < known.ids.size(); ++i) {
        const json target = {{kind, known.ids[i]}};
        const auto at = std::find(chosen.begin(), chosen.end(), target);
        bool on = at != chosen.end();
        const std::string name = phrase(translated(pattern), known.names[i]);
        if (!checkbox(ui_, {name, kind + known.ids[i]}, on)) continue;
        on ? chosen.push_back(target) : void(chosen.erase(at));
        set(path, chosen);
        break;
      }
    }
  }
  say_fault(path);
}

void Form::list(std::string_view numbered, std::string_view add, const std::string& path, const json& fresh,
                bool ordered, const std::function<void(Form&, std::size_t)>& draw) {
  const json* found = find(path);
  const std::size_t count = found != nullptr && found->is_array() ? found->size() : 0;
  enum class Wish : std::uint8_t { none, up, down, remove } wish = Wish::none;
  std::size_t wished = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = phrase(numbered, i + 1);
    ui::Scope scope(ui_, name);
    Card card(ui_, {.padding = 12, .gap = 8, .label = name});
    {
      Row row(ui_);
      ui::text(ui_, name, {.weight = Weight::semibold});
      spacer(ui_);
      const auto wish_for = [&](Wish kind) { wish = kind, wished = i; };
      if (ordered && i > 0 && icon_button(ui_, Icon::chevron_up, "Move up"_tr)) wish_for(Wish::up);
      if (ordered && i + 1 < count && icon_button(ui_, Icon::chevron_down, "Move down"_tr)) wish_for(Wish::down);
      if (icon_button(ui_, Icon::trash, "Remove"_tr)) wish_for(Wish::remove);
    }
    Form form(ui_, edit_, typing_, (*find(path))[i], pointer_ + path + "/" + std::to_string(i));
    draw(form, i);
  }
  if (wish != Wish::none) {
    json changed = *find(path);
    if (wish == Wish::remove) changed.erase(wished);
    if (wish == Wish::up) std::swap(changed[wished], changed[wished - 1]);
    if (wish == Wish::down) std::swap(changed[wished], changed[wished + 1]);
    set(path, std::move(changed));
  }
  if (button(ui_, {add, path}, {.icon = Icon::plus})) {
    json changed = count > 0 ? *find(path) : json::array();
    changed.push_back(fresh);
    set(path, std::move(changed));
  }
  say_fault(path);
}

void Form::json_text(std::string_view label, const std::string& path, float height) {
  const NodeId id = ui_.id({label, path});
  const json* found = find(path);
  std::string value = shown(id, found == nullptr ? std::string() : pretty(*found));
  const bool is_json = trimmed(value).empty() || !wire::parse(value).is_discarded();
  const std::string fault = is_json ? fault_at(path) : "This is no JSON yet"_tr;
  FieldOptions options = options_for(ui_, fault);
  options.height = height;
  if (height > 0) options.width = ui_.area().w;
  const bool changed = text_area(ui_, {label, path}, value, options).changed;
  keep_typed(id, changed, value);
  if (!changed) return;
  if (path.empty()) {
    json parsed = wire::parse(value);
    if (!parsed.is_object()) return;
    object_ = std::move(parsed);
    edit_.changed();
  } else if (trimmed(value).empty()) {
    erase(path);
  } else if (json parsed = wire::parse(value); !parsed.is_discarded()) {
    set(path, std::move(parsed));
  }
}

}  // namespace oasis
