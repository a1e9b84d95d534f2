// See limits.hpp.
#include "shared/command/limits.hpp"

namespace oasis {
namespace {

constexpr std::size_t most_items = 100;  // tags, files

Refusal more_than_allowed(const char* where) {
  return {Refusal::Code::too_large, where, "has more than 100 items"};
}

}  // namespace

std::optional<Refusal> too_large(const std::string& text, const char* where, std::size_t most) {
  if (text.size() <= most) return std::nullopt;
  return Refusal{Refusal::Code::too_large, where, "is longer than " + std::to_string(most) + " bytes"};
}

std::optional<Refusal> too_large(const Draft& draft) {
  if (auto refusal = too_large(draft.text, "/message/text", longest_message)) return refusal;
  if (draft.attachments.size() > most_items) return more_than_allowed("/message/attachments");
  return std::nullopt;
}

std::optional<Refusal> too_large(const std::vector<std::string>& tags) {
  if (tags.size() > most_items) return more_than_allowed("/tags");
  for (const std::string& tag : tags) {
    if (auto refusal = too_large(tag, "/tags")) return refusal;
  }
  return std::nullopt;
}

std::optional<Refusal> too_large(const EscalationContext& context) {
  if (auto refusal = too_large(context.summary, "/context/summary")) return refusal;
  if (auto refusal = too_large(context.impact, "/context/impact")) return refusal;
  if (auto refusal = too_large(context.tried, "/context/tried")) return refusal;
  return too_large(context.expected, "/context/expected");
}

std::optional<Refusal> too_large(const SetFields& fields) {
  if (fields.subject) {
    if (auto refusal = too_large(*fields.subject, "/subject")) return refusal;
  }
  if (fields.category) {
    if (auto refusal = too_large(*fields.category, "/category")) return refusal;
  }
  if (fields.tags) {
    if (auto refusal = too_large(*fields.tags)) return refusal;
  }
  return too_large(fields.outcome, "/outcome");
}

}  // namespace oasis
