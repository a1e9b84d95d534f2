// See content.hpp. May not: recurse deeper than the limits say.
#include "server/mail/content.hpp"

#include <algorithm>

#include "server/mail/charset.hpp"
#include "server/mail/delivery_report.hpp"
#include "server/mail/flowed.hpp"
#include "server/mail/gmime_handle.hpp"
#include "server/mail/html_text.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

constexpr std::size_t longest_filename = 120;

std::string decoded_bytes(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (!content) return {};
  GByteArray* bytes = g_byte_array_new();
  const GmimeHandle<GMimeStream> stream(g_mime_stream_mem_new_with_byte_array(bytes));  // owns the bytes
  g_mime_data_wrapper_write_to_stream(content, stream.get());
  return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

/// "type/subtype" in lower case. A header that names no such pair ("text") counts as text, as a missing one
/// does.
std::string content_type_of(GMimeObject* part) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  const std::string written = text_or_empty(g_mime_object_get_header(part, "Content-Type"));
  if (!type || (!written.empty() && written.find('/') == std::string::npos)) return "text/plain";
  return lower_ascii(one_line(text_or_empty(g_mime_content_type_get_media_type(type)) + "/" +
                                  text_or_empty(g_mime_content_type_get_media_subtype(type)),
                              100));
}

std::string type_parameter(GMimeObject* part, const char* name) {
  GMimeContentType* type = g_mime_object_get_content_type(part);
  return type ? text_or_empty(g_mime_content_type_get_parameter(type, name)) : std::string();
}

/// A name that may be written into any folder and shown anywhere; empty stays empty.
std::string safe_filename(std::string_view raw) {
  std::string name = one_line(to_utf8(raw, ""), 1000);
  const std::size_t folder = name.find_last_of("/\\:");
  if (folder != std::string::npos) name.erase(0, folder + 1);
  for (char& c : name)
    if (std::string_view("<>\"|?*").find(c) != std::string_view::npos) c = '_';
  name.erase(0, std::min(name.find_first_not_of(". "), name.size()));
  if (cut_to(name, longest_filename) == name) return name;
  // Keep the ending: it says how to open the file.
  const std::size_t dot = name.rfind('.');
  const std::string ending =
      dot != std::string::npos && name.size() - dot <= 10 ? name.substr(dot) : std::string();
  return cut_to(name, longest_filename - 10) + ending;
}

std::string ending_for(std::string_view content_type) {
  struct Ending {
    std::string_view type, ending;
  };
  static constexpr Ending endings[] = {
      {"message/rfc822", ".eml"},     {"text/calendar", ".ics"},   {"text/plain", ".txt"},
      {"text/html", ".html"},         {"image/png", ".png"},       {"image/jpeg", ".jpg"},
      {"image/gif", ".gif"},          {"application/pdf", ".pdf"}, {"message/delivery-status", ".txt"},
      {"text/rfc822-headers", ".txt"}};
  for (const Ending& known : endings)
    if (known.type == content_type) return std::string(known.ending);
  return ".bin";
}

bool is_attached(GMimeObject* part) {
  const char* disposition = g_mime_object_get_disposition(part);
  return disposition && same_ignoring_case(disposition, GMIME_DISPOSITION_ATTACHMENT);
}

/// The charset an HTML text names itself, where the part does not: `<meta … charset=…>` near its start.
std::string charset_within(std::string_view html) {
  const std::string start = lower_ascii(html.substr(0, 2048));
  const std::size_t at = start.find("charset=");
  if (at == std::string::npos) return {};
  const std::size_t from = start.find_first_not_of("\"' ", at + 8);
  if (from == std::string::npos) return {};
  return start.substr(from, start.find_first_of("\"'/>; ", from) - from);
}

/// OpenPGP (RFC 3156) and S/MIME (RFC 8551). A signed S/MIME mail can come in the same shape; it cannot be read either.
bool is_encrypted(const std::string& type) {
  return type == "multipart/encrypted" || type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime";
}

/// One walk over a body; `content` collects what was found.
class Walk {
 public:
  Walk(const MailLimits& limits, MailContent& content) : limits_(limits), content_(content) {}

  /// The text of `part` and what is in it; attachments go to the content.
  std::string visit(GMimeObject* part, int depth) {
    if (++parts_ > limits_.parts) {
      remark("The mail has more than " + std::to_string(limits_.parts) + " parts; the rest was left out.");
      return {};
    }
    if (depth > limits_.depth) {
      remark("Parts nested deeper than " + std::to_string(limits_.depth) + " were left out.");
      return {};
    }
    if (is_encrypted(content_type_of(part)))
      remark("The mail is encrypted: its text cannot be read here, only the attachment can be saved.");
    if (GMIME_IS_MULTIPART(part)) return visit_multipart(GMIME_MULTIPART(part), depth);
    if (GMIME_IS_MESSAGE_PART(part)) {
      attach_message(GMIME_MESSAGE_PART(part));
      return {};
    }
    if (GMIME_IS_PART(part)) return visit_leaf(GMIME_PART(part));
    return {};
  }

 private:
  void remark(const std::string& words) {
    auto& all = content_.remarks;
    if (std::find(all.begin(), all.end(), words) == all.end()) all.push_back(words);
  }

  std::string visit_multipart(GMimeMultipart* multipart, int depth) {
    const bool alternative = content_type_of(GMIME_OBJECT(multipart)) == "multipart/alternative";
    std::string text;
    bool chosen_plain = false;
    const int count = g_mime_multipart_get_count(multipart);
    for (int i = 0; i < count && parts_ <= limits_.parts; ++i) {
      GMimeObject* child = g_mime_multipart_get_part(multipart, i);
      std::string more = visit(child, depth + 1);
      if (more.empty()) continue;
      if (alternative) {
        if (!chosen_plain)
          text = std::move(more);  // later alternatives are richer; plain text is what we show
        chosen_plain = chosen_plain || content_type_of(child) == "text/plain";
      } else {
        if (!text.empty()) text += "\n\n";
        text += more;
      }
    }
    return text;
  }

  std::string visit_leaf(GMimePart* part) {
    const std::string type = content_type_of(GMIME_OBJECT(part));
    const std::string filename = safe_filename(text_or_empty(g_mime_part_get_filename(part)));
    const bool text = type == "text/plain" || type == "text/html" || type == "text/enriched";
    std::string bytes = decoded_bytes(part);
    if (text && filename.empty() && !is_attached(GMIME_OBJECT(part)))
      return text_of(part, type, std::move(bytes));
    if (type == "message/delivery-status") read_delivery_status(bytes, content_.report);
    if (type == "text/rfc822-headers" || type == "message/rfc822-headers")
      content_.report.original_message_id = message_id_in_headers(bytes);
    attach(GMIME_OBJECT(part), type, filename, std::move(bytes));
    return {};
  }

  std::string text_of(GMimePart* part, const std::string& type, std::string bytes) {
    if (bytes.size() > limits_.text_bytes) {
      bytes.resize(limits_.text_bytes);
      remark("The text is longer than " + std::to_string(limits_.text_bytes) +
             " bytes; the rest was left out.");
    }
    std::string charset = type_parameter(GMIME_OBJECT(part), "charset");
    const bool html = type == "text/html";
    if (html && charset.empty()) charset = charset_within(bytes);
    const std::string utf8 = to_utf8(bytes, charset);
    if (html) return html_to_text(utf8);
    if (same_ignoring_case(type_parameter(GMIME_OBJECT(part), "format"), "flowed"))
      return readable_text(
          unflow(utf8, same_ignoring_case(type_parameter(GMIME_OBJECT(part), "delsp"), "yes")));
    return readable_text(utf8);
  }

  void attach(GMimeObject* part, const std::string& type, std::string filename, std::string bytes) {
    if (content_.attachments.size() >= limits_.attachments)
      return remark("The mail has more than " + std::to_string(limits_.attachments) +
                    " attachments; the rest was left out.");
    if (filename.empty())
      filename = "attachment-" + std::to_string(content_.attachments.size() + 1) + ending_for(type);
    std::string content_id = one_line(text_or_empty(g_mime_object_get_content_id(part)), 200);
    const bool in_line = !content_id.empty() && !is_attached(part) && type.compare(0, 6, "image/") == 0;
    content_.attachments.push_back(
        {std::move(filename), type, std::move(bytes), std::move(content_id), in_line});
  }

  void attach_message(GMimeMessagePart* part) {
    GMimeMessage* message = g_mime_message_part_get_message(part);
    std::string bytes, subject;
    if (message) {
      char* raw = g_mime_object_to_string(GMIME_OBJECT(message), nullptr);
      bytes = text_or_empty(raw);
      g_free(raw);
      subject = safe_filename(text_or_empty(g_mime_message_get_subject(message)));
      if (content_.report.original_message_id.empty())
        content_.report.original_message_id =
            one_line(text_or_empty(g_mime_message_get_message_id(message)), 998);
    }
    attach(GMIME_OBJECT(part), "message/rfc822", subject.empty() ? subject : cut_to(subject, 100) + ".eml",
           std::move(bytes));
  }

  const MailLimits& limits_;
  MailContent& content_;
  int parts_ = 0;
};

}  // namespace

MailContent read_content(GMimeObject* body, const MailLimits& limits) {
  MailContent content;
  if (body) content.text = readable_text(Walk(limits, content).visit(body, 0));
  return content;
}

}  // namespace oasis
