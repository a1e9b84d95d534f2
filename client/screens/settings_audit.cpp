// See settings_audit.hpp.
#include "client/screens/settings_audit.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/replica/wire.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

constexpr std::size_t rows_a_page = 50;  // as the server gives them

void load(Desk& desk, AuditLog& log) {
  log.asked = true;
  const std::string before = log.rows.empty() ? "" : "?before=" + std::to_string(log.rows.back().n);
  log.question.ask(desk.ui.platform(), "/api/v1/audit" + before, [&log](const json& answer) {
    const auto rows = answer.find("rows");
    if (rows == answer.end() || !rows->is_array()) return false;
    for (const json& row : *rows)
      log.rows.push_back({wire::number_of(row, "n"), wire::text_of(row, "at"), wire::text_of(row, "actor"), wire::text_of(row, "address"),
                          wire::text_of(row, "action"), wire::text_of(row, "subject"), wire::text_of(row, "detail")});
    log.ended = rows->size() < rows_a_page;
    return true;
  });
}

/// "document_changed": "Document changed", in the reader's language.
std::string in_words(std::string action) {
  std::replace(action.begin(), action.end(), '_', ' ');
  return wording::begin_line(retold(action));
}

void draw_row(Desk& desk, const AuditLog::Row& row) {
  Ui& ui = desk.ui;
  std::string what = in_words(row.action);
  for (const std::string* more : {&row.subject, &row.detail})
    if (!more->empty()) what += " · " + *more;
  const auto at = parse_instant(row.at);
  std::string from = at.ok() ? wording::say_moment_fully(*at, desk.zone) : row.at;
  from += " · " + (row.actor.empty() ? std::string("not signed in"_tr) : wording::name_of_user(desk.workspace, row.actor));
  if (!row.address.empty()) from += " · " + row.address;
  paragraph(ui, what);
  paragraph(ui, from, {.size = TextSize::small, .tone = Tone::secondary});
  space(ui, 4);
}

}  // namespace

void draw_audit_log(Desk& desk, AuditLog& log) {
  Ui& ui = desk.ui;
  if (!log.asked) load(desk, log);
  heading(ui, "Audit log"_tr, 2);
  paragraph(ui,
            "Who did what administrative thing, and from where. Rows are only added; “support-oasis audit check” tells whether each "
            "is as it was written."_tr,
            {.size = TextSize::small, .tone = Tone::secondary});
  Column column(ui, {.gap = 0});
  for (const AuditLog::Row& row : log.rows) draw_row(desk, row);
  const std::string why = log.question.why();
  if (log.question.is_waiting() && log.rows.empty()) return skeleton(ui, "Loading"_tr, 6);
  if (!why.empty()) paragraph(ui, why, {.tone = Tone::danger});
  if (why.empty() && log.ended) return;
  if (button(ui, why.empty() ? "Show older"_tr : "Try again"_tr, {.busy = log.question.is_waiting()})) load(desk, log);
}

}  // namespace oasis
