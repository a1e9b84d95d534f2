// Making and checking secret links. May not: look a ticket up.
#include "server/engine/links.hpp"

#include <charconv>
#include <utility>

#include "server/engine/digest.hpp"

namespace oasis::engine {
namespace {

/// Digits only, at most 18 of them.
std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number < 0 || text.size() > 18)
    return std::nullopt;
  return number;
}

std::string acknowledge_claim(const TicketId& ticket, const Id& user, Instant until) {
  return "acknowledge\n" + ticket + "\n" + user + "\n" + std::to_string(until.ms / 1000);
}

/// Cuts what stands behind the last "-" off.
std::optional<std::string_view> cut_last(std::string_view& text) {
  const std::size_t dash = text.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view last = text.substr(dash + 1);
  text = text.substr(0, dash);
  return last;
}

}  // namespace

Links::Links(std::string base, std::string key) : key_(std::move(key)) {
  set_base(std::move(base));
}

void Links::set_base(std::string base) {
  base_ = std::move(base);
  while (!base_.empty() && base_.back() == '/') base_.pop_back();
}

std::string Links::ticket_url(std::int64_t number) const {
  return base_ + "/tickets/" + std::to_string(number);
}

std::string Links::customer_url(std::int64_t number, const TicketId& ticket) const {
  return base_ + "/t/" + std::to_string(number) + "-" + keyed_token(key_, "customer\n" + ticket);
}

std::string Links::customer_file_url(std::int64_t number, const TicketId& ticket,
                                     std::string_view file) const {
  return customer_url(number, ticket) + "/files/" + std::string(file);
}

std::string Links::acknowledge_url(std::int64_t number, const TicketId& ticket, const Id& user,
                                   Instant until) const {
  return base_ + "/a/" + std::to_string(number) + "-" + user + "-" + std::to_string(until.ms / 1000) + "-" +
         keyed_token(key_, acknowledge_claim(ticket, user, until));
}

std::optional<Links::Claim> Links::read_customer(std::string_view segment) {
  const auto token = cut_last(segment);
  const auto number = number_in(segment);
  if (!token || !number) return std::nullopt;
  return Claim{*number, "", {}, std::string(*token)};
}

std::optional<Links::Claim> Links::read_acknowledge(std::string_view segment) {
  const auto token = cut_last(segment);
  const auto until = token ? cut_last(segment) : std::nullopt;
  const std::size_t dash = segment.find('-');  // a user's id may hold dashes, a number none
  if (!until || dash == std::string_view::npos) return std::nullopt;
  const auto seconds_until = number_in(*until);
  const auto number = number_in(segment.substr(0, dash));
  if (!seconds_until || !number || *seconds_until > 253'402'300'800) return std::nullopt;
  return Claim{*number, std::string(segment.substr(dash + 1)), Instant{*seconds_until * 1000},
               std::string(*token)};
}

bool Links::proves_customer(const Claim& claim, const TicketId& ticket) const {
  return same_token(claim.token, keyed_token(key_, "customer\n" + ticket));
}

bool Links::proves_acknowledge(const Claim& claim, const TicketId& ticket) const {
  return same_token(claim.token, keyed_token(key_, acknowledge_claim(ticket, claim.user, claim.until)));
}

std::string Links::mailed_token(std::string_view id) const {
  return std::string(id) + "." + keyed_token(key_, "one-time link\n" + std::string(id));
}

std::string Links::welcome_url(std::string_view token) const {
  return base_ + "/welcome/" + std::string(token);
}

std::string Links::reply_code(std::string_view message_key, const TicketId& ticket) const {
  std::string code =
      keyed_token(key_, "reply code\n" + std::string(message_key) + "\n" + ticket).substr(0, 6);
  for (char& c : code) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return code;
}

std::string Links::form_token(const TicketId& ticket, std::string_view message_id) const {
  return keyed_token(key_, "form\n" + ticket + "\n" + std::string(message_id));
}

}  // namespace oasis::engine
