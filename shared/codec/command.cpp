// Commands as clients and scripts send them: {"name": …, "args": {…}}. Strict: the edge of the API.
#include "shared/codec/described.hpp"
#include "shared/codec/rows.hpp"
#include "shared/codec/rows_described.hpp"

namespace oasis {

using nlohmann::json;

template <typename F>
void describe(F& f, Described<F, Draft>& d) {
  f("id", d.id);
  f("text", d.text);
  f("attachments", d.attachments);
  f("mail_id", d.mail_id);
  f("automatic", d.automatic);
}
template <typename F>
void describe(F& f, Described<F, CreateTicket>& c) {
  f.required("ticket", c.ticket);
  f("subject", c.subject);
  f.always("priority", c.priority);
  f("customer", c.customer);
  f("from_name", c.from_name);
  f("from_email", c.from_email);
  f("category", c.category);
  f("channel", c.channel);
  f("tags", c.tags);
  f("team", c.team);
  f("drill", c.drill);
  f("follows", c.follows);
  f.always("message", c.message);
}
template <typename F, typename T>
void describe_message(F& f, T& c) {
  f.required("ticket", c.ticket);
  f.required("message", c.message);
}
template <typename F>
void describe(F& f, Described<F, Reply>& c) {
  describe_message(f, c);
  f("promise", c.promise);
}
template <typename F>
void describe(F& f, Described<F, WriteNote>& c) {
  describe_message(f, c);
}
template <typename F>
void describe(F& f, Described<F, CustomerReply>& c) {
  describe_message(f, c);
  f("opens", c.opens);
}
template <typename F>
void describe(F& f, Described<F, SetFields>& c) {
  f.required("ticket", c.ticket);
  f("priority", c.priority);
  f("status", c.status);
  f("assignee", c.assignee);
  f("team", c.team);
  f("tags", c.tags);
  f("customer", c.customer);
  f("subject", c.subject);
  f("category", c.category);
  f("outcome", c.outcome);
}
template <typename F>
void describe(F& f, Described<F, Merge>& c) {
  f.required("ticket", c.ticket);
  f.required("into", c.into);
}
template <typename F>
void describe(F& f, Described<F, Acknowledge>& c) {
  f.required("ticket", c.ticket);
}
template <typename F>
void describe(F& f, Described<F, Escalate>& c) {
  f.required("ticket", c.ticket);
  f("chain", c.chain);
  f("tier", c.tier);
  f("reason", c.reason);
  f("context", c.context);
}
template <typename F>
void describe(F& f, Described<F, Rate>& c) {
  f.required("ticket", c.ticket);
  f.required("satisfaction", c.satisfaction);
  f("comment", c.comment);
}
template <typename F>
void describe(F& f, Described<F, ApplyChain>& c) {
  f.required("ticket", c.ticket);
  f.required("chain", c.chain);
}
template <typename F>
void describe(F& f, Described<F, StepFailed>& c) {
  f.required("ticket", c.ticket);
  f.required("chain", c.chain);
  f.required("step", c.step);
  f.required("round", c.round);
}
template <typename F>
void describe(F& f, Described<F, PromiseUpdate>& c) {
  f.required("ticket", c.ticket);
  f.required("due", c.due);
}
template <typename F>
void describe(F& f, Described<F, Link>& c) {
  f.required("ticket", c.ticket);
  f.required("to", c.to);
  f("off", c.off);
}
template <typename F>
void describe(F& f, Described<F, Split>& c) {
  f.required("ticket", c.ticket);
  f.required("opens", c.opens);
  f("subject", c.subject);
  f.required("message", c.message);
}
template <typename F>
void describe(F& f, Described<F, Watch>& c) {
  f.required("ticket", c.ticket);
  f("user", c.user);
  f("off", c.off);
}

namespace {

constexpr std::string_view command_words[] = {
    "create", "reply",       "note",        "customer_reply", "set",  "merge", "acknowledge", "escalate",
    "rate",   "apply_chain", "step_failed", "promise",        "link", "split", "watch"};
static_assert(std::size(command_words) == std::variant_size_v<Command>);

template <std::size_t... I>
void emplace_command(Command& command, std::size_t index, std::index_sequence<I...>) {
  ((I == index ? void(command.emplace<I>()) : void()), ...);
}

}  // namespace

json write_command(const Command& command) {
  RowWriter writer;
  std::visit([&](const auto& args) { describe(writer, args); }, command);
  return {{"name", command_words[command.index()]}, {"args", std::move(writer.out)}};
}

Result<Command> read_command(const json& row) {
  Faults faults;
  const Field top(row, "", faults);
  Members members(top);
  Command command;
  bool known = false;
  members.required("name", [&](const Field& at) {
    std::string name;
    if (!read_text(at, name)) return;
    for (std::size_t index = 0; index < std::size(command_words) && !known; ++index) {
      if (command_words[index] != name) continue;
      emplace_command(command, index, std::make_index_sequence<std::variant_size_v<Command>>());
      known = true;
    }
    if (!known) at.fault("no command " + in_quotes(name));
  });
  members.required("args", [&](const Field& at) {
    if (known) std::visit([&](auto& args) { RowReader::read(at, args); }, command);
  });
  members.done();
  if (!faults.none()) return faults.all().front();
  return command;
}

}  // namespace oasis
