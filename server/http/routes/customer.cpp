// GET and POST /t/:secret: what a customer sees of a ticket, replies and ratings from there; GET
// /t/:secret/files/:id: a file of the conversation. May not: show an internal note or its file, take a
// session.
#include <httplib.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "server/engine/digest.hpp"
#include "server/http/answer.hpp"
#include "server/http/customer_page.hpp"
#include "server/http/download.hpp"
#include "server/http/form.hpp"
#include "server/http/picture.hpp"
#include "server/http/routes.hpp"
#include "server/http/secret_page.hpp"
#include "server/http/services.hpp"
#include "server/http/tongue.hpp"
#include "server/notify/customer_words.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t longest_reply = 20'000;

std::string accepted(const Call& call) {
  return call.request.get_header_value("Accept-Language");
}

void answer_not_found(Call& call, const Services& services) {
  const notify::Tongue tongue = tongue_for("", accepted(call));
  const notify::CustomerWords& say = notify::customer_words(tongue);
  answer_html(call.response, message_page(in_language(services.frame, tongue), say.not_found, say.wrong_link), 404);
}

/// The workspace's word for this customer, else their browser's.
notify::Tongue tongue_of(const Call& call, const Services& services, const Ticket& ticket) {
  const auto policies = services.writer.document().policies;
  return tongue_for(notify::language_of_customer(*policies, ticket), accepted(call));
}

std::optional<Ticket> ticket_with(const Services& services, std::int64_t number) {
  std::optional<Ticket> ticket;
  services.read([&](store::Database& reading) {
    if (const auto id = store::find_ticket_by_number(reading, number))
      ticket = store::find_ticket(reading, *id);
  });
  return ticket;
}

/// "1" … "5".
std::optional<int> score_in(std::string_view text) {
  if (text.size() != 1 || text[0] < '1' || text[0] > '5') return std::nullopt;
  return text[0] - '0';
}

/// The ticket that a customer's link is for, if the link is genuine.
std::optional<Ticket> customers_ticket(Call& call, const Services& services) {
  const auto claim = engine::Links::read_customer(call.path.at("secret"));
  if (!claim) return std::nullopt;
  auto ticket = ticket_with(services, claim->number);
  if (!ticket || !services.links.proves_customer(*claim, ticket->id)) return std::nullopt;
  return ticket;
}

/// How the ticket was resolved, in staff's words.
std::string outcome_of(store::Database& reading, const TicketId& ticket) {
  std::string outcome;
  for (const Event& event : store::events_of(reading, ticket)) {
    if (const auto* resolved = std::get_if<Resolved>(&event.fact)) outcome = resolved->outcome;
  }
  return outcome;
}

CustomerPage page_of(const Call& call, const Ticket& ticket, const Services& services,
                     notify::Tongue tongue) {
  const auto policies = services.writer.document().policies;
  const std::string& zone = policies->workspace().zone;
  CustomerPage page;
  page.tongue = tongue;
  page.path = call.request.path;
  page.workspace = policies->workspace().name;
  page.number = ticket.number;
  page.subject = ticket.subject;
  page.status = ticket.status;
  page.handled_by = notify::handled_by(policies->workspace(), ticket);
  if (const auto due = notify::next_word_due(ticket)) {
    page.next_update = notify::local_text(*due, zone, services.zones, tongue);
    page.late = *due < services.writer.now();
  }
  page.finished = is_finished(ticket.status);
  page.rating = ticket.rating;
  services.read([&](store::Database& reading) {
    if (page.finished) page.outcome = outcome_of(reading, ticket.id);
    for (const Message& message : store::messages_of(reading, ticket.id, store::Notes::without)) {
      CustomerPage::Said said;
      said.by_customer = message.author.kind == Actor::Kind::customer;
      said.who = !message.author_name.empty() ? message.author_name
                 : said.by_customer           ? std::string(notify::customer_words(tongue).you)
                                              : page.workspace;
      said.when = notify::local_text(message.at, zone, services.zones, tongue);
      said.text = message.text;
      said.files = message.attachments;
      page.conversation.push_back(std::move(said));
    }
  });
  page.message_id = engine::new_id(services.writer.now().ms);
  page.token = services.links.form_token(ticket.id, page.message_id);
  return page;
}

void get_customer_page(Call& call, const Services& services) {
  const auto ticket = customers_ticket(call, services);
  if (!ticket) return answer_not_found(call, services);
  CustomerPage page = page_of(call, *ticket, services, tongue_of(call, services, *ticket));
  const notify::CustomerWords& say = notify::customer_words(page.tongue);
  const std::string done = call.request.get_param_value("done");
  if (done == "reply") page.notice = say.reply_arrived;
  if (done == "rate") page.notice = say.rating_arrived;
  page.chosen = score_in(call.request.get_param_value("rate"));
  answer_html(call.response, customer_page(services.frame, page));
}

/// A file of the conversation that this address is the key of; nothing where there is none such.
std::optional<store::StoredAttachment> customers_file(Call& call, const Services& services) {
  const auto ticket = customers_ticket(call, services);
  if (!ticket) return std::nullopt;
  std::optional<store::StoredAttachment> found;
  services.read([&](store::Database& reading) {
    const std::string& id = call.path.at("id");
    if (store::is_of_a_public_message(reading, id, ticket->id)) found = store::find_attachment(reading, id);
  });
  if (found && found->ticket != ticket->id) found.reset();
  return found;
}

void get_customer_file(Call& call, const Services& services) {
  auto found = customers_file(call, services);
  if (!found) return answer_not_found(call, services);
  keep_confidential(call.response);
  answer_download(call.response, found->name, std::move(found->bytes));
}

void get_customer_picture(Call& call, const Services& services) {
  auto found = customers_file(call, services);
  if (!found || !answer_picture(call.response, std::move(found->bytes))) return answer_not_found(call, services);
  keep_confidential(call.response);
}

/// The command that a form asks for, or a sentence saying what is wrong with it.
std::variant<Command, std::string_view> command_in(const Form& form, const Ticket& ticket, Instant now,
                                                   const notify::CustomerWords& say) {
  const auto value = [&form](const char* name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
  };
  if (value("do") == "rate") {
    const auto score = score_in(value("score"));
    if (!score) return say.choose_one;
    return Command(Rate{ticket.id, *score, value("comment").substr(0, longest_reply)});
  }
  const std::string text = value("text");
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return say.write_something;
  if (text.size() > longest_reply) return say.too_long;
  CustomerReply reply;
  reply.ticket = ticket.id;
  reply.message.id = value("message");
  reply.message.text = text;
  reply.message.text.erase(std::remove(reply.message.text.begin(), reply.message.text.end(), '\r'),
                           reply.message.text.end());
  reply.opens = engine::new_id(now.ms);
  return Command(std::move(reply));
}

void post_customer_page(Call& call, const Services& services) {
  const auto ticket = customers_ticket(call, services);
  if (!ticket) return answer_not_found(call, services);
  const notify::Tongue tongue = tongue_of(call, services, *ticket);
  const notify::CustomerWords& say = notify::customer_words(tongue);
  const auto complain = [&](std::string_view error, int status) {
    CustomerPage page = page_of(call, *ticket, services, tongue);
    page.error = error;
    answer_html(call.response, customer_page(services.frame, page), status);
  };
  const auto form = read_form(call.request.body);
  if (!form.ok()) return complain(say.unreadable, 400);
  const auto message = form->find("message");
  const auto token = form->find("token");
  if (message == form->end() || token == form->end() ||
      !engine::same_token(token->second, services.links.form_token(ticket->id, message->second))) {
    return complain(say.too_old, 403);
  }
  const auto command = command_in(*form, *ticket, services.writer.now(), say);
  if (const auto* fault = std::get_if<std::string_view>(&command)) return complain(*fault, 422);
  std::optional<Refusal> refusal;
  bool again = false;
  services.writer.run([&](engine::Turn& turn) {
    again = std::holds_alternative<CustomerReply>(std::get<Command>(command)) &&
            store::has_message(turn.database(), message->second);
    if (!again)
      refusal = turn.run(std::get<Command>(command), Actor{Actor::Kind::customer, "", Role::viewer});
  });
  if (refusal) return complain(say.not_done, 422);
  const bool rated = std::holds_alternative<Rate>(std::get<Command>(command));
  answer_redirect(call.response, call.request.path + (rated ? "?done=rate" : "?done=reply"));
}

}  // namespace

void add_customer_routes(Routes& routes, const Services& services) {
  routes.add({"GET", "/t/:secret", std::nullopt, Body::none, 0,
              [&services](Call& call) { get_customer_page(call, services); }});
  routes.add({"GET", "/t/:secret/files/:id", std::nullopt, Body::none, 0,
              [&services](Call& call) { get_customer_file(call, services); }});
  routes.add({"GET", "/t/:secret/files/:id/picture", std::nullopt, Body::none, 0,
              [&services](Call& call) { get_customer_picture(call, services); }});
  routes.add({"POST", "/t/:secret", std::nullopt, Body::form, small_body,
              [&services](Call& call) { post_customer_page(call, services); }});
}

}  // namespace oasis::http
