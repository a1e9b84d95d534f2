// HTML of the page of chains. May not: know requests.
#include "server/http/chains_page.hpp"

#include "shared/report/chain_picture.hpp"

namespace oasis::http {
namespace {

std::string table_html(const Chain& chain, const Workspace& workspace) {
  std::string html =
      "<table>\n<thead><tr><th scope=\"col\">Tier</th><th scope=\"col\">Step</th><th scope=\"col\">Tells</th>"
      "<th scope=\"col\">If nobody is reached</th><th scope=\"col\">Then waits</th></tr></thead>\n<tbody>\n";
  for (const ChainRow& row : chain_rows(chain, workspace)) {
    html += "<tr><td>" + escaped(row.tier) + "</td><th scope=\"row\">" + escaped(row.name) + "</th><td>" +
            escaped(row.told) + "</td><td>" + escaped(row.backup) + "</td><td>" + escaped(row.wait) + "</td></tr>\n";
  }
  return html + "</tbody>\n</table>\n";
}

}  // namespace

std::string chains_page(const PageFrame& frame, const Workspace& workspace, const std::vector<const Chain*>& chains,
                        const std::string& at) {
  std::string body = "<div class=\"chains\">\n<p class=\"where\"><a href=\"/\">Desk</a> · <a href=\"/board\">Board</a></p>\n"
                     "<h1>Chains</h1>\n<p class=\"period\">Who is told when nobody answers. Print this page for the wall: "
                     "each chain is a sheet.</p>\n";
  if (chains.empty()) body += "<p class=\"empty\">There is no such chain.</p>\n";
  for (const Chain* chain : chains) {
    const std::string name = escaped(chain->name.empty() ? chain->id : chain->name);
    body += "<section>\n<h2>" + name + "</h2>\n" + chain_svg(*chain, workspace, at) +
            "<p class=\"where\"><a href=\"/chains.svg?chain=" + escaped(chain->id) + "\" download>This picture as SVG</a></p>\n" +
            "<details>\n<summary>As a table</summary>\n" + table_html(*chain, workspace) + "</details>\n</section>\n";
  }
  return page_document(frame, "Chains", body + "</div>\n", Width::wide);
}

}  // namespace oasis::http
