// See sync.hpp: the snapshot, the document, what is looked at, time and trouble.
#include "client/replica/sync.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "client/platform/number_text.hpp"
#include "client/replica/sync_times.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/protocol.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::request;
using wire::text_of;

/// Between two frames of an open page passes less than this; more, or less than nothing, is a clock that was
/// set, or a machine that slept.
constexpr Duration longest_pause = seconds(90);
/// A page that is too old for the server loads itself again at most this often.
constexpr Duration between_reloads = seconds(60);
constexpr const char* reloaded_at = "reloaded_at";

/// 0.5 s, 1 s, 2 s … 30 s.
Duration wait_after(int failures) {
  return milliseconds(std::min(30'000, 500 << std::min(failures, 6)));
}

}  // namespace

Sync::Sync(platform::Platform& platform, Replica& replica)
    : platform_(platform), replica_(replica), zones_(std::make_shared<Zones>()) {}

Sync::~Sync() {
  close_stream();
}

void Sync::start() {
  bootstrap();
}

Instant Sync::now() const {
  return platform_.now() + offset_;
}

void Sync::tick() {
  const Instant now = platform_.now();
  watch_clock(now);
  if (decide_by_ && now >= *decide_by_) {
    decide_by_.reset();
    part_ = Part::alone;
    take_over_outbox();
    listen();
  }
  if (heard_at_ && now - *heard_at_ > silence) {
    heard_at_.reset();
    if (part_ == Part::following) {
      find_part();
    } else if (stream_ != 0) {
      quick_closes_ = 3;  // a proxy keeps the stream's bytes: long polls get through
      close_stream();
      poll(true);
    }
  }
  if (retry_at_ && now >= *retry_at_) {
    retry_at_.reset();
    if (!ready_ || snapshot_due_) {
      bootstrap();
    } else {
      if (part_ == Part::following) tell({{"kind", "hello"}});
      listen();
      heal();
      push();
    }
  }
  if (retry_at_) platform_.wake_after(std::max(milliseconds(10), *retry_at_ - now));
  if (decide_by_) platform_.wake_after(std::max(milliseconds(10), *decide_by_ - now));
  if (heard_at_) platform_.wake_after(silence + milliseconds(50));
}

/// The offset to the server's clock is wrong once this one was set: any answer measures it anew.
void Sync::watch_clock(Instant now) {
  const bool leapt = ticked_at_ && (now < *ticked_at_ || now - *ticked_at_ > longest_pause);
  ticked_at_ = now;
  if (!leapt) return;
  if (heard_at_) heard_at_ = now;
  if (decide_by_) decide_by_ = now;
  if (retry_at_) retry_at_ = now;
  if (ready_ && link_ != Link::signed_out) poll(false);
}

void Sync::measure_offset(const json& answer) {
  const std::int64_t time = number_of(answer, "server_time");
  if (time > 0) offset_ = Instant{time} - platform_.now();
}

// ---- the snapshot ----

/// The browser kept it from an earlier visit (web/sw.js): its time is long past.
static bool is_kept(const platform::Response& response) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [](const auto& header) { return header.first == "x-kept"; });
}

void Sync::bootstrap() {
  if (bootstrapping_) return;
  bootstrapping_ = true;
  snapshot_due_ = true;
  close_stream();
  const std::string url = "/api/v1/bootstrap?version=" + std::to_string(protocol_version);
  platform_.network().send(request("GET", url), [this](platform::Response response) {
    bootstrapping_ = false;
    kept_snapshot_ = is_kept(response);
    if (response.status == 200) return take_snapshot(response.body);
    unreachable(response.status);
  });
}

void Sync::take_snapshot(const std::string& body) {
  auto read = read_snapshot(body);
  if (!read.ok()) return unreachable(0);  // cut off on its way: asked for again
  auto snapshot = std::make_shared<Snapshot>(std::move(read).value());
  bootstrapping_ = true;  // until its zones are there, too
  fetch_zones(snapshot->documents, [this, snapshot] {
    bootstrapping_ = false;
    use_snapshot(std::move(*snapshot));
  });
}

void Sync::use_snapshot(Snapshot snapshot) {
  if (!kept_snapshot_) offset_ = Instant{snapshot.server_time} - platform_.now();
  const bool same_person = replica_.me.id == snapshot.me.id;
  const bool same_history = replica_.cursor.epoch.empty() || replica_.cursor.epoch == snapshot.cursor.epoch;
  replica_.me = snapshot.me;
  replica_.cursor = snapshot.cursor;
  replica_.confirmed = State{};
  replica_.confirmed.last_number = snapshot.last_number;
  for (const Document& document : snapshot.documents) take_workspace(document);
  replica_.confirmed.tickets = std::move(snapshot.tickets);
  ++replica_.revision;
  if (!same_history) {
    ++forgotten_;
    set_aside_.clear();  // heal() looks at all of it anew
  }
  for (auto at = replica_.details.begin(); at != replica_.details.end();) {
    const bool stays = same_history && replica_.confirmed.tickets.count(at->first) != 0;
    stale_[at->first] = true;
    at = stays ? std::next(at) : replica_.details.erase(at);
  }
  if (!same_history && !client_id_.empty()) {  // numbers count in one history
    client_id_ = new_id();
    last_mid_ = 0;
  }
  settle();
  look_at_what_waits();
  ready_ = true;
  snapshot_due_ = false;
  failures_ = 0;
  healing_ = true;
  if (!same_person || part_ == Part::undecided) find_part();
  if (part_ == Part::following) tell({{"kind", "hello"}});
  replay(replica_, now());
  listen();
  heal();
  push();
  platform_.wake();
}

/// Of what was applied, a snapshot says only how far it goes. What it does not reach is sent again: the
/// server says "duplicate". What another tab saw applied in a history that has ended is for the tab that
/// leads to heal.
void Sync::look_at_what_waits() {
  std::vector<std::string> healed_elsewhere;
  for (PendingCommand& pending : replica_.outbox) {
    const bool applied_before =
        !pending.applied.epoch.empty() && pending.applied.epoch != replica_.cursor.epoch;
    if (part_ == Part::following && applied_before) healed_elsewhere.push_back(pending.key);
    if (part_ != Part::following) pending.applied = {};
  }
  for (const std::string& key : healed_elsewhere) confirm_command(replica_, key);
}

/// Calls `then` when every zone that the documents name has been asked for; one that the server does not know
/// makes its document unreadable, which take_workspace finds out.
void Sync::fetch_zones(const std::vector<Document>& documents, std::function<void()> then) {
  std::vector<std::string> missing;
  for (const Document& document : documents) {
    for (const std::string& name : zones_named_in(*document.json)) {
      const bool asked = std::find(missing.begin(), missing.end(), name) != missing.end();
      if (!asked && !zones_->find(name).ok()) missing.push_back(name);
    }
  }
  if (missing.empty()) return then();
  auto left = std::make_shared<std::size_t>(missing.size());
  for (const std::string& name : missing) {
    platform_.network().send(request("GET", "/api/v1/zones/" + name),
                             [this, name, left, then](platform::Response response) {
                               if (response.status == 200) (void)zones_->add(name, response.body);
                               if (--*left == 0) then();
                             });
  }
}

/// Versions stay in order; one that is already known is immutable and need not be read again.
void Sync::take_workspace(const Document& document) {
  auto& versions = replica_.confirmed.versions;
  const auto place = std::find_if(versions.begin(), versions.end(), [&document](const auto& known) {
    return known->version() >= document.version;
  });
  if (place != versions.end() && (*place)->version() == document.version) return;
  auto workspace = read_workspace(*document.json, *zones_);
  if (!workspace.ok()) return;
  auto policies = Policies::prepare(std::move(workspace).value(), *zones_, document.version);
  if (policies.ok()) versions.insert(place, std::move(policies).value());
  ++replica_.revision;
}

void Sync::want_zone(const std::string& name) {
  if (wanted_zone_ == name || zones_->find(name).ok()) return;
  wanted_zone_ = name;
  platform_.network().send(request("GET", "/api/v1/zones/" + name),
                           [this, name](platform::Response response) {
                             // Without it times are shown in UTC, and say so.
                             if (response.status == 200 && zones_->add(name, response.body).ok())
                               platform_.wake();
                           });
}

// ---- what is fetched when looked at ----

void Sync::look_at(const TicketId& ticket) {
  const bool missing = replica_.details.count(ticket) == 0;
  const auto stale = stale_.find(ticket);
  const bool fresh = !missing && (stale == stale_.end() || !stale->second);
  if (fresh || fetching_.count(ticket) != 0 || replica_.confirmed.tickets.count(ticket) == 0) return;
  if (link_ == Link::signed_out) return;
  // Without a connection once: the browser may have kept it. What is here already is newer than that.
  const bool asked = stale != stale_.end() && !stale->second;
  if (link_ == Link::offline && (!missing || asked)) return;
  fetching_.insert(ticket);
  stale_[ticket] = false;
  platform_.network().send(
      request("GET", "/api/v1/tickets/" + ticket),
      [this, ticket, forgotten = forgotten_](platform::Response response) {
        fetching_.erase(ticket);
        // Read as somebody who might see it then; what they may see now, the next answer says.
        const bool theirs = forgotten == forgotten_ && replica_.confirmed.tickets.count(ticket) != 0;
        if (!theirs) return platform_.wake();
        auto details = response.status == 200 ? read_details(response.body) : Error{"", "no answer"};
        if (details.ok()) {
          replica_.details[ticket] = std::move(details).value();
          platform_.wake();
        } else {
          stale_[ticket] = link_ != Link::offline;  // asked for again at the next look
          platform_.wake_after(seconds(2));
        }
      });
}

// ---- trouble ----

void Sync::unreachable(int status) {
  close_stream();
  platform_.wake();
  if (status == 401) {
    set_link(Link::signed_out);
    if (!ready_) platform_.load_page("/login");
    return;
  }
  if (status == 426) {  // the server is newer: so will this page be; what waits is kept
    const std::string before = platform_.storage().setting(reloaded_at);
    const std::string time = std::to_string(platform_.now().ms);
    const bool just_now = before.size() == time.size() &&
                          platform_.now() - Instant{std::atoll(before.c_str())} < between_reloads;
    if (!just_now) {
      platform_.storage().set_setting(reloaded_at, time);
      platform_.load_page("/");
    }
  }
  set_link(Link::offline);
  retry_at_ = platform_.now() + wait_after(failures_++);
}

/// The tabs that follow show the same.
void Sync::set_link(Link link) {
  if (link_ == link) return;
  link_ = link;
  tell_where_i_am();
}

std::string Sync::new_id() {
  const auto ms = static_cast<std::uint64_t>(now().ms);
  const std::uint64_t a = platform_.random();
  const std::uint64_t b = platform_.random();
  using platform::in_hex;
  return in_hex(ms >> 16, 8) + "-" + in_hex(ms, 4) + "-7" + in_hex(a, 3) + "-" +
         in_hex((a >> 12 & 0x3fff) | 0x8000, 4) + "-" + in_hex(b, 12);
}

}  // namespace oasis
