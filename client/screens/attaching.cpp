// See attaching.hpp.
#include "client/screens/attaching.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

void finish(Desk& desk, DraftFiles& files, const platform::Upload& upload) {
  files.uploading = std::max(0, files.uploading - 1);
  const nlohmann::json answer = wire::parse(upload.body);
  if (upload.status == 200 && answer.is_object()) {
    files.attached.push_back({wire::text_of(answer, "id"), wire::text_of(answer, "name"),
                              wire::text_of(answer, "type"), wire::number_of(answer, "bytes"), false});
    return;
  }
  std::string why = "there is no connection";
  if (answer.is_object() && answer.contains("error")) why = wire::text_of(answer["error"], "message");
  desk.toasts.say(desk.ui, upload.name + " was not attached: " + why, Tone::danger);
}

}  // namespace

void take_uploads(Desk& desk, const std::string& key) {
  desk.ui.platform().accept_files("/api/v1/attachments");
  auto& uploads = desk.ui.platform().input().uploads;
  for (const platform::Upload& upload : uploads) {
    DraftFiles& files = desk.drafts.files[key];
    if (upload.status < 0) {
      ++files.uploading;
    } else {
      finish(desk, files, upload);
    }
  }
  if (!uploads.empty()) desk.ui.again();
  uploads.clear();
}

void draw_attached(Desk& desk, const std::string& key) {
  const auto found = desk.drafts.files.find(key);
  if (found == desk.drafts.files.end() || attached_height(desk, key) == 0) return;
  Ui& ui = desk.ui;
  DraftFiles& files = found->second;
  Row row(ui, {.gap = 4});
  for (std::size_t i = 0; i < files.attached.size(); ++i) {
    const Attachment& file = files.attached[i];
    const std::string label = file.name + " · " + size_in_words(file.bytes);
    if (!removable_chip(ui, {label, file.id}, "Remove file " + file.name)) continue;
    files.attached.erase(files.attached.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
  if (files.uploading > 0) chip(ui, "Uploading…", Tone::accent, Icon::paperclip);
}

float attached_height(const Desk& desk, const std::string& key) {
  const auto found = desk.drafts.files.find(key);
  const bool none =
      found == desk.drafts.files.end() || (found->second.attached.empty() && found->second.uploading == 0);
  return none ? 0 : desk.ui.theme().touch ? desk.ui.metrics().control : 24;
}

std::string size_in_words(std::int64_t bytes) {
  constexpr std::int64_t kilo = 1024, mega = kilo * kilo;
  if (bytes < kilo) return std::to_string(bytes) + " B";
  if (bytes < mega) return std::to_string(bytes / kilo) + " KB";
  return std::to_string(bytes / mega) + "." + std::to_string(bytes % mega * 10 / mega) + " MB";
}

}  // namespace oasis
