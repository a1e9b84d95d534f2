// GET and POST /notifications: one's own addresses, rules and times as a page; /api/v1/me/notifications and
// /api/v1/me/contacts: the same for programs (docs/channels.md). Everybody for themselves.
// May not: change anybody else's.
#include <httplib.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "server/engine/people.hpp"
#include "server/http/answer.hpp"
#include "server/http/form.hpp"
#include "server/http/json_body.hpp"
#include "server/http/notifications_form.hpp"
#include "server/http/notifications_page.hpp"
#include "server/http/notify_services.hpp"
#include "server/http/routes.hpp"
#include "server/notify/own_contacts.hpp"
#include "server/notify/settings.hpp"
#include "server/store/languages.hpp"
#include "shared/policy/policies.hpp"
#include "shared/text/utf8.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

std::string value(const Form& form, const char* name) {
  const auto found = form.find(name);
  return found == form.end() ? "" : found->second;
}

const char* hint_for(const std::string& via) {
  if (via == "email") return "ann@example.org";
  if (via == "sms") return "+4930123456, with the country's code and without blanks";
  if (via == "slack") return "a member's id (U…), a channel (#on-call) or an incoming webhook (https://…)";
  if (via == "teams") return "the address of a workflow (https://…)";
  if (via == "ntfy") return "a topic that is hard to guess: letters, digits, - and _";
  return "https://…; it is posted JSON";
}

NotificationsPage::Address address_row(const notify::OwnContact& own, bool may_remove) {
  NotificationsPage::Address row;
  row.via = own.contact.via;
  row.via_name = channel_name(own.contact.via);
  row.address = own.contact.address;
  row.in_use = own.in_use;
  row.code_awaited = own.code_awaited;
  row.may_remove = may_remove;
  if (!own.in_use) {
    row.state = "waits for its code";
    row.state_kind = "open";
  } else if (own.known.failed) {
    row.state = "does not work";
    row.state_kind = "bad";
    row.why = own.known.why;
  } else if (own.known.verified) {
    row.state = "verified";
    row.state_kind = "good";
  } else {
    row.state = "not verified yet";
    row.state_kind = "open";
  }
  return row;
}

void add_kinds(const Workspace& workspace, NotificationsPage& page) {
  for (const char* via : {"email", "sms", "slack", "teams", "ntfy", "webhook"}) {
    const std::string name = via;
    // Text messages need an account; everything else works with an address alone, or says what is missing.
    if (name == "sms" && !notify::channel_for(workspace, via)) continue;
    page.kinds.push_back({name, channel_name(name), hint_for(name)});
  }
}

std::optional<NotificationsPage> page_of(const Call& call, const NotifyServices& notify) {
  const Services& services = notify.services;
  const auto policies = services.writer.document().policies;
  const User* user = policies->user(call.who->user_id);
  if (!user) return std::nullopt;
  NotificationsPage page;
  page.name = user->name;
  page.workspace_zone = policies->workspace().zone;
  services.read([&](store::Database& reading) {
    page.language = store::language_of(reading, user->id);
    for (const notify::OwnContact& own : notify::own_contacts(reading, *user, services.writer.now())) {
      page.addresses.push_back(address_row(own, !own.in_use || user->contacts.size() > 1));
    }
  });
  show_rules(*user, policies->zone_of(*user), services.zones, page);
  add_kinds(policies->workspace(), page);
  return page;
}

void show(Call& call, const NotifyServices& notify, std::string notice, std::string error, int status) {
  auto page = page_of(call, notify);
  if (!page) return refuse(call.response, Code::not_found, "You are not in the workspace any more.");
  page->notice = std::move(notice);
  page->error = std::move(error);
  call.response.status = status;
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_content(notifications_page(notify.frame, *page), "text/html; charset=utf-8");
}

void get_page(Call& call, const NotifyServices& notify) {
  const std::string done = call.request.get_param_value("done");
  std::string notice;
  if (done == "save") notice = "Saved; it holds from now on.";
  if (done == "add" || done == "code")
    notice = "A code is on its way. Type it below to put the address into use.";
  if (done == "verify") notice = "Verified; messages go there from now on.";
  if (done == "remove") notice = "Removed.";
  if (done == "test") notice = "A test is on its way.";
  show(call, notify, notice, "", 200);
}

constexpr std::array<const char*, 4> own_fields{"notify", "quiet_hours", "away", "zone"};

/// "de", "pt-br", or null; what is wrong with it.
std::optional<Error> fault_of_language(const json& language) {
  if (language.is_null()) return std::nullopt;
  const std::string tag = language.is_string() ? language.get<std::string>() : "";
  const bool fits = tag.size() >= 2 && tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
                    });
  if (fits) return std::nullopt;
  return Error{"/language", "This is no language, as in \"de\" or \"pt-BR\"."};
}

/// Changes what is the person's own: rules, times, zone; and the language, which is kept beside the document. The
/// fields that are there, null takes one out.
std::optional<Error> change_rules(engine::Turn& turn, const Id& user, const json& rules) {
  const auto language = rules.find("language");
  if (language != rules.end()) {
    if (auto fault = fault_of_language(*language)) return fault;
  }
  const auto faults = engine::change_person(
      turn, user,
      [&rules](json& person) {
        for (const char* name : own_fields) {
          if (!rules.contains(name)) continue;
          person.erase(name);
          if (!rules[name].is_null()) person[name] = rules[name];
        }
      },
      user);
  if (!faults.empty()) return faults.front();
  if (language != rules.end()) {
    store::set_language(turn.database(), user,
                        language->is_null() ? std::string() : lower_ascii(language->get<std::string>()));
  }
  return std::nullopt;
}

std::optional<Error> carry_out(engine::Turn& turn, const Id& user, const std::string& what,
                               const std::string& via, const std::string& address, const std::string& code) {
  if (what == "add") return notify::send_code(turn, user, {via, address});
  if (what == "code") {
    const User* person = current_policies(turn.state())->user(user);
    for (const Contact& contact : person ? person->contacts : std::vector<Contact>()) {
      if (contact.via == via) return notify::send_code(turn, user, contact);
    }
    return Error{"/via", "You have no such address."};
  }
  if (what == "verify") return notify::take_code(turn, user, via, code);
  if (what == "remove") return notify::remove_contact(turn, user, via);
  if (what == "test") return notify::send_test(turn, user, via);
  return Error{"/do", "add, code, verify, remove, test and save are known."};
}

/// A wrong code is counted, so that must last: the error comes back instead of being thrown.
std::optional<Error> do_in_turn(const Call& call, const NotifyServices& notify,
                                const std::function<std::optional<Error>(engine::Turn&)>& work) {
  std::optional<Error> error;
  notify.services.writer.run([&](engine::Turn& turn) {
    turn.come_from(call.request.remote_addr);
    error = work(turn);
  });
  notify.wake();
  return error;
}

std::string trimmed_copy(std::string text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return "";
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

void post_page(Call& call, const NotifyServices& notify) {
  const auto form = read_form(call.request.body);
  if (!form.ok()) return show(call, notify, "", "The form could not be read; please try again.", 400);
  const std::string what = value(*form, "do");
  const Id user = call.who->user_id;
  std::optional<Error> error;
  if (what == "save") {
    const auto policies = notify.services.writer.document().policies;
    const User* person = policies->user(user);
    const auto rules = read_rules(*form, person ? policies->zone_of(*person) : policies->zone());
    if (!rules.ok()) return show(call, notify, "", rules.error().what, 422);
    error = do_in_turn(call, notify, [&](engine::Turn& turn) { return change_rules(turn, user, *rules); });
  } else {
    error = do_in_turn(call, notify, [&](engine::Turn& turn) {
      return carry_out(turn, user, what, value(*form, "via"), trimmed_copy(value(*form, "address")),
                       trimmed_copy(value(*form, "code")));
    });
  }
  if (error)
    return show(call, notify, "", (error->where.empty() ? "" : error->where + ": ") + error->what, 422);
  answer_redirect(call.response, "/notifications?done=" + what);
}

// ---- for programs
// -------------------------------------------------------------------------------------------------

json contact_json(const notify::OwnContact& own) {
  json row = {{"via", own.contact.via},
              {"address", own.contact.address},
              {"in_use", own.in_use},
              {"code_awaited", own.code_awaited}};
  if (own.known.verified) row["verified_at"] = own.known.verified->ms;
  if (own.known.failed) {
    row["failed_at"] = own.known.failed->ms;
    row["why"] = own.known.why;
  }
  return row;
}

void get_json(Call& call, const NotifyServices& notify) {
  const engine::Document document = notify.services.writer.document();
  const User* user = document.policies->user(call.who->user_id);
  if (!user) return refuse(call.response, Code::not_found, "You are not in the workspace any more.");
  json body = {{"contacts", json::array()}};
  const json parsed = json::parse(document.text, nullptr, false);
  for (const json& person : parsed["users"]) {
    if (person.value("id", std::string()) != user->id) continue;
    for (const char* name : own_fields)
      body[name] = person.contains(name) ? person[name] : json();
  }
  notify.services.read([&](store::Database& reading) {
    const std::string language = store::language_of(reading, user->id);
    body["language"] = language.empty() ? json() : json(language);
    for (const notify::OwnContact& own : notify::own_contacts(reading, *user, notify.services.writer.now()))
      body["contacts"].push_back(contact_json(own));
  });
  answer_json(call.response, body.dump(-1, ' ', false, json::error_handler_t::replace));
}

void put_json(Call& call, const NotifyServices& notify) {
  const auto rules = read_json(call.request.body);
  if (!rules.ok()) return refuse(call.response, Code::bad_json, rules.error().what, rules.error().where);
  if (!rules->is_object())
    return refuse(call.response, Code::bad_value, "An object of notify, quiet_hours, away, zone, language.");
  const Id user = call.who->user_id;
  const auto error = do_in_turn(call, notify, [&](engine::Turn& turn) { return change_rules(turn, user, *rules); });
  if (error) return refuse(call.response, *error);
  get_json(call, notify);
}

void post_json(Call& call, const NotifyServices& notify) {
  const auto body = read_json(call.request.body);
  if (!body.ok()) return refuse(call.response, Code::bad_json, body.error().what, body.error().where);
  const auto text = [&body](const char* name) {
    const auto found = body->is_object() ? body->find(name) : body->end();
    return found != body->end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const Id user = call.who->user_id;
  const auto error = do_in_turn(call, notify, [&](engine::Turn& turn) {
    return carry_out(turn, user, call.path.at("what"), text("via"), text("address"), text("code"));
  });
  if (error) return refuse(call.response, *error);
  get_json(call, notify);
}

}  // namespace

void add_notification_routes(Routes& routes, const NotifyServices& notify) {
  routes.add({"GET", "/notifications", Role::viewer, Body::none, 0,
              [&notify](Call& call) { get_page(call, notify); }});
  routes.add({"POST", "/notifications", Role::viewer, Body::form, small_body,
              [&notify](Call& call) { post_page(call, notify); }});
  routes.add({"GET", "/api/v1/me/notifications", Role::viewer, Body::none, 0,
              [&notify](Call& call) { get_json(call, notify); }});
  routes.add({"PUT", "/api/v1/me/notifications", Role::viewer, Body::json, small_body,
              [&notify](Call& call) { put_json(call, notify); }});
  // what: add, code, verify, remove, test
  routes.add({"POST", "/api/v1/me/contacts/:what", Role::viewer, Body::json, small_body,
              [&notify](Call& call) { post_json(call, notify); }});
}

}  // namespace oasis::http
