// Secret links: the customer's page of a ticket, and the page that acknowledges a ticket for one person.
// Each says which ticket it is for and proves it with the installation's key, so nothing is stored for them.
// May not: look a ticket up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::engine {

/// How long an acknowledge link works.
constexpr Duration acknowledge_link_life = hours(24);

class Links {
 public:
  /// `base`: how people reach the server, "https://help.example"; a slash at the end is dropped.
  Links(std::string base, std::string key);

  /// Before anybody else uses it.
  void set_base(std::string base);

  /// The ticket in the application, for staff who sign in.
  std::string ticket_url(std::int64_t number) const;
  /// "<base>/t/<number>-<token>"; works for ever.
  std::string customer_url(std::int64_t number, const TicketId& ticket) const;
  /// A file of the ticket's conversation, below the customer's page: "<customer_url>/files/<file>".
  std::string customer_file_url(std::int64_t number, const TicketId& ticket, std::string_view file) const;
  /// "<base>/a/<number>-<user>-<expiry>-<token>".
  std::string acknowledge_url(std::int64_t number, const TicketId& ticket, const Id& user,
                              Instant until) const;

  /// What a secret segment claims; whether it is true is checked with the ticket's id.
  struct Claim {
    std::int64_t number = 0;
    Id user;        ///< acknowledge links only
    Instant until;  ///< acknowledge links only
    std::string token;
  };
  static std::optional<Claim> read_customer(std::string_view segment);
  static std::optional<Claim> read_acknowledge(std::string_view segment);
  bool proves_customer(const Claim& claim, const TicketId& ticket) const;
  /// Says nothing about its end: compare `until`.
  bool proves_acknowledge(const Claim& claim, const TicketId& ticket) const;

  /// The token of a one-time link that leaves by mail: it follows from its id and the installation's key, so
  /// that the mail can be written when it is sent, and the database alone opens nothing. "<id>.<proof>"
  std::string mailed_token(std::string_view id) const;
  /// "<base>/welcome/<token>"
  std::string welcome_url(std::string_view token) const;

  /// The short code with which a person answers the message of the outbox with this key about this ticket,
  /// without a link: 6 characters of A-Z and 2-7. It proves nothing without knowing whose answer it is.
  std::string reply_code(std::string_view message_key, const TicketId& ticket) const;

  /// A path of ours as people reach it: "<base>/notifications".
  std::string url_of(std::string_view path) const { return base_ + std::string(path); }

  /// A token that a form of the customer's page carries, so that a post comes from a page that we showed.
  std::string form_token(const TicketId& ticket, std::string_view message_id) const;

 private:
  std::string base_;
  std::string key_;
};

}  // namespace oasis::engine
