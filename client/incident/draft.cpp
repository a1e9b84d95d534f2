// See draft.hpp.
#include "client/incident/draft.hpp"

#include <nlohmann/json.hpp>

#include "client/replica/question_answer.hpp"
#include "shared/codec/incident_page.hpp"

namespace oasis {
namespace {

std::string key_of(const std::string& ticket) {
  return "incident/" + ticket;
}

std::string text_of(const IncidentForm& form) {
  const nlohmann::json page = write_incident_page(form.page);
  return wire::print({{"revision", form.revision}, {"page", page}, {"own_cause", form.own_cause}});
}

}  // namespace

void take_up_draft(const Drafts& drafts, const std::string& ticket, IncidentForm& form) {
  const auto kept = drafts.texts.find(key_of(ticket));
  if (form.changed || kept == drafts.texts.end() || kept->second.empty()) return;
  const nlohmann::json draft = wire::parse(kept->second);
  const nlohmann::json& page = wire::member_of(draft, "page");
  if (!page.is_object()) return;
  form = {wire::number_of(draft, "revision"), incident_page_in(page), wire::text_of(draft, "own_cause"), true};
}

void keep_draft(Drafts& drafts, const std::string& ticket, const IncidentForm& form) {
  if (!form.changed || !drafts.keep) return;
  const std::string text = text_of(form);
  if (drafts.texts[key_of(ticket)] != text) drafts.keep(key_of(ticket), text);
}

void drop_draft(Drafts& drafts, const std::string& ticket) {
  const auto kept = drafts.texts.find(key_of(ticket));
  if (kept != drafts.texts.end() && !kept->second.empty()) drafts.keep(key_of(ticket), "");
}

}  // namespace oasis
