// See workspace_edit.hpp.
#include "client/replica/workspace_edit.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/wire.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using nlohmann::json;

constexpr Duration pause = milliseconds(400);  // after the last change, before it is checked
constexpr const char* kept_at = "workspace-draft";

std::vector<DraftFault> read_faults(const json& answer) {
  std::vector<DraftFault> faults;
  const auto errors = answer.is_object() ? answer.find("errors") : answer.end();
  if (!answer.is_object() || errors == answer.end() || !errors->is_array()) return faults;
  for (const json& error : *errors)
    faults.push_back({wire::text_of(error, "where"), retold(wire::text_of(error, "what"))});
  return faults;
}

}  // namespace

WorkspaceEdit::WorkspaceEdit(platform::Platform& platform)
    : platform_(platform), draft_(std::make_unique<json>()), mailboxes_(std::make_unique<json>()), server_(std::make_unique<json>()) {}
WorkspaceEdit::~WorkspaceEdit() = default;

void WorkspaceEdit::look(std::int64_t in_force) {
  const bool outdated = phase_ == Phase::ready && version_ < in_force && !changed_ && !saving_;
  if (phase_ == Phase::asleep || outdated) load();
  const Instant now = platform_.now();
  if (check_at_ && now >= *check_at_) check();
  if (check_at_) platform_.wake_after(*check_at_ - now);
}

void WorkspaceEdit::load() {
  phase_ = Phase::loading;
  platform_.network().send(wire::request("GET", "/api/v1/config"),
                           [this](platform::Response response) { take_document(response); });
}

void WorkspaceEdit::take_document(const platform::Response& response) {
  platform_.wake();
  json answer = wire::parse(response.body);
  if (response.status != 200 || !answer.is_object() || !answer["document"].is_object()) {
    phase_ = Phase::failed;
    return;
  }
  phase_ = Phase::ready;
  version_ = wire::number_of(answer, "version");
  *draft_ = std::move(answer["document"]);
  *mailboxes_ = std::move(answer["mailboxes"]);
  *server_ = std::move(answer["server"]);
  changed_ = false;
  ++edits_;
  faults_.clear();
  effect_.reset();
  versions_.clear();
  for (const json& change : answer["changes"]) {
    versions_.push_back(
        {wire::number_of(change, "version"), wire::text_of(change, "at"), wire::text_of(change, "by")});
  }
  // A draft that an earlier page left, if it began with this version.
  platform_.storage().get(kept_at, [this](std::optional<std::string> kept) {
    if (!kept || changed_) return;
    json stored = wire::parse(*kept);
    if (!stored.is_object() || wire::number_of(stored, "version") != version_) return;
    *draft_ = std::move(stored["document"]);
    news_ = "The changes that you did not save are still here"_tr;
    changed();
  });
}

void WorkspaceEdit::changed() {
  changed_ = true;
  ++edits_;
  trial_.reset();  // it was of another draft
  check_at_ = platform_.now() + pause;
  platform_.wake();
}

void WorkspaceEdit::keep() {
  if (changed_) {
    platform_.storage().put(kept_at, wire::print({{"version", version_}, {"document", *draft_}}));
  } else {
    platform_.storage().remove(kept_at);
  }
}

void WorkspaceEdit::check() {
  check_at_.reset();
  checking_ = true;
  keep();
  platform_.network().send(
      wire::request("POST", "/api/v1/config/preview", wire::print({{"document", *draft_}})),
      [this, asked = edits_](platform::Response response) {
        if (asked == edits_) take_check(response);
      });
}

void WorkspaceEdit::take_check(const platform::Response& response) {
  platform_.wake();
  checking_ = false;
  effect_.reset();
  const json answer = wire::parse(response.body);
  faults_ = read_faults(answer);
  if (response.status != 200) {
    const std::string message = wire::refusal_in(answer);
    faults_ = {{"", message.empty() ? "The server does not answer: your changes are kept"_tr : message}};
  } else if (faults_.empty()) {
    DraftEffect& effect = effect_.emplace();
    effect.open_tickets = wire::number_of(answer, "open_tickets");
    effect.due_times_moved = wire::number_of(answer, "due_times_moved");
    effect.breached_now = wire::number_of(answer, "breached_now");
    const auto gaps = answer.find("gaps");
    if (gaps != answer.end() && gaps->is_array()) effect.gaps = static_cast<std::int64_t>(gaps->size());
  }
}

const DraftFault* WorkspaceEdit::fault_below(std::string_view pointer) const {
  for (const DraftFault& fault : faults_) {
    const std::string_view where = fault.where;
    const bool below = where.substr(0, pointer.size()) == pointer;
    if (below && (where.size() == pointer.size() || where[pointer.size()] == '/')) return &fault;
  }
  return nullptr;
}

std::string WorkspaceEdit::mailbox_trouble(const std::string& mailbox) const {
  return wire::text_of(*mailboxes_, mailbox.c_str());
}

void WorkspaceEdit::save(bool open_tickets) {
  saving_ = true;
  const json body = {{"document", *draft_}, {"after", version_}, {"apply", open_tickets ? "open" : "new"}};
  platform_.network().send(wire::request("PUT", "/api/v1/config", wire::print(body)),
                           [this](platform::Response response) { take_saved(response); });
}

void WorkspaceEdit::take_saved(const platform::Response& response) {
  platform_.wake();
  saving_ = false;
  const json answer = wire::parse(response.body);
  if (response.status == 200) {
    news_ = phrase("Saved as version {1}"_tr, wire::number_of(answer, "version"));
    changed_ = false;
    keep();
    load();
    return;
  }
  faults_ = read_faults(answer);
  if (!faults_.empty()) return;
  const std::string message = wire::refusal_in(answer);
  faults_ = {{"", message.empty() ? "The server does not answer: your changes are kept"_tr : message}};
}

void WorkspaceEdit::discard() {
  changed_ = false;
  trial_.reset();
  keep();
  load();
}

void WorkspaceEdit::bring_back(std::int64_t version) {
  platform_.network().send(wire::request("GET", "/api/v1/config/" + std::to_string(version)),
                           [this, version](platform::Response response) {
                             json answer = wire::parse(response.body);
                             if (response.status != 200 || !answer.is_object()) return;
                             *draft_ = std::move(answer["document"]);
                             news_ = phrase("Version {1} is here to be looked at; save it to use it"_tr, version);
                             changed();
                           });
}

void WorkspaceEdit::send_test(const std::string& via, std::function<void()> taken) {
  ask_for_test("/api/v1/me/contacts/test", {{"via", via}}, std::move(taken));
}

void WorkspaceEdit::try_out(const std::string& at) {
  trial_ = {at};
  platform_.network().send(wire::request("POST", "/api/v1/config/test", wire::print({{"at", at}, {"document", *draft_}})),
                           [this, at](platform::Response response) {
                             if (trial_of(at) != nullptr) trial_ = {at, false, response.status, std::move(response.body)};
                             platform_.wake();
                           });
}

const SettingsTrial* WorkspaceEdit::trial_of(std::string_view at) const {
  return trial_ && trial_->at == at ? &*trial_ : nullptr;
}

void WorkspaceEdit::send_test_report(const std::string& customer) {
  ask_for_test("/api/v1/customers/" + customer + "/report/test", json::object(), {});
}

void WorkspaceEdit::ask_for_test(const std::string& path, const json& what, std::function<void()> taken) {
  platform_.network().send(wire::request("POST", path, wire::print(what)),
                           [this, taken = std::move(taken)](platform::Response response) {
                             if (response.status == 200 && taken) taken();
                             const std::string message = wire::refusal_in(wire::parse(response.body));
                             news_ = response.status == 200 ? "A test is on its way to you"_tr
                                     : message.empty()      ? "The server does not answer"_tr
                                                            : message;
                             platform_.wake();
                           });
}

std::string WorkspaceEdit::take_news() {
  return std::exchange(news_, std::string());
}

}  // namespace oasis
