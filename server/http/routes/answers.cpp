// GET and POST /a/:secret: acknowledging, escalating or closing by the link in a message. Looking changes
// nothing, because programs that scan mails look. May not: take a session.
#include "server/notify/answers.hpp"

#include <httplib.h>

#include <optional>
#include <string>

#include "server/http/answer.hpp"
#include "server/http/customer_page.hpp"
#include "server/http/form.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/http/secret_page.hpp"
#include "server/http/tongue.hpp"
#include "server/notify/answer_words.hpp"
#include "server/store/accounts.hpp"
#include "server/store/languages.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "shared/policy/sight.hpp"
#include "shared/text/fold.hpp"

namespace oasis::http {
namespace {

/// What `user` has chosen, else their browser; empty: nobody that we know.
notify::Tongue tongue_of(const Call& call, const Services& services, const Id& user) {
  std::string chosen;
  if (!user.empty())
    services.read([&](store::Database& reading) { chosen = store::language_of(reading, user); });
  return tongue_for(chosen, call.request.get_header_value("Accept-Language"));
}

void answer_not_found(Call& call, const Services& services) {
  const notify::Tongue tongue = tongue_of(call, services, "");
  const notify::AnswerWords& say = notify::answer_words(tongue);
  answer_html(call.response, message_page(in_language(services.frame, tongue), say.not_found, say.wrong_link), 404);
}

struct Opened {
  engine::Links::Claim claim;
  Ticket ticket;
  std::string name;
};

std::optional<Opened> open(Call& call, const Services& services) {
  const auto claim = engine::Links::read_acknowledge(call.path.at("secret"));
  if (!claim) return std::nullopt;
  std::optional<Ticket> ticket;
  bool disabled = false;
  services.read([&](store::Database& reading) {
    disabled = store::disabled_people(reading).count(claim->user) != 0;
    if (const auto id = store::find_ticket_by_number(reading, claim->number))
      ticket = store::find_ticket(reading, *id);
  });
  const auto policies = services.writer.document().policies;
  const User* user = policies->user(claim->user);
  if (disabled || !ticket || !user || !services.links.proves_acknowledge(*claim, ticket->id)) return std::nullopt;
  if (!may_see(sight_of(user), *ticket)) return std::nullopt;  // it has left their scope since
  return Opened{*claim, std::move(*ticket), user->name};
}

void get_page(Call& call, const Services& services) {
  const auto opened = open(call, services);
  if (!opened || opened->claim.until <= services.writer.now()) return answer_not_found(call, services);
  const Ticket& ticket = opened->ticket;
  answer_html(call.response, acknowledge_page(services.frame, {tongue_of(call, services, opened->claim.user),
                                                               opened->name, ticket.number, ticket.subject,
                                                               written_text(ticket.last_customer_text),
                                                               services.links.ticket_url(ticket.number)}));
}

/// What the form asks for: a post without a word acknowledges, as a button of ntfy may.
std::optional<notify::Wish> wish_in(const std::string& body) {
  const auto form = read_form(body);
  if (!form.ok()) return std::nullopt;
  const auto word = form->find("do");
  return word == form->end() ? notify::Wish::acknowledge : notify::wish_named(word->second);
}

/// ntfy's buttons say that they are one; a post without anything is one, too.
bool is_button(const std::string& body) {
  const auto form = read_form(body);
  return body.empty() || (form.ok() && form->count("by") > 0 && form->find("by")->second == "button");
}

int status_of(notify::Answered::Kind kind) {
  switch (kind) {
    case notify::Answered::Kind::done:
      return 200;
    case notify::Answered::Kind::forged:
      return 404;
    case notify::Answered::Kind::expired:
      return 410;
    case notify::Answered::Kind::repeated:
    case notify::Answered::Kind::refused:
      break;
  }
  return 409;
}

void post_page(Call& call, const NotifyServices& notify) {
  const Services& services = notify.services;
  const auto wish = wish_in(call.request.body);
  if (!wish) return refuse(call.response, Code::bad_value, "do is acknowledge, escalate or close.", "/do");
  notify::Answered answered;
  services.writer.run([&](engine::Turn& turn) {
    const notify::Way way{is_button(call.request.body) ? "button" : "link", call.request.remote_addr,
                          tongue_of(call, services, "")};
    answered = notify::answer_by_link(turn, services.links, call.path.at("secret"), *wish, way);
  });
  if (answered.kind == notify::Answered::Kind::forged) return answer_not_found(call, services);
  const auto opened = open(call, services);
  const std::string url = opened ? services.links.ticket_url(opened->ticket.number) : "";
  const auto claim = engine::Links::read_acknowledge(call.path.at("secret"));
  const notify::Tongue tongue = tongue_of(call, services, claim ? claim->user : "");
  const notify::AnswerWords& say = notify::answer_words(tongue);
  const bool done = answered.kind == notify::Answered::Kind::done;
  answer_html(call.response,
              message_page(in_language(services.frame, tongue),
                           done ? say.titles[static_cast<std::size_t>(*wish)] : say.nothing_changed, answered.what,
                           url, url.empty() ? "" : say.open_ticket),
              status_of(answered.kind));
}

}  // namespace

void add_answer_routes(Routes& routes, const NotifyServices& notify) {
  routes.add({"GET", "/a/:secret", std::nullopt, Body::none, 0,
              [&notify](Call& call) { get_page(call, notify.services); }});
  routes.add({"POST", "/a/:secret", std::nullopt, Body::form, small_body,
              [&notify](Call& call) { post_page(call, notify); }});
}

}  // namespace oasis::http
