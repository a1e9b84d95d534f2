// See compose.hpp: GMime writes headers and parts. May not: pass any field to GMime unchecked.
#include "server/notify/compose.hpp"

#include <algorithm>
#include <utility>

#include "server/mail/gmime_handle.hpp"
#include "server/mail/subject.hpp"
#include "server/notify/text_html.hpp"
#include "shared/text/fold.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_subject = 300;
constexpr std::size_t longest_name = 200;
constexpr std::size_t most_references = 21;
constexpr std::size_t longest_file_name = 150;

/// An id between "<>" (RFC 5322, section 3.6.4), as strict as mail servers are.
bool is_message_id(std::string_view id) {
  return id.size() > 2 && id.size() <= 250 && std::count(id.begin(), id.end(), '@') == 1 &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return c > ' ' && c < 0x7F && std::string_view("<>()[]\\,;:\"").find(c) == std::string_view::npos;
         });
}

std::optional<Error> address_fault(const MailAddress& address, const std::string& where) {
  if (is_mail_address(address.address)) return std::nullopt;
  return Error{where,
               "This is no mail address that can be written to: name@domain in plain letters is needed."};
}

std::optional<Error> id_fault(const std::string& id, const std::string& where) {
  if (is_message_id(id)) return std::nullopt;
  return Error{where, "This is no message id: local@domain without blanks or brackets is needed."};
}

std::optional<Error> fault_in(const OutgoingMail& mail) {
  if (auto fault = id_fault(mail.message_id, "/message_id")) return fault;
  if (auto fault = address_fault(mail.from, "/from")) return fault;
  if (mail.reply_to)
    if (auto fault = address_fault(*mail.reply_to, "/reply_to")) return fault;
  if (mail.to.empty()) return Error{"/to", "A mail needs at least one recipient."};
  for (std::size_t i = 0; i < mail.to.size(); ++i)
    if (auto fault = address_fault(mail.to[i], "/to/" + std::to_string(i))) return fault;
  for (std::size_t i = 0; i < mail.cc.size(); ++i)
    if (auto fault = address_fault(mail.cc[i], "/cc/" + std::to_string(i))) return fault;
  return std::nullopt;
}

void add_address(GMimeMessage* message, GMimeAddressType type, const MailAddress& address) {
  const std::string name = one_line(address.name, longest_name);
  g_mime_message_add_mailbox(message, type, name.empty() ? nullptr : name.c_str(), address.address.c_str());
}

void set_header(GMimeMessage* message, const char* name, const std::string& value) {
  g_mime_object_set_header(GMIME_OBJECT(message), name, value.c_str(), "utf-8");
}

/// "<a> <b>": ids from customers' mails that do not fit are left out, threading survives on the others.
std::string reference_list(std::vector<std::string> ids) {
  ids.erase(std::remove_if(ids.begin(), ids.end(), [](const std::string& id) { return !is_message_id(id); }),
            ids.end());
  if (ids.size() > most_references)
    ids.erase(ids.begin() + 1, ids.begin() + 1 + static_cast<std::ptrdiff_t>(ids.size() - most_references));
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "<" : " <") + id + ">";
  return out;
}

void write_headers(GMimeMessage* message, const OutgoingMail& mail) {
  add_address(message, GMIME_ADDRESS_TYPE_FROM, mail.from);
  if (mail.reply_to) add_address(message, GMIME_ADDRESS_TYPE_REPLY_TO, *mail.reply_to);
  for (const MailAddress& to : mail.to) add_address(message, GMIME_ADDRESS_TYPE_TO, to);
  for (const MailAddress& cc : mail.cc) add_address(message, GMIME_ADDRESS_TYPE_CC, cc);
  const std::string title = one_line(mail.subject, longest_subject);
  g_mime_message_set_subject(message, (mail.ticket ? tagged_subject(*mail.ticket, title) : title).c_str(),
                             "utf-8");
  GDateTime* date = g_date_time_new_from_unix_utc(mail.date.ms / 1000);
  if (date) {
    g_mime_message_set_date(message, date);
    g_date_time_unref(date);
  }
  g_mime_message_set_message_id(message, mail.message_id.c_str());
  if (is_message_id(mail.in_reply_to)) set_header(message, "In-Reply-To", "<" + mail.in_reply_to + ">");
  const std::string references = reference_list(mail.references);
  if (!references.empty()) set_header(message, "References", references);
  if (mail.automatic) {
    set_header(message, "Auto-Submitted",
               is_message_id(mail.in_reply_to) ? "auto-replied" : "auto-generated");
    set_header(message, "X-Auto-Response-Suppress", "All");  // Exchange does not know the standard
  }
  const std::string origin = one_line(mail.origin, 200);
  if (!origin.empty()) set_header(message, "X-Oasis-Origin", origin);
}

/// GMime's own setter would choose the smallest charset that fits; the HTML names UTF-8.
GmimeHandle<GMimeTextPart> text_part(const char* subtype, const std::string& text) {
  GmimeHandle<GMimeTextPart> part(g_mime_text_part_new_with_subtype(subtype));
  g_mime_text_part_set_charset(part.get(), "utf-8");
  const GmimeHandle<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
  const GmimeHandle<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(GMIME_PART(part.get()), content.get());
  g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

bool is_token(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.';
  });
}

/// "type/subtype" as it may be written: base64 is not for what has parts of its own (RFC 2045, section 6.4).
std::string sendable_type(const std::string& type) {
  const std::size_t slash = type.find('/');
  if (slash == std::string::npos || !is_token(std::string_view(type).substr(slash + 1)))
    return "application/octet-stream";
  const std::string_view family = std::string_view(type).substr(0, slash);
  const bool of_parts = family == "message" || family == "multipart";
  return is_token(family) && !of_parts ? type : "application/octet-stream";
}

GmimeHandle<GMimePart> file_part(const MailFile& file) {
  const std::string type = sendable_type(file.type);
  const std::size_t slash = type.find('/');
  GmimeHandle<GMimePart> part(
      g_mime_part_new_with_type(type.substr(0, slash).c_str(), type.substr(slash + 1).c_str()));
  if (type.compare(0, slash, "text") == 0 && valid_utf8(file.bytes))
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  const GmimeHandle<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(file.bytes.data(), file.bytes.size()));
  const GmimeHandle<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
  g_mime_object_set_disposition(GMIME_OBJECT(part.get()), GMIME_DISPOSITION_ATTACHMENT);
  const std::string name = one_line(file.name, longest_file_name);
  g_mime_part_set_filename(part.get(), name.empty() ? "file" : name.c_str());
  return part;
}

/// "=_" can stand in no quoted-printable text (RFC 2045, section 6.7) and "--" in no base64, so no content
/// can end a part early; the rest follows from the id, so that a retry has the same bytes.
std::string boundary_for(const std::string& message_id, const std::string& of) {
  char* digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, message_id.c_str(), -1);
  const std::string boundary = "=_oasis_" + of + std::string(digest, 24);
  g_free(digest);
  return boundary;
}

GmimeHandle<GMimeMultipart> multipart(const char* subtype, const std::string& boundary) {
  GmimeHandle<GMimeMultipart> parts(g_mime_multipart_new_with_subtype(subtype));
  g_mime_multipart_set_boundary(parts.get(), boundary.c_str());
  return parts;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 40);
  for (const char c : text) {
    if (c == '\n' && (out.empty() || out.back() != '\r')) out += '\r';
    out += c;
  }
  return out;
}

}  // namespace

Result<std::string> compose_mail(const OutgoingMail& mail) {
  if (auto fault = fault_in(mail)) return *fault;
  start_gmime();
  std::string text = readable_text(mail.text) + "\n";
  const bool german = mail.language.compare(0, 2, "de") == 0;
  if (mail.reply_marker) text = std::string(german ? reply_marker_german : reply_marker) + "\n\n" + text;

  const GmimeHandle<GMimeMessage> message(g_mime_message_new(TRUE));
  write_headers(message.get(), mail);
  GmimeHandle<GMimeMultipart> body = multipart("alternative", boundary_for(mail.message_id, ""));
  g_mime_multipart_add(body.get(), GMIME_OBJECT(text_part("plain", text).get()));
  g_mime_multipart_add(body.get(), GMIME_OBJECT(text_part("html", text_as_html(text, mail.language)).get()));
  if (!mail.files.empty()) {
    GmimeHandle<GMimeMultipart> whole = multipart("mixed", boundary_for(mail.message_id, "mixed_"));
    g_mime_multipart_add(whole.get(), GMIME_OBJECT(body.get()));
    for (const MailFile& file : mail.files)
      g_mime_multipart_add(whole.get(), GMIME_OBJECT(file_part(file).get()));
    body = std::move(whole);
  }
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(body.get()));

  char* bytes = g_mime_object_to_string(GMIME_OBJECT(message.get()), nullptr);
  std::string out = with_crlf(text_or_empty(bytes));
  g_free(bytes);
  return out;
}

}  // namespace oasis
