// See rights.hpp.
#include "shared/command/rights.hpp"

#include <variant>

namespace oasis {
namespace {

struct Right {
  Role least;  ///< of staff
  bool people = true;
  bool customers = false;
};

struct RightTo {
  /// What is marked as a drill counts in no report: an incident must not be hidden like that.
  Right operator()(const CreateTicket& command) const {
    return {command.drill ? Role::manager : Role::agent, true, true};
  }
  Right operator()(const Reply&) const { return {Role::agent}; }
  Right operator()(const WriteNote&) const { return {Role::agent}; }
  Right operator()(const CustomerReply&) const { return {Role::agent, true, true}; }
  Right operator()(const SetFields&) const { return {Role::agent}; }
  Right operator()(const Merge&) const { return {Role::agent}; }
  Right operator()(const Acknowledge&) const { return {Role::agent}; }
  Right operator()(const Escalate&) const { return {Role::agent}; }
  Right operator()(const Rate&) const { return {Role::agent, true, true}; }
  Right operator()(const ApplyChain&) const { return {Role::agent}; }
  Right operator()(const PromiseUpdate&) const { return {Role::agent}; }
  Right operator()(const Link&) const { return {Role::agent}; }
  Right operator()(const Split&) const { return {Role::agent}; }
  Right operator()(const Watch&) const { return {Role::agent}; }
  Right operator()(const StepFailed&) const { return {Role::admin, false}; }
};

}  // namespace

bool may_do(Role role, const Command& command) {
  const Right right = std::visit(RightTo{}, command);
  return right.people && role >= right.least;
}

bool may_do_as_customer(const Command& command) {
  return std::visit(RightTo{}, command).customers;
}

bool may_do(const Actor& actor, const Command& command) {
  switch (actor.kind) {
    case Actor::Kind::user:
      return may_do(actor.role, command);
    case Actor::Kind::customer:
      return may_do_as_customer(command);
    case Actor::Kind::system:
      return true;
  }
  return false;
}

Refusal why_not(const Actor& actor, const Command& command) {
  const auto forbidden = [](const char* what) { return Refusal{Refusal::Code::forbidden, "", what}; };
  if (std::holds_alternative<StepFailed>(command)) return forbidden("only the server may say this");
  if (actor.kind == Actor::Kind::customer) return forbidden("only staff may do this");
  const auto* create = std::get_if<CreateTicket>(&command);
  if (create == nullptr) return forbidden("viewers cannot change tickets");
  return create->drill ? forbidden("only managers start drills") : forbidden("viewers cannot create tickets");
}

}  // namespace oasis
