// See settings.hpp.
#include "client/screens/settings.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/chains/words.hpp"
#include "client/replica/wire.hpp"
#include "client/screens/change_bar.hpp"
#include "client/screens/settings_parts.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/why/everywhere.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/policies.hpp"
#include "shared/text/percent.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

constexpr float parts_width = 208, objects_width = 248;

struct WholePage {
  std::string_view slug;
  const char* title;
  Icon icon;
};
constexpr WholePage overview{"", "Overview"_kept, Icon::eye};
constexpr WholePage more_pages[] = {{"workspace", "Workspace"_kept, Icon::settings},
                                    {"text", "As text"_kept, Icon::edit},
                                    {"versions", "Versions"_kept, Icon::refresh},
                                    {"audit", "Audit log"_kept, Icon::eye}};

std::string address_of(std::string_view slug) {
  return slug.empty() ? "/settings" : "/settings/" + std::string(slug);
}

/// "people/ann" is the object "ann" of the part "people".
std::pair<std::string, std::string> place_of(const std::string& at) {
  const std::size_t slash = std::min(at.find('/'), at.size());
  return {at.substr(0, slash), slash < at.size() ? at.substr(slash + 1) : std::string()};
}

int faults_in(const WorkspaceEdit& edit, std::string_view pointer) {
  int count = 0;
  for (const DraftFault& fault : edit.faults())
    count += std::string_view(fault.where).substr(0, pointer.size()) == pointer ? 1 : 0;
  return count;
}

// ---- which part

void draw_parts(Desk& desk, const std::string& slug, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Parts of the settings", area,
              {.padding = 12,
               .gap = 2,
               .scroll = true,
               .border_right = true,
               .role = ui::Role::navigation,
               .label = "Parts of the settings"_tr});
  const auto item = [&](const WholePage& page, int faults) {
    navigation_item(ui, translated(page.title), page.icon, "#" + address_of(page.slug), slug == page.slug, faults);
  };
  item(overview, 0);
  for (const SettingsPart& part : settings_parts())
    item({part.slug, part.title, part.icon}, faults_in(*desk.edit, "/" + std::string(part.list) + "/"));
  for (const WholePage& page : more_pages) item(page, 0);
}

/// The same where there is no room for a column.
void draw_part_choice(Desk& desk, const std::string& slug) {
  std::vector<std::string> titles = {translated(overview.title)};
  std::vector<std::string_view> slugs = {overview.slug};
  for (const SettingsPart& part : settings_parts())
    titles.emplace_back(translated(part.title)), slugs.push_back(part.slug);
  for (const WholePage& page : more_pages) titles.emplace_back(translated(page.title)), slugs.push_back(page.slug);
  const auto found = std::find(slugs.begin(), slugs.end(), slug);
  int chosen = static_cast<int>(found - slugs.begin());
  const float width = std::clamp(desk.ui.page().w - 238, 120.f, 200.f);  // beside the heading, in any language
  if (combo(desk.ui, "Part of the settings"_tr, titles, chosen, {.width = width, .show_label = false}))
    go(desk, address_of(slugs[static_cast<std::size_t>(chosen)]));
}

// ---- the objects of a part

json& objects_in(WorkspaceEdit& edit, const char* list) {
  json& objects = edit.draft()[list];
  if (!objects.is_array()) objects = json::array();
  return objects;
}

void draw_new_object(Desk& desk, SettingsRoom& room, const SettingsPart& part) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, translated(part.new_one), room.adding, 400);
  if (!dialog) return;
  const Named known = objects_of(desk.edit->draft(), part.list);
  const bool taken = std::find(known.ids.begin(), known.ids.end(), room.new_id) != known.ids.end();
  const bool fits =
      !room.new_id.empty() && room.new_id.size() <= 63 &&
      room.new_id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos &&
      room.new_id.front() != '-';
  const std::string_view error = taken                           ? "There is one of that id already"_tr
                                 : !fits && !room.new_id.empty() ? "Small letters, digits and hyphens only"_tr
                                                                 : std::string_view();
  const bool entered =
      text_field(ui, "Id"_tr, room.new_id, {.error = error, .hint = "Never changes afterwards; the name may"_tr})
          .submitted;
  Row row(ui);
  spacer(ui);
  if (button(ui, "Cancel"_tr, {.kind = ButtonKind::quiet})) room.adding = false;
  const bool ready = fits && !taken;
  if (!button(ui, "Add"_tr, {.kind = ButtonKind::primary, .disabled = !ready}) && !(entered && ready)) return;
  json fresh = wire::parse(part.fresh);
  fresh["id"] = room.new_id;
  if (fresh.contains("name")) fresh["name"] = room.new_id;
  objects_in(*desk.edit, part.list).push_back(std::move(fresh));
  desk.edit->changed();
  go(desk, address_of(part.slug) + "/" + room.new_id);
  room.adding = false;
  room.new_id.clear();
}

/// A rule has no name of its own: one that is in force is listed by what sets it off.
std::string listed_name(const Desk& desk, const SettingsPart& part, const Id& id, const std::string& name) {
  if (part.slug != "rules" || desk.replica.confirmed.versions.empty()) return name;
  const Policies& in_force = *desk.replica.confirmed.versions.back();
  const Rule* rule = in_force.rule(id);
  return rule == nullptr ? name : phrase("{1} ({2})"_tr, wording::say_rule(in_force.workspace(), *rule), id);
}

void draw_objects(Desk& desk, SettingsRoom& room, const SettingsPart& part, const std::string& shown) {
  Ui& ui = desk.ui;
  heading(ui, translated(part.title), 2);
  paragraph(ui, translated(part.sentence), {.size = TextSize::small, .tone = Tone::secondary});
  const std::string add = std::string(translated(part.new_one)) + "…";
  if (button(ui, add, {.icon = Icon::plus})) room.adding = true;
  space(ui, 4);
  const Named known = objects_of(desk.edit->draft(), part.list);
  for (std::size_t i = 0; i < known.ids.size(); ++i) {
    const std::string pointer = "/" + std::string(part.list) + "/" + std::to_string(i);
    const bool wrong = desk.edit->fault_below(pointer) != nullptr;
    const std::string plain = listed_name(desk, part, known.ids[i], known.names[i]);
    const std::string name = wrong ? phrase("{1}, has a fault"_tr, plain) : plain;
    navigation_item(ui, {name, known.ids[i]}, wrong ? Icon::warning : part.icon,
                    "#" + address_of(part.slug) + "/" + known.ids[i], known.ids[i] == shown);
  }
}

/// A part that has nothing yet: what it is for, what happens without it, and the first of it.
void draw_no_objects(Desk& desk, SettingsRoom& room, const SettingsPart& part, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Objects", area, {.padding = 16, .scroll = true, .role = ui::Role::region, .label = translated(part.title)});
  const std::string sentence = phrase("{1} {2}"_tr, translated(part.sentence), translated(part.without));
  if (empty_state(ui, part.icon, translated(part.none), sentence, std::string(translated(part.new_one)) + "…"))
    room.adding = true;
}

/// Days off from a file of a region's holidays, put into the calendar in force by the server.
void draw_holiday_file(Desk& desk, const std::string& calendar) {
  Ui& ui = desk.ui;
  const std::string url = "/api/v1/calendars/" + percent_encoded(calendar) + "/holidays";
  ui.platform().accept_files(url, url);
  Row row(ui, {.wrap = true});
  const bool waits = desk.edit->has_changes();
  if (button(ui, "Holidays from a file…"_tr, {.icon = Icon::calendar, .disabled = waits})) ui.platform().pick_files();
  text(ui,
       waits ? "Save your changes first"_tr
             : "An iCalendar file (.ics) of the region; days that are there stay as they are"_tr,
       {.size = TextSize::small, .tone = Tone::secondary});
  auto& uploads = ui.platform().input().uploads;
  for (const platform::Upload& upload : uploads) {
    if (upload.status < 0 || upload.place != url) continue;  // it begins, or is another room's
    const json answer = wire::parse(upload.body);
    if (upload.status == 200 && answer.is_object()) {
      const std::int64_t days = wire::number_of(answer, "days"), added = wire::number_of(answer, "added");
      desk.toasts.say(ui,
                      phrase("{1} in {2}, {3}"_tr, count_of(days, "{1} day off"_kept, "{1} days off"_kept), upload.name,
                           count_of(added, "{1} of them new"_kept, "{1} of them new"_kept)),
                      Tone::success);
    } else {
      const std::string why = wire::refusal_in(answer);
      desk.toasts.say(ui,
                      why.empty() ? phrase("{1} was not read: there is no connection"_tr, upload.name)
                                  : phrase("{1} was not read: {2}"_tr, upload.name, why),
                      Tone::danger);
    }
  }
  if (std::erase_if(uploads, [&url](const platform::Upload& upload) { return upload.place == url; }) > 0) ui.again();
}

void draw_object(Desk& desk, SettingsRoom& room, const SettingsPart& part, std::size_t index) {
  Ui& ui = desk.ui;
  json& object = objects_in(*desk.edit, part.list)[index];
  const std::string id = wire::text_of(object, "id"), name = wire::text_of(object, "name");
  ui::Scope scope(ui, id);
  {
    Row row(ui);
    heading(ui, name.empty() ? id : name, 2);
    spacer(ui);
    if (part.slug == "people" && button(ui, "Account…"_tr, {.icon = Icon::mail}))
      ui.platform().load_page("/people/" + id);
    if (part.slug == "people" && button(ui, "Why told, or not…"_tr, {.icon = Icon::bell}))
      ui.platform().go(address_of_why(id), platform::Visit::push);
    if (button(ui, "Remove"_tr, {.icon = Icon::trash})) {
      json& objects = objects_in(*desk.edit, part.list);
      objects.erase(index);
      desk.edit->changed();
      return go(desk, address_of(part.slug));
    }
  }
  const std::string pointer = "/" + std::string(part.list) + "/" + std::to_string(index);
  Form form(ui, *desk.edit, room.typing, object, pointer);
  property(ui, "Id"_tr, id);
  part.draw(desk, form);
  if (part.slug == "calendars") draw_holiday_file(desk, id);
  space(ui, 8);
  form.json_text("All of it as text"_tr, "");
}

void draw_part(Desk& desk, SettingsRoom& room, const SettingsPart& part, const std::string& shown,
               Rect area) {
  Ui& ui = desk.ui;
  const Named known = objects_of(desk.edit->draft(), part.list);
  const auto found = std::find(known.ids.begin(), known.ids.end(), shown);
  const bool has = found != known.ids.end();
  const bool beside = area.w >= 620;
  if (known.ids.empty()) {
    draw_no_objects(desk, room, part, area);
  } else if (beside || !has) {
    const Rect list = beside ? cut_left(area, objects_width) : area;
    Panel panel(ui, "Objects", list,
                {.padding = 16,
                 .gap = 4,
                 .scroll = true,
                 .border_right = beside,
                 .role = ui::Role::region,
                 .label = translated(part.title)});
    draw_objects(desk, room, part, shown);
  }
  draw_new_object(desk, room, part);
  if (!has) return;
  Panel panel(ui, "Object", area,
              {.padding = 16, .gap = 12, .scroll = true, .role = ui::Role::form, .label = *found});
  if (!beside) link(ui, phrase("All {1}"_tr, translated(part.title)), "#" + address_of(part.slug));
  Column column(ui, {.width = std::min(640.f, ui.area().w), .gap = 12});
  draw_object(desk, room, part, static_cast<std::size_t>(found - known.ids.begin()));
}

// ---- pages of the whole document

void draw_versions(Desk& desk) {
  Ui& ui = desk.ui;
  heading(ui, "Versions"_tr, 2);
  paragraph(
      ui,
      "Every change is kept. An earlier version can be brought back, looked at, and saved as a new one; open "
      "tickets go on by the version they began with."_tr,
      {.size = TextSize::small, .tone = Tone::secondary});
  for (const DocumentVersion& version : desk.edit->versions()) {
    const std::string name = phrase("Version {1}"_tr, version.version);
    ui::Scope scope(ui, name);
    Card card(ui, {.padding = 12, .label = name});
    Row row(ui, {.wrap = true});
    text(ui, name, {.weight = Weight::semibold});
    const auto at = parse_instant(version.at);
    const std::string when = at.ok() ? wording::say_moment_fully(*at, desk.zone) : version.at;
    text(ui, phrase("{1}, by {2}"_tr, when, wording::name_of_user(desk.workspace, version.by)),
         {.tone = Tone::secondary});
    spacer(ui);
    if (version.version == desk.edit->version()) {
      chip(ui, "in force"_tr, Tone::success);
    } else if (button(ui, "Bring back"_tr)) {
      desk.edit->bring_back(version.version);
    }
  }
}

void draw_page(Desk& desk, SettingsRoom& room, const std::string& slug, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Page", area,
              {.padding = 16, .gap = 12, .scroll = true, .role = ui::Role::region, .label = "Settings"_tr});
  Column column(ui, {.width = std::min(760.f, ui.area().w), .gap = 16});
  if (slug == "workspace") {
    heading(ui, "Workspace"_tr, 2);
    Form form(ui, *desk.edit, room.typing, desk.edit->draft(), "");
    draw_workspace_form(desk, form);
  } else if (slug == "text") {
    heading(ui, "As text"_tr, 2);
    paragraph(ui,
              "The whole workspace is one document, which can be kept and reviewed like code: “support-oasis "
              "config export”."_tr,
              {.size = TextSize::small, .tone = Tone::secondary});
    Form form(ui, *desk.edit, room.typing, desk.edit->draft(), "");
    form.json_text("Document"_tr, "", std::max(240.f, area.h - 140));
  } else if (slug == "versions") {
    draw_versions(desk);
  } else if (slug == "audit") {
    draw_audit_log(desk, room.audit);
  } else {
    draw_settings_overview(desk);
  }
}

void draw_bar(Desk& desk, const std::string& slug, bool narrow, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Settings bar", area, {.padding = 12, .border_bottom = true});
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr))
    *navigation_open = !*navigation_open;
  heading(ui, "Settings"_tr, 1);
  if (!narrow || desk.replica.me.role != oasis::Role::admin) return;
  spacer(ui);
  draw_part_choice(desk, slug);
}

}  // namespace

void draw_settings(Desk& desk, SettingsRoom& room, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  const auto [slug, shown] = place_of(room.at);
  const bool narrow = area.w < 700;
  draw_bar(desk, slug, narrow, cut_top(area, ui.metrics().control + 24), navigation_open);
  if (desk.replica.me.role != oasis::Role::admin) return draw_page(desk, room, "", area);
  desk.edit->look(static_cast<std::int64_t>(current_policies(desk.replica.confirmed)->version()));
  if (!narrow) draw_parts(desk, slug, cut_left(area, parts_width));
  if (slug.empty()) return draw_page(desk, room, slug, area);
  if (desk.edit->phase() != WorkspaceEdit::Phase::ready) {
    Panel panel(ui, "Loading", area, {.padding = 24});
    if (desk.edit->phase() == WorkspaceEdit::Phase::failed) {
      empty_state(ui, Icon::offline, "The workspace cannot be loaded"_tr,
                  "Settings are changed at the server. Come back when there is a connection."_tr);
    } else {
      skeleton(ui, "Loading the workspace"_tr, 6);
    }
    return;
  }
  if (desk.edit->has_changes())
    draw_change_bar(desk, room.open_tickets, cut_bottom(area, change_bar_height(ui, area.w)));
  for (const SettingsPart& part : settings_parts()) {
    if (part.slug == slug) return draw_part(desk, room, part, shown, area);
  }
  draw_page(desk, room, slug, area);
}

}  // namespace oasis
