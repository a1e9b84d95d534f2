// See app.hpp.
#include "client/app.hpp"

#include <utility>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

constexpr const char* drafts_at = "draft/";

Connection connection_of(Sync::Link link) {
  switch (link) {
    case Sync::Link::starting:
      return Connection::starting;
    case Sync::Link::live:
      return Connection::live;
    case Sync::Link::polling:
      return Connection::polling;
    case Sync::Link::offline:
      return Connection::offline;
    case Sync::Link::signed_out:
      return Connection::signed_out;
  }
  return Connection::offline;
}

}  // namespace

App::App(platform::Platform& platform) : platform_(platform), ui_(platform), sync_(platform, replica_) {
  drafts_.keep = [this](const std::string& key, const std::string& text) {
    drafts_.texts[key] = text;
    if (text.empty()) {
      platform_.storage().remove(drafts_at + key);
    } else {
      platform_.storage().put(drafts_at + key, text);
    }
  };
}

void App::start() {
  const std::string scheme = platform_.storage().setting("scheme");
  if (!scheme.empty()) ui_.choose_scheme(scheme == "dark" ? ui::Scheme::dark : ui::Scheme::light);
  platform_.storage().list(drafts_at, [this](platform::Storage::Entries entries) {
    // What is typed before storage answers is newer than what it kept.
    for (auto& [key, text] : entries) drafts_.texts.emplace(key.substr(6), std::move(text));
    platform_.wake();
  });
  sync_.start();
}

bool App::give(Command command) {
  const auto refusal = sync_.give(std::move(command));
  if (refusal) toasts_.say(ui_, refusal->what, ui::Tone::danger);
  return !refusal;
}

void App::sign_out() {
  platform_.network().send(
      {.method = "POST", .url = "/logout", .headers = {{"Content-Type", "application/json"}}},
      [this](platform::Response) { platform_.load_page("/login"); });
}

/// Says what the server refused after it was shown as done.
void App::announce_changes() {
  while (told_refusals_ < replica_.refused.size()) {
    toasts_.say(ui_, "Not done: " + replica_.refused[told_refusals_].what, ui::Tone::danger);
    ++told_refusals_;
  }
}

void App::draw_rooms() {
  if (!sync_.ready() || replica_.confirmed.versions.empty()) {
    ui::Panel panel(ui_, "Loading", ui_.page(),
                    {.padding = 32, .role = ui::Role::main, .label = "Support Oasis"});
    if (sync_.link() == Sync::Link::offline) {
      ui::empty_state(ui_, ui::Icon::offline, "The server does not answer",
                      "This page tries again by itself and goes on as soon as it can.");
    } else {
      ui::skeleton(ui_, "Loading the inbox", 8);
    }
    return;
  }
  const std::string& wanted = platform_.preferences().time_zone;
  if (zone_.name() != wanted) {
    sync_.want_zone(wanted);
    if (auto found = sync_.zones().find(wanted); found.ok()) zone_ = *found.value();
  }
  Desk desk{ui_,
            toasts_,
            drafts_,
            replica_,
            replica_.confirmed.versions.back()->workspace(),
            zone_,
            sync_.now(),
            connection_of(sync_.link()),
            [this](Command command) { return give(std::move(command)); },
            [this](const TicketId& ticket) { sync_.look_at(ticket); },
            [this] { sign_out(); },
            [this] { return sync_.new_id(); }};
  draw_shell(desk, shell_);
}

void App::frame() {
  sync_.tick();
  ui_.begin_frame();
  draw_rooms();
  announce_changes();
  toasts_.draw(ui_);
  ui_.end_frame();
}

}  // namespace oasis
