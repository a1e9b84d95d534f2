// What the names in a workspace's templates mean for a ticket, and in which language it is written. May not:
// know how places are written (text/templates).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/model/ticket.hpp"
#include "shared/policy/policies.hpp"
#include "shared/result.hpp"

namespace oasis {

/// Values that only the caller knows, by name: user.name (who reads it), escalation.reason, facts (the lines
/// of a page), timeline (what happened, one line each), incident.summary, .causes, .actions (what people wrote after an
/// incident; empty where they have not). Where nobody knows them their places stay.
using MoreValues = std::vector<std::pair<std::string, std::string>>;

/// Expands a template's subject or text for a ticket. Names: workspace.name; ticket.id, .number, .subject,
/// .status, .priority, .category, .channel, .team, .created, .resolved, .waiting_since, .rating, .reopened;
/// contact.name, .email; customer.name; agent.name, .email;
/// clock.<first_response|next_response|update|resolution>.due, .target; promise.due; context.summary,
/// .impact, .tried, .expected; `more`. An instant is RFC 3339 in UTC; `| local` prints it in the workspace's
/// zone (2026-03-27 16:30), `| date` and `| time` a half of that. A length of time is "1h30m",
/// `| duration` says "1 hour 30 minutes". `| upper`, `| lower`; `| default "…"` stands for what there is not,
/// else an instant or length that there is not is "-" and a text is empty. `agent` may be nullptr: the
/// assignee.
std::string expand_for_ticket(std::string_view text, const Ticket& ticket, const Policies& policies,
                              const User* agent, const MoreValues& more = {});

/// A template's subject and text, in the language of the ticket's customer where it has that ("pt-br", else
/// "pt", else its own), expanded.
struct TemplateLetter {
  std::string subject;
  std::string text;
};
TemplateLetter letter_from(const Template& source, const Ticket& ticket, const Policies& policies,
                           const User* agent, const MoreValues& more = {});

/// The same for one of our own people: in the language with this tag, with times in their zone.
TemplateLetter letter_to_reader(const Template& source, const Ticket& ticket, const Policies& policies,
                                const User& reader, std::string_view language, const MoreValues& more);

/// A letter to one of our own people about no single ticket, in the language with this tag: the names are
/// workspace.name and what `values` has.
TemplateLetter letter_to_reader(const Template& source, std::string_view language, const Policies& policies,
                                const MoreValues& values);

/// Whether it is for our own people and no reply: the ones with the ids "digest" and "escalation", and each that says, in
/// any language, what only we read: user.name, escalation.reason, facts, timeline,
/// incident.…, digest.….
bool is_for_our_people(const Template& source);

/// What is wrong with the templates of a document (the one with the id "digest" has names of its own):
/// unknown names and filters with the nearest known one, conditions without end; with a JSON pointer into the
/// document ("/templates/3/text: line 2, column 7: …"). And rules that reply with one for our own people
/// ("/rules/0/then/1/reply/template"), or note one that says what a rule does not know.
std::vector<Error> template_faults(const Workspace& workspace);

}  // namespace oasis
