// The workspace document while somebody changes it: a draft beside the version in force, checked by the
// server as it grows, with what it would do to open tickets, and put in force at the end. The draft survives
// the page. May not: draw, or know what a document means.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/platform/platform.hpp"

namespace oasis {

/// What is wrong with a draft, where (a JSON pointer, RFC 6901).
struct DraftFault {
  std::string where;
  std::string what;
};

/// What a draft would do to open tickets.
struct DraftEffect {
  std::int64_t open_tickets = 0;
  std::int64_t due_times_moved = 0;
  std::int64_t breached_now = 0;
  std::int64_t gaps = 0;  ///< in schedules within 30 days that the change makes
};

/// One version that was put in force.
struct DocumentVersion {
  std::int64_t version = 0;
  std::string at;  ///< RFC 3339
  std::string by;
};

/// A part of the draft, or of the server, that is tried out by the server (POST /api/v1/config/test), and its answer.
struct SettingsTrial {
  std::string at;  ///< "/channels/0" of the draft, "/server/address"
  bool under_way = true;
  int status = 0;  ///< of the answer; 0: none came
  std::string answer;
};

class WorkspaceEdit {
 public:
  enum class Phase : std::uint8_t { asleep, loading, ready, failed };

  explicit WorkspaceEdit(platform::Platform& platform);
  ~WorkspaceEdit();

  /// Loads the document when it is shown for the first time, or when `in_force` is another version and
  /// nothing was changed; has the draft checked a moment after its last change. Once a frame while it is
  /// shown.
  void look(std::int64_t in_force);

  Phase phase() const { return phase_; }
  std::int64_t version() const { return version_; }  ///< that the draft began with
  nlohmann::json& draft() { return *draft_; }
  const nlohmann::json& draft() const { return *draft_; }
  /// The draft was changed by a person.
  void changed();
  bool has_changes() const { return changed_; }
  /// Another number whenever the draft is another, by whomever.
  std::uint64_t revision() const { return edits_; }
  /// All that is known of the draft as it is now; false while it is being checked.
  bool is_checked() const { return !check_at_ && !checking_; }
  const std::vector<DraftFault>& faults() const { return faults_; }
  /// The first fault at that place or below; nullptr if there is none.
  const DraftFault* fault_below(std::string_view pointer) const;
  const std::optional<DraftEffect>& effect() const { return effect_; }
  const std::vector<DocumentVersion>& versions() const { return versions_; }
  /// What went wrong at the last visit of a mailbox; empty if nothing did.
  std::string mailbox_trouble(const std::string& mailbox) const;

  /// Puts the draft in force, for new tickets only or for open ones too.
  void save(bool open_tickets);
  bool is_saving() const { return saving_; }
  /// Back to the version in force.
  void discard();
  /// The draft becomes an earlier version, to be looked at and saved.
  void bring_back(std::int64_t version);
  /// Sends the person at this browser a test by one of their channels ("email", "sms", …). `taken`: the server will send it.
  void send_test(const std::string& via, std::function<void()> taken = {});
  /// Has the server try out what stands at `at`, as the draft has it.
  void try_out(const std::string& at);
  /// The last trial, until the draft is another; nullptr if it was of something else.
  const SettingsTrial* trial_of(std::string_view at) const;
  /// Of the server itself: its address and the like, as the configuration's answer has it.
  const nlohmann::json& server() const { return *server_; }
  /// The same of a customer's last service report, as the server has it.
  void send_test_report(const std::string& customer);
  /// What is to be said once: a test is on its way, somebody else changed the workspace. Empty: nothing.
  std::string take_news();

 private:
  void ask_for_test(const std::string& path, const nlohmann::json& what, std::function<void()> taken);
  void load();
  void check();
  void take_document(const platform::Response& response);
  void take_check(const platform::Response& response);
  void take_saved(const platform::Response& response);
  void keep();

  platform::Platform& platform_;
  std::unique_ptr<nlohmann::json> draft_;
  std::unique_ptr<nlohmann::json> mailboxes_, server_;
  std::optional<SettingsTrial> trial_;
  Phase phase_ = Phase::asleep;
  std::int64_t version_ = 0;
  bool changed_ = false;
  bool checking_ = false;
  bool saving_ = false;
  std::uint64_t edits_ = 0;  ///< an answer about an older draft is not used
  std::optional<Instant> check_at_;
  std::vector<DraftFault> faults_;
  std::optional<DraftEffect> effect_;
  std::vector<DocumentVersion> versions_;
  std::string news_;
};

}  // namespace oasis
