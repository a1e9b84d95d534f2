// GET /chains and /chains.svg: the chains in force as pictures, for paper and for other programs. May not: draw one.
#include "server/http/chains_page.hpp"

#include <httplib.h>

#include <string>
#include <vector>

#include "server/http/answer.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/notify/date_words.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/chain_picture.hpp"

namespace oasis::http {
namespace {

/// Those asked for by `?chain=ID`, else all.
std::vector<const Chain*> asked_for(const Call& call, const Workspace& workspace) {
  const std::string id = call.request.get_param_value("chain");
  std::vector<const Chain*> chains;
  for (const Chain& chain : workspace.chains) {
    if (id.empty() || chain.id == id) chains.push_back(&chain);
  }
  return chains;
}

std::string drawn_at(const Services& services, const Policies& policies) {
  return "Version " + std::to_string(policies.version()) + ", drawn " +
         notify::local_text(services.writer.now(), policies.zone().name(), services.zones);
}

void get_page(Call& call, const Services& services, const PageFrame& frame) {
  const auto policies = services.writer.policies();
  const Workspace& workspace = policies->workspace();
  const std::vector<const Chain*> chains = asked_for(call, workspace);
  const bool wanting = chains.empty() && call.request.has_param("chain");
  answer_page(call.response, chains_page(frame, workspace, chains, drawn_at(services, *policies)));
  if (wanting) call.response.status = 404;
}

void get_svg(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const std::vector<const Chain*> chains = asked_for(call, policies->workspace());
  if (chains.size() != 1)
    return refuse(call.response, Code::not_found, "Name one chain of the workspace: /chains.svg?chain=ID.");
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_header("Content-Disposition", "attachment; filename=\"chain.svg\"");
  call.response.set_content(chain_svg(*chains.front(), policies->workspace(), drawn_at(services, *policies)), "image/svg+xml");
}

}  // namespace

void add_chain_routes(Routes& routes, const Services& services, const PageFrame& frame) {
  routes.add({"GET", "/chains", Role::viewer, Body::none, 0,
              [&services, &frame](Call& call) { get_page(call, services, frame); }});
  routes.add({"GET", "/chains.svg", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_svg(call, services); }});
}

}  // namespace oasis::http
