// The tabs half of sync.hpp: which tab leads, and what tabs of one browser tell each other.
// May not: talk to the server.
//
// A lock of the browser says who leads; where there are no locks (plain HTTP from another machine) every tab
// leads and has a stream of its own, which costs more and breaks nothing: whatever tabs do twice, the server
// does once.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/sync.hpp"
#include "client/replica/sync_times.hpp"
#include "client/replica/wire.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using wire::number_of;
using wire::text_of;

}  // namespace

void Sync::find_part() {
  part_ = Part::undecided;
  if (asked_as_ != replica_.me.id) {
    asked_as_ = replica_.me.id;
    platform_.tabs().on_message([this](const std::string& text) { hear(text); });
    platform_.tabs().lead("sync/" + replica_.me.id, [this, person = asked_as_] {
      if (person == asked_as_) lead();
    });
  }
  if (part_ == Part::leading) return;
  decide_by_ = platform_.now() + leader_answers_in;
  tell({{"kind", "hello"}});
  platform_.wake_after(leader_answers_in);
}

void Sync::lead() {
  part_ = Part::leading;
  decide_by_.reset();
  heard_at_.reset();
  take_over_outbox();
  tell_where_i_am();
  listen();
  platform_.wake();
}

void Sync::tell(json message) {
  message["person"] = replica_.me.id;
  platform_.tabs().tell(wire::print(message));
}

/// A tab that follows and was not ready when a batch came learns from it that it lacks one.
void Sync::tell_where_i_am() {
  if (part_ != Part::leading) return;
  tell({{"kind", "link"},
        {"link", static_cast<int>(link_)},
        {"epoch", replica_.cursor.epoch},
        {"seq", replica_.cursor.seq}});
}

/// What became of a command in another tab. Its change has come there: here it is shown as it is until it
/// comes, too. What a tab set aside is for each with a stream to decide by its own rows.
void Sync::hear_done(const json& message) {
  const std::string key = text_of(message, "key");
  const std::string status = text_of(message, "status");
  if (status == "refused") {
    refuse(replica_, key, text_of(message, "code"), text_of(message, "what"));
  } else if (status == "aside") {
    if (!has_stream()) confirm_command(replica_, key);
  } else if (PendingCommand* pending = find_pending(replica_, key)) {
    pending->applied = {text_of(message, "epoch"), number_of(message, "seq")};
    settle();
  }
  replay(replica_, now());
  platform_.wake();
}

void Sync::hear(const std::string& text) {
  const json message = wire::parse(text);
  if (!message.is_object() || text_of(message, "person") != replica_.me.id || !ready_) return;
  const std::string kind = text_of(message, "kind");
  if (kind == "hello") {
    return tell_where_i_am();
  }
  if (kind == "given") {
    const auto entry = message.find("entry");
    if (entry == message.end()) return;
    adopt({{text_of(message, "at"), wire::print(*entry)}});
    platform_.wake();
    return;
  }
  if (kind == "done") return hear_done(message);
  if (has_stream()) return;  // what the one that leads hears, this tab hears itself
  decide_by_.reset();
  part_ = Part::following;
  heard_at_ = platform_.now();
  if (kind == "forget") {
    forget_rows();
    return bootstrap();
  }
  if (text_of(message, "epoch") != replica_.cursor.epoch) return bootstrap();
  if (kind == "changes") take_changes(text_of(message, "body"));
  if (kind == "link") {
    link_ = static_cast<Link>(std::min<std::int64_t>(number_of(message, "link"), 4));
    if (number_of(message, "seq") > replica_.cursor.seq) poll(false);
    platform_.wake();
  }
}

}  // namespace oasis
