// See sending.hpp.
#include "client/sending.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/replica/wire.hpp"
#include "shared/codec/rows.hpp"

namespace oasis {
namespace {

constexpr const char* kept_at = "sending/";

}  // namespace

void Sending::start() {
  platform_.storage().list(kept_at, [this](platform::Storage::Entries entries) {
    for (auto& [key, value] : entries) {
      const nlohmann::json stored = wire::parse(value);
      auto command = read_command(stored);
      const Reply* reply = command.ok() ? std::get_if<Reply>(&command.value()) : nullptr;
      if (reply == nullptr) continue;
      const bool known = std::any_of(waiting_.begin(), waiting_.end(), [&](const WaitingReply& one) {
        return one.reply.message.id == reply->message.id;
      });
      if (!known) waiting_.push_back({*reply, platform_.now() + grace + grace, 0, true});
    }
    platform_.wake();
  });
}

void Sending::add(Reply reply, std::uint64_t toast) {
  platform_.storage().put(kept_at + reply.message.id, wire::print(write_command(reply)));
  waiting_.push_back({std::move(reply), platform_.now() + grace, toast, false});
  platform_.wake();
}

std::optional<Reply> Sending::take_back(std::uint64_t toast) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(), [toast](const WaitingReply& one) {
    return toast != 0 && one.toast == toast;
  });
  if (found == waiting_.end()) return std::nullopt;
  Reply reply = std::move(found->reply);
  waiting_.erase(found);
  forget(reply);
  return reply;
}

void Sending::tick(const std::function<void(Reply)>& send) {
  const Instant now = platform_.now();
  for (std::size_t i = 0; i < waiting_.size();) {
    if (waiting_[i].due > now) {
      platform_.wake_after(waiting_[i].due - now);
      ++i;
      continue;
    }
    WaitingReply due = std::move(waiting_[i]);
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(i));
    if (!due.found) {
      forget(due.reply);
      send(std::move(due.reply));
      continue;
    }
    // Still there: the page that wrote it is gone, and nobody else has sent it.
    auto reply = std::make_shared<Reply>(std::move(due.reply));
    platform_.storage().get(kept_at + reply->message.id,
                            [this, reply, send](std::optional<std::string> kept) {
                              if (!kept) return;
                              forget(*reply);
                              send(std::move(*reply));
                            });
  }
}

void Sending::forget(const Reply& reply) {
  platform_.storage().remove(kept_at + reply.message.id);
}

}  // namespace oasis
