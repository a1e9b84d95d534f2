// See parse.hpp: the headers are read here, the body in content.cpp. May not: keep anything of GMime alive.
#include "server/mail/parse.hpp"

#include <algorithm>

#include "server/mail/charset.hpp"
#include "server/mail/content.hpp"
#include "server/mail/delivery_report.hpp"
#include "server/mail/gmime_handle.hpp"
#include "server/mail/kind.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_subject = 300;
constexpr std::size_t longest_name = 200;
constexpr std::size_t most_servers = 50;  // addresses that servers on the way may note

/// Without byte order mark, empty lines and an mbox line in front.
std::string_view without_preamble(std::string_view raw) {
  if (raw.substr(0, 3) == "\xEF\xBB\xBF") raw.remove_prefix(3);
  raw.remove_prefix(std::min(raw.find_first_not_of("\r\n"), raw.size()));
  if (raw.substr(0, 5) == "From " || raw.substr(0, 6) == ">From ")
    raw.remove_prefix(std::min(raw.find('\n'), raw.size() - 1) + 1);
  return raw;
}

/// Bytes of the header section with the empty line that ends it.
std::size_t header_size(std::string_view raw) {
  for (std::size_t at = raw.find('\n'); at != std::string_view::npos; at = raw.find('\n', at + 1)) {
    if (raw.substr(at + 1, 1) == "\n") return at + 2;
    if (raw.substr(at + 1, 2) == "\r\n") return at + 3;
  }
  return raw.size();
}

/// Whether a line of the header section is "Name: …".
bool has_any_header(std::string_view section) {
  for (std::size_t at = 0; at < section.size();) {
    const std::size_t end = std::min(section.find('\n', at), section.size());
    const std::string_view line = section.substr(at, end - at);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0 &&
        std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                    [](char c) { return c > ' ' && c < 0x7F; }))
      return true;
    at = end + 1;
  }
  return false;
}

GmimeHandle<GMimeMessage> parse_structure(std::string_view raw) {
  start_gmime();
  const GmimeHandle<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
  const GmimeHandle<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_persist_stream(parser.get(), FALSE);
  const std::unique_ptr<GMimeParserOptions, void (*)(GMimeParserOptions*)> options(
      g_mime_parser_options_new(), g_mime_parser_options_free);
  const char* unlabelled[] = {"utf-8", "windows-1252", nullptr};  // for bytes in headers that name no charset
  g_mime_parser_options_set_fallback_charsets(options.get(), unlabelled);
  return GmimeHandle<GMimeMessage>(g_mime_parser_construct_message(parser.get(), options.get()));
}

/// The values of every header of one name, in order, decoded and on one line.
std::vector<std::string> headers_named(GMimeMessage* message, const char* name,
                                       std::size_t max_points = 998) {
  std::vector<std::string> values;
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  const int count = g_mime_header_list_get_count(headers);
  for (int i = 0; i < count; ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    if (same_ignoring_case(text_or_empty(g_mime_header_get_name(header)), name))
      values.push_back(one_line(to_utf8(text_or_empty(g_mime_header_get_value(header)), ""), max_points));
  }
  return values;
}

std::string header(GMimeMessage* message, const char* name) {
  auto values = headers_named(message, name);
  return values.empty() ? std::string() : std::move(values.front());
}

/// References can be longer than any line that is shown.
std::vector<std::string> ids_in_header(GMimeMessage* message, const char* name) {
  std::vector<std::string> ids;
  for (const std::string& value : headers_named(message, name, 100'000))
    for (std::string& id : message_ids_in(value)) ids.push_back(std::move(id));
  return ids;
}

MailAddress address_of(InternetAddressMailbox* mailbox) {
  const std::string written = text_or_empty(internet_address_mailbox_get_addr(mailbox));
  const std::string name = text_or_empty(internet_address_get_name(INTERNET_ADDRESS(mailbox)));
  return {one_line(to_utf8(name, ""), longest_name), one_line(to_utf8(written, ""), 254)};
}

/// The people in an address header; members of groups stand on their own.
void collect_addresses(InternetAddressList* list, std::size_t limit, std::vector<MailAddress>& out,
                       int depth = 0) {
  const int count = list ? internet_address_list_length(list) : 0;
  for (int i = 0; i < count && out.size() < limit; ++i) {
    InternetAddress* address = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
      MailAddress found = address_of(INTERNET_ADDRESS_MAILBOX(address));
      if (!found.address.empty()) out.push_back(std::move(found));
    } else if (INTERNET_ADDRESS_IS_GROUP(address) && depth < 3) {
      collect_addresses(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), limit, out,
                        depth + 1);
    }
  }
}

std::vector<MailAddress> addresses(InternetAddressList* list, std::size_t limit) {
  std::vector<MailAddress> out;
  collect_addresses(list, limit, out);
  return out;
}

/// An address in a header that mail servers add ("<bob@example.com>"); empty if it holds none.
std::string plain_address(std::string_view value) {
  value = trimmed(value);
  if (!value.empty() && value.front() == '<') value.remove_prefix(1);
  if (!value.empty() && value.back() == '>') value.remove_suffix(1);
  return is_mail_address(value) ? std::string(value) : std::string();
}

/// "Big Bug bob@example.com": the name and the first address of a header that RFC 5322 does not allow.
MailAddress loose_address(std::string_view value) {
  MailAddress found;
  while (!(value = trimmed(value)).empty()) {
    const std::size_t end = std::min(value.find_first_of(" \t,;"), value.size());
    const std::string word = plain_address(value.substr(0, end));
    if (!word.empty()) {
      found.address = word;
      break;
    }
    found.name += (found.name.empty() ? "" : " ") + std::string(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  found.name = one_line(found.name, longest_name);
  return found;
}

/// Who wrote: From, else Sender, else Reply-To, else what looks like an address in From, else the envelope; the first
/// address that can be answered.
MailAddress sender_of(GMimeMessage* message) {
  MailAddress unusable;
  for (InternetAddressList* list : {g_mime_message_get_from(message), g_mime_message_get_sender(message),
                                    g_mime_message_get_reply_to(message)}) {
    for (MailAddress& address : addresses(list, 10)) {
      if (is_mail_address(address.address)) return std::move(address);
      if (unusable.address.empty()) unusable = std::move(address);
    }
  }
  if (MailAddress loose = loose_address(header(message, "From")); !loose.address.empty()) return loose;
  const std::string envelope = plain_address(header(message, "Return-Path"));
  if (!envelope.empty()) return {unusable.name, envelope};
  return unusable;
}

std::vector<std::string> delivered_to(GMimeMessage* message) {
  std::vector<std::string> out;
  for (const char* name : {"Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To",
                           "X-Delivered-To"}) {
    for (const std::string& value : headers_named(message, name)) {
      std::string address = plain_address(value);
      if (out.size() < most_servers && !address.empty() &&
          std::find(out.begin(), out.end(), address) == out.end())
        out.push_back(std::move(address));
    }
  }
  return out;
}

MailFacts facts_of(GMimeMessage* message) {
  MailFacts facts;
  facts.auto_submitted = header(message, "Auto-Submitted");
  facts.precedence = header(message, "Precedence");
  facts.list_id = header(message, "List-Id");
  if (facts.list_id.empty()) facts.list_id = header(message, "List-Post");
  facts.oasis_origin = header(message, "X-Oasis-Origin");
  facts.authentication_results = headers_named(message, "Authentication-Results", 4000);
  if (facts.authentication_results.size() > most_servers) facts.authentication_results.resize(most_servers);
  facts.null_sender = header(message, "Return-Path") == "<>";
  for (const char* name : {"X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply-From"})
    facts.answers_itself = facts.answers_itself || !headers_named(message, name).empty();
  GMimeObject* body = g_mime_message_get_mime_part(message);
  GMimeContentType* type = body ? g_mime_object_get_content_type(body) : nullptr;
  if (type && g_mime_content_type_is_type(type, "multipart", "report"))
    facts.report_type =
        lower_ascii(one_line(text_or_empty(g_mime_content_type_get_parameter(type, "report-type")), 60));
  return facts;
}

/// The claimed date, if it lies between 1970 and 2200: others are faults of the sender's clock or header.
std::optional<Instant> date_of(GMimeMessage* message) {
  GDateTime* date = g_mime_message_get_date(message);
  if (!date) return std::nullopt;
  const Instant at{g_date_time_to_unix(date) * 1000};
  const Instant year_2200{7'258'118'400'000};
  if (at < Instant{0} || at > year_2200) return std::nullopt;
  return at;
}

/// The first, which began the conversation, and the newest.
void keep_newest(std::vector<std::string>& references, std::size_t limit) {
  if (references.size() <= limit || limit == 0) return;
  references.erase(references.begin() + 1,
                   references.begin() + 1 + static_cast<std::ptrdiff_t>(references.size() - limit));
}

IncomingMail read_headers(GMimeMessage* message, const MailLimits& limits) {
  IncomingMail mail;
  const auto first_of = [](std::vector<std::string> ids) {
    return ids.empty() ? std::string() : std::move(ids.front());
  };
  mail.message_id = first_of(ids_in_header(message, "Message-ID"));
  mail.in_reply_to = first_of(ids_in_header(message, "In-Reply-To"));
  mail.references = ids_in_header(message, "References");
  keep_newest(mail.references, limits.references);
  mail.from = sender_of(message);
  const auto reply_to = addresses(g_mime_message_get_reply_to(message), 1);
  if (!reply_to.empty() && is_mail_address(reply_to.front().address)) mail.reply_to = reply_to.front();
  mail.to = addresses(g_mime_message_get_to(message), limits.recipients);
  mail.cc = addresses(g_mime_message_get_cc(message), limits.recipients);
  mail.delivered_to = delivered_to(message);
  mail.subject = one_line(to_utf8(text_or_empty(g_mime_message_get_subject(message)), ""), longest_subject);
  mail.date = date_of(message);
  mail.facts = facts_of(message);
  return mail;
}

Error refused(std::string what) {
  return {"", std::move(what)};
}

}  // namespace

Result<IncomingMail> parse_mail(std::string_view raw, const MailLimits& limits) {
  if (trimmed(raw).empty()) return refused("The message is empty: give one raw mail, headers first.");
  if (raw.size() > limits.bytes)
    return refused("The message has " + std::to_string(raw.size()) + " bytes, more than the limit of " +
                   std::to_string(limits.bytes) + ".");
  raw = without_preamble(raw);
  const std::size_t header_bytes = header_size(raw);
  if (header_bytes > limits.header_bytes)
    return refused("The header section has " + std::to_string(header_bytes) +
                   " bytes, more than the limit of " + std::to_string(limits.header_bytes) + ".");
  if (!has_any_header(raw.substr(0, header_bytes)))
    return refused("This is not a mail: it does not begin with headers (From:, Subject:, …).");
  std::string repaired;  // a NUL would end a header early
  if (raw.substr(0, header_bytes).find('\0') != std::string_view::npos) {
    repaired = std::string(raw);
    std::replace(repaired.begin(), repaired.begin() + static_cast<std::ptrdiff_t>(header_bytes), '\0', ' ');
    raw = repaired;
  }

  const GmimeHandle<GMimeMessage> message = parse_structure(raw);
  if (!message) return refused("This is not a mail: its headers cannot be read.");
  IncomingMail mail = read_headers(message.get(), limits);
  mail.kind = kind_of(mail.facts, mail.from.address, mail.subject,
                      !mail.in_reply_to.empty() || !mail.references.empty());
  if (!is_mail_address(mail.from.address) && mail.kind != MailKind::bounce)
    return refused("The mail has no sender that could be answered: its From header is missing or broken.");

  GMimeObject* body = g_mime_message_get_mime_part(message.get());
  MailContent content = read_content(body, limits);
  if (body && GMIME_IS_MULTIPART(body) && g_mime_multipart_get_count(GMIME_MULTIPART(body)) == 0) {
    content.text = readable_text(to_utf8(raw.substr(header_bytes, limits.text_bytes), ""));
    content.remarks.push_back("The mail says that it has parts, but none begins; its raw text is shown.");
  }
  mail.text = std::move(content.text);
  mail.attachments = std::move(content.attachments);
  mail.remarks = std::move(content.remarks);
  if (mail.kind == MailKind::bounce) {
    mail.bounce = std::move(content.report);
    if (mail.bounce->original_message_id.empty()) mail.bounce->original_message_id = mail.in_reply_to;
    const std::string failed = plain_address(header(message.get(), "X-Failed-Recipients"));
    if (mail.bounce->recipient.empty() && !failed.empty()) {
      mail.bounce->recipient = failed;
      mail.bounce->permanent = true;  // servers write this header only when they have given up
    }
  }
  return mail;
}

}  // namespace oasis
