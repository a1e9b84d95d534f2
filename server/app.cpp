// The composition root. May not: hold logic of its own.
#include "server/app.hpp"

#include <chrono>

#include "server/cli/user_actions.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/routes/page.hpp"
#include "server/http/routes/sign_in.hpp"
#include "server/http/routes/welcome.hpp"

namespace oasis {
namespace {

Instant system_now() {
  return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(
                     std::chrono::system_clock::now().time_since_epoch())
                     .count()};
}

bool is_https(const std::string& url) {
  return url.rfind("https://", 0) == 0;
}

std::string meta(store::Database& database, std::string_view name) {
  auto found = database.prepare("SELECT value FROM meta WHERE name = ?").bind(name);
  return found.step() ? found.text(0) : "";
}

/// Until the engine is here, whoever has an account is an administrator.
http::People people_of(store::Read read) {
  return {
      [read](const Id& user_id) -> std::optional<Role> {
        bool known = false;
        read([&](store::Database& database) { known = http::find_account(database, user_id).has_value(); });
        return known ? std::optional(Role::admin) : std::nullopt;
      },
      [](const http::NewPerson&) -> std::optional<Error> { return std::nullopt; }};
}

http::Gate gate_of(http::Auth& auth, const http::Assets& assets, const http::PageFrame& frame) {
  return {[&auth](const httplib::Request& request) { return http::identify(auth, request); },
          [&auth](const httplib::Request& request) { return http::from_our_page(auth, request); },
          http::ask_to_sign_in,
          [&assets, &frame](http::Call& call) { return http::serve_page_file(call, assets, frame); }};
}

}  // namespace

App::App(const AppOptions& options)
    : folder(store::Folder::lock(options.data_folder)),
      writer(store::open_for_writing(folder)),
      readers(folder),
      write([this](const std::function<void(store::Database&)>& work) {
        std::lock_guard lock(writing_);
        store::Transaction transaction(writer);
        work(writer);
        transaction.commit();
      }),
      read([this](const std::function<void(store::Database&)>& work) { readers.read(work); }),
      live({.epoch = meta(writer, "epoch"), .secure = is_https(options.public_url)}),
      auth{read, write, people_of(read), system_now, live, options.public_url, is_https(options.public_url),
           {},   {}},
      assets(options.assets),
      frame{std::string(assets.path_of("pages.css")), std::string(assets.path_of("app.wasm"))},
      routes(gate_of(auth, assets, frame)) {
  if (auth.public_url.empty()) auth.public_url = meta(writer, "url");
  http::add_sign_in_routes(routes, auth, frame);
  http::add_welcome_routes(routes, auth, frame);
  http::add_page_routes(routes, assets, frame);
  cli::add_user_actions(actions, auth);
}

void App::set_public_url(const std::string& url) {
  auth.public_url = url;
  write([&](store::Database& database) {
    database
        .prepare(
            "INSERT INTO meta (name, value) VALUES ('url', ?) ON CONFLICT (name) DO UPDATE SET value = "
            "excluded.value")
        .bind(url)
        .run();
  });
}

}  // namespace oasis
