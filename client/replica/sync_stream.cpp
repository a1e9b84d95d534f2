// The changes half of sync.hpp: the stream, the long poll in its place, and what they bring.
// May not: send commands.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/sync.hpp"
#include "client/replica/sync_times.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/protocol.hpp"
#include "shared/codec/rows.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::request;
using wire::text_of;

/// A stream that ends sooner than this, three times in a row, is not worth a fourth.
constexpr Duration quick = seconds(5);
/// The tabs that follow hear at least this often that the one that leads is there.
constexpr Duration sign_of_life = seconds(15);

std::string cursor_text(const Cursor& cursor) {
  return cursor.epoch + ":" + std::to_string(cursor.seq);
}

}  // namespace

void Sync::close_stream() {
  if (stream_ != 0) platform_.network().cancel(stream_);
  stream_ = 0;
  if (has_stream()) heard_at_.reset();
}

void Sync::listen() {
  if (stream_ != 0 || polling_ || !ready_ || snapshot_due_ || !has_stream()) return;
  if (quick_closes_ >= 3) return poll(true);
  platform::StreamRequest stream;
  stream.url = "/api/v1/live?version=" + std::to_string(protocol_version);
  stream.last_event_id = cursor_text(replica_.cursor);
  stream_opened_ = platform_.now();
  heard_at_ = stream_opened_;  // a proxy may keep even the first bytes
  platform::StreamHooks hooks;
  hooks.opened = [this] {
    heard_at_ = platform_.now();
    failures_ = 0;
    set_link(Link::live);
    push();
    platform_.wake();
  };
  hooks.alive = [this] {
    const bool long_ago = !heard_at_ || platform_.now() - *heard_at_ > sign_of_life;
    heard_at_ = platform_.now();
    if (long_ago) tell_where_i_am();
  };
  hooks.event = [this](const platform::StreamEvent& event) {
    heard_at_ = platform_.now();
    take_changes(event.data);
    push();
  };
  hooks.closed = [this](int status) {
    stream_ = 0;
    heard_at_.reset();
    if (status == 410) forget_rows();
    if (status == 409 || status == 410) return bootstrap();
    if (status == 200 && platform_.now() - stream_opened_ < quick) ++quick_closes_;
    unreachable(status == 200 ? 0 : status);
  };
  stream_ = platform_.network().open_stream(std::move(stream), std::move(hooks));
}

/// `again_and_again`: in place of the stream, each answer held until there is something.
void Sync::poll(bool again_and_again) {
  if (polling_) return;
  polling_ = true;
  const std::string url = "/api/v1/changes?version=" + std::to_string(protocol_version) +
                          "&cursor=" + cursor_text(replica_.cursor) + (again_and_again ? "&wait=25" : "");
  platform_.network().send(request("GET", url), [this, again_and_again](platform::Response response) {
    polling_ = false;
    if (response.status == 410) forget_rows();
    if (response.status == 409 || response.status == 410) return bootstrap();
    if (response.status != 200) return unreachable(response.status);
    failures_ = 0;
    if (again_and_again) set_link(Link::polling);
    take_changes(response.body);
    if (again_and_again && quick_closes_ >= 3) {
      poll(true);
    } else {
      listen();
    }
    push();
  });
}

/// 410: the log does not go back that far, or what this person may see has changed. What they may not see any
/// more must be gone at once, not with the next snapshot; it is so in every tab. The outbox stays.
void Sync::forget_rows() {
  ++forgotten_;
  replica_.confirmed.tickets.clear();
  replica_.details.clear();
  stale_.clear();
  replay(replica_, now());
  if (part_ == Part::leading) tell({{"kind", "forget"}});
  platform_.wake();
}

/// A batch that does not follow what is known is left alone: one from the present cursor is asked for
/// instead.
void Sync::take_changes(const std::string& body) {
  const json batch = wire::parse(body);
  if (!batch.is_object()) return;
  measure_offset(batch);
  const std::string epoch = text_of(batch, "epoch");  // a stream's frames have none: it ends with its history
  if (!epoch.empty() && epoch != replica_.cursor.epoch) return;
  if (number_of(batch, "from") > replica_.cursor.seq) {
    close_stream();
    return poll(quick_closes_ >= 3);
  }
  // Rows are as they were when the batch was made: one that was overtaken would bring old ones back.
  if (number_of(batch, "to") <= replica_.cursor.seq) return;
  if (part_ == Part::leading) {
    tell({{"kind", "changes"}, {"epoch", replica_.cursor.epoch}, {"body", body}});
  }
  const auto changes = batch.find("changes");
  if (changes != batch.end() && changes->is_array() && !changes->empty()) {
    for (const json& change : *changes) take_change(change);
  }
  replica_.cursor.seq = number_of(batch, "to");
  const bool settled = settle();
  if (settled || (changes != batch.end() && !changes->empty())) replay(replica_, now());
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
      give_what_was_set_aside(id);
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
  } else if (entity == "command" && row != change.end()) {
    take_result(text_of(*row, "client_id"), *row, true);
  }
}

}  // namespace oasis
