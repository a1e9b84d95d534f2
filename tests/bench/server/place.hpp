// A data folder with people in it, and the real binary on it. May not: measure.
#pragma once

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "server/store/sqlite.hpp"

namespace oasis::bench {

/// A new data folder, gone with the benchmark: a workspace, and `sessions` cookies of ann, an admin.
class Place {
 public:
  /// `document`: the workspace; empty is quiet_document().
  explicit Place(std::size_t sessions = 1, const std::string& document = "");
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place();

  const std::string& path() const { return path_; }
  std::string database_path() const { return path_ + "/oasis.db"; }
  /// Another document, for new tickets. Before the server runs.
  void adopt(const std::string& document) const;
  /// "Cookie: …\r\n" of one session.
  const std::string& cookie(std::size_t session = 0) const { return cookies_[session % cookies_.size()]; }
  /// Before the server runs, or after it has ended.
  void write(const std::function<void(store::Database&)>& work) const;
  std::int64_t integer(const std::string& sql) const;

 private:
  std::string path_;
  std::vector<std::string> cookies_;
};

/// Names ann (admin) and bob; one customer, globex.example; response in a day, resolution in three.
std::string quiet_document();

class Server {
 public:
  /// Starts and waits for its greeting.
  explicit Server(const Place& place, std::vector<std::string> more = {});
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server();

  int port() const { return port_; }
  double seconds_to_serve() const { return started_s_; }
  double resident_mb() const;
  /// The most it has been.
  double peak_mb() const;
  double cpu_seconds() const;
  /// Voluntary and involuntary switches of all its threads: how often somebody woke.
  std::int64_t switches() const;
  void stop();
  std::string log() const;

 private:
  std::string folder_;
  pid_t process_ = -1;
  int port_ = 0;
  double started_s_ = 0;
};

}  // namespace oasis::bench
