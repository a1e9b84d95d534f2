// See run.hpp.
#include "tests/sync_simulation/run.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <list>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "shared/text/sha256.hpp"
#include "tests/sync_simulation/office.hpp"
#include "tests/sync_simulation/page.hpp"
#include "tests/sync_simulation/people.hpp"
#include "tests/sync_simulation/proofs.hpp"
#include "tests/sync_simulation/server.hpp"
#include "tests/sync_simulation/world.hpp"

namespace oasis::test {
namespace {

constexpr Duration busy_time = minutes(15);
constexpr Duration calm_time = minutes(8);
/// Longer than results and changes are kept.
constexpr Duration long_absence = days(31);

/// What may go wrong in this run: a part of everything, so that each also meets a world in which the rest
/// works.
struct Dangers {
  explicit Dangers(Random& random)
      : crashes(!random.one_in(3)),
        partitions(!random.one_in(3)),
        reloads(!random.one_in(3)),
        evictions(random.one_in(4)),
        clocks(random.one_in(2)),
        restores(random.one_in(2)),
        permissions(random.one_in(2)),
        absence(!restores && random.one_in(2)) {}
  bool crashes, partitions, reloads, evictions, clocks, restores, permissions, absence;
};

class Run {
 public:
  Run(std::uint64_t seed, const Zones& zones, Locks locks, bool told)
      : world_(seed), dangers_(world_.random), server_(world_, zones), people_(world_) {
    world_.listening = told;
    witness_.told_to_forget = [this](const Page& page) {
      if (failure_.empty()) failure_ = what_is_still_visible(server_, page);
    };
    witness_.answered = [this](const std::string& request, const platform::Response& response) {
      people_.hear(request, response);
    };
    witness_.decided = [this](const std::string& request, const platform::Response& response) {
      people_.note_refusals(request, response);
    };
    witness_.took_answer = [this] { look_at_screens(); };
    const std::array<const char*, 5> users{"ann", "bob", "cid", "ann", "olga"};
    for (std::size_t i = 0; i < users.size(); ++i) {
      Profile& profile = profiles_[i];
      profile.user = users[i];
      profile.number = i;
      profile.locks = i != 1 || locks == Locks::everywhere;
      open_page(profile);
      if (i < 2) open_page(profile);  // two tabs
    }
  }
  ~Run() { pages_.clear(); }

  Outcome go() {
    const Instant calm_from = world_.now() + busy_time;
    if (dangers_.absence) world_.after(minutes(7), [this] { somebody_is_away_for_long(); });
    plan_next_act(calm_from);
    world_.run_until(calm_from);
    if (failure_.empty()) {
      make_calm();
      world_.run_until(calm_from + calm_time);
      for (std::int64_t head = -1; head != server_.head();) {  // until nothing is on its way
        head = server_.head();
        world_.run_until(world_.now() + seconds(3));
      }
      if (failure_.empty()) {
        failure_ = what_does_not_hold(server_, profiles_, people_, dangers_.restores, dangers_.permissions);
      }
    }
    outcome_.failure = failure_;
    outcome_.commands = static_cast<int>(people_.given.size());
    for (const auto& [token, one] : people_.given) outcome_.acknowledged += one.acknowledged;
    outcome_.restores = server_.restores();
    outcome_.digest = sha256_hex(server_.is_running() ? server_.snapshot_of("olga") : "");
    return outcome_;
  }

 private:
  void open_page(Profile& profile) {
    pages_.push_back(std::make_unique<Page>(world_, server_, profile, witness_));
  }
  void close_page(Page& page) {
    people_.page_is_gone(page);
    pages_.remove_if([&page](const auto& one) { return one.get() == &page; });
  }
  Page& some_page() {
    auto at = pages_.begin();
    std::advance(at, world_.random.up_to(pages_.size()));
    return **at;
  }
  Profile& some_profile() { return profiles_[world_.random.up_to(profiles_.size())]; }

  // ---- the busy part

  void plan_next_act(Instant until) {
    world_.after(world_.random.between(milliseconds(50), seconds(25)), [this, until] {
      if (world_.now() >= until || !failure_.empty()) return;
      act();
      if (world_.random.one_in(3) && !pages_.empty()) people_.look(some_page());
      look_at_screens();
      plan_next_act(until);
    });
  }

  /// What one has just done must be on one's screen, whatever the network does.
  void look_at_screens() {
    if (failure_.empty() && !dangers_.restores && !dangers_.permissions && !dangers_.absence)
      failure_ = what_is_not_shown(people_);
  }

  void act() {
    if (pages_.empty()) return;
    Random& random = world_.random;
    const auto chance = random.up_to(100);
    if (chance < 55) return people_.act(some_page());
    if (chance < 61) return server_.customer_writes("customer-" + std::to_string(random.next() % 1'000'000));
    if (chance < 70 && dangers_.crashes) {
      ++outcome_.crashes;
      if (random.one_in(3)) return server_.disk_error(static_cast<std::int64_t>(1 + random.up_to(30)));
      return server_.crash(static_cast<std::int64_t>(random.one_in(3) ? 0 : 1 + random.up_to(40)));
    }
    if (chance < 76 && dangers_.partitions) return cut_off(some_profile());
    if (chance < 83 && dangers_.reloads) return reload(some_page());
    if (chance < 85 && dangers_.evictions) return evict(some_profile());
    if (chance < 88 && dangers_.clocks) return set_a_clock();
    if (chance < 91 && dangers_.restores) return server_.back_up();
    if (chance < 94 && dangers_.restores) return restore();
    if (chance < 97 && dangers_.permissions) {
      const int variant = static_cast<int>(random.up_to(office_variants));
      world_.note("the document's form is ", variant);
      return server_.adopt(office_document(variant));
    }
    if (chance < 98 && dangers_.partitions) return end_session(some_profile());
    people_.act(some_page());
  }

  void cut_off(Profile& profile) {
    const bool proxy = world_.random.one_in(3);
    (proxy ? profile.buffered : profile.offline) = true;
    world_.note("browser ", profile.number, proxy ? " is behind a slow proxy" : " is offline");
    world_.after(world_.random.between(seconds(2), minutes(3)), [this, &profile] {
      profile.buffered = profile.offline = false;
      world_.note("browser ", profile.number, " has its network back");
    });
  }

  void reload(Page& page) {
    Profile& profile = page.profile();
    close_page(page);
    world_.after(world_.random.between(milliseconds(10), seconds(60)),
                 [this, &profile] { open_page(profile); });
  }

  /// The browser throws its storage away, as a private window does when it is closed.
  void evict(Profile& profile) {
    const auto pages = profile.pages;
    for (Page* page : pages) close_page(*page);
    profile.entries.clear();
    profile.settings.clear();
    people_.storage_is_gone(profile);
    world_.note("browser ", profile.number, " has lost its storage");
    world_.after(seconds(5), [this, &profile] { open_page(profile); });
  }

  void set_a_clock() {
    const Duration by = world_.random.between(minutes(-20), minutes(20));
    if (world_.random.one_in(2)) {
      server_.clock.off = server_.clock.off + by;
      server_.clock_was_set();
    } else {
      Profile& profile = some_profile();
      profile.clock_off = profile.clock_off + by;
    }
  }

  void restore() {
    if (!server_.has_backup()) return;
    server_.restore();
  }

  void end_session(Profile& profile) {
    server_.signed_out[profile.user] = true;
    world_.after(seconds(40), [this, user = profile.user] { sign_in(user); });
  }

  /// Signing in loads the page anew.
  void sign_in(const Id& user) {
    server_.signed_out[user] = false;
    for (Profile& profile : profiles_) {
      if (profile.user != user) continue;
      const auto pages = profile.pages;
      for (Page* page : pages) {
        close_page(*page);
        open_page(profile);
      }
    }
  }

  /// Its last answers get lost, and it comes back when the server has forgotten the results.
  void somebody_is_away_for_long() {
    Profile& profile = profiles_[2];
    for (Page* page : profile.pages) {
      people_.act(*page);
      people_.act(*page);
    }
    world_.after(world_.random.between(milliseconds(20), milliseconds(250)),
                 [&profile] { profile.offline = true; });
    world_.after(seconds(8), [this] {
      server_.clock.off = server_.clock.off + long_absence;
      server_.clock_was_set();
    });
    world_.after(minutes(4), [&profile] { profile.offline = false; });
  }

  // ---- the calm part: everything works, everybody is there

  void make_calm() {
    world_.faults = false;
    world_.note("calm");
    server_.calm();
    for (Profile& profile : profiles_) {
      profile.offline = profile.buffered = false;
      server_.signed_out[profile.user] = false;
      const auto pages = profile.pages;
      for (Page* page : pages) {
        if (page->sync->link() == Sync::Link::signed_out) {
          close_page(*page);
          open_page(profile);
        }
      }
      if (profile.pages.empty()) open_page(profile);
    }
    // Whoever lost the last frame notices it at the next one.
    for (const Duration wait : {minutes(1), minutes(3)}) {
      world_.after(wait, [this, wait] { server_.customer_writes("calm-" + std::to_string(wait.ms)); });
    }
  }

  World world_;
  Dangers dangers_;
  Server server_;
  People people_;
  Witness witness_;
  std::array<Profile, 5> profiles_;
  std::list<std::unique_ptr<Page>> pages_;
  std::string failure_;
  Outcome outcome_;
};

}  // namespace

Outcome run_simulation(std::uint64_t seed, const Zones& zones, Locks locks, bool told) {
  return Run(seed, zones, locks, told).go();
}

}  // namespace oasis::test
