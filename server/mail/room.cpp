// The spool folder. May not: decide what a mail leads to.
#include "server/mail/room.hpp"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "server/engine/digest.hpp"

namespace oasis {
namespace {

namespace fs = std::filesystem;

std::string spool_of(const std::string& data_folder) {
  return data_folder + "/spool";
}

bool write_durably(const std::string& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return false;
  bool good = true;
  while (good && !bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    good = written > 0;
    if (good) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  good = ::fsync(file) == 0 && good;
  return ::close(file) == 0 && good;
}

void sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace

Result<TakenMail> take_mail(const MailRoom& room, std::string_view raw,
                            const std::function<void(engine::Turn&)>& also) {
  return take_mail(room.writer, raw, room.origin, room.reply_key, room.data_folder + "/held", also,
                   room.links);
}

void refuse_mail(const MailRoom& room, std::string_view raw) {
  const fs::path refused = fs::path(spool_of(room.data_folder)) / "refused";
  std::error_code trouble;
  fs::create_directories(refused, trouble);
  if (!write_durably((refused / (engine::sha256_hex(raw).substr(0, 32) + ".eml")).string(), raw))
    spdlog::error("A mail that could not be taken could not be kept in {} either.", refused.string());
}

std::size_t drain_spool(const MailRoom& room) {
  std::error_code trouble;
  std::vector<fs::path> waiting;
  for (const auto& entry : fs::directory_iterator(spool_of(room.data_folder), trouble)) {
    if (entry.is_regular_file(trouble) && entry.path().extension() == ".eml") waiting.push_back(entry.path());
  }
  std::sort(waiting.begin(), waiting.end());  // their names begin with the time
  std::size_t taken = 0;
  for (const fs::path& path : waiting) {
    std::ifstream file(path, std::ios::binary);
    const std::string raw{std::istreambuf_iterator<char>(file), {}};
    const auto mail = take_mail(room, raw);
    if (mail.ok()) {
      fs::remove(path, trouble);
      ++taken;
      continue;
    }
    spdlog::warn("A spooled mail could not be taken and lies in spool/refused: {}", mail.error().what);
    const fs::path refused = path.parent_path() / "refused";
    fs::create_directories(refused, trouble);
    fs::rename(path, refused / path.filename(), trouble);
  }
  return taken;
}

bool spool_mail(const std::string& data_folder, std::string_view raw) {
  const std::string folder = spool_of(data_folder);
  std::error_code trouble;
  fs::create_directories(folder, trouble);
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const std::string name = folder + "/" + engine::new_id(now.count());
  if (!write_durably(name + ".part", raw) ||
      ::rename((name + ".part").c_str(), (name + ".eml").c_str()) != 0) {
    ::unlink((name + ".part").c_str());
    return false;
  }
  sync_folder(folder);
  return true;
}

}  // namespace oasis
