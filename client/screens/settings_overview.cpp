// See settings_overview.hpp.
#include "client/screens/settings_overview.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "client/screens/settings_trial.hpp"
#include "client/screens/settings_words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/locale.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/words.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

bool has_address(const User& user) {
  return std::any_of(user.contacts.begin(), user.contacts.end(),
                     [](const Contact& contact) { return !contact.address.empty(); });
}

void find_unreachable(const Workspace& workspace, std::vector<Concern>& concerns) {
  for (const User& user : workspace.users) {
    if (user.role == oasis::Role::viewer || has_address(user)) continue;
    concerns.push_back(
        {phrase("{1} cannot be told anything"_tr, user.name), "Add an e-mail address or another channel."_tr});
  }
}

bool reaches_nobody(const Workspace& workspace, const Target& target) {
  if (target.kind == Target::Kind::team) {
    const auto team = std::find_if(workspace.teams.begin(), workspace.teams.end(),
                                   [&](const Team& one) { return one.id == target.id; });
    return team == workspace.teams.end() || team->members.empty();
  }
  if (target.kind == Target::Kind::schedule) {
    const auto schedule = std::find_if(workspace.schedules.begin(), workspace.schedules.end(),
                                       [&](const Schedule& one) { return one.id == target.id; });
    return schedule == workspace.schedules.end() || (schedule->layers.empty() && schedule->fixed.empty());
  }
  return false;
}

void find_empty_steps(const Workspace& workspace, std::vector<Concern>& concerns) {
  for (const Chain& chain : workspace.chains) {
    for (std::size_t i = 0; i < chain.steps.size(); ++i) {
      const Step& step = chain.steps[i];
      const auto nobody = [&](const Target& target) { return reaches_nobody(workspace, target); };
      const bool empty = std::all_of(step.notify.begin(), step.notify.end(), nobody) &&
                         std::all_of(step.backup.begin(), step.backup.end(), nobody);
      if (!empty) continue;
      concerns.push_back({phrase("Step {1} of {2} reaches nobody"_tr, i + 1, wording::name_of_chain(workspace, chain.id)),
                          "Give it a person, a team with members or a schedule with people."_tr});
    }
  }
}

void draw_concerns(Desk& desk) {
  Ui& ui = desk.ui;
  const std::vector<Concern> concerns = find_concerns(desk.workspace);
  Card card(ui, {.gap = 8, .label = "What needs attention"_tr});
  heading(ui, "What needs attention"_tr, 2);
  if (concerns.empty()) {
    chip(ui, "Nothing"_tr, Tone::success, Icon::check);
    paragraph(ui, "Every step reaches somebody and everybody can be told."_tr, {.tone = Tone::secondary});
  }
  for (const Concern& concern : concerns) {
    chip(ui, concern.what, Tone::warning, Icon::warning);
    paragraph(ui, concern.fix, {.size = TextSize::small, .tone = Tone::secondary});
  }
  Row row(ui, {.wrap = true});
  if (button(ui, "Who can be reached, 14 days…"_tr, {.icon = Icon::calendar}))
    ui.platform().load_page("/readiness");
  if (button(ui, "Send me a test…"_tr, {.icon = Icon::bell})) ui.platform().load_page("/notifications");
}

void draw_people(Desk& desk) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 4, .label = "People"_tr});
  heading(ui, "People"_tr, 2);
  for (const User& user : desk.workspace.users) {
    Row row(ui, {.height = 32});
    avatar(ui, user.name, 24);
    text(ui, user.name);
    chip(ui, name_of_word(word(user.role)));
    spacer(ui);
    std::string ways;
    for (const Contact& contact : user.contacts)
      ways += (ways.empty() ? "" : ", ") + wording::name_of_via(contact.via);
    text(ui, ways.empty() ? "No way to be told"_tr : ways,
         {.size = TextSize::small, .tone = ways.empty() ? Tone::warning : Tone::secondary});
  }
  space(ui, 8);
  Row row(ui, {.wrap = true});
  if (button(ui, "Invite and change people…"_tr, {.icon = Icon::users})) ui.platform().load_page("/people");
  if (button(ui, "Your account…"_tr, {.icon = Icon::user})) ui.platform().load_page("/account");
}

/// What is said at the server's start and in no document, as far as it can be wrong.
void draw_server(Desk& desk) {
  Ui& ui = desk.ui;
  if (desk.edit->phase() != WorkspaceEdit::Phase::ready) return;
  const nlohmann::json& server = desk.edit->server();
  Card card(ui, {.gap = 8, .label = "This server"_tr});
  heading(ui, "This server"_tr, 2);
  property(ui, "Its address"_tr, wire::text_of(server, "address"));
  draw_trial(ui, *desk.edit, TrialOf::address, "/server/address");
  const std::string heartbeat = wire::text_of(server, "heartbeat");
  property(ui, "Watched by"_tr, heartbeat.empty() ? "Nobody"_tr : heartbeat);
  if (heartbeat.empty()) {
    paragraph(ui,
              "If this server stops, nobody is told: it cannot say so itself. A service that expects a call every minute can: start it "
              "with --heartbeat-url."_tr,
              {.size = TextSize::small, .tone = Tone::secondary});
  } else {
    draw_trial(ui, *desk.edit, TrialOf::heartbeat, "/server/heartbeat");
  }
  const auto backup = parse_instant(wire::text_of(server, "backup_at"));
  property(ui, "Last backup"_tr, backup.ok() ? wording::say_moment_fully(*backup, desk.zone) : std::string("None yet"_tr));
  draw_trial(ui, *desk.edit, TrialOf::backup, "/server/backup");
}

/// The page reads it when it is loaded (web/words.js), so a choice loads it again.
void draw_language(Ui& ui, const TextStyle& caption) {
  text(ui, "Language"_tr, caption);
  constexpr std::array<const char*, 3> tags = {"", "en", "de"};
  const std::string chosen = ui.platform().storage().setting("language");
  int shown = static_cast<int>(std::find(tags.begin() + 1, tags.end(), chosen) - tags.begin()) % static_cast<int>(tags.size());
  if (!segmented(ui, "Language"_tr, {"As the browser"_tr, "English", "Deutsch"}, shown)) return;
  ui.platform().storage().set_setting("language", tags[static_cast<std::size_t>(shown)]);
  ui.platform().take_update();
}

void draw_browser(Desk& desk) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 8, .label = "This browser"_tr});
  heading(ui, "This browser"_tr, 2);
  const TextStyle caption{.size = TextSize::small, .tone = Tone::secondary, .hidden = true};  // the choice has the name
  text(ui, "Theme"_tr, caption);
  int scheme = static_cast<int>(ui.scheme());
  if (segmented(ui, "Theme"_tr, {"System"_tr, "Light"_tr, "Dark"_tr}, scheme)) {
    ui.choose_scheme(static_cast<Scheme>(scheme));
    ui.platform().storage().set_setting("scheme", scheme == 2 ? "dark" : scheme == 1 ? "light" : "");
  }
  text(ui, "Density"_tr, caption);
  int density = static_cast<int>(ui.density());
  if (segmented(ui, "Density"_tr, {"Automatic"_tr, "Comfortable"_tr, "Touch"_tr}, density)) {
    ui.choose_density(static_cast<Density>(density));
    ui.platform().storage().set_setting("density", std::to_string(density));
  }
  property(ui, "Time zone"_tr, ui.platform().preferences().time_zone);
  draw_language(ui, caption);
  property(ui, "Changes waiting"_tr, write_number(static_cast<std::int64_t>(desk.replica.outbox.size())));
}

}  // namespace

std::vector<Concern> find_concerns(const Workspace& workspace) {
  std::vector<Concern> concerns;
  find_unreachable(workspace, concerns);
  find_empty_steps(workspace, concerns);
  if (!workspace.last_resort)
    concerns.push_back({"Nobody is the last resort"_tr,
                        "Name somebody in “last_resort”: when a whole chain reaches nobody, they are told."_tr});
  if (workspace.chains.empty())
    concerns.push_back({"There is no escalation chain"_tr, "Without one nobody is told when a ticket waits."_tr});
  return concerns;
}

void draw_settings_overview(Desk& desk) {
  draw_concerns(desk);
  draw_people(desk);
  if (desk.replica.me.role == oasis::Role::admin) draw_server(desk);
  draw_browser(desk);
}

}  // namespace oasis
