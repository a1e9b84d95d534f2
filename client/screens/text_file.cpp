// See text_file.hpp.
#include "client/screens/text_file.hpp"

#include <utility>

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::int64_t largest_text = 64 * 1024;
constexpr int lines_shown = 6;
constexpr std::size_t bytes_shown = 600;

/// The beginning that is shown unasked: whole lines, but for one that is longer than all of it may be.
std::string_view beginning(const std::string& text) {
  std::size_t at = 0;
  for (int line = 0; line < lines_shown; ++line) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string::npos || end > bytes_shown) {
      if (text.size() <= bytes_shown) return text;
      std::size_t cut = at > 0 ? at : bytes_shown;
      while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
      return std::string_view(text).substr(0, cut);
    }
    at = end + 1;
  }
  return std::string_view(text).substr(0, at);
}

std::string_view without_end(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool is_shown_as_text(const Attachment& file) {
  return (file.type == "text/plain" || file.type == "text/csv") && file.bytes <= largest_text;
}

TextFile& text_file(platform::Platform& platform, TextFiles& files, const Attachment& file) {
  std::shared_ptr<TextFile>& kept = files[file.id];
  if (kept == nullptr) {
    kept = std::make_shared<TextFile>();
    platform.network().send({.url = "/api/v1/attachments/" + file.id}, [kept](const platform::Response& response) {
      kept->state = response.status == 200 ? TextFile::State::there : TextFile::State::failed;
      if (response.status == 200) kept->lines = repair_utf8(response.body);
    });
  }
  return *kept;
}

std::string first_line(const TextFile& file) {
  const std::size_t from = file.lines.find_first_not_of(" \t\r\n");
  if (from == std::string::npos) return {};
  return std::string(without_end(std::string_view(file.lines).substr(from, file.lines.find('\n', from) - from)));
}

void draw_text_file(Ui& ui, TextFiles& files, const Attachment& file) {
  TextFile& read = text_file(ui.platform(), files, file);
  const std::string_view whole = without_end(read.lines);
  if (whole.empty()) return;
  const std::string_view shown = without_end(beginning(read.lines));
  const std::string label = phrase("Text of {1}"_tr, file.name);
  Card card(ui, {.padding = 10, .gap = 4, .fill = ui.palette().hover, .label = label});
  paragraph(ui, read.open ? whole : shown, {.size = TextSize::small});
  if (shown.size() == whole.size()) return;
  Row row(ui, {.height = 28});
  const std::string name = phrase(read.open ? "Show less of {1}"_tr : "Show all of {1}"_tr, file.name);
  const Icon icon = read.open ? Icon::chevron_up : Icon::more;
  if (!button(ui, {name, "all of " + file.id}, {.kind = ButtonKind::quiet, .icon = icon})) return;
  read.open = !read.open;
  ui.again();
}

}  // namespace oasis
