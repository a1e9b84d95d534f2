// The table of everything the server answers. May not: know what a handler does.
#include "server/http/routes.hpp"

#include <httplib.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>

#include "server/http/answer.hpp"
#include "server/store/sqlite.hpp"

namespace oasis::http {
namespace {

/// What a token that may change tickets is for.
constexpr std::array<std::string_view, 3> tickets_writing{"/api/v1/commands", "/api/v1/attachments", "/api/v1/presence"};

/// Takes the part before the next slash off the front.
std::string_view next_part(std::string_view& path) {
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view part = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return part;
}

std::ptrdiff_t depth_of(std::string_view path) {
  return std::count(path.begin(), path.end(), '/');
}

/// Of a pattern and a path of the same depth.
bool matches(std::string_view pattern, std::string_view path, std::map<std::string, std::string>* parts) {
  while (!pattern.empty() || !path.empty()) {
    const std::string_view wanted = next_part(pattern);
    const std::string_view given = next_part(path);
    if (wanted.empty() || wanted.front() != ':') {
      if (wanted != given) return false;
    } else if (given.empty()) {
      return false;
    } else if (parts) {
      (*parts)[std::string(wanted.substr(1))] = std::string(given);
    }
  }
  return true;
}

/// HEAD is answered by the route for GET; cpp-httplib leaves the body out.
std::string_view as_routed(std::string_view method) {
  return method == "HEAD" ? "GET" : method;
}

bool changes_something(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

bool wants_page(const httplib::Request& request) {
  return as_routed(request.method) == "GET" && request.path.rfind("/api/", 0) != 0 &&
         request.get_header_value("Accept").find("text/html") != std::string::npos;
}

bool has_type(const httplib::Request& request, Body body) {
  const std::string type = request.get_header_value("Content-Type");
  const std::string_view name = std::string_view(type).substr(0, type.find(';'));
  switch (body) {
    case Body::json:
      return name == "application/json";
    case Body::form:
      return name == "application/x-www-form-urlencoded";
    case Body::none:
    case Body::bytes:
      return true;
  }
  return false;
}

/// What a person can do about it; the log has the details.
std::string_view sentence_of(Code code) {
  switch (code) {
    case Code::disk_full:
      return "The server's disk is full, so nothing new can be kept; reading goes on. Free some space: "
             "writing goes "
             "on by itself then.";
    case Code::storage:
      return "The server cannot write its data folder; nothing was changed. Check its owner and permissions.";
    default:
      return "The server cannot reach its data at the moment; nothing was changed.";
  }
}

Code code_of(store::Trouble trouble) {
  switch (trouble) {
    case store::Trouble::busy:
      return Code::busy;
    case store::Trouble::full:
      return Code::disk_full;
    case store::Trouble::read_only:
      return Code::storage;
    default:
      return Code::internal;
  }
}

}  // namespace

Grant grant_for(const Route& route) {
  if (route.pattern.rfind("/api/", 0) != 0 || !route.least_role) return Grant::none;
  if (*route.least_role >= Role::manager) return Grant::admin;
  if (route.method == "GET") return Grant::read;
  // Named one by one: who is on call and where somebody is told are no tickets, and neither is what comes next.
  const bool of_tickets = std::find(tickets_writing.begin(), tickets_writing.end(), route.pattern) != tickets_writing.end();
  return of_tickets ? Grant::tickets_write : Grant::admin;
}

void Routes::add(Route route) {
  depths_.push_back(depth_of(route.pattern));
  routes_.push_back(std::move(route));
  counts_.emplace_back();
}

const Route* Routes::find(std::string_view method, std::string_view path,
                          std::map<std::string, std::string>* parts) const {
  const std::ptrdiff_t depth = depth_of(path);
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (depths_[i] != depth || routes_[i].method != as_routed(method)) continue;
    if (matches(routes_[i].pattern, path, parts)) return &routes_[i];
  }
  return nullptr;
}

Terms Routes::terms(std::string_view method, std::string_view path) const {
  const Route* route = find(method, path, nullptr);
  // A little is always read: the refusal can then say what is really wrong.
  return {std::max(route ? route->body_limit : 0, small_body), route && route->at_once};
}

std::string Routes::methods_at(std::string_view path) const {
  std::string methods;
  const std::ptrdiff_t depth = depth_of(path);
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    if (depths_[i] != depth || !matches(routes_[i].pattern, path, nullptr)) continue;
    methods += (methods.empty() ? "" : ", ") + routes_[i].method;
  }
  return methods;
}

void Routes::refuse_unknown(Call& call) const {
  if (const std::string methods = methods_at(call.request.path); !methods.empty()) {
    call.response.set_header("Allow", methods);
    return refuse(call.response, Code::wrong_method, "This address takes only " + methods + ".");
  }
  if (as_routed(call.request.method) == "GET" && gate_.otherwise(call)) return;
  refuse(call.response, Code::not_found, "There is nothing at this address.");
}

bool Routes::admit(const Route& route, Call& call) const {
  if (changes_something(route.method) && !gate_.from_our_page(call.request)) {
    refuse(call.response, Code::foreign_origin, "This request comes from another site.");
    return false;
  }
  if (route.least_role && !call.who) {
    if (wants_page(call.request)) {
      gate_.ask_to_sign_in(call.request, call.response);
    } else {
      refuse(call.response, Code::not_signed_in, "Sign in first.");
    }
    return false;
  }
  if (route.least_role && call.who->role < *route.least_role) {
    refuse(call.response, Code::not_allowed, "Your role does not allow this.");
    return false;
  }
  if (route.least_role && call.who->token &&
      (grant_for(route) == Grant::none || *call.who->token < grant_for(route))) {
    refuse(call.response, Code::not_allowed,
           "This token is not for that; make one with a wider scope on your account page.");
    return false;
  }
  if (!has_type(call.request, route.body)) {
    refuse(call.response, Code::bad_type,
           route.body == Body::json ? "Send Content-Type: application/json."
                                    : "Send Content-Type: application/x-www-form-urlencoded.");
    return false;
  }
  return true;
}

void Routes::answer(const Route* route, Call& call) const {
  try {
    if (!route || route->least_role) call.who = gate_.identify(call.request);
    if (const auto wait = gate_.throttle(call.request, call.who)) {
      call.response.set_header("Retry-After", std::to_string(wait->count()));
      return refuse(call.response, Code::too_many, "Too many requests; try again in a moment.");
    }
    if (!route) return refuse_unknown(call);
    if (!admit(*route, call)) return;
    if (!call.who) call.who = gate_.identify(call.request);
    if (!route->least_role && call.who && call.who->token) call.who.reset();  // a page for people
    route->handle(call);
  } catch (const store::Failure& failure) {
    // The pattern, never the path: a path may hold a secret link.
    spdlog::error("event=storage_failed route=\"{}\" error=\"{}\"", route ? route->pattern : "",
                  failure.what());
    const Code code = code_of(failure.trouble());
    refuse(call.response, code, sentence_of(code));
  }
}

void Routes::handle(const httplib::Request& request, httplib::Response& response,
                    std::optional<LiveStart>& live) const {
  Call call{request, response, {}, std::nullopt, live};
  const Route* route = find(request.method, request.path, &call.path);
  answer(route, call);
  const int status = response.status > 0 ? response.status : 200;
  RouteCounts& counts = route ? counts_[static_cast<std::size_t>(route - routes_.data())] : other_counts_;
  counts.by_status[static_cast<std::size_t>(status / 100) % counts.by_status.size()].add();
  spdlog::debug("event=request method={} route=\"{}\" status={}", request.method, route ? route->pattern : "",
                status);
}

void Routes::each(const std::function<void(const Route&, const RouteCounts&)>& visit) const {
  for (std::size_t i = 0; i < routes_.size(); ++i) visit(routes_[i], counts_[i]);
  visit(Route{}, other_counts_);
}

}  // namespace oasis::http
