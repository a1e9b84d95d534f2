// See form_mail.hpp: a form of parts is MIME as well, so GMime reads it.
#include "server/mail/form_mail.hpp"

#include <algorithm>
#include <array>

#include "server/mail/gmime_handle.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::array<std::string_view, 3> field_names{"body-mime", "email", "message"};

bool is_mail_field(std::string_view name) {
  return std::find(field_names.begin(), field_names.end(), name) != field_names.end();
}

std::string bytes_of(GMimeObject* part) {
  GByteArray* bytes = g_byte_array_new();
  const GmimeHandle<GMimeStream> stream(g_mime_stream_mem_new_with_byte_array(bytes));  // owns the bytes
  if (GMIME_IS_MESSAGE_PART(part)) {
    GMimeMessage* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
    if (message) g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, stream.get());
  } else if (GMIME_IS_PART(part)) {
    GMimeDataWrapper* content = g_mime_part_get_content(GMIME_PART(part));
    if (content) g_mime_data_wrapper_write_to_stream(content, stream.get());
  }
  return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

std::optional<std::string> field_of_parts(std::string_view content_type, std::string_view body) {
  start_gmime();
  std::string whole = "Content-Type: " + one_line(content_type, 300) + "\r\n\r\n";
  whole.append(body);
  const GmimeHandle<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(whole.data(), whole.size()));
  const GmimeHandle<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  g_mime_parser_set_persist_stream(parser.get(), FALSE);
  const GmimeHandle<GMimeObject> form(g_mime_parser_construct_part(parser.get(), nullptr));
  if (!form || !GMIME_IS_MULTIPART(form.get())) return std::nullopt;
  const int count = g_mime_multipart_get_count(GMIME_MULTIPART(form.get()));
  for (int i = 0; i < count; ++i) {
    GMimeObject* part = g_mime_multipart_get_part(GMIME_MULTIPART(form.get()), i);
    if (is_mail_field(text_or_empty(g_mime_object_get_content_disposition_parameter(part, "name"))))
      return bytes_of(part);
  }
  return std::nullopt;
}

std::string without_escapes(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
  };
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

std::optional<std::string> field_of_pairs(std::string_view body) {
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('&'), body.size());
    const std::string_view pair = body.substr(0, end);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (is_mail_field(without_escapes(pair.substr(0, equals))))
      return without_escapes(pair.substr(std::min(equals + 1, pair.size())));
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> raw_mail_in(std::string_view content_type, std::string_view body) {
  const std::string type = lower_ascii(trimmed(content_type.substr(0, content_type.find(';'))));
  if (type == "multipart/form-data") return field_of_parts(content_type, body);
  if (type == "application/x-www-form-urlencoded") return field_of_pairs(body);
  return std::string(body);
}

}  // namespace oasis
