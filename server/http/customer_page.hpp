// The customer's own page of a ticket, and the page that acknowledges by a link: plain HTML, without JavaScript.
// May not: know requests or rows; the routes fill it in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/pages.hpp"
#include "server/notify/date_words.hpp"
#include "shared/model/message.hpp"

namespace oasis::http {

struct CustomerPage {
  std::string path;                                 ///< its own address; files are below it
  notify::Tongue tongue = notify::Tongue::english;  ///< in which it is written
  std::string workspace;
  std::int64_t number = 0;
  std::string subject;
  Status status = Status::fresh;
  std::string handled_by;    ///< a name, or empty
  std::string next_update;   ///< when, or empty
  bool late = false;         ///< that has passed
  std::string outcome;       ///< how it was resolved, or empty
  struct Said {
    std::string who;
    std::string when;
    std::string text;
    bool by_customer = false;
    std::vector<Attachment> files;
  };
  std::vector<Said> conversation;  ///< oldest first, without internal notes
  bool finished = false;           ///< then it can be rated
  std::optional<int> rating;  ///< 1 … 5
  std::optional<int> chosen;  ///< by a link in a mail: offered to be sent, never sent by itself
  std::string message_id;  ///< of the reply that the form would send; makes a second send of it harmless
  std::string token;       ///< proves that the form is ours
  std::string notice;      ///< what was just done, or empty
  std::string error;
};
/// The forms post to the address of the page.
std::string customer_page(const PageFrame& frame, const CustomerPage& content);

struct AcknowledgePage {
  notify::Tongue tongue = notify::Tongue::english;
  std::string name;  ///< of the person whose link it is
  std::int64_t number = 0;
  std::string subject;
  std::string customer_text;
  std::string ticket_url;
};
std::string acknowledge_page(const PageFrame& frame, const AcknowledgePage& content);

}  // namespace oasis::http
