// The table of everything the server answers, and the checks that every request passes before its handler
// runs: route, method, sign-in, role, origin, content type. May not: know what a handler does.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/auth/principal.hpp"
#include "server/http/front.hpp"
#include "server/http/live.hpp"
#include "server/watch/measures.hpp"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace oasis::http {

/// What a request may bring.
enum class Body { none, json, form, bytes };

/// One request on its way through a handler.
struct Call {
  const httplib::Request& request;  // headers, query parameters, the complete body
  httplib::Response& response;
  std::map<std::string, std::string> path;  // the named parts of the pattern
  std::optional<Principal> who;    // set whenever somebody is signed in, always when the route asks for it
  std::optional<LiveStart>& live;  // set it to answer with a live stream
};

struct Route {
  std::string method;
  std::string pattern;  // "/tickets/:id": a part that begins with a colon matches any one part
  /// Who may: nullopt is everybody, a role that role and those above it.
  std::optional<Role> least_role;
  Body body = Body::none;
  std::size_t body_limit = 0;  // bytes; 0 for Body::none
  std::function<void(Call&)> handle;
  bool at_once = false;  // see Terms
};

/// What an API token needs for a route: nothing but the API is for scripts; reads need `read`, what changes tickets
/// `tickets_write`, all else, and what managers and admins do, `admin`.
Grant grant_for(const Route& route);
/// How often a route was answered, by hundreds of the status.
struct RouteCounts {
  std::array<watch::Counter, 6> by_status;
};

constexpr std::size_t small_body = 64 * 1024;

/// How the table asks about a request what it cannot know itself.
struct Gate {
  std::function<std::optional<Principal>(const httplib::Request&)> identify;
  std::function<bool(const httplib::Request&)> from_our_page;
  /// Seconds to wait, for whoever asks too often.
  std::function<std::optional<std::chrono::seconds>(const httplib::Request&, const std::optional<Principal>&)>
      throttle;
  /// Somebody who is not signed in wants a page: sends them to sign in.
  std::function<void(const httplib::Request&, httplib::Response&)> ask_to_sign_in;
  /// A GET or HEAD that no route takes; true when it was answered (files of the page).
  std::function<bool(Call&)> otherwise;
};

/// Routes are added before the first request and never after; then it is safe from any thread.
class Routes {
 public:
  explicit Routes(Gate gate) : gate_(std::move(gate)) {}

  void add(Route route);
  /// Every route in the order of adding; last one without method and pattern for what no route takes (files
  /// of the page, unknown addresses).
  void each(const std::function<void(const Route&, const RouteCounts&)>& visit) const;

  /// Hooks for the front.
  Terms terms(std::string_view method, std::string_view path) const;
  void handle(const httplib::Request& request, httplib::Response& response,
              std::optional<LiveStart>& live) const;

 private:
  const Route* find(std::string_view method, std::string_view path,
                    std::map<std::string, std::string>* parts) const;
  std::string methods_at(std::string_view path) const;
  void refuse_unknown(Call& call) const;
  bool admit(const Route& route, Call& call) const;

  void answer(const Route* route, Call& call) const;

  Gate gate_;
  std::vector<Route> routes_;
  std::vector<std::ptrdiff_t> depths_;  // slashes in the pattern of each route: others cannot match
  mutable std::deque<RouteCounts> counts_;  // one for each route
  mutable RouteCounts other_counts_;
};

}  // namespace oasis::http
