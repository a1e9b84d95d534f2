// See disk.hpp. SQLite's names of the calls are those of sqlite.org/c3ref/io_methods.html.
#include "tests/simulated/disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace oasis::test {
namespace {

struct Write {
  std::size_t at = 0;
  std::string bytes;
  std::optional<std::size_t> cut_to;  // a truncation instead
};

void write_into(std::string& content, const Write& write) {
  if (write.cut_to) {
    content.resize(std::min(content.size(), *write.cut_to));
    return;
  }
  content.resize(std::max(content.size(), write.at + write.bytes.size()));
  content.replace(write.at, write.bytes.size(), write.bytes);
}

/// A small generator of its own, so that a seed means the same everywhere.
std::uint64_t next_chance(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

struct Handle {
  sqlite3_file base;  // first: SQLite sees only this
  Disk* disk;
  std::shared_ptr<Disk::File> file;
  std::string remove_at_close;
  int lock;
};

}  // namespace

struct Disk::File {
  std::string now;      // as the program sees it
  std::string durable;  // as a power cut would leave it
  std::vector<Write> unsynced;
  std::vector<std::unique_ptr<char[]>> shared;  // the index of a write-ahead log
  std::vector<Handle*> handles;

  void write(Write write) {
    write_into(now, write);
    unsynced.push_back(std::move(write));
  }
  void sync() {
    for (const Write& write : unsynced) write_into(durable, write);
    unsynced.clear();
  }
};

struct DiskCalls {
  static Disk& disk_of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }
  static Handle& handle(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
  static std::optional<Disk::Fault> next(Handle& handle) { return handle.disk->next_operation(); }

  // ---- one file ----
  static int close(sqlite3_file* file) {
    Handle& h = handle(file);
    auto& handles = h.file->handles;
    handles.erase(std::remove(handles.begin(), handles.end(), &h), handles.end());
    if (!h.remove_at_close.empty()) h.disk->files_.erase(h.remove_at_close);
    h.~Handle();
    return SQLITE_OK;
  }
  static int read(sqlite3_file* file, void* to, int count, sqlite3_int64 at) {
    Handle& h = handle(file);
    if (next(h)) return SQLITE_IOERR_READ;
    const std::string& content = h.file->now;
    const auto from = std::min(content.size(), static_cast<std::size_t>(at));
    const auto got = std::min(content.size() - from, static_cast<std::size_t>(count));
    std::memcpy(to, content.data() + from, got);
    if (got == static_cast<std::size_t>(count)) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + got, 0, static_cast<std::size_t>(count) - got);
    return SQLITE_IOERR_SHORT_READ;
  }
  static int write(sqlite3_file* file, const void* from, int count, sqlite3_int64 at) {
    Handle& h = handle(file);
    const auto fault = next(h);
    const auto end = static_cast<std::size_t>(at) + static_cast<std::size_t>(count);
    const std::size_t growth = end > h.file->now.size() ? end - h.file->now.size() : 0;
    const bool too_much = h.disk->capacity_ != 0 && growth > 0 && h.disk->used() + growth > h.disk->capacity_;
    if (too_much || fault == Disk::Fault::full) return SQLITE_FULL;
    if (fault && fault != Disk::Fault::short_write) return SQLITE_IOERR_WRITE;
    const auto kept = static_cast<std::size_t>(fault ? count / 2 : count);
    h.file->write({static_cast<std::size_t>(at), std::string(static_cast<const char*>(from), kept), {}});
    return fault ? SQLITE_IOERR_WRITE : SQLITE_OK;
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Handle& h = handle(file);
    if (next(h)) return SQLITE_IOERR_TRUNCATE;
    h.file->write({0, "", static_cast<std::size_t>(size)});
    return SQLITE_OK;
  }
  static int sync(sqlite3_file* file, int) {
    Handle& h = handle(file);
    if (next(h)) return SQLITE_IOERR_FSYNC;
    h.file->sync();
    return SQLITE_OK;
  }
  static int size(sqlite3_file* file, sqlite3_int64* answer) {
    *answer = static_cast<sqlite3_int64>(handle(file).file->now.size());
    return SQLITE_OK;
  }
  static int lock(sqlite3_file* file, int level) {
    Handle& h = handle(file);
    const auto& all = h.file->handles;
    const auto in_the_way = [&](const Handle* other) {
      return other != &h &&
             (level >= SQLITE_LOCK_EXCLUSIVE ? other->lock >= SQLITE_LOCK_SHARED
                                             : other->lock >= SQLITE_LOCK_RESERVED && level > 1);
    };
    if (std::any_of(all.begin(), all.end(), in_the_way)) return SQLITE_BUSY;
    h.lock = std::max(h.lock, level);
    return SQLITE_OK;
  }
  static int unlock(sqlite3_file* file, int level) {
    handle(file).lock = level;
    return SQLITE_OK;
  }
  static int reserved(sqlite3_file* file, int* answer) {
    const auto& all = handle(file).file->handles;
    *answer =
        std::any_of(all.begin(), all.end(), [](const Handle* h) { return h->lock >= SQLITE_LOCK_RESERVED; });
    return SQLITE_OK;
  }
  static int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int sector(sqlite3_file*) { return 512; }
  static int traits(sqlite3_file*) { return 0; }
  static int map(sqlite3_file* file, int region, int bytes, int extend, void volatile** at) {
    auto& shared = handle(file).file->shared;
    const auto index = static_cast<std::size_t>(region);
    *at = nullptr;
    if (index >= shared.size() && !extend) return SQLITE_OK;
    while (shared.size() <= index)
      shared.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
    *at = shared[index].get();
    return SQLITE_OK;
  }
  static int shared_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }  // one thread: never contended
  static void barrier(sqlite3_file*) {}
  static int unmap(sqlite3_file* file, int remove) {
    if (remove) handle(file).file->shared.clear();
    return SQLITE_OK;
  }

  // ---- the disk ----
  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
    Disk& disk = disk_of(vfs);
    file->pMethods = nullptr;
    if (disk.next_operation()) return SQLITE_CANTOPEN;
    const std::string path = name ? name : "temporary " + std::to_string(disk.operations_);
    if ((flags & SQLITE_OPEN_CREATE) == 0 && disk.files_.count(path) == 0) return SQLITE_CANTOPEN;
    auto& content = disk.files_[path];
    if (!content) content = std::make_shared<Disk::File>();
    auto* opened = new (file) Handle{};
    opened->disk = &disk;
    opened->file = content;
    if (!name || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0) opened->remove_at_close = path;
    content->handles.push_back(opened);
    static const sqlite3_io_methods methods = io_methods();
    opened->base.pMethods = &methods;
    if (given) *given = flags;
    return SQLITE_OK;
  }
  static int remove(sqlite3_vfs* vfs, const char* name, int) {
    Disk& disk = disk_of(vfs);
    if (disk.next_operation()) return SQLITE_IOERR_DELETE;
    return disk.files_.erase(name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  }
  static int access(sqlite3_vfs* vfs, const char* name, int, int* answer) {
    *answer = disk_of(vfs).files_.count(name) != 0;
    return SQLITE_OK;
  }
  static int full_path(sqlite3_vfs*, const char* name, int size, char* to) {
    sqlite3_snprintf(size, to, "%s", name);
    return SQLITE_OK;
  }
  static int randomness(sqlite3_vfs*, int count, char* to) {
    std::memset(to, 7, static_cast<std::size_t>(count));  // the same in every run
    return count;
  }
  static int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
  static int now(sqlite3_vfs*, double* days) {
    *days = 2461000;
    return SQLITE_OK;
  }
  static int last_error(sqlite3_vfs*, int, char*) { return 0; }

  static sqlite3_io_methods io_methods() {
    sqlite3_io_methods methods{};
    methods.iVersion = 2;
    methods.xClose = close;
    methods.xRead = read;
    methods.xWrite = write;
    methods.xTruncate = truncate;
    methods.xSync = sync;
    methods.xFileSize = size;
    methods.xLock = lock;
    methods.xUnlock = unlock;
    methods.xCheckReservedLock = reserved;
    methods.xFileControl = control;
    methods.xSectorSize = sector;
    methods.xDeviceCharacteristics = traits;
    methods.xShmMap = map;
    methods.xShmLock = shared_lock;
    methods.xShmBarrier = barrier;
    methods.xShmUnmap = unmap;
    return methods;
  }
};

Disk::Disk() : vfs_(std::make_unique<sqlite3_vfs>()) {
  vfs_->iVersion = 1;
  vfs_->szOsFile = sizeof(Handle);
  vfs_->mxPathname = 512;
  vfs_->zName = "simulated disk";
  vfs_->pAppData = this;
  vfs_->xOpen = DiskCalls::open;
  vfs_->xDelete = DiskCalls::remove;
  vfs_->xAccess = DiskCalls::access;
  vfs_->xFullPathname = DiskCalls::full_path;
  vfs_->xRandomness = DiskCalls::randomness;
  vfs_->xSleep = DiskCalls::sleep;
  vfs_->xCurrentTime = DiskCalls::now;
  vfs_->xGetLastError = DiskCalls::last_error;
  sqlite3_vfs_register(vfs_.get(), 1);
  sqlite3_randomness(0, nullptr);  // begins anew, from the seed that our disk gives
}

Disk::~Disk() {
  sqlite3_vfs_unregister(vfs_.get());
}

std::optional<Disk::Fault> Disk::next_operation() {
  if (dead_) return Fault::power_cut;
  ++operations_;
  if (!planned_ || operations_ < planned_->at || (operations_ > planned_->at && !planned_->lasting)) {
    return std::nullopt;
  }
  failed_ = true;
  dead_ = planned_->fault == Fault::power_cut;
  return planned_->fault;
}

void Disk::fail_at(std::int64_t number, Fault fault, bool lasting) {
  planned_ = Plan{number, fault, lasting};
  failed_ = false;
}

std::size_t Disk::used() const {
  std::size_t sum = 0;
  for (const auto& [path, file] : files_) sum += file->now.size();
  return sum;
}

void Disk::reboot(std::uint64_t chance) {
  for (auto& [path, file] : files_) {
    for (Write& write : file->unsynced) {
      const std::uint64_t fate = next_chance(chance) % 4;
      if (fate == 0) continue;
      if (fate == 1) write.bytes.resize(write.bytes.size() / 512 / 2 * 512);
      write_into(file->durable, write);
    }
    file->unsynced.clear();
    file->now = file->durable;
    file->shared.clear();
  }
  dead_ = failed_ = false;
  planned_.reset();
}

void Disk::copy(const std::string& from, const std::string& to) {
  const auto copied = std::make_shared<File>();
  copied->now = copied->durable = files_.at(from)->now;
  files_[to] = copied;
}

}  // namespace oasis::test
