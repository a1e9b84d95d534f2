// The composition root: where the rooms of the server are put together, for `serve` and for commands that
// find no server running. May not: hold logic of its own.
//
// A room that comes joins here: it is built from the folder, `write` and `read`, adds its routes to `routes`
// and its actions to `actions`, and publishes to `live`.
#pragma once

#include <mutex>
#include <span>
#include <string>

#include "server/cli/control.hpp"
#include "server/http/assets.hpp"
#include "server/http/auth/auth.hpp"
#include "server/http/live.hpp"
#include "server/http/pages.hpp"
#include "server/http/routes.hpp"
#include "server/store/access.hpp"
#include "server/store/folder.hpp"
#include "server/store/readers.hpp"

namespace oasis {

struct AppOptions {
  std::string data_folder;
  std::string public_url;  // where people reach us; empty: as it was last time
  std::span<const http::Asset> assets;
};

class App {
 public:
  /// Locks and opens the data folder. Throws store::Failure with one sentence.
  explicit App(const AppOptions& options);
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  store::Folder folder;
  store::Database writer;  // only through write()
  store::Readers readers;
  store::Write write;
  store::Read read;
  http::Live live;
  http::Auth auth;
  http::Assets assets;
  http::PageFrame frame;
  http::Routes routes;
  cli::Actions actions;

  /// Where people reach us, remembered for commands that run without a server.
  void set_public_url(const std::string& url);

 private:
  std::mutex writing_;
};

}  // namespace oasis
