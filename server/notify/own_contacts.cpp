// A person's own addresses. May not: send by itself.
#include "server/notify/own_contacts.hpp"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/engine/digest.hpp"
#include "server/engine/people.hpp"
#include "server/mail/address.hpp"
#include "server/notify/aftermath.hpp"
#include "server/store/outbox.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;

std::string new_code() {
  std::string code = std::to_string(randombytes_uniform(1'000'000));
  return std::string(6 - code.size(), '0') + code;
}

std::string hash_of(const Id& user, const Contact& contact, const std::string& code) {
  return engine::sha256_hex(user + "\n" + contact.via + "\n" + contact.address + "\n" + code);
}

std::optional<Error> too_many(engine::Turn& turn, const Id& user) {
  int count = 0;
  for (const store::Outgoing& row : store::outgoing_to(turn.database(), user, turn.now() - hours(1))) {
    if (row.key.rfind("own/", 0) == 0) ++count;
  }
  if (count < own_messages_an_hour) return std::nullopt;
  return Error{"", "That were many codes and tests within an hour; please go on in a while."};
}

/// Queues a short message to oneself; its key is unique by its instant.
bool queue_own(engine::Turn& turn, const Id& user, const Contact& contact, const std::string& subject,
               const std::string& words) {
  const std::string key = "own/" + engine::new_id(turn.now().ms);
  return queue_words(turn, key, user, contact, subject, words);
}

bool is_web_address(const std::string& text) {
  return text.rfind("https://", 0) == 0 && text.size() > 8 &&
         text.find_first_of(" \r\n\t") == std::string::npos;
}

bool has_only(const std::string& text, const char* allowed) {
  return !text.empty() && text.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

std::string fault_in_address(const std::string& via, const std::string& address) {
  constexpr const char* letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  if (address.size() > 500) return "That is too long for an address.";
  if (via == "email") return is_mail_address(address) ? "" : "An e-mail address looks like ann@example.org.";
  if (via == "sms") {
    const bool right = address.size() >= 8 && address.size() <= 16 && address[0] == '+' &&
                       has_only(address.substr(1), "0123456789");
    return right
               ? ""
               : "A telephone number is written with + and the country's code, without blanks: +4930123456.";
  }
  if (via == "slack") {
    const bool channel =
        has_only(address.substr(address.rfind('#', 0) == 0 ? 1 : 0), letters) && address.size() <= 80;
    return channel || is_web_address(address) ? ""
                                              : "For Slack: a member's id (U…), a channel (#on-call), or an "
                                                "incoming webhook's address (https://…).";
  }
  if (via == "ntfy")
    return has_only(address, letters) && address.size() <= 64
               ? ""
               : "An ntfy topic is made of letters, digits, - and _.";
  if (via == "teams" || via == "webhook")
    return is_web_address(address) ? "" : "The address begins with https://.";
  return "There is no such channel: email, sms, slack, teams, ntfy and webhook are known.";
}

std::optional<Error> send_code(engine::Turn& turn, const Id& user, const Contact& contact) {
  if (const std::string fault = fault_in_address(contact.via, contact.address); !fault.empty())
    return Error{"/address", fault};
  if (auto error = too_many(turn, user)) return error;
  const std::string code = new_code();
  store::await_code(turn.database(), {user, contact.via, contact.address}, hash_of(user, contact, code),
                    turn.now() + code_life);
  queue_own(turn, user, contact, "Your code: " + code,
            "Your code is " + code +
                "\n\nType it on the page Notifications of Support Oasis to be told here. It works for 30 "
                "minutes. If you "
                "did not ask for it, somebody mistyped an address: do nothing.\n");
  return std::nullopt;
}

std::optional<Error> take_code(engine::Turn& turn, const Id& user, const std::string& via,
                               const std::string& code) {
  const auto all = store::contacts_of(turn.database(), user);
  const auto awaited = std::find_if(all.begin(), all.end(), [&](const store::KnownContact& one) {
    return one.address.via == via && !one.code_hash.empty() && one.code_until && *one.code_until > turn.now();
  });
  if (awaited == all.end()) return Error{"/code", "No code is awaited any more; please have a new one sent."};
  if (awaited->tries >= wrong_codes_allowed)
    return Error{"/code", "That were too many wrong codes; please have a new one sent."};
  const Contact contact{via, awaited->address.address};
  if (!engine::same_token(hash_of(user, contact, code), awaited->code_hash)) {
    store::count_wrong_code(turn.database(), awaited->address);
    return Error{"/code", "That is not the code."};
  }
  store::forget_code(turn.database(), awaited->address);
  store::mark_contact_works(turn.database(), awaited->address, turn.now());
  const User* person = current_policies(turn.state())->user(user);
  if (person && address_of(*person, via) == contact.address) return std::nullopt;
  const auto faults = engine::change_person(
      turn, user, [&](json& one) { one["contacts"][via] = contact.address; }, user);
  return faults.empty() ? std::nullopt : std::optional(faults.front());
}

std::optional<Error> remove_contact(engine::Turn& turn, const Id& user, const std::string& via) {
  const User* person = current_policies(turn.state())->user(user);
  if (!person) return Error{"", "You are not in the workspace any more."};
  for (const store::KnownContact& one : store::contacts_of(turn.database(), user)) {
    if (one.address.via == via) store::forget_code(turn.database(), one.address);
  }
  if (address_of(*person, via).empty()) return std::nullopt;
  if (person->contacts.size() < 2)
    return Error{"", "The last address stays: nobody could reach you without it."};
  const auto without = [&](json& one) {
    one["contacts"].erase(via);
    if (!one.contains("notify")) return;
    json notify = json::object();
    for (const auto& [urgency, entries] : one["notify"].items()) {
      json kept = json::array();
      for (const json& entry : entries) {
        if (entry.value("via", std::string()) != via) kept.push_back(entry);
      }
      // A rule that would name nothing any more gives way to the usual one.
      if (!kept.empty() || entries.empty()) notify[urgency] = std::move(kept);
    }
    one["notify"] = std::move(notify);
  };
  const auto faults = engine::change_person(turn, user, without, user);
  return faults.empty() ? std::nullopt : std::optional(faults.front());
}

std::optional<Error> send_test(engine::Turn& turn, const Id& user, const std::string& via) {
  const User* person = current_policies(turn.state())->user(user);
  const std::string address = person ? address_of(*person, via) : "";
  if (address.empty()) return Error{"/via", "You have no such address."};
  if (auto error = too_many(turn, user)) return error;
  queue_own(turn, user, {via, address}, "A test from Support Oasis",
            "This is the test that you asked for. Messages reach you here.\n");
  return std::nullopt;
}

std::vector<OwnContact> own_contacts(store::Database& reading, const User& user, Instant now) {
  const auto all = store::contacts_of(reading, user.id);
  const auto is_awaited = [now](const store::KnownContact& one) {
    return !one.code_hash.empty() && one.code_until && *one.code_until > now;
  };
  std::vector<OwnContact> own;
  for (const Contact& contact : user.contacts) {
    OwnContact one{contact, true, false, {}};
    one.known.address = {user.id, contact.via, contact.address};
    for (const store::KnownContact& known : all) {
      if (known.address.via != contact.via || known.address.address != contact.address) continue;
      one.known = known;
      one.code_awaited = is_awaited(known);
    }
    own.push_back(std::move(one));
  }
  for (const store::KnownContact& known : all) {
    const bool in_use = address_of(user, known.address.via) == known.address.address;
    if (in_use || !is_awaited(known)) continue;
    own.push_back({{known.address.via, known.address.address}, false, true, known});
  }
  return own;
}

}  // namespace oasis::notify
