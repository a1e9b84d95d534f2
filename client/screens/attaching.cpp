// See attaching.hpp.
#include "client/screens/attaching.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/model/picture_type.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float tile_gap = 6;
constexpr int most_lines = 2;
constexpr float widest_picture = 240, highest_picture = 160;
/// Larger ones are fetched when somebody opens them.
constexpr std::int64_t largest_shown = 8 * 1024 * 1024;

int count(const DraftFiles& files) {
  return static_cast<int>(files.attached.size() + files.uploading.size());
}

std::string size_in_words(std::int64_t bytes) {
  constexpr std::int64_t kilo = 1024, mega = kilo * kilo;
  if (bytes < kilo) return std::to_string(bytes) + " B";
  if (bytes < mega) return std::to_string(bytes / kilo) + " KB";
  return std::to_string(bytes / mega) + "." + std::to_string(bytes % mega * 10 / mega) + " MB";
}

std::string address_of_file(const Attachment& file) {
  return "/api/v1/attachments/" + file.id;
}
std::string address_of_picture(const Attachment& file) {
  return address_of_file(file) + "/picture";
}

void draw_pictures(Desk& desk, const std::vector<const Attachment*>& pictures) {
  Ui& ui = desk.ui;
  const float width = std::min(widest_picture, ui.area().w);
  Row row(ui, {.height = highest_picture, .wrap = true});
  for (const Attachment* file : pictures) {
    if (!picture_button(ui, {phrase("Show picture {1}"_tr, file->name), "show " + file->id}, address_of_picture(*file), width,
                        highest_picture))
      continue;
    ui.platform().pictures().show(address_of_picture(*file), file->name, address_of_file(*file));
  }
}

Uploading* find_uploading(DraftFiles& files, std::uint32_t number) {
  const auto found = std::find_if(files.uploading.begin(), files.uploading.end(),
                                  [number](const Uploading& one) { return one.number == number; });
  return found == files.uploading.end() ? nullptr : &*found;
}

void forget(DraftFiles& files, std::uint32_t number) {
  files.uploading.erase(std::remove_if(files.uploading.begin(), files.uploading.end(),
                                       [number](const Uploading& one) { return one.number == number; }),
                        files.uploading.end());
}

void finish(Desk& desk, DraftFiles& files, const platform::Upload& upload) {
  forget(files, upload.number);
  const nlohmann::json answer = wire::parse(upload.body);
  if (upload.status == 200 && answer.is_object()) {
    files.attached.push_back({wire::text_of(answer, "id"), wire::text_of(answer, "name"),
                              wire::text_of(answer, "type"), wire::number_of(answer, "bytes"), false});
    return;
  }
  std::string why = upload.status == 0 ? "there is no connection"_tr : "the server did not take it"_tr;
  if (upload.status == 413) why = "it is larger than 20 MB"_tr;
  if (answer.is_object() && answer.contains("error")) why = wire::text_of(answer["error"], "message");
  desk.toasts.say(desk.ui, phrase("{1} was not attached: {2}"_tr, upload.name, why), Tone::danger);
}

}  // namespace

void take_uploads(Desk& desk) {
  auto& uploads = desk.ui.platform().input().uploads;
  const auto is_of_a_room = [](const platform::Upload& upload) { return upload.place.starts_with('/'); };  // it takes them itself
  for (const platform::Upload& upload : uploads) {
    if (is_of_a_room(upload)) continue;
    DraftFiles& files = desk.drafts.files[upload.place];
    if (upload.status >= 0) {
      finish(desk, files, upload);
    } else if (Uploading* known = find_uploading(files, upload.number)) {
      known->percent = upload.percent;
    } else {
      files.uploading.push_back({upload.number, upload.name, upload.percent});
    }
  }
  if (std::erase_if(uploads, [&](const platform::Upload& upload) { return !is_of_a_room(upload); }) > 0) desk.ui.again();
}

void accept_uploads(Desk& desk, const std::string& key) {
  desk.ui.platform().accept_files("/api/v1/attachments", key);
}

void refuse_uploads(Desk& desk) {
  desk.ui.platform().accept_files("", "");
}

void draw_attached(Desk& desk, TextFiles& texts, const std::string& key) {
  const auto found = desk.drafts.files.find(key);
  if (found == desk.drafts.files.end() || count(found->second) == 0) return;
  Ui& ui = desk.ui;
  DraftFiles& files = found->second;
  const Rect place = ui.place(0, attached_height(desk, key, ui.area().w));
  Panel panel(ui, "Files to send", place,
              {.padding = 0, .scroll = true, .role = ui::Role::group, .label = "Files to send"_tr});
  Row row(ui, {.height = file_tile_height(ui), .gap = tile_gap, .wrap = true});
  for (std::size_t i = 0; i < files.attached.size(); ++i) {
    const Attachment& file = files.attached[i];
    std::string detail = kind_and_size(file);
    if (is_shown_as_text(file)) {
      const std::string line = first_line(text_file(ui.platform(), texts, file));
      if (!line.empty()) detail += " · " + line;
    }
    const std::string picture = is_picture_type(file.type) ? address_of_picture(file) : "";
    if (!file_tile(ui, {file.name, detail, picture}, {phrase("Remove file {1}"_tr, file.name), file.id})) continue;
    files.attached.erase(files.attached.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  for (const Uploading& one : files.uploading) {
    const std::string detail = phrase("Uploading, {1} %"_tr, one.percent);
    const std::string id = "upload " + std::to_string(one.number);
    const FileTile tile{one.name, detail, {}, static_cast<float>(one.percent) / 100};
    if (!file_tile(ui, tile, {phrase("Stop uploading {1}"_tr, one.name), id})) continue;
    ui.platform().stop_upload(one.number);
    forget(files, one.number);
    break;
  }
}

float attached_height(const Desk& desk, const std::string& key, float width) {
  const auto found = desk.drafts.files.find(key);
  if (found == desk.drafts.files.end()) return 0;
  const int in_line = std::max(1, static_cast<int>((width + tile_gap) / (file_tile_width + tile_gap)));
  const int lines = std::min(most_lines, (count(found->second) + in_line - 1) / in_line);
  const float line = file_tile_height(desk.ui);
  return lines == 0 ? 0 : static_cast<float>(lines) * (line + tile_gap) - tile_gap;
}

bool is_uploading(const Desk& desk, const std::string& key) {
  const auto found = desk.drafts.files.find(key);
  return found != desk.drafts.files.end() && !found->second.uploading.empty();
}

void draw_files(Desk& desk, TextFiles& texts, const std::vector<Attachment>& files) {
  Ui& ui = desk.ui;
  std::vector<const Attachment*> pictures;
  for (const Attachment& file : files) {
    if (is_picture_type(file.type) && file.bytes <= largest_shown) pictures.push_back(&file);
  }
  if (!pictures.empty()) draw_pictures(desk, pictures);
  for (const Attachment& file : files) {
    {
      Row row(ui);
      const char* what = file.in_line ? "Picture in the text: {1} ({2})"_tr : "{1} ({2})"_tr;
      link(ui, {phrase(what, file.name, kind_and_size(file)), file.id}, address_of_file(file));
    }
    if (is_shown_as_text(file)) draw_text_file(ui, texts, file);
  }
}

std::string kind_and_size(const Attachment& file) {
  struct Kind {
    std::string_view type;
    const char* word;  // of the catalogue
  };
  static constexpr Kind kinds[] = {{"image/png", "PNG"},        {"image/jpeg", "JPEG"},       {"image/gif", "GIF"},
                                   {"image/webp", "WebP"},      {"application/pdf", "PDF"},   {"application/zip", "ZIP"},
                                   {"application/gzip", "gzip"}, {"text/plain", "Text"_kept}};
  const char* word = "File"_kept;
  for (const Kind& kind : kinds) {
    if (kind.type == file.type) word = kind.word;
  }
  return std::string(translated(word)) + " · " + size_in_words(file.bytes);
}

}  // namespace oasis
