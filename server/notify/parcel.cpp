// From a row of the outbox to a message. May not: send.
#include "server/notify/parcel.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "server/engine/dispatch.hpp"
#include "server/notify/abridged.hpp"
#include "server/notify/account_letters.hpp"
#include "server/notify/customer_words.hpp"
#include "server/notify/digests.hpp"
#include "server/notify/enclosed.hpp"
#include "server/notify/mail_answers.hpp"
#include "server/notify/service_reports.hpp"
#include "server/store/languages.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/rows.hpp"
#include "shared/policy/sight.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis::notify {
namespace {

constexpr std::size_t references_kept = 20;
constexpr std::string_view may_repeat_words =
    "(This message may have reached you before: sending it was interrupted.)\n";

User user_or_stranger(const Workspace& workspace, const Id& id) {
  const auto found = std::find_if(workspace.users.begin(), workspace.users.end(),
                                  [&id](const User& user) { return user.id == id; });
  if (found != workspace.users.end()) return *found;
  User stranger;
  stranger.id = id;
  stranger.name = id;
  return stranger;
}

std::vector<Ticket> tickets_of(store::Database& reading, const std::vector<TicketId>& ids) {
  std::vector<Ticket> tickets;
  for (const TicketId& id : ids) {
    if (auto ticket = store::find_ticket(reading, id)) tickets.push_back(std::move(*ticket));
  }
  return tickets;
}

/// The mails of the conversation with the customer so far, so that their program shows one thread.
std::vector<std::string> conversation_before(store::Database& reading, const store::Outgoing& row) {
  std::vector<std::string> ids;
  for (const Message& message : store::messages_of(reading, row.ticket, store::Notes::without)) {
    if (row.key == "reply/" + message.id) break;
    if (!message.mail_id.empty()) ids.push_back(message.mail_id);
    for (const store::Told& earlier : store::outgoing_of(reading, row.ticket)) {
      if (earlier.message.key == "reply/" + message.id) ids.push_back(earlier.message.message_id);
    }
  }
  if (ids.size() > references_kept) ids.erase(ids.begin() + 1, ids.end() - (references_kept - 1));
  return ids;
}

/// How a page can be answered without a login: the link and the code count from when the message was made, so
/// that each attempt brings the same.
void add_answers(Parcel& parcel, const Ticket& ticket, const engine::Links& links) {
  const Instant until = parcel.row.queued + engine::acknowledge_link_life;
  parcel.answer_url = links.acknowledge_url(ticket.number, ticket.id, parcel.row.user, until);
  parcel.code = links.reply_code(parcel.row.key, ticket.id);
}

/// Everything that a list tells of besides its first ticket, each with its own link and code.
std::vector<AlsoWaiting> also_waiting(const Parcel& parcel, store::Database& reading,
                                      const Notified& notified, const engine::Links& links) {
  std::vector<AlsoWaiting> more;
  const Instant until = parcel.row.queued + engine::acknowledge_link_life;
  for (Ticket& ticket : tickets_of(reading, notified.bundle)) {
    AlsoWaiting one;
    one.answer_url = links.acknowledge_url(ticket.number, ticket.id, parcel.row.user, until);
    one.code = links.reply_code(parcel.row.key, ticket.id);
    one.ticket = std::move(ticket);
    more.push_back(std::move(one));
  }
  return more;
}

/// What a rule's webhook is told: the event, and the ticket as it is now.
std::string webhook_payload(const store::Outgoing& row, const Event& event, const Ticket& ticket,
                            const engine::Links& links) {
  const nlohmann::json payload = {{"webhook", row.address},
                                  {"key", row.message_id},
                                  {"caused_by", event.by.id},
                                  {"at", to_text(event.at)},
                                  {"url", links.ticket_url(ticket.number)},
                                  {"ticket", write_ticket(ticket)}};
  return payload.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void write_about_ticket(Parcel& parcel, const Event& event, store::Database& reading, const User& user,
                        const Policies& policies, const Zones& zones, const engine::Links& links,
                        Instant now) {
  const store::Outgoing& row = parcel.row;
  const auto ticket = store::find_ticket(reading, row.ticket);
  if (!ticket)
    throw store::Failure(store::Trouble::corrupt, "The ticket that a message tells about is missing.");
  const std::vector<Event> events = store::events_of(reading, row.ticket);
  parcel.number = ticket->number;
  const Matter matter{policies, policies.workspace(),
                      zones,    links,
                      *ticket,  events,
                      now,      store::language_of(reading, user.id)};
  if (const auto* reply = std::get_if<Replied>(&event.fact)) {
    Enclosed enclosed = enclosed_with(reading, reply->message);
    parcel.letter = answer(matter, reply->message, enclosed.too_large);
    parcel.files = std::move(enclosed.files);
    parcel.to_name = ticket->contact_name;
    parcel.to_customer = true;
    parcel.automatic = engine::replies_by_itself(event);
    parcel.references = conversation_before(reading, row);
  } else if (const auto* resolved = std::get_if<Resolved>(&event.fact)) {
    parcel.letter = outcome(matter, *resolved);
    parcel.to_name = ticket->contact_name;
    parcel.to_customer = true;
    parcel.references = conversation_before(reading, row);
  } else if (const auto* notified = std::get_if<Notified>(&event.fact)) {
    add_answers(parcel, *ticket, links);
    parcel.urgency = notified->urgency;
    parcel.also = also_waiting(parcel, reading, *notified, links);
    parcel.letter = page(matter, user, *notified, {parcel.answer_url, parcel.code}, parcel.also);
    parcel.to_name = user.name;
  } else if (std::holds_alternative<WebhookCalled>(event.fact)) {
    parcel.payload = webhook_payload(row, event, *ticket, links);
  }
  if (parcel.to_customer) parcel.language = language_of_customer(policies, *ticket);
}

}  // namespace

std::string title_of(const Parcel& parcel, std::size_t longest) {
  const std::string_view subject = parcel.letter.subject;
  const std::string_view mark = parcel.letter.drill ? drill_word : std::string_view();
  const std::string number = parcel.number > 0 ? "#" + std::to_string(parcel.number) + " " : "";
  return std::string(mark) + number + abridged(one_line(subject.substr(mark.size()), subject.size() + 1), longest);
}

std::string text_of(const Parcel& parcel, std::size_t most) {
  std::string text = parcel.letter.text;
  if (parcel.row.may_repeat && parcel.to_customer) {
    text += "\n" + std::string(may_repeat_words);
  } else if (parcel.row.may_repeat) {
    text.insert(parcel.letter.drill ? drill_word.size() : 0, std::string(may_repeat_words) + "\n");
  }
  return abridged(text, most);
}

Parcel make_parcel(const store::Outgoing& row, store::Database& reading, const Policies& policies,
                   const Zones& zones, const engine::Links& links, Instant now) {
  Parcel parcel;
  parcel.row = row;
  const User user = user_or_stranger(policies.workspace(), row.user);
  parcel.to_name = user.name;
  if (is_account_row(row)) {
    parcel.letter = account_letter(row, policies.workspace(), links);
  } else if (row.event == 0) {
    const bool drill = row.subject.rfind(drill_word, 0) == 0 && row.words.rfind(drill_word, 0) == 0;
    parcel.letter = {row.subject, row.words, drill};
    if (row.key.compare(0, answer_to_mail.size(), answer_to_mail) == 0)
      parcel.references = {row.key.substr(answer_to_mail.size())};
    enclose_service_report(parcel, reading, policies);
  } else {
    const std::optional<Event> event = store::find_event(reading, row.event);
    if (!event)
      throw store::Failure(store::Trouble::corrupt, "The event that a message tells about is missing.");
    if (const auto* collected = std::get_if<Digest>(&event->fact)) {
      // A digest tells nobody of what they do not see.
      const Sight sight = sight_of(&user);
      const EachTicket each = [&reading, &sight](const std::function<void(const Ticket&)>& visit) {
        store::each_live_ticket(reading, [&visit, &sight](const Ticket& ticket) {
          if (may_see(sight, ticket)) visit(ticket);
        });
      };
      const DigestMatter matter =
          gather_digest(reading, policies.workspace(), user, tickets_of(reading, collected->tickets), each,
                        event->at - digest_span(user), now);
      parcel.letter = digest_letter(matter, policies, links, user, store::language_of(reading, user.id), now);
    } else {
      write_about_ticket(parcel, *event, reading, user, policies, zones, links, now);
    }
  }
  return parcel;
}

}  // namespace oasis::notify
