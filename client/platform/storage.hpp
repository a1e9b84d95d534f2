// Keys and values that outlive the page: the outbox, drafts, settings.
// May not: know what is stored.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace oasis::platform {

/// Asynchronous (IndexedDB in the browser). Operations take effect in the order in which they were asked for;
/// callbacks run between frames. When the browser keeps nothing (private window, full disk), reads are empty
/// and writes answer false; each is tried again until it is kept, removed or overwritten.
class Storage {
 public:
  using Entries = std::vector<std::pair<std::string, std::string>>;

  virtual ~Storage() = default;

  virtual void get(std::string key, std::function<void(std::optional<std::string>)> found) = 0;
  /// `done(true)` when it is durable as far as the browser says so.
  virtual void put(std::string key, std::string value, std::function<void(bool)> done = {}) = 0;
  virtual void remove(std::string key, std::function<void(bool)> done = {}) = 0;
  /// Whether a write waits for room: it is in this page only, and would be lost with it.
  virtual bool is_full() const = 0;
  /// All entries whose key begins with `prefix`, in the order of their keys.
  virtual void list(std::string prefix, std::function<void(Entries)> found) = 0;

  /// Small settings, at once (localStorage in the browser); empty when absent.
  virtual std::string setting(const std::string& key) = 0;
  virtual void set_setting(const std::string& key, const std::string& value) = 0;
};

}  // namespace oasis::platform
