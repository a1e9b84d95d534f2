// A page of a simulated run: the real Sync and Replica on a platform whose network, storage and neighbours
// are simulated. Pages of one profile share its storage. May not: know what the server does.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "client/platform/platform.hpp"
#include "client/replica/sync.hpp"
#include "tests/sync_simulation/server.hpp"
#include "tests/sync_simulation/world.hpp"

namespace oasis::test {

class Page;

/// What the pages of one browser share, and what happens to it.
struct Profile {
  Id user;
  bool locks = true;  // not over plain HTTP from another machine
  std::map<std::string, std::string> entries, settings;
  Duration clock_off;        // this machine's clock
  bool offline = false;      // the network does not reach the server
  bool buffered = false;     // a proxy keeps what streams bring
  bool was_evicted = false;  // the browser has thrown its storage away, once at least
  std::vector<Page*> pages;
  std::uint64_t number = 0;  // of the profile
  std::uint64_t next_page = 0;
  std::map<std::string, std::deque<std::pair<Page*, std::function<void()>>>> lock_queues;

  void request_lock(const std::string& name, Page& page, std::function<void()> leading);
  void release_locks(Page& page);
};

/// What a page has heard: for the proofs.
struct Witness {
  /// That what it has is not its person's to see any more, or too old; it has had its turn to act on that.
  std::function<void(const Page&)> told_to_forget;
  /// What the server said to commands: as it says so, and once the page has heard it.
  std::function<void(const std::string& request_body, const platform::Response&)> decided, answered;
  /// An answer to commands has had its effect on the page: the change itself may still be on its way.
  std::function<void()> took_answer;
};

class Page : public platform::Platform,
             platform::Network,
             platform::Storage,
             platform::Tabs,
             platform::Pictures {
 public:
  Page(World& world, Server& server, Profile& profile, Witness& witness);
  ~Page() override;

  Replica replica;
  std::unique_ptr<Sync> sync;
  Profile& profile() const { return profile_; }
  void tick();

  // ---- platform::Platform
  void wake() override { plan_tick(milliseconds(16)); }
  void wake_after(Duration delay) override { plan_tick(delay); }
  void work_ahead() override {}  // nothing is drawn
  Instant now() override { return world_.now() + profile_.clock_off; }
  std::uint64_t random() override { return world_.random.next(); }
  platform::Display display() override { return {}; }
  const platform::Preferences& preferences() override { return preferences_; }
  const platform::Words& words() override { return words_; }
  platform::Input& input() override { return *input_; }
  platform::TextPainter& text() override { return *painter_; }
  platform::Pictures& pictures() override { return *this; }
  platform::Network& network() override { return *this; }
  platform::Storage& storage() override { return *this; }
  platform::Tabs& tabs() override { return *this; }
  void show(const platform::Tree&) override {}
  void focus(platform::NodeId) override {}
  void announce(std::string_view, platform::Urgency) override {}
  void set_look(const platform::PageLook&) override {}
  void set_title(std::string_view) override {}
  void set_badge(int) override {}
  const std::string& location() override { return location_; }
  void go(std::string_view, platform::Visit) override {}
  void open_link(std::string_view) override {}
  void accept_files(std::string_view, std::string_view) override {}
  void pick_files() override {}
  void stop_upload(std::uint32_t) override {}
  void load_page(std::string_view) override {}
  bool has_later_part() override { return true; }
  void take_update() override {}
  void copy(std::string_view) override {}
  void save_file(std::string_view, std::string_view) override {}

  void hear(const std::string& message) {
    if (heard_) heard_(message);
  }

 private:
  // ---- platform::Network
  platform::RequestId send(platform::Request request,
                           std::function<void(platform::Response)> answered) override;
  platform::RequestId open_stream(platform::StreamRequest request, platform::StreamHooks hooks) override;
  void cancel(platform::RequestId id) override;
  bool online() override { return true; }
  // ---- platform::Storage
  void get(std::string key, std::function<void(std::optional<std::string>)> found) override;
  void put(std::string key, std::string value, std::function<void(bool)> done) override;
  void remove(std::string key, std::function<void(bool)> done) override;
  void list(std::string prefix, std::function<void(Entries)> found) override;
  bool is_full() const override { return false; }
  std::string setting(const std::string& key) override { return profile_.settings[key]; }
  void set_setting(const std::string& key, const std::string& value) override {
    profile_.settings[key] = value;
  }
  // ---- platform::Pictures: none is ever drawn
  void load(std::string_view, int, int, std::function<void(platform::Bitmap)>) override {}
  void show(std::string_view, std::string_view, std::string_view) override {}
  // ---- platform::Tabs
  void lead(const std::string& name, std::function<void()> leading) override;
  void tell(const std::string& message) override;
  void on_message(std::function<void(const std::string&)> heard) override { heard_ = std::move(heard); }

  /// For the story: whose page, of which browser, the how-manieth.
  std::string name() const;
  void plan_tick(Duration delay);
  /// An event of this page: void once the page is gone.
  void after(Duration delay, std::function<void()> event);
  void stored(std::function<void()> operation);
  bool lost();
  Duration on_its_way();
  /// Names a stream among those of all pages.
  std::uint64_t name_of(platform::RequestId id) const {
    return profile_.number << 48 | number_ << 32 | std::uint64_t{id};
  }
  void comment(platform::RequestId id);
  void frame_arrives(platform::RequestId id, const platform::StreamEvent& event);

  World& world_;
  Server& server_;
  Profile& profile_;
  Witness& witness_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  platform::Preferences preferences_;
  platform::Words words_;
  std::unique_ptr<platform::Input> input_;
  std::unique_ptr<platform::TextPainter> painter_;
  std::string location_;
  std::set<platform::RequestId> under_way_;
  std::map<platform::RequestId, platform::StreamHooks> streams_;
  std::map<platform::RequestId, Instant> last_frame_;  // what one stream brings, comes in order
  platform::RequestId next_ = 1;
  std::uint64_t number_;
  Instant storage_busy_until_;
  Instant tick_at_;
  std::function<void(const std::string&)> heard_;
};

}  // namespace oasis::test
