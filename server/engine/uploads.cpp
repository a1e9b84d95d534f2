// Files that came before their message. May not: decide about the command.
#include "server/engine/uploads.hpp"

#include <utility>
#include <variant>

#include "server/store/tickets.hpp"
#include "server/store/uploads.hpp"

namespace oasis::engine {
namespace {

template <typename C>
auto* draft_in(C& command) {
  return std::visit(
      [](auto& one) -> std::conditional_t<std::is_const_v<C>, const Draft, Draft>* {
        if constexpr (requires { one.message; }) {
          return &one.message;
        } else {
          return nullptr;
        }
      },
      command);
}

}  // namespace

std::optional<Refusal> name_uploads(Turn& turn, Command& command, const Id& user) {
  Draft* draft = draft_in(command);
  if (draft == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < draft->attachments.size(); ++i) {
    Attachment& file = draft->attachments[i];
    const auto upload = store::find_upload(turn.database(), file.id, user);
    if (!upload) {
      return Refusal{Refusal::Code::invalid, "/message/attachments/" + std::to_string(i),
                     "there is no such file of yours: send it again"};
    }
    file.name = upload->name;
    file.type = upload->type;
    file.bytes = upload->bytes;
  }
  return std::nullopt;
}

void attach_uploads(Turn& turn, const Command& command) {
  const Draft* draft = draft_in(command);
  if (draft == nullptr || draft->attachments.empty()) return;
  const auto ticket = store::ticket_of_message(turn.database(), draft->id);
  if (!ticket) return;
  for (const Attachment& file : draft->attachments) store::attach_upload(turn.database(), file.id, *ticket);
}

}  // namespace oasis::engine
