// See sync.hpp; what a person at this page gives and how it is sent is in sync_outbox.cpp.
#include "client/replica/sync.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "client/replica/wire.hpp"
#include "shared/codec/rows.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::request;
using wire::text_of;

/// A proxy that holds bytes back shows no comment within this time (the server sends one every 20 s).
constexpr Duration silence = seconds(45);
/// A stream that ends sooner than this, three times in a row, is not worth a fourth.
constexpr Duration quick = seconds(5);

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
  if (identity_by_ && now >= *identity_by_) take_identity(new_id());
  if (link_ == Link::live && heard_at_ && now - *heard_at_ > silence) {
    quick_closes_ = 3;  // a proxy keeps the stream's bytes: long polls get through
    close_stream();
    poll();
  }
  if (retry_at_ && now >= *retry_at_) {
    retry_at_.reset();
    if (!ready_ || other_history_) {
      bootstrap();
    } else {
      listen();
      push();
    }
  }
  if (retry_at_) platform_.wake_after(std::max(milliseconds(10), *retry_at_ - now));
  if (identity_by_) platform_.wake_after(std::max(milliseconds(10), *identity_by_ - now));
  if (heard_at_) platform_.wake_after(silence + milliseconds(50));
}

// ---- the snapshot ----

void Sync::bootstrap() {
  if (bootstrapping_) return;
  bootstrapping_ = true;
  other_history_ = false;
  close_stream();
  platform_.network().send(request("GET", "/api/v1/bootstrap"), [this](platform::Response response) {
    bootstrapping_ = false;
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
  offset_ = Instant{snapshot.server_time} - platform_.now();
  const bool same_person = replica_.me.id == snapshot.me.id;
  replica_.me = snapshot.me;
  replica_.cursor = snapshot.cursor;
  replica_.confirmed = State{};
  replica_.confirmed.last_number = snapshot.last_number;
  for (const Document& document : snapshot.documents) take_workspace(document);
  for (Ticket& ticket : snapshot.tickets) confirm(replica_, TicketId(ticket.id), std::move(ticket));
  for (auto& [id, details] : replica_.details) stale_[id] = true;
  ready_ = true;
  failures_ = 0;
  if (!same_person) choose_identity();
  replay(replica_, now());
  listen();
  push();
  platform_.wake();
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

// ---- changes ----

void Sync::close_stream() {
  if (stream_ != 0) platform_.network().cancel(stream_);
  stream_ = 0;
  heard_at_.reset();
}

void Sync::listen() {
  if (stream_ != 0 || polling_ || !ready_) return;
  if (quick_closes_ >= 3) return poll();
  platform::StreamRequest stream;
  stream.url = "/api/v1/live";
  stream.last_event_id = replica_.cursor.epoch + ":" + std::to_string(replica_.cursor.seq);
  stream_opened_ = platform_.now();
  platform::StreamHooks hooks;
  hooks.opened = [this] {
    heard_at_ = platform_.now();
    failures_ = 0;
    link_ = Link::live;
    push();
    platform_.wake();
  };
  hooks.alive = [this] { heard_at_ = platform_.now(); };
  hooks.event = [this](const platform::StreamEvent& event) {
    heard_at_ = platform_.now();
    take_changes(event.data);
    push();
  };
  hooks.closed = [this](int status) {
    stream_ = 0;
    heard_at_.reset();
    if (status == 409 || status == 410) return bootstrap();
    if (status == 200 && platform_.now() - stream_opened_ < quick) ++quick_closes_;
    unreachable(status == 200 ? 0 : status);
  };
  stream_ = platform_.network().open_stream(std::move(stream), std::move(hooks));
}

void Sync::poll() {
  if (polling_) return;
  polling_ = true;
  const std::string cursor = replica_.cursor.epoch + ":" + std::to_string(replica_.cursor.seq);
  platform_.network().send(request("GET", "/api/v1/changes?cursor=" + cursor + "&wait=25"),
                           [this](platform::Response response) {
                             polling_ = false;
                             if (response.status == 409 || response.status == 410) return bootstrap();
                             if (response.status != 200) return unreachable(response.status);
                             failures_ = 0;
                             link_ = Link::polling;
                             take_changes(response.body);
                             if (quick_closes_ >= 3) {
                               poll();
                             } else {
                               listen();
                             }
                             push();
                           });
}

/// A batch that does not follow what is known is left alone: one from the present cursor is asked for
/// instead.
void Sync::take_changes(const std::string& body) {
  const json batch = json::parse(body, nullptr, false);
  if (!batch.is_object()) return;
  if (number_of(batch, "server_time") > 0) {
    offset_ = Instant{number_of(batch, "server_time")} - platform_.now();
  }
  if (number_of(batch, "from") > replica_.cursor.seq) {
    close_stream();
    return poll();
  }
  const auto changes = batch.find("changes");
  if (changes != batch.end() && changes->is_array() && !changes->empty()) {
    for (const json& change : *changes) take_change(change);
    replay(replica_, now());
  }
  replica_.cursor.seq = std::max(replica_.cursor.seq, number_of(batch, "to"));
  platform_.wake();
}

void Sync::take_change(const json& change) {
  const std::string entity = text_of(change, "entity");
  const std::string id = text_of(change, "id");
  if (!change.is_object()) return;
  const auto row = change.find("row");
  if (entity == "ticket") {
    if (row == change.end()) {
      confirm(replica_, id, std::nullopt);
    } else if (auto ticket = read_ticket(*row); ticket.ok()) {
      confirm(replica_, id, std::move(ticket).value());
    }
    stale_[id] = true;
  } else if (entity == "workspace" && row != change.end() && row->is_object() && row->contains("document")) {
    const auto documents = std::make_shared<std::vector<Document>>();
    documents->push_back({static_cast<std::uint32_t>(number_of(*row, "version")),
                          std::make_shared<const json>((*row)["document"])});
    fetch_zones(*documents, [this, documents] {
      take_workspace(documents->front());
      // A document may call the person at this page by another name than before: who they are now, the server
      // knows.
      const Policies* policies = current_policies(replica_.confirmed);
      if (policies != nullptr && policies->user(replica_.me.id) == nullptr) bootstrap();
      replay(replica_, now());
      platform_.wake();
    });
  } else if (entity == "command" && row != change.end() && text_of(*row, "client_id") == client_id_) {
    take_result(*row);
    confirm_mid(replica_, number_of(*row, "mid"));
    forget(number_of(*row, "mid"));
  }
}

// ---- what is fetched when looked at ----

void Sync::look_at(const TicketId& ticket) {
  const bool missing = replica_.details.count(ticket) == 0;
  const auto stale = stale_.find(ticket);
  const bool fresh = !missing && (stale == stale_.end() || !stale->second);
  if (fresh || fetching_.count(ticket) != 0 || replica_.confirmed.tickets.count(ticket) == 0) return;
  if (link_ == Link::offline || link_ == Link::signed_out) return;
  fetching_.insert(ticket);
  stale_[ticket] = false;
  platform_.network().send(
      request("GET", "/api/v1/tickets/" + ticket), [this, ticket](platform::Response response) {
        fetching_.erase(ticket);
        auto details = response.status == 200 ? read_details(response.body) : Error{"", "no answer"};
        if (details.ok()) {
          replica_.details[ticket] = std::move(details).value();
          platform_.wake();
        } else {
          stale_[ticket] = true;  // asked for again at the next look
          platform_.wake_after(seconds(2));
        }
      });
}

// ---- trouble ----

void Sync::unreachable(int status) {
  close_stream();
  platform_.wake();
  if (status == 401) {
    link_ = Link::signed_out;
    if (!ready_) platform_.load_page("/login");
    return;
  }
  link_ = Link::offline;
  retry_at_ = platform_.now() + wait_after(failures_++);
}

std::string Sync::new_id() {
  const auto ms = static_cast<std::uint64_t>(now().ms);
  const std::uint64_t a = platform_.random();
  const std::uint64_t b = platform_.random();
  char text[40];
  std::snprintf(text, sizeof text, "%08llx-%04llx-7%03llx-%04llx-%012llx",
                static_cast<unsigned long long>(ms >> 16 & 0xffffffff),
                static_cast<unsigned long long>(ms & 0xffff), static_cast<unsigned long long>(a & 0xfff),
                static_cast<unsigned long long>((a >> 12 & 0x3fff) | 0x8000),
                static_cast<unsigned long long>(b & 0xffffffffffff));
  return text;
}

}  // namespace oasis
